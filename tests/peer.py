#!/usr/bin/env python3
"""peer.py ENGINE OUTPUT.xlsx PDF...: what a researcher's script does today, for `make bench` to compare with.

ENGINE is pdfminer or pymupdf. Takes the text of each report, cuts the numbered items out of the section of recommendations by
a regular expression, and writes them to a workbook with openpyxl.
"""
import os
import re
import sys

import openpyxl

ITEM = re.compile(r"^\s*(\d{1,3}\.(?:\d{1,3}\.?)?)\s+(.+?)(?=^\s*\d{1,3}\.(?:\d{1,3}\.?)?\s|\Z)", re.M | re.S)


def text_by_pdfminer(path):
    from pdfminer.high_level import extract_text
    return extract_text(path)


def text_by_pymupdf(path):
    import fitz
    with fitz.open(path) as document:
        return "\n".join(page.get_text() for page in document)


ENGINES = {"pdfminer": text_by_pdfminer, "pymupdf": text_by_pymupdf}


def items(text):
    start = [m.end() for m in re.finditer(r"conclusions and/or recommendations", text, re.I)]
    return ITEM.findall(text[start[-1]:]) if start else []


def main(engine, output, paths):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["File", "No.", "Recommendation"])
    for path in paths:
        for number, words in items(ENGINES[engine](path)):
            clean = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", re.sub(r"\s+", " ", words)).strip()
            sheet.append([os.path.basename(path), number, clean[:32000]])
    book.save(output)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
