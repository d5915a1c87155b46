#!/usr/bin/env python3
"""Score panel topics against a table made by hand. Used only where a corpus of real reports is.

usage: score_panels.py PANELS.tsv ROWS.jsonl [--verbose]

PANELS.tsv  document, paragraph, topic, panellists (names or "NAME, FUNCTION", parted by ";"; "moderator/facilitator: NAME |" may stand
            in front; what stands in brackets is a note).
ROWS.jsonl  rows of `rapporteur export`, panel topics with `panellists` and `moderator`.

A topic is found when a row's text is the topic, or the topic without the label or bracketed note that the table adds to it; each row counts
for one topic. A panellist is found when one of that row's values opens with the name.
"""
import collections
import csv
import json
import os
import re
import sys
import unicodedata


def normal(text):
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalnum())


def values(row, name):
    """The values of field NAME, as exports write them and as findings do."""
    found = row.get(name) or []
    if not found:
        found = [v for f in row.get("fields") or [] if f.get("name") == name for v in f.get("values", [])]
    return found if isinstance(found, list) else [found]


def names_of(cell):
    """(moderators, panellists): the names that a cell of the table lists, without what the people are."""
    moderators, bar, panellists = cell.partition(" | ")
    if not bar and not cell.startswith("moderator"):
        moderators, panellists = "", cell
    split = lambda text: [re.sub(r"^and ", "", part.strip()).split(",")[0].split(" of ")[0] for part in text.split(";")]
    keep = lambda names: [n for n in names if len(normal(n)) > 3 and not n.startswith("(")]
    return keep(split(moderators.partition(": ")[2])), keep(split(panellists))


def topics_of(cell):
    """The forms in which a report may print a topic of the table."""
    bare = re.sub(r"^[A-Z]\.\d+ ", "", cell)
    return {normal(bare), normal(re.sub(r" \([^)]*\)$", "", bare))}


def take(rows, topic):
    return next((r for r in rows if normal(r["text"]) in topics_of(topic)), None)


def main(arguments):
    verbose = "--verbose" in arguments
    table, output = [a for a in arguments if not a.startswith("--")]
    rows = collections.defaultdict(list)
    for line in open(output, encoding="utf-8"):
        row = json.loads(line)
        if row.get("kind") == "panel_topic":
            rows[os.path.basename(row["source_file"])].append(row)
    given = {name: len(found) for name, found in rows.items()}
    count = collections.defaultdict(collections.Counter)
    with open(table, encoding="utf-8", newline="") as file:
        for truth in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            name = truth["document"]
            row = take(rows[name], truth["topic"])
            moderators, panellists = names_of(truth["panellists"] or "")
            count[name].update(topics=1, found=bool(row), people=len(panellists), moderators=len(moderators))
            if row:
                rows[name].remove(row)
            for field, people, key in (("panellists", panellists, "named"), ("moderator", moderators, "led")):
                said = [normal(v) for v in values(row, field)] if row else []
                missing = [p for p in people if not any(v.startswith(normal(p)) for v in said)]
                count[name][key] += len(people) - len(missing)
                if verbose and missing:
                    print(f"    {field} missing: {truth['paragraph']}: {'; '.join(missing)}")
            if verbose and not row:
                print(f"    topic missing: {truth['paragraph']}: {truth['topic']}")
    line = "topics {found} of {topics} (given {given}), panellists {named} of {people}, moderators {led} of {moderators}"
    total = collections.Counter()
    for name in sorted(count):
        count[name]["given"] = given.get(name, 0)
        total.update(count[name])
        print(f"  {name:32}", line.format_map(count[name]))
    print(f"  {'all':32}", line.format_map(total))
    return 0 if total["found"] == total["topics"] and total["named"] == total["people"] else 1


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
