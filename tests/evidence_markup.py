#!/usr/bin/env python3
"""Are the pages of an evidence folder what they promise to be? Each page is parsed; every fault is told on a line of its own.

    tests/evidence_markup.py EVIDENCE

Asked of each page: is its content policy there, and kept by it (no script, style or handler within the page, nothing from elsewhere)?
Does each link within the folder lead to a file, and to an anchor of it? Is no ID there twice? Are tags closed in the order in which
they were opened? Has each picture its size, its words, and its file?"""
import html.parser
import pathlib
import sys
import urllib.parse

VOID = {"meta", "link", "img", "input", "br", "rect"}
POLICY = "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'"


class Page(html.parser.HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.path, self.open, self.ids, self.links, self.faults, self.policy = path, [], set(), [], [], None
        self.feed(path.read_text(encoding="utf-8", errors="strict"))
        if self.open:
            self.faults.append(f"not closed: {self.open}")
        if self.policy != POLICY:
            self.faults.append(f"its policy is {self.policy}")

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag not in VOID:
            self.open.append(tag)
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"]
        for name, value in attributes:
            if name == "style" or name.startswith("on") or (name in ("href", "src") and ":" in value.split("/")[0]):
                self.faults.append(f"{tag} has {name}={value}")
            if name == "id":
                if value in self.ids:
                    self.faults.append(f"the ID {value} is there twice")
                self.ids.add(value)
            if name in ("href", "src"):
                self.links.append(value)
        if tag in ("script", "style") and "src" not in given:
            self.faults.append(f"a {tag} within the page")
        if tag == "img" and not all(given.get(name) for name in ("alt", "width", "height", "src")):
            self.faults.append(f"a picture lacks something: {given}")

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing, on line {self.getpos()[0]}")

    def handle_data(self, data):
        if self.open and self.open[-1] in ("script", "style"):
            self.faults.append("a script or style within the page")


def main():
    folder = pathlib.Path(sys.argv[1]).resolve()
    pages = {path: Page(path) for path in [folder / "index.html", *sorted(folder.glob("reports/*.html"))]}
    for path, page in pages.items():
        for link in page.links:
            name, _, anchor = link.partition("#")
            target = (path.parent / urllib.parse.unquote(name)).resolve() if name else path
            if not target.exists():
                page.faults.append(f"{link} leads nowhere")
            elif anchor and target in pages and anchor not in pages[target].ids:
                page.faults.append(f"{link} leads to no anchor")
        for fault in page.faults:
            print(f"{path.name}: {fault}")
    print(f"{len(pages)} pages, {sum(len(page.links) for page in pages.values())} links")
    return 1 if any(page.faults for page in pages.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
