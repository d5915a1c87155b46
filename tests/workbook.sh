#!/bin/sh
# The digest of the fixtures, opened by a reader that is not ours (openpyxl): sheets, tables, texts, dates, links, print set-up.
set -u
cd "$(dirname "$0")/.." || exit 1
fixtures=$PWD/fixtures
PATH=$(cd "${BUILD:-build}/bin" && pwd):$PATH || exit 1
export PATH SOURCE_DATE_EPOCH=1700000000
python=/usr/bin/python3 # Debian's packages are for Debian's own
if ! $python -c 'import openpyxl' 2>/dev/null; then
  echo "ok 1 - the workbook is as promised # SKIP python3-openpyxl is missing"
  echo "1..1"
  exit 0
fi
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd "$work" || exit 1

mkdir -p home/inbox && cp "$fixtures"/inbox/*.pdf "$fixtures"/broken/*.pdf home/inbox/
rapporteur run --quiet --home home
rapporteur export --home home --format jsonl >rows.jsonl
rapporteur digest --home home --all --output home/digests/all.xlsx
rapporteur digest --home home --from 1999-01-01 --to 1999-12-31 --output empty.xlsx
rapporteur-digest home/catalogue.db --all --output alone.xlsx

$python - <<'PY'
import collections, datetime, json, os, sys, urllib.parse, warnings
import openpyxl

warnings.simplefilter("ignore")
count = failed = 0


def check(sentence, problems):
    """A line of TAP; it is well where there are no problems."""
    global count, failed
    count += 1
    problems = [str(problem) for problem in problems]
    print(("not ok" if problems else "ok"), count, "-", sentence)
    failed += bool(problems)
    for problem in problems[:10]:
        print("#", problem.replace("\n", "\n# "))
    if len(problems) > 10:
        print("# and %d more" % (len(problems) - 10))


def differ(expected, seen, what=""):
    return [] if expected == seen else ["%sexpected: %r" % (what and what + ": ", expected), "seen: %r" % (seen,)]


def load(path):
    return openpyxl.load_workbook(path)


def records(sheet):
    """The rows of a sheet below its header, as dictionaries; a table of nothing has one empty row."""
    header = [cell.value for cell in sheet[1]]
    rows = [dict(zip(header, (cell.value for cell in row))) for row in sheet.iter_rows(min_row=2)]
    return [row for row in rows if any(value is not None for value in row.values())]


HEADERS = {
    "Recommendations": "ID, Symbol, Body, Session, Start, End, No., Recommendation, Section, Addressee, Action, Strength, Themes, "
                       "States, Decision, Compared with earlier, Page, Check, Rule, Source, Category, Legal references, SDG, "
                       "Earlier recommendations, Panel topics, Status, Notes, Corrected",
    "Panel topics": "ID, Symbol, Body, Session, Start, End, Item, Topic, Panellists, Related recommendations, Page, Check, Rule, "
                    "Source, Why related, Status, Notes, Corrected",
}
SHEETS = ["Summary", "Recommendations", "Panel topics", "Meetings", "Changes", "Checks", "About"]
TABLES = SHEETS[1:6]

rows = collections.defaultdict(list)
for line in open("rows.jsonl", encoding="utf-8"):
    row = json.loads(line)
    rows[row["kind"]].append(row)
read = [row for row in rows["meeting"] if row["outcome"] in ("complete", "partial")]
known = [row for row in read if row["pack"]]
failures = collections.defaultdict(list)
for row in rows["check"]:
    if row["result"] == "failed" and row["check"] not in failures[row["sha256"]]:
        failures[row["sha256"]].append(row["check"])

book = load("home/digests/all.xlsx")
HIDDEN = ["As written"]  # what the rows said: rapporteur take needs it
check("the sheets are in their order", differ(SHEETS + HIDDEN, book.sheetnames) + differ(HIDDEN, [sheet.title for sheet in book if sheet.sheet_state != "visible"]))
for name, header in HEADERS.items():
    check("%s has its columns" % name, differ(header.split(", "), [cell.value for cell in book[name][1]]))

summary = [[cell if cell is not None else "" for cell in row] for row in book["Summary"].iter_rows(values_only=True)]
check("Summary tells which State a review is of", differ(
    {"A/HRC/8/61": "Ruritania", "A/HRC/15/27": "Graustark", "A/HRC/27/25": "Narnia"},
    {row[0]: row[8].partition("Review: ")[2] for row in summary if str(row[0]).startswith("A/HRC/")}))

# --- tables

for name in TABLES:
    sheet = book[name]
    tables = list(sheet.tables.values())
    problems = differ([sheet.dimensions], [table.ref for table in tables])
    for table in tables:
        problems += differ(table.ref, table.autoFilter and table.autoFilter.ref, "filter")
        problems += differ([cell.value for cell in sheet[1]], [column.name for column in table.tableColumns], "columns")
    check("%s is one table with filters" % name, problems)
    check("%s keeps its heading in view, and prints it on each page" % name,
          differ("2", (sheet.freeze_panes or "").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), "frozen")
          + differ("$1:$1", sheet.print_title_rows, "print titles"))
for name in SHEETS:
    sheet = book[name]
    check("%s prints in landscape on A4, with its name above and page numbers below" % name,
          differ(("landscape", 9), (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)))
          + differ((True, True), ("&A" in (sheet.oddHeader.left.text or ""), "Page &P of &N" in (sheet.oddFooter.right.text or "")), "header and footer"))


def points(sheet, columns):
    """How wide columns are when they are printed: 7 pixels a digit and 5 for the sides, of 1/96 inch."""
    return sum((int(sheet.column_dimensions[letter].width * 7) / 96 * 72) for letter in columns)


PAPER = (297 / 25.4 - 0.8) * 72
for name in ["Summary"] + TABLES:
    sheet = book[name]
    scale = int(sheet.page_setup.scale or 100)
    letters = [openpyxl.utils.get_column_letter(i + 1) for i in range(sheet.max_column)]
    area = (sheet.print_area or [""])[0].split("!")[-1].replace("$", "").split(":")
    first, last = (openpyxl.utils.cell.coordinate_from_string(corner) for corner in area)
    printed = letters[letters.index(first[0]):]
    breaks = [brk.id for brk in sheet.col_breaks.brk] + [len(letters)]
    starts = [letters.index(first[0])] + breaks[:-1]
    pages = [[letters[i] for i in range(start, end)] for start, end in zip(starts, breaks)]
    pages = [page if page[0] == "A" else ["A"] + page for page in pages]
    check("%s prints in letters that can be read, the first column on each page, and no page is too wide" % name,
          differ(None if name == "Summary" else "$A:$A", sheet.print_title_cols, "print titles")
          + ([] if (60 if name == "Summary" else 70) <= scale <= 100 else [scale])
          + differ((1, letters[-1]), (first[1], last[0]), "print area") + ([] if last[1] >= sheet.max_row else [area])
          + [page for page in pages if points(sheet, page) * scale / 100 > PAPER])
check("About prints as wide as the page",
      differ((True, 0), (book["About"].sheet_properties.pageSetUpPr.fitToPage, int(book["About"].page_setup.fitToHeight)), "fit to page"))
check("no table has a merged cell", ["%s: %s" % (name, book[name].merged_cells.ranges) for name in TABLES if book[name].merged_cells.ranges])
check("texts are wrapped", ["%s has none" % name for name in HEADERS
                            if not any(cell.alignment.wrap_text for row in book[name].iter_rows(min_row=2) for cell in row)])
check("the workbook says what it is", [name for name in ("title", "subject", "creator", "description") if not getattr(book.properties, name)])

# --- rows and their texts

EXPECTED_ROWS = {"Recommendations": len(rows["recommendation"]), "Panel topics": len(rows["panel_topic"]), "Meetings": len(known),
                 "Changes": 1 + len(rows["meeting"]), "Checks": len(rows["check"])}
for name, expected in EXPECTED_ROWS.items():
    check("%s has a row for each that export has" % name, differ(expected, len(records(book[name]))))


def date(value):
    return datetime.datetime.strptime(value, "%Y-%m-%d") if value else None


def joined(values, separator="; "):
    return separator.join(values) or None


COMMON = {"ID": "id", "Symbol": "symbol", "Body": "body", "Session": "session", "Page": "page_first", "Rule": "rule", "Status": "status",
          "Notes": "notes"}
COLUMNS = {
    "Recommendations": ("recommendation", dict(COMMON, **{"No.": "number", "Recommendation": "text", "Action": "action",
                                                          "Strength": "strength", "Decision": "decision",
                                                          "Category": "action_category"}),
                        {"Addressee": "addressees", "Themes": "themes", "States": "states", "Legal references": "legal_references", "SDG": "sdg"},
                        {"Earlier recommendations": "earlier", "Panel topics": "topics", "Corrected": "corrections"}),
    "Panel topics": ("panel_topic", dict(COMMON, **{"Item": "agenda_item", "Topic": "text"}), {},
                     {"Panellists": "panellists", "Corrected": "corrections"}),
}
for name, (kind, plain, lists, lines) in COLUMNS.items():
    problems = []
    for row, cells in zip(rows[kind], records(book[name])):
        expected = {column: row[member] or None for column, member in plain.items()}
        expected.update({column: joined(row[member]) for column, member in lists.items()})
        expected.update({column: joined(row[member], "\n") for column, member in lines.items()})
        expected.update({"Start": date(row["start"]), "End": date(row["end"]), "Source": os.path.basename(row["source_file"])})
        expected["Check"] = joined(failures[row["sha256"]]) or "ok"
        if "Section" in cells:
            expected["Section"] = joined(row["section"], " › ")
        for column, value in expected.items():
            problems += differ(value, cells[column], "%s, %s" % (row["id"], column))
    check("%s says what export says, in the same order" % name, problems)


def spoken(cell):
    """The IDs of the recommendations that a topic's cell tells: "CTOC/COP/WG.7/2023/5: 1, 3 to 8", a line each report."""
    ids = []
    for line in (cell or "").splitlines():
        report, _, parts = line.rpartition(": ")
        of_report = [row for row in rows["recommendation"] if report in (row["symbol"], row["source_file"])]
        numbers = [row["number"] for row in of_report]
        for part in parts.split(", "):
            first, _, last = part.partition(" to ")
            ids += [row["id"] for row in of_report[numbers.index(first):numbers.index(last or first) + 1]]
    return ids


problems = []
for row, cells in zip(rows["panel_topic"], records(book["Panel topics"])):
    problems += differ(sorted(row["related"]), sorted(spoken(cells["Related recommendations"])), row["id"])
    problems += differ(sorted(set(row["related_evidence"])), sorted({line.partition(": ")[2] for line in cells["Why related"].splitlines()} if row["related"] else []), row["id"])
    problems += differ(not row["related"], cells["Why related"] == "(no recommendation has enough in common with it)", row["id"])
    back = [other["id"] for other in rows["recommendation"] if row["id"] in other["topics"]]
    problems += differ(sorted(row["related"]), sorted(back), row["id"] + " and its recommendations")
check("topics tell the recommendations that export tells, and these tell the topics", problems)
check("there are topics with recommendations", [] if any(row["related"] for row in rows["panel_topic"]) else ["none"])
problems = []
for row, cells in zip(known, records(book["Meetings"])):
    expected = {column: row[column.lower()] or None for column in ("Symbol", "Body", "Session", "Title", "Place", "Outcome")}
    expected.update({column: row[member] for column, member in (("Pages", "pages"), ("Recommendations", "recommendations"),
                                                                ("Panel topics", "panel_topics"), ("SHA-256", "sha256"))})
    expected.update({"Start": date(row["start"]), "End": date(row["end"]), "Distributed": date(row["distribution_date"])})
    expected.update({"Chairs": joined(row["chairs"], "\n"), "All names": joined(row["source_files"], "\n")})
    for column, value in expected.items():
        problems += differ(value, cells[column], "%s, %s" % (row["source_file"], column))
check("Meetings says what export says, in the same order", problems)
problems = []
for row, cells in zip(rows["check"], records(book["Checks"])):
    for column, member in (("Symbol", "symbol"), ("Check", "check"), ("Asked of", "scope"), ("Result", "result"),
                           ("What it says", "message"), ("Expected", "expected"), ("Found", "found"), ("Page", "page_first")):
        problems += differ(row[member] or None, cells[column], "%s, %s, %s" % (row["source_file"], row["check"], column))
check("Checks says what export says, in the same order", problems)
unread = {row["source_file"]: row["reason"] for row in rows["meeting"] if row not in read}
told = {row["Source"]: row["What it says"] for row in records(book["Checks"]) if row["Check"] == "complete_reading" and row["Result"] == "failed"}
check("Checks tells of each document that was not read, and why", differ(unread, told))

# --- cells

cells = [(name, cell) for name in SHEETS for row in book[name].iter_rows() for cell in row if cell.value is not None]
check("no cell holds more than Excel can show", ["%s %s" % (name, cell.coordinate) for name, cell in cells
                                                 if isinstance(cell.value, str) and len(cell.value.encode("utf-16-le")) > 2 * 32767])
check("no cell holds a formula", ["%s %s: %s" % (name, cell.coordinate, cell.value) for name, cell in cells if cell.data_type == "f"])
check("no cell holds a control character", ["%s %s" % (name, cell.coordinate) for name, cell in cells
                                            if isinstance(cell.value, str) and any(c < " " and c not in "\t\n" for c in cell.value)])
dates = [(name, cell) for name, cell in cells if name in TABLES and cell.row > 1
         and book[name].cell(1, cell.column).value in ("Start", "End", "Distributed", "Recorded")]
check("dates are dates, shown year first", ["%s %s: %r as %s" % (name, cell.coordinate, cell.value, cell.number_format) for name, cell in dates
                                            if not cell.is_date or cell.number_format.replace("\\", "") != "yyyy-mm-dd"])
check("there are dates", [] if dates else ["none"])
pages = [cell for name in HEADERS for row in book[name].iter_rows(min_row=2) for cell in row if book[name].cell(1, cell.column).value == "Page"]
check("pages are numbers", [cell.coordinate for cell in pages if not isinstance(cell.value, int)])
check("texts stay texts, whatever they look like", ["%s %s" % (name, cell.coordinate) for name, cell in cells if name in HEADERS
      and cell.row > 1 and book[name].cell(1, cell.column).value in ("No.", "Item", "ID", "Recommendation", "Topic") and not isinstance(cell.value, str)])

# --- links


def links(book):
    return [(sheet.title, cell, cell.hyperlink) for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink]


def bad_link(name, cell, link, folder):
    """Why a link is not of the kinds that we make: to a cell of this workbook, or to a PDF of the archive and a page of it."""
    if not link.target:
        place = (link.location or "").replace("'", "").partition("!")
        return None if place[0] in SHEETS and place[2] else "%s %s leads nowhere: %r" % (name, cell.coordinate, link.location)
    target = urllib.parse.unquote(link.target)
    path, _, page = target.partition("#")
    page = page or link.location or ""
    if not path.startswith("../archive/") or not path.endswith(".pdf") or not os.path.isfile(os.path.join(folder, path)):
        return "%s %s leads to %r" % (name, cell.coordinate, link.target)
    return None if page == "" or page == "page=%s" % cell.value else "%s %s leads to %r, not page %s" % (name, cell.coordinate, page, cell.value)


every = links(book)
check("each link leads to a cell of the workbook, or to a PDF of the archive", filter(None, (bad_link(*link, "home/digests") for link in every)))
linked = {cell.coordinate for name, cell, link in every if name == "Recommendations" and link.target}
check("each recommendation leads to its page and its PDF",
      [cell.coordinate for row in book["Recommendations"].iter_rows(min_row=2) for cell in row
       if book["Recommendations"].cell(1, cell.column).value in ("Page", "Source") and cell.coordinate not in linked])
by_id = {name: {row[0].value: row[0].row for row in book[name].iter_rows(min_row=2)} for name in HEADERS}
problems = []
for name, column, kind, member, other in (("Panel topics", "Related recommendations", "panel_topic", "related", "Recommendations"),
                                          ("Recommendations", "Panel topics", "recommendation", "topics", "Panel topics")):
    number = [cell.value for cell in book[name][1]].index(column) + 1
    for row in rows[kind]:
        cell = book[name].cell(by_id[name][row["id"]], number)
        place = cell.hyperlink.location.replace("'", "") if cell.hyperlink else None
        expected = "%s!A%d" % (other, by_id[other][row[member][0]]) if row[member] else None
        problems += differ(expected, place, row["id"])
check("topics and recommendations lead to each other's rows", problems)
alone = load("alone.xlsx")
check("without the PDFs at hand no link leaves the workbook", ["%s %s: %s" % (name, cell.coordinate, link.target)
                                                               for name, cell, link in links(alone) if link.target])

# --- a period of nothing

empty = load("empty.xlsx")
check("a period without reports gives the same sheets", differ(SHEETS + HIDDEN, empty.sheetnames))
check("with their columns and no rows", [problem for name in TABLES for problem in
      differ([cell.value for cell in book[name][1]], [cell.value for cell in empty[name][1]], name) + differ([], records(empty[name]), name)])
check("and their tables", [name for name in TABLES if len(empty[name].tables) != 1])

print("1..%d" % count)
sys.exit(failed > 0)
PY
