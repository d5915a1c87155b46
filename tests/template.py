#!/usr/bin/env python3
"""What openpyxl and Python's csv read of the digests that template.sh wrote into this folder: "ok - SENTENCE" a line, and what is amiss."""
import csv
import datetime
import json
import os
import sys
import traceback
import warnings

import openpyxl

warnings.simplefilter("ignore")


def expect(sentence, expected, seen):
    print("ok -" if expected == seen else "not ok -", sentence)
    if expected != seen:
        print("expected: %.2000r\nseen: %.2000r" % (expected, seen))


def cells(sheet):
    """The rows of a table as texts: dates as they are shown, nothing for an empty cell. A table of nothing has one empty row."""
    rows = [["" if value is None else value.strftime("%Y-%m-%d") if isinstance(value, datetime.datetime) else str(value)
             for value in row] for row in sheet.iter_rows(values_only=True)]
    return [row for row in rows if any(row)]


def guarded(text):
    """TEXT as our CSV has it: an apostrophe in front of what a spreadsheet could run."""
    bare = text.lstrip("'")
    return "'" + text if bare[:1] in set("\t\r\n") or bare.lstrip()[:1] in set("=+-@") else text


def read_csv(path):
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    expect("%s begins with a byte order mark" % path, "\ufeff", text[:1])
    expect("%s is the same as Python would write it" % path, [], differences(text))
    return list(csv.reader(text[1:].splitlines(keepends=True)))


def differences(text):
    """Rows of a CSV that RFC 4180, with quotes only where they are needed, would have otherwise."""
    class Out(list):
        write = list.append
    out = Out()
    csv.writer(out, lineterminator="\r\n").writerows(csv.reader(text[1:].splitlines(keepends=True)))
    return [] if "".join(out) == text[1:] else [row for row in out if row not in text][:3]


def links(book):
    return [(sheet, cell) for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink]


def main():
    two = openpyxl.load_workbook("home/digests/two.xlsx")
    book = openpyxl.load_workbook("home/digests/all.xlsx")
    expect("the sheets are the template's, in its order", ["Rec's & more", "Übersicht"], [sheet.title for sheet in two if sheet.sheet_state == "visible"])
    sheet = two["Rec's & more"]
    header = ["What it says", "Document", "Pg.", "Lead <in>", "=Whom", "Panel topics", "Last page", "ID"]
    expect("and so are the headers", header, [cell.value for cell in sheet[1]])
    (table,) = sheet.tables.values()
    expect("the table knows them", header, [column.name for column in table.tableColumns])
    expect("the table is whole", sheet.dimensions, table.ref)
    expect("widths are the template's", 90, int(sheet.column_dimensions["A"].width))

    rows = [json.loads(line) for line in open("rows.jsonl", encoding="utf-8")]
    recommendations = [row for row in rows if row["kind"] == "recommendation"]
    expect("its cells say what export says",
           [[row["text"], row["symbol"] or "", str(row["page_first"]), row["lead_in"] or "", "; ".join(row["addressees"]),
             "\n".join(row["topics"]), str(row["page_last"]), row["id"]] for row in recommendations], cells(sheet)[1:])
    expect("no cell is a formula", [], [cell.coordinate for each in two for row in each.iter_rows() for cell in row if cell.data_type == "f"])

    places = {"'%s'" % name.replace("'", "''") for name in two.sheetnames}
    lost = [(each.title, cell.coordinate, cell.hyperlink.location) for each, cell in links(two)
            if not cell.hyperlink.target and cell.hyperlink.location.rpartition("!")[0] not in places]
    expect("no link leads to a sheet that is left out", [], lost)
    out = [cell for each, cell in links(two) if cell.hyperlink.target]
    expect("links to the PDFs are there", True, len(out) >= len(recommendations))
    inside = [cell for each, cell in links(two) if not cell.hyperlink.target]
    expect("links of the summary to a sheet of another name are there", True, len(inside) > 0)
    failed = [row for row in rows if row["kind"] == "check" and row["result"] == "failed" and row["check"] != "complete"]
    told = [cell.value for row in two["Übersicht"].iter_rows() for cell in row if isinstance(cell.value, str)]
    expect("without the sheet Checks the summary tells of each failed check", [],
           [row["message"] for row in failed if not any(row["message"] in text for text in told)])

    for path, name in (("all.csv", "Recommendations"), ("panel_topics.csv", "Panel topics"), ("meetings.csv", "Meetings"),
                       ("changes.csv", "Changes"), ("checks.csv", "Checks")):
        expect("%s is the sheet %s, cell by cell" % (path, name), [[guarded(text) for text in row] for row in cells(book[name])], read_csv(path))
    expect("two.CSV is the template's sheet, cell by cell", [[guarded(text) for text in row] for row in cells(sheet)], read_csv("two.CSV"))

    if os.path.exists("office-csv/all.xlsx"):
        office = openpyxl.load_workbook("office-csv/all.xlsx").active
        expect("LibreOffice reads the CSV and finds no formula", [],
               [cell.coordinate for row in office.iter_rows() for cell in row if cell.data_type == "f"])
        expect("LibreOffice finds each row", len(recommendations) + 1, office.max_row)

    flat = [json.loads(line) for line in open("all.jsonl", encoding="utf-8")]
    expect("JSON Lines hold each row of each table",
           {"recommendations": len(cells(book["Recommendations"])) - 1, "panel_topics": len(cells(book["Panel topics"])) - 1,
            "meetings": len(cells(book["Meetings"])) - 1, "changes": len(cells(book["Changes"])) - 1, "checks": len(cells(book["Checks"])) - 1},
           {name: sum(row["sheet"] == name for row in flat) for name in ("recommendations", "panel_topics", "meetings", "changes", "checks")})
    for name, kind in (("recommendations", "recommendation"), ("panel_topics", "panel_topic")):
        given = [row for row in rows if row["kind"] == kind]
        problems = [(row["id"], key) for row, own in zip(given, (row for row in flat if row["sheet"] == name))
                    for key in own if key in row and own[key] != row[key]]
        expect("members of %s have the values of exports" % name, [], problems)
    expect("--sheet gives the rows of one sheet alone", [row for row in flat if row["sheet"] == "checks"],
           [json.loads(line) for line in open("checks.jsonl", encoding="utf-8")])


try:
    main()
except Exception:  # what stops this is amiss as well
    print(traceback.format_exc())
    sys.exit(1)
