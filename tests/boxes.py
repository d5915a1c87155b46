#!/usr/bin/env python3
"""Do boxes hold what they say? Text is cut out of each PDF at the boxes that rapporteur gives, by a reader of PDFs that shares no
code with poppler (mutool, of MuPDF), and compared with the raw text that rapporteur gives.

    tests/boxes.py [--blocks] PDF or FOLDER ...   boxes of findings; with --blocks, of the lines of all blocks but furniture
    tests/boxes.py --home HOME                    boxes of the findings in a home's catalogue, with the archive's PDFs

Options: --least P, what must hold (99.9 per cent); --show N, how many faults are told (20); --grow POINTS, to see that the measure
tells boxes that are wrong: all are so much larger on each side, or smaller where POINTS is negative; --every N, a sample: the
first PDF of each N.

How it is measured. MuPDF tells each character with the place of its origin on the base line, its advance and its size. A character
is in a box where the middle of its advance is, a quarter of its size above the base line: its own middle, more or less, whatever a
font file says of its ascent. The characters in a finding's boxes, box by box, must be those of its raw text, in their order.

What is not compared: white space, which is no character on the page but a gap. What is forgiven the other reader, for it is no
question of place:
  - ligatures and presentation forms count as the letters that they are made of, on both sides (Unicode, NFKC);
  - a soft hyphen counts as a hyphen where the other reader has one, and what has no width (U+200B, U+2060, U+FEFF) as nothing;
  - a character drawn twice at one place, for boldness or a shadow, counts once;
  - a letter twice as large as the box is high is no part of its line: a watermark is written over it;
  - a character that the other reader does not know (U+FFFD) may be any one, and must be there;
  - in lines with letters that are written from right to left the order is not compared, for MuPDF gives the order of the file.

Pages whose pictures rapporteur would read are measured by their own text (--ocr never): no other reader has what OCR sees.

A box may not be loose either, where no neighbour is near enough to be caught: its edges are no farther than LOOSE sizes of its type
from what it holds.

The last line is "N of M ... hold (P %)". Exit 1 where P is less than --least, 66 where a reader is missing or fails."""
import argparse
import bisect
import collections
import html
import json
import os
import pathlib
import re
import subprocess
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
BIN = pathlib.Path(os.environ.get("BUILD", ROOT / "build")).resolve() / "bin"
ABOVE = 0.25   # sizes above the base line: the middle of a small letter
LOOSE = 1.3    # sizes: from the middles of the outermost characters to a box's edges; descent, ascent and half a wide letter are less
LARGE = 2      # box heights: of a letter that is written over a line
DOUBLE = 0.12  # sizes: no two letters of a word stand so near to each other
NO_WIDTH = dict.fromkeys(map(ord, "\u200b\u2060\ufeff"))
EDGE = 0.02    # points: boxes are printed with two decimals

Char = collections.namedtuple("Char", "x y text size along")
Cut = collections.namedtuple("Cut", "name raw boxes")  # boxes: (page, x0, y0, x1, y1)

MARKUP = re.compile(r'<page id="page(\d+)"|<font name="[^"]*" size="([^"]*)"|<char quad="([^"]*)" x="([^"]*)" y="([^"]*)"[^>]* c="([^"]*)"')


def fail(message):
    print(f"boxes.py: {message}", file=sys.stderr)
    sys.exit(66)


def middle(quad, x, y, size):
    """The middle of a character whose corners are QUAD (upper left, upper right, lower left, lower right) and origin X, Y."""
    ulx, uly, urx, ury, llx, lly, lrx, lry = quad
    height = ((ulx - llx) ** 2 + (uly - lly) ** 2) ** 0.5 or 1
    above = ABOVE * size / height
    return x + (lrx - llx) / 2 + (ulx - llx) * above, y + (lry - lly) / 2 + (uly - lly) * above


def direction(quad):
    """Which way a line runs: 0 to the right, 1 down, 2 to the left, 3 up."""
    dx, dy = quad[6] - quad[4], quad[7] - quad[5]
    return (0 if dx >= 0 else 2) if abs(dx) >= abs(dy) else (1 if dy > 0 else 3)


def read_characters(path, pages):
    """The characters of the PDF at PATH on PAGES: a list a page, from top to bottom."""
    numbers = ",".join(map(str, sorted(pages)))
    command = ["mutool", "draw", "-q", "-F", "stext", "-O", "preserve-ligatures", "-o", "-", str(path), numbers]
    try:
        drawn = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode("utf-8", "replace")
    except FileNotFoundError:
        fail("there is no mutool here: install mupdf-tools")
    found, page, size = {}, None, 0
    order = iter(sorted(pages))
    for match in MARKUP.finditer(drawn):
        if match[1]:
            page = found.setdefault(next(order), [])
        elif match[2]:
            size = float(match[2])
        else:
            text = html.unescape(match[6])
            if text.isspace():
                continue
            quad = [float(n) for n in match[3].split()]
            x, y = middle(quad, float(match[4]), float(match[5]), size)
            page.append(Char(x, y, text, size, direction(quad)))
    return {number: Page(chars) for number, chars in found.items()}


class Page:
    """The characters of a page, to be asked for those in a box."""

    def __init__(self, chars):
        self.chars = sorted(self.once(chars), key=lambda char: char.y)
        self.heights = [char.y for char in self.chars]

    @staticmethod
    def once(chars):
        kept, near = [], collections.defaultdict(list)
        for char in chars:
            cells = [(round(char.x / 4) + i, round(char.y / 4) + k, char.text) for i in (-1, 0, 1) for k in (-1, 0, 1)]
            reach = DOUBLE * char.size
            if any(abs(char.x - x) < reach and abs(char.y - y) < reach for cell in cells for x, y in near.get(cell, ())):
                continue
            near[(round(char.x / 4), round(char.y / 4), char.text)].append((char.x, char.y))
            kept.append(char)
        return kept

    def cut(self, box):
        """The characters in BOX in the order in which their lines run."""
        x0, y0, x1, y1 = box
        first, end = bisect.bisect_left(self.heights, y0 - EDGE), bisect.bisect_right(self.heights, y1 + EDGE)
        inside = [char for char in self.chars[first:end] if x0 - EDGE <= char.x <= x1 + EDGE]
        ways = collections.Counter(char.along for char in inside)
        way = ways.most_common(1)[0][0] if ways else 0
        height = x1 - x0 if way % 2 else y1 - y0
        inside = [char for char in inside if char.size < LARGE * height]
        inside.sort(key=lambda char: (char.x, char.y, -char.x, -char.y)[way])
        return inside


def is_loose(box, inside):
    """Do the edges of BOX stand far from the characters in it?"""
    x0, y0, x1, y1 = box
    far = LOOSE * max(char.size for char in inside)
    xs, ys = [char.x for char in inside], [char.y for char in inside]
    return min(xs) - x0 > far or x1 - max(xs) > far or min(ys) - y0 > far or y1 - max(ys) > far


def plain(text):
    """TEXT as it is compared."""
    text = text.translate(NO_WIDTH).replace("\u00ad", "-")
    return "".join(c for c in unicodedata.normalize("NFKC", text) if not c.isspace())


def is_same(held, said):
    """Are these the same characters? One that the other reader does not know may be any."""
    return len(held) == len(said) and all(a == b or a == "\ufffd" for a, b in zip(held, said))


def is_right_to_left(text):
    return any(unicodedata.bidirectional(c) in ("R", "AL") for c in text)


def fault(cut, pages, grow):
    """What is wrong with CUT, whose boxes are made larger by GROW points on each side; or None."""
    texts, loose = [], False
    for page, x0, y0, x1, y1 in cut.boxes:
        box = (x0 - grow, y0 - grow, x1 + grow, y1 + grow)
        inside = pages[page].cut(box) if page in pages else []
        loose = loose or bool(inside) and is_loose(box, inside)
        texts.append("".join(char.text for char in inside))
    held, said = plain("".join(texts)), plain(cut.raw)
    if is_right_to_left(said):
        held, said = sorted(held), sorted(said)
    if not is_same(held, said):
        return "holds: " + " | ".join(texts)
    return "has a loose box" if loose else None


def findings_of(line):
    """The cuts of a findings document."""
    for finding in line["findings"]:
        boxes = [(place["page"], *place["box"]) for place in finding.get("places", ())]
        if boxes:
            yield Cut(finding.get("id") or f'{finding["kind"]} {finding.get("number")}', finding["raw"], boxes)


def blocks_of(line):
    """The cuts of a document: the lines of a block each. Furniture is no text: some of it runs aslant over all else."""
    for number, block in enumerate(line["blocks"]):
        if block["kind"] == "furniture":
            continue
        lines = [line["lines"][at] for at in block["lines"]]
        yield Cut(f'{block["kind"]} {number + 1}', block["raw"], [(printed["page"], *printed["box"]) for printed in lines])


def read_pdfs(paths, blocks):
    """Each PDF with its cuts."""
    for path in paths:
        document = subprocess.run([BIN / "rapporteur-extract", "--quiet", "--ocr", "never", path], stdout=subprocess.PIPE).stdout
        if not blocks:
            document = subprocess.run([BIN / "rapporteur-apply", "--quiet"], input=document, stdout=subprocess.PIPE).stdout
        if not document:
            fail(f"{path}: rapporteur gives nothing")
        line = json.loads(document)
        yield path, list(blocks_of(line) if blocks else findings_of(line))


def read_home(home):
    """Each PDF of the archive with the cuts of its rows in the catalogue."""
    rows = subprocess.run([BIN / "rapporteur", "export", "--home", home, "--format", "jsonl"], stdout=subprocess.PIPE).stdout
    by_file = collections.defaultdict(list)
    for row in map(json.loads, rows.decode().splitlines()):
        if row.get("boxes") and row.get("raw"):
            boxes = [(place["page"], *place["box"]) for place in row["boxes"]]
            by_file[row["sha256"]].append(Cut(row["id"], row["raw"], boxes))
    for digest, cuts in by_file.items():
        files = list(pathlib.Path(home, "archive").glob(digest[:12] + "~*"))
        if not files:
            fail(f"{home}: the PDF of {cuts[0].name} is not in the archive")
        yield files[0], cuts


def named_pdfs(names, every):
    pdfs = [pdf for name in map(pathlib.Path, names) for pdf in (sorted(name.rglob("*.pdf")) if name.is_dir() else [name])]
    return pdfs[::every]


def main():
    options = argparse.ArgumentParser(usage=__doc__)
    options.add_argument("--blocks", action="store_true")
    options.add_argument("--home")
    options.add_argument("--least", type=float, default=99.9)
    options.add_argument("--grow", type=float, default=0)
    options.add_argument("--every", type=int, default=1)
    options.add_argument("--show", type=int, default=20)
    options.add_argument("pdfs", nargs="*")
    asked = options.parse_args()
    held = count = 0
    for path, cuts in read_home(asked.home) if asked.home else read_pdfs(named_pdfs(asked.pdfs, asked.every), asked.blocks):
        pages = read_characters(path, {page for cut in cuts for page, *_ in cut.boxes}) if cuts else {}
        faults = [(cut, what) for cut in cuts for what in [fault(cut, pages, asked.grow)] if what]
        for cut, what in faults[: max(0, asked.show - (count - held))]:
            print(f"{path.name}: page {cut.boxes[0][0]}: {cut.name} says: {cut.raw!r}\n    but {what}")
        held, count = held + len(cuts) - len(faults), count + len(cuts)
    share = 100 * held / count if count else 0
    print(f"{held} of {count} {'blocks' if asked.blocks else 'findings'} hold ({share:.3f} %)")
    return 0 if share >= asked.least else 1


if __name__ == "__main__":
    sys.exit(main())
