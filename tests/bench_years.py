#!/usr/bin/env python3
"""bench_years.py [COUNT]: how long it takes to compare COUNT recommendations (100,000) of one body with each other, and what is found.

They are made up, in reports of 500, a day each. One in ten is an earlier one word for word, one in ten an earlier one in which an eighth
of the words are others; one in twenty is of a family that differ in a word, of which thousands are alike. Words are those of the spelling
dictionary, some far more common than others, as in any language. What each is stands in its number: "12-new", "13-repeated-4711".
"""
import copy
import datetime
import hashlib
import itertools
import json
import os
import random
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
RAPPORTEUR = os.path.join(ROOT, "build", "bin", "rapporteur")
MODEL = os.path.join(ROOT, "fixtures", "years", "wg6-2019.pdf")
DICTIONARY = "/usr/share/hunspell/en_GB.dic"
A_REPORT = 500
# Words that turn the sense: one of them makes another recommendation, and is not drawn.
TURNING = {"avoid", "cannot", "never", "refrain", "without", "neither", "none", "nobody"}


class Words:
    """Words as often as their place in a list tells."""

    def __init__(self):
        with open(DICTIONARY, encoding="utf-8", errors="replace") as lines:
            words = [line.split("/")[0].strip() for line in itertools.islice(lines, 1, None)]
        words = [word for word in words if word.isascii() and word.isalpha() and word.islower() and len(word) > 3 and word not in TURNING]
        random.shuffle(words)
        self.words = words[:12000]
        self.sums = list(itertools.accumulate(1 / (place + 20) for place in range(len(self.words))))

    def draw(self, length):
        return random.choices(self.words, cum_weights=self.sums, k=length)


def make_text(words, texts, family):
    """What a recommendation is, and its words."""
    chance, of = random.random(), random.randrange(len(texts)) if texts else 0
    if chance < 0.1 and texts:
        return f"repeated-{of}", texts[of]
    if chance < 0.2 and texts:
        text = list(texts[of])
        for place in random.sample(range(len(text)), len(text) // 8):
            text[place] = words.draw(1)[0]
        return f"reworded-{of}", text
    if chance < 0.25:
        text = list(family)
        text[random.randrange(len(text))] = words.draw(1)[0]
        return "family", text
    return "new", words.draw(random.randint(16, 40))


def make_report(model, first, day, texts):
    report = copy.deepcopy(model)
    symbol = f"CTOC/COP/WG.6/{day.year}/{first // A_REPORT}"
    report["source_file"] = f"{first}.pdf"
    report["sha256"] = hashlib.sha256(symbol.encode()).hexdigest()
    told = {"symbol": symbol, "start": str(day), "end": str(day), "distribution_date": str(day)}
    pattern = next(finding for finding in report["findings"] if finding["kind"] == "recommendation")
    report["findings"] = [finding for finding in report["findings"] if finding["kind"] == "fact"]
    for fact in report["findings"]:
        fact["text"] = told.get(fact["number"], fact["text"])
    for number, (kind, words) in enumerate(texts, first):
        text = "States parties should " + " ".join(words) + "."
        label = f"{number}-{kind}"
        report["findings"].append(dict(pattern, number=label, id=f"{symbol}/en/{label}", text=text, raw=text, edits=[]))
    return report


def make_reports(count, path):
    random.seed(1)
    extracted = subprocess.run([RAPPORTEUR, "extract", MODEL], stdout=subprocess.PIPE, check=True).stdout
    model = json.loads(subprocess.run([RAPPORTEUR, "apply"], input=extracted, stdout=subprocess.PIPE, check=True).stdout)
    words, texts, day = Words(), [], datetime.date(1950, 1, 1)
    family = words.draw(24)
    with open(path, "w", encoding="utf-8") as out:
        for first in range(0, count, A_REPORT):
            made = [make_text(words, texts, family) for _ in range(min(A_REPORT, count - first))]
            print(json.dumps(make_report(model, first, day, made)), file=out)
            texts += [text for _, text in made]
            day += datetime.timedelta(days=90)


def measure(name, command, output=subprocess.DEVNULL):
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=output)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit("bench_years: failed: %s" % " ".join(command[:4]))
    print("%-44s %7.1f %7.1f %7.0f" % (name, time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024))


def tell_found(path):
    """How many of those that have an earlier one were found, and how many of the others were taken for one that has."""
    ids, known, found, fresh, wrong = {}, 0, 0, 0, 0
    with open(path, encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            number, kind, *of = row["number"].split("-")
            ids[number] = row["id"]
            if kind == "new":
                fresh += 1
                wrong += row["compared"] not in ("new", None)
            elif of:
                known += 1
                found += row["compared"] == "repeated" if kind == "repeated" else row["compared"] not in ("new", None)
    print("of %d that repeat or reword an earlier one %d are told so; of %d new ones %d" % (known, found, fresh, wrong))


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100000
    with tempfile.TemporaryDirectory() as work:
        lines, rows = os.path.join(work, "findings.jsonl"), os.path.join(work, "rows.jsonl")
        make_reports(count, lines)
        subprocess.run([RAPPORTEUR, "record", os.path.join(work, "catalogue.db"), lines], check=True, stderr=subprocess.DEVNULL)
        with open(lines, encoding="utf-8") as reports:
            last = json.loads(list(reports)[-1])["findings"][-1]["id"]
        print("%-44s %7s %7s %7s" % ("%d recommendations of one body" % count, "wall s", "cpu s", "MiB"))
        measure("rapporteur history, which compares them all", [RAPPORTEUR, "history", "--quiet", "--home", work, last])
        measure("rapporteur digest --all", [RAPPORTEUR, "digest", "--home", work, "--all", "--output", os.path.join(work, "all.xlsx")])
        with open(rows, "wb") as out:
            measure("rapporteur export --kind recommendation", [RAPPORTEUR, "export", "--home", work, "--kind", "recommendation"], out)
        tell_found(rows)


if __name__ == "__main__":
    main()
