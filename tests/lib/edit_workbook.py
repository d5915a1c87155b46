#!/usr/bin/python3
"""Changes a digest as a person would, or shows cells of it.
edit_workbook.py FILE          each line of standard input is SHEET, ID, HEADER, VALUE, divided by tabs; \\n stands for a line
                               break; a header that isn't there is added; the ID "-" deletes the row of the ID in VALUE
edit_workbook.py --show FILE SHEET ID HEADER...   what the cells say, a line each; with a * in front where they are in italics
"""
import sys
import openpyxl


def place(sheet, name, header):
    headers = {cell.value: cell.column for cell in sheet[1]}
    if header not in headers:
        headers[header] = sheet.max_column + 1
        sheet.cell(1, headers[header]).value = header
    rows = [row for row in range(2, sheet.max_row + 1) if sheet.cell(row, headers["ID"]).value == name]
    return sheet.cell(rows[0], headers[header])


if sys.argv[1] == "--show":
    book = openpyxl.load_workbook(sys.argv[2])
    for header in sys.argv[5:]:
        cell = place(book[sys.argv[3]], sys.argv[4], header)
        print(("*" if cell.font.i else "") + str(cell.value if cell.value is not None else ""))
else:
    book = openpyxl.load_workbook(sys.argv[1])
    for line in sys.stdin:
        sheet, name, header, value = line.rstrip("\n").split("\t")
        if name == "-":
            book[sheet].delete_rows(place(book[sheet], value, "ID").row)
        else:
            place(book[sheet], name, header).value = value.replace("\\n", "\r\n") or None
    book.save(sys.argv[1])
