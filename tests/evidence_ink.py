#!/usr/bin/env python3
"""Do the pictures of evidence pages show the text of each finding where its box is? Each picture is compared, box by box, with the
page as another reader of PDFs draws it that shares no code with poppler (mutool, of MuPDF): the ink in and around the box must lie
at the same place, to a point. That the box holds the right words there is what tests/boxes.py measures.

    tests/evidence_ink.py [--shift POINTS] HOME EVIDENCE PDF ...

--shift moves our boxes, to see that the measure tells boxes that are wrong.

How it is measured. The ink of a box and of MARGIN points around it is summed up column by column and row by row, in our picture and in
the other one. Both are laid over each other in steps of a pixel; where they differ least is where our picture stands. A box whose
ink is spread so evenly that its place can't be told (a rule across the page) is not there in any fixture.

The last line is "N of M boxes lie on their text". Exit 1 where any does not, 66 where mutool is missing."""
import argparse
import json
import os
import pathlib
import re
import struct
import subprocess
import sys
import zlib

ROOT = pathlib.Path(__file__).resolve().parent.parent
BIN = pathlib.Path(os.environ.get("BUILD", ROOT / "build")).resolve() / "bin"
MARGIN = 4   # points
REACH = 3    # points: how far off is looked for
MOST = 1.0   # points: how far off may be
RESOLUTION = 110  # as pipeline/evidence/evidence_pictures.c draws


class Picture:
    """Shades, row by row: 0 is white, 255 black."""

    def __init__(self, width, height, rows):
        self.width, self.height, self.rows = width, height, rows


def unfilter(kind, line, before, step):
    """A line of a PNG file without its filter (PNG specification, section 9)."""
    line = bytearray(line)
    for i in range(len(line)):
        left = line[i - step] if i >= step else 0
        up = before[i]
        corner = before[i - step] if i >= step else 0
        if kind == 1:
            add = left
        elif kind == 2:
            add = up
        elif kind == 3:
            add = (left + up) // 2
        else:
            near = left + up - corner
            distances = (abs(near - left), abs(near - up), abs(near - corner))
            add = (left, up, corner)[distances.index(min(distances))]
        line[i] = (line[i] + add) & 255
    return line


def read_png(path):
    """A PNG file as picture_png.c writes them: 4 bits of grey, 8 bits of palette, or 24 of colour."""
    data, at, packed, palette = path.read_bytes(), 8, b"", None
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        part = data[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB", part[:10])
        elif kind == b"PLTE":
            palette = [255 - sum(part[i : i + 3]) // 3 for i in range(0, len(part), 3)]
        elif kind == b"IDAT":
            packed += part
        at += 12 + length
    raw, rows = zlib.decompress(packed), []
    channels = 3 if colour == 2 else 1
    stride = (width * depth * channels + 7) // 8
    before = bytearray(stride)
    dark = [255 - 17 * i for i in range(16)]
    for y in range(height):
        kind, line = raw[y * (stride + 1)], raw[y * (stride + 1) + 1 : (y + 1) * (stride + 1)]
        before = unfilter(kind, line, before, channels) if kind else bytearray(line)
        if colour == 0:
            row = [dark[nibble] for byte in before for nibble in (byte >> 4, byte & 15)][:width]
        elif colour == 3:
            row = [palette[index] for index in before]
        else:
            row = [255 - sum(before[i : i + 3]) // 3 for i in range(0, len(before), 3)]
        rows.append(row)
    return Picture(width, height, rows)


def draw_other(pdf, number):
    """Page NUMBER of PDF as mutool draws it."""
    command = ["mutool", "draw", "-q", "-r", str(RESOLUTION), "-F", "pgm", "-o", "-", str(pdf), str(number)]
    data = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", data)
    if not head:
        return None
    width, height = int(head[1]), int(head[2])
    body = data[head.end() :]
    return Picture(width, height, [[255 - shade for shade in body[y * width : (y + 1) * width]] for y in range(height)])


def profiles(picture, page, box):
    """The ink of BOX in PICTURE by columns and by rows, in pixels."""
    across, down = picture.width / page["width"], picture.height / page["height"]
    x0, x1 = round((box[0] - MARGIN) * across), round((box[2] + MARGIN) * across)
    y0, y1 = round((box[1] - MARGIN) * down), round((box[3] + MARGIN) * down)
    columns, rows = [0] * (x1 - x0), [0] * (y1 - y0)
    for y in range(max(y0, 0), min(y1, picture.height)):
        row = picture.rows[y]
        for x in range(max(x0, 0), min(x1, picture.width)):
            if row[x]:
                columns[x - x0] += row[x]
                rows[y - y0] += row[x]
    return columns, rows


def shift_between(ours, other):
    """By how many pixels OURS stands behind OTHER, where they differ least."""
    reach = round(REACH * RESOLUTION / 72)
    best, least = 0, None
    size = min(len(ours), len(other))
    for shift in sorted(range(-reach, reach + 1), key=abs):
        pairs = [(ours[i], other[i - shift]) for i in range(max(shift, 0), min(size, size + shift))]
        differs = sum(abs(a - b) for a, b in pairs) / len(pairs)
        if least is None or differs < least:
            best, least = shift, differs
    return best


def rows_of(home):
    exported = subprocess.run([BIN / "rapporteur", "export", "--home", home, "--all-versions", "--format", "jsonl"], stdout=subprocess.PIPE).stdout
    return [row for row in map(json.loads, exported.decode().splitlines()) if row.get("boxes")]


def main():
    options = argparse.ArgumentParser(usage=__doc__)
    options.add_argument("--shift", type=float, default=0)
    options.add_argument("home")
    options.add_argument("evidence", type=pathlib.Path)
    options.add_argument("pdfs", nargs="+", type=pathlib.Path)
    asked = options.parse_args()
    pdfs = {subprocess.run(["sha256sum", pdf], stdout=subprocess.PIPE, text=True).stdout.lstrip("\\")[:64]: pdf for pdf in asked.pdfs}
    wanted = {}
    for row in rows_of(asked.home):
        for place in row["boxes"]:
            wanted.setdefault((row["sha256"], place["page"]), []).append((row["id"], place["box"]))
    held = count = 0
    for (sha256, number), boxes in wanted.items():
        if sha256 not in pdfs:
            continue
        folder = next(asked.evidence.glob(f"reports/*-{sha256[:12]}/"))
        page = json.loads((folder / "pages.json").read_text())["pages"][number - 1]
        try:
            other = draw_other(pdfs[sha256], number)
        except FileNotFoundError:
            print("evidence_ink.py: there is no mutool here: install mupdf-tools", file=sys.stderr)
            return 66
        ours = read_png(folder / f"page-{number:03}.png")
        for identity, box in boxes:
            moved = [edge + asked.shift for edge in box]
            ours_x, ours_y = profiles(ours, page, moved)
            other_x, other_y = profiles(other, page, box)
            off = max(abs(shift_between(ours_x, other_x)), abs(shift_between(ours_y, other_y))) * 72 / RESOLUTION
            count += 1
            if off <= MOST and sum(ours_x) > 0:
                held += 1
            elif not asked.shift:
                print(f"{pdfs[sha256].name}: page {number}: the text of {identity} is {off:.1f} points off its box {box}")
    print(f"{held} of {count} boxes lie on their text")
    return 0 if held == count and count > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
