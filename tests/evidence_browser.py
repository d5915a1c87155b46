#!/usr/bin/env python3
"""What a reader of evidence pages sees and reaches, in Chromium, from files, without a network.

    tests/evidence_browser.py HOME EVIDENCE        all of it
    tests/evidence_browser.py --hostile EVIDENCE   whether text that would act does

It prints a line each: the sentence, a tab, and what is wrong, if anything is.

Exit 66 where Chromium or its driver is missing."""
import json
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "lib"))
from browser import Browser, is_there  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
BIN = pathlib.Path(os.environ.get("BUILD", ROOT / "build")).resolve() / "bin"
LEAST_CONTRAST = 4.5  # of text (WCAG 2.2, 1.4.3)

STATUS = "return document.getElementById('status').textContent"
ROWS = "return [...document.querySelectorAll('#rows-body tr')].map((row) => [...row.cells].map((cell) => cell.textContent))"

# Where each box of the page stands, in points of its page: the picture's own place on the screen is the measure.
BOXES = """
return [...document.querySelectorAll('.sheet')].flatMap((sheet) => {
  const picture = sheet.querySelector('img'), svg = sheet.querySelector('svg');
  if (!picture) return [];
  const area = picture.getBoundingClientRect(), page = Number(sheet.closest('.page').id.slice(5));
  const across = svg.viewBox.baseVal.width / area.width, down = svg.viewBox.baseVal.height / area.height;
  return [...svg.querySelectorAll('.box')].flatMap((box) => [...box.querySelectorAll('.line')].map((line) => {
    const at = line.getBoundingClientRect();
    return [box.dataset.finding, page, (at.left - area.left) * across, (at.top - area.top) * down,
      (at.right - area.left) * across, (at.bottom - area.top) * down];
  }));
});"""

# Is PART of PANE to be seen?
IN_VIEW = """
const pane = document.getElementById(arguments[0]).getBoundingClientRect();
const part = document.querySelector(arguments[1]).getBoundingClientRect();
return part.height > 0 && part.top >= pane.top - 1 && part.bottom <= pane.bottom + 1;"""

# The least contrast of any text that is shown, with an example of it.
CONTRAST = """
const channels = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
const light = (colour) => channels(colour).slice(0, 3).map((c) => c / 255).map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
  .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
const ground = (element) => {
  for (; element; element = element.parentElement) {
    const colour = getComputedStyle(element).backgroundColor, parts = channels(colour);
    if (parts.length < 4 || parts[3] > 0) return colour;
  }
  return 'rgb(255, 255, 255)';
};
let least = [99, ''];
for (const element of document.querySelectorAll('body *')) {
  const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  if (!own || element.closest('svg, .unseen, option, [aria-disabled="true"]') || !element.checkVisibility()) continue;
  const a = light(getComputedStyle(element).color), b = light(ground(element));
  const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  if (contrast < least[0]) least = [contrast, element.outerHTML.slice(0, 100)];
}
return least;"""

UNNAMED = """
return [...document.querySelectorAll('button, a[href], input, select, img, table')].filter((element) => {
  if (element.closest('svg')) return false;
  const label = element.labels && element.labels.length ? element.labels[0].textContent : '';
  const name = element.getAttribute('aria-label') || element.alt || label || element.textContent || (element.caption && element.caption.textContent);
  return !String(name).trim();
}).map((element) => element.outerHTML.slice(0, 100));"""


def tell(sentence, problem=""):
    print(f"{sentence}\t{problem}")


def equal(sentence, expected, seen):
    tell(sentence, "" if expected == seen else f"expected {expected!r}, seen {seen!r}")


def rows_of(home):
    exported = subprocess.run([BIN / "rapporteur", "export", "--home", home, "--all-versions", "--format", "jsonl"], stdout=subprocess.PIPE).stdout
    rows = [json.loads(line) for line in exported.decode().splitlines()]
    return [row for row in rows if row["kind"] in ("recommendation", "panel_topic")]


def anchor_of(identity):
    """As pipeline/evidence/evidence_link.h has it."""
    kept = "".join(chr(b) if chr(b).isascii() and (chr(b).isalnum() or chr(b) in ".-") else "_" if b == 0x2F else f"~{b:02X}" for b in identity.encode())
    return "id-" + kept


class Test:
    def __init__(self, browser, home, evidence):
        self.browser, self.evidence, self.rows = browser, evidence, rows_of(home)
        self.index = (evidence / "index.html").as_uri()

    def open_index(self, asked=""):
        self.browser.open(self.index + asked)
        self.status()

    def status(self):
        """The index's status once it has settled."""
        self.browser.wait("return /finding|can't/i.test(document.getElementById('status').textContent) && !/^(Load|Search)ing/.test(document.getElementById('status').textContent)")
        return self.browser.run(STATUS)

    def type(self, words):
        """Types WORDS into the search field, and waits until they are what is shown."""
        self.browser.run("document.getElementById('query').focus(); document.getElementById('query').value = ''")
        before = self.browser.run(STATUS)
        self.browser.press(words)
        self.browser.wait("return document.getElementById('status').textContent !== arguments[0]", before, seconds=3)
        return self.status()

    def report_of(self, row):
        return next(self.evidence.glob(f"reports/*-{row['sha256'][:12]}.html"))

    # ---- the index

    def check_index(self):
        browser = self.browser
        self.open_index("#?versions=all")
        equal("the index counts all findings", f"{len(self.rows)} findings, 1 to 50 shown", self.status())
        equal("it shows a page of them", 50, len(browser.run(ROWS)))
        row = next(row for row in self.rows if "registry of a vessel" in row["text"] and row["symbol"] == "CTOC/COP/WG.7/2023/5")
        word = '"registry of a vessel" hours'
        hits = sum("registry of a vessel" in row["text"] and "hours" in row["text"] for row in self.rows)
        said = self.type(word)
        equal("a phrase and a word find what has both", f"{hits} findings" if hits > 1 else "1 finding", said.split(",")[0])
        shown = browser.run("return [...document.querySelectorAll('#rows-body mark')].map((mark) => mark.textContent)")
        equal("what was searched for is marked", ["registry of a vessel", "hours"], shown[:2])
        self.check_link(row)
        self.open_index()
        self.type("zzzz")
        equal("what is nowhere is told", "No findings: try fewer words, or clear the filters.", browser.run(STATUS))
        browser.click("#clear")
        browser.wait("return document.querySelectorAll('#rows-body tr').length > 0")
        equal("Clear shows all again", True, self.status().endswith("1 to 50 shown"))

    def check_link(self, row):
        browser = self.browser
        href = browser.run("return document.querySelector('#rows-body a').href")
        equal("the address keeps what was asked", True, "registry" in browser.run("return location.hash"))
        browser.click("#rows-body th a")
        equal("a row leads to its report", True, browser.wait("return document.body.classList.contains('report')"))
        anchor = href.split("#")[1]
        browser.wait("return document.querySelectorAll('.chosen').length > 1")
        equal("its box is in view", True, browser.run(IN_VIEW, "pages", f"[id='{anchor}'] .frame"))
        equal("and so is its text", True, browser.run(IN_VIEW, "findings", f"[id='card-{anchor}'] blockquote"))
        equal("the text is the catalogue's", row["text"], browser.run("return document.querySelector('.card.chosen blockquote').textContent"))
        equal("the focus is on it", "card-" + anchor, browser.run("return document.activeElement.id"))
        equal("the picture is there", True, browser.wait("const sheet = document.querySelector('.box.chosen').closest('.sheet'); return sheet.querySelector('img').naturalWidth > 0"))
        browser.command("POST", "/back", {})
        browser.wait("return document.querySelectorAll('#rows-body tr').length > 0")
        equal("Back shows what was asked before", '"registry of a vessel" hours', browser.run("return document.getElementById('query').value"))

    def check_filters(self):
        browser = self.browser
        topics = [row for row in self.rows if row["kind"] == "panel_topic"]
        self.open_index("#?versions=all&kind=1")
        equal("a filter by kind counts right", len(topics), int(self.status().split()[0]))
        body = "Working Group on the Smuggling of Migrants"
        of_body = [row for row in self.rows if row["body"] == body or
                   ((row["symbol"] or "").startswith("CTOC/COP/WG.7/") and row["rule"].startswith("untoc/"))]
        self.open_index("#?versions=all&body=" + body.replace(" ", "+"))
        equal("a filter by body counts right, whatever the reports call it", len(of_body), int(self.status().split()[0]))
        self.open_index("#?versions=all&body=" + body.replace(" ", "+") + "&kind=0&query=vessel")
        wanted = [row for row in of_body if row["kind"] == "recommendation" and "vessel" in (row["text"] + "; ".join(row["addressees"])).lower()]
        equal("filters and words go together", len(wanted), int(self.status().split()[0]))
        self.open_index("#?versions=all&page=3&rows=25")
        equal("a page of another size", True, self.status().endswith("51 to 75 shown"))
        browser.click(".pager .next")
        browser.wait("return document.getElementById('page').value === '4'")
        equal("the next page", True, self.status().endswith("76 to 100 shown"))

    def check_keys(self):
        browser = self.browser
        self.open_index()
        browser.press("Tab")
        equal("the first stop of the tabulator skips to the findings", "Skip to the findings", browser.run("return document.activeElement.textContent"))
        browser.press("Enter")
        browser.press("Tab")
        stops = []
        for _ in range(12):
            stops.append(browser.run("return document.activeElement.closest('#results') ? document.activeElement.tagName : ''"))
            browser.press("Tab")
        equal("behind it come the findings", True, "A" in stops and "" not in stops[:5])
        row = next(row for row in self.rows if row["symbol"] == "CTOC/COP/WG.7/2023/5" and row["number"] == "4" and row["kind"] == "recommendation")
        browser.open(self.report_of(row).as_uri() + "#" + anchor_of(row["id"]))
        browser.wait("return document.querySelector('.card.chosen')")
        browser.press("Right")
        following = anchor_of(row["id"][:-1] + "5")
        equal("the right arrow goes to the next finding", following, browser.run("return document.querySelector('.card.chosen').dataset.finding"))
        equal("its box is in view", True, browser.run(IN_VIEW, "pages", f"[id='{following}'] .frame"))
        equal("its place among all is said", True, "of" in browser.run("return document.getElementById('position').textContent"))
        browser.press("Left")
        equal("the left arrow goes back", anchor_of(row["id"]), browser.run("return document.querySelector('.card.chosen').dataset.finding"))
        equal("the address goes along", anchor_of(row["id"]), browser.run("return location.hash.slice(1)"))

    # ---- boxes

    def check_boxes(self):
        by_report = {}
        for row in self.rows:
            by_report.setdefault(self.report_of(row), []).append(row)
        off, count, out_of_view = [], 0, []
        for page, rows in by_report.items():
            self.browser.open(page.as_uri() + "#" + anchor_of(rows[-1]["id"]))
            self.browser.wait("return document.querySelector('.card.chosen')")
            if not self.browser.run(IN_VIEW, "pages", f"[id='{anchor_of(rows[-1]['id'])}'] .line"):
                out_of_view.append(rows[-1]["id"])
            shown = {}
            for anchor, number, *box in self.browser.run(BOXES):
                shown.setdefault(anchor, []).append((number, box))
            for row in rows:
                said = [(place["page"], place["box"]) for place in row["boxes"]]
                seen = shown.get(anchor_of(row["id"]), [])
                count += len(said)
                far = max((abs(a - b) for (_, one), (_, other) in zip(said, seen) for a, b in zip(one, other)), default=0)
                if [page for page, _ in said] != [page for page, _ in seen] or far > 1:
                    off.append(f"{row['id']} by {far:.2f} points")
        tell(f"all boxes of the fixtures are within a point of what the catalogue says", "; ".join(off[:5]) if count else "there is none")
        tell("the last finding of each report is in view when its address is opened", "; ".join(out_of_view[:5]))

    # ---- looks

    def check_looks(self):
        browser = self.browser
        pages = {"the index": self.index + "#?query=states", "a report": self.report_of(self.rows[0]).as_uri() + "#" + anchor_of(self.rows[0]["id"])}
        for name, address in pages.items():
            for scheme in ("light", "dark"):
                browser.devtools("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
                browser.open(address)
                browser.wait("return document.querySelector('.card.chosen, #rows-body tr')")
                browser.run("for (const details of document.querySelectorAll('details')) details.open = true")
                least, example = browser.run(CONTRAST)
                tell(f"text of {name} is told apart from its ground, {scheme}", "" if least >= LEAST_CONTRAST else f"{least:.2f}: {example}")
            equal(f"all that can be used in {name} has a name", [], browser.run(UNNAMED))
            equal(f"{name} fits into a narrow window", True, self.fits(address, 400))
        browser.devtools("Emulation.setEmulatedMedia", features=[])

    def fits(self, address, width):
        self.browser.devtools("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=False)
        self.browser.open(address)
        self.browser.wait("return document.querySelector('.card.chosen, #rows-body tr')")
        fits = self.browser.run("return document.documentElement.scrollWidth <= arguments[0]", width)
        self.browser.devtools("Emulation.clearDeviceMetricsOverride")
        return fits

    def check_quiet(self):
        loaded = self.browser.run("return performance.getEntriesByType('resource').map((entry) => entry.name).filter((name) => !name.startsWith('file:'))")
        equal("nothing is loaded but files", [], loaded)
        equal("the console says nothing", [], self.browser.complaints())


def check_hostile(browser, evidence):
    """Text that would act is text, wherever it stands."""
    live = '<script>window.hacked=1</script>'
    pages = {"index": evidence / "index.html", "report": next(evidence.glob("reports/*.html"))}
    for name, page in pages.items():
        browser.open(page.as_uri() + ("#?query=script" if name == "index" else ""))
        browser.wait("return document.querySelector('.card, #rows-body tr')")
        browser.run("for (const part of document.querySelectorAll('summary, .card')) part.click()")
        equal(f"hostile text does not act in the {name}", [None, 0],
              browser.run("return [window.hacked || null, document.querySelectorAll('[onerror], [onclick], img:not([alt]), body script').length]"))
        equal(f"but is to be read in the {name}", True, browser.run("return document.body.textContent.includes(arguments[0])", live))
    link = browser.run("return document.querySelector('.to-box[href^=\"#id-\"]').getAttribute('href')")
    browser.open(pages["report"].as_uri() + link)
    equal("and its address works", True, bool(browser.wait("return document.querySelector('.card.chosen, .chosen')")))
    equal("the console says nothing of it", [], browser.complaints())


def main():
    if not is_there():
        print("evidence_browser.py: there is no chromium here, or no chromedriver", file=sys.stderr)
        return 66
    with Browser() as browser:
        if sys.argv[1] == "--hostile":
            check_hostile(browser, pathlib.Path(sys.argv[2]).resolve())
            return 0
        test = Test(browser, sys.argv[1], pathlib.Path(sys.argv[2]).resolve())
        for check in (test.check_index, test.check_filters, test.check_keys, test.check_boxes, test.check_looks, test.check_quiet):
            check()
    return 0


if __name__ == "__main__":
    sys.exit(main())
