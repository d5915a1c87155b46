"""alignments.py ROWS EXPECTED LANGUAGE - panel topics and recommendations that came of them, as export tells them, against what a
person sees (fixtures/expected/alignments.txt). Prints what should be there and is not, what is there and should not be, and a line
of figures at the end; fails where anything is wrong."""
import json
import sys


def told(path):
    """Topic → (report or None, the numbers that must be found, those that may be)."""
    lines = {}
    for line in open(path, encoding="utf-8"):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        topic, _, rest = line.partition(" → ")
        report, found, numbers = rest.rpartition(": ")
        must, _, may = (numbers if found else rest).partition("?")
        lines[topic] = (report or None, numbers_of(must), numbers_of(may))
    return lines


def numbers_of(text):
    return [number.strip() for number in text.split(",") if number.strip()]


def main(rows_path, expected_path):
    rows = [json.loads(line) for line in open(rows_path, encoding="utf-8")]
    expected = told(expected_path)
    topics = {row["id"]: row for row in rows if row["kind"] == "panel_topic"}
    ids = {(row["symbol"], row["number"]): row["id"] for row in rows if row["kind"] == "recommendation"}
    right = missed = invented = 0
    for topic, row in topics.items():
        report, must, may = expected.pop(topic, (None, [], []))
        report = report or row["symbol"]
        must, may = ({ids[report, number] for number in numbers} for numbers in (must, may))
        related = set(row["related"])
        right += len(related & must)
        for name in sorted(must - related):
            print("%s → %s is missed" % (topic, name))
            missed += 1
        for name in sorted(related - must - may):
            print("%s → %s is invented: %s" % (topic, name, row["related_evidence"][row["related"].index(name)]))
            invented += 1
    for topic in expected:
        print("%s is no topic that export tells" % topic)
    print("%d right, %d missed, %d invented" % (right, missed, invented))
    return 1 if missed or invented or expected else 0


sys.exit(main(*sys.argv[1:]))
