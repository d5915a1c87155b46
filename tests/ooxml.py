#!/usr/bin/python3
"""Is a workbook what the rules for workbooks ask (ECMA-376, part 1, and Excel's limits)? Excel offers to repair a file that breaks
one of them. Reads the parts themselves, with nothing but Python's own library, so that no reader's mercy hides a fault.

    tests/ooxml.py FILE ...      a line for each fault; exit 1 where there is one
"""
import collections
import posixpath
import re
import sys
import zipfile
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
ANCHOR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"

# 18.3.1.99: what a worksheet holds stands in this order.
WORKSHEET_ORDER = """sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios
autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks
printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing
legacyDrawing legacyDrawingHF picture oleObjects controls webPublishItems tableParts extLst""".split()

# "Excel specifications and limits", support.microsoft.com
ROWS, COLUMNS, TEXT, LINKS, HEIGHT, WIDTH, HEADER, SHEET_NAME = 1048576, 16384, 32767, 65530, 409, 255, 255, 31


def column_number(letters):
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def cell_place(name):
    """The row and column of "$B$12", counted from 1; None where it is no cell."""
    match = re.fullmatch(r"\$?([A-Z]{1,3})\$?([1-9][0-9]*)", name)
    place = (int(match.group(2)), column_number(match.group(1))) if match else None
    return place if place and place[0] <= ROWS and place[1] <= COLUMNS else None


def area(name):
    """The first and last row and column of "A1:B2" or "A1"; None where it is no area."""
    corners = [cell_place(corner) for corner in name.split(":")]
    if None in corners or len(corners) > 2:
        return None
    (top, left), (bottom, right) = corners[0], corners[-1]
    return (top, left, bottom, right) if top <= bottom and left <= right else None


def overlap(one, other):
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def twice(values):
    return [value for value, count in collections.Counter(values).items() if count > 1]


class Sheet:
    def __init__(self, name, part, root):
        self.name, self.part, self.root = name, part, root
        self.cells = {}  # (row, column) -> its text
        self.tables = []  # areas


class Workbook:
    def __init__(self, path):
        self.faults = []
        self.sheets = {}
        self.parts = {}
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            self.expect("the archive", not twice(names), "parts stand twice: %s" % twice(names))
            for name in names:
                data = archive.read(name)
                try:
                    self.parts[name] = ElementTree.fromstring(data) if name.endswith((".xml", ".rels")) else None
                except ElementTree.ParseError as error:
                    self.fault(name, error)
        self.check_types()
        self.relations = {name: self.read_relations(name) for name in self.parts}
        self.check_styles()
        self.read_strings()
        self.read_sheets()
        for sheet in self.sheets.values():
            self.check_sheet(sheet)
        self.check_tables()
        self.check_names()
        for sheet in self.sheets.values():
            self.check_links(sheet)
            self.check_charts(sheet)
        self.check_properties()

    def fault(self, part, what):
        self.faults.append("%s: %s" % (part, what))

    def expect(self, part, condition, what):
        if not condition:
            self.fault(part, what)
        return condition

    # --- the package (part 2)

    def check_types(self):
        types = self.parts.get("[Content_Types].xml")
        if not self.expect("[Content_Types].xml", types is not None, "it is missing"):
            return
        named = {override.get("PartName").lstrip("/") for override in types.iter(TYPES + "Override")}
        endings = {default.get("Extension").lower() for default in types.iter(TYPES + "Default")}
        for name in self.parts:
            if name != "[Content_Types].xml":
                self.expect(name, name in named or name.rpartition(".")[2].lower() in endings, "it has no content type")
        for name in named - set(self.parts):
            self.fault("[Content_Types].xml", "there is no %s" % name)

    def read_relations(self, part):
        """The relations of a part: identifier -> (target, is it outside)."""
        folder, _, base = part.rpartition("/")
        name = "%s/_rels/%s.rels" % (folder, base) if folder else "_rels/%s.rels" % base
        found = {}
        for relation in self.parts[name].iter(PACKAGE + "Relationship") if self.parts.get(name) is not None else ():
            target, outside = relation.get("Target"), relation.get("TargetMode") == "External"
            self.expect(name, relation.get("Id") not in found, "%s stands twice" % relation.get("Id"))
            if not outside:
                target = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                self.expect(name, target in self.parts, "there is no %s" % target)
            else:
                self.expect(name, len(target) <= 2079 and not re.search(r"[\s<>\"{}|\\^`]", target), "this is no address: %r" % target)
            found[relation.get("Id")] = (target, outside)
        return found

    # --- what sheets share

    def check_styles(self):
        part = "xl/styles.xml"
        styles = self.parts[part]
        counts = {}
        for name in ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"):
            group = styles.find(MAIN + name)
            counts[name] = len(group) if group is not None else 0
            if group is not None:
                self.expect(part, int(group.get("count")) == len(group), "%s are not as many as they are told to be" % name)
        formats = {int(fmt.get("numFmtId")) for fmt in styles.iter(MAIN + "numFmt")}
        for xf in styles.find(MAIN + "cellXfs"):
            for attribute, group in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders"), ("xfId", "cellStyleXfs")):
                self.expect(part, int(xf.get(attribute)) < counts[group], "a cell's format has no such %s" % attribute)
            number = int(xf.get("numFmtId"))
            self.expect(part, number < 164 or number in formats, "there is no number format %d" % number)
        self.formats, self.marks = counts["cellXfs"], counts["dxfs"]

    def read_strings(self):
        part = "xl/sharedStrings.xml"
        table = self.parts[part]
        self.strings = ["".join(text.text or "" for text in item.iter(MAIN + "t")) for item in table]
        self.expect(part, int(table.get("uniqueCount")) == len(self.strings), "they are not as many as they are told to be")
        for item, text in zip(table, self.strings):
            self.expect(part, len(text.encode("utf-16-le")) // 2 <= TEXT, "a text is too long: %.40s" % text)
            for element in item.iter(MAIN + "t"):
                spaced = element.text != (element.text or "").strip()
                kept = element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
                self.expect(part, not element.text or not spaced or kept, "spaces would get lost: %.40r" % element.text)

    def read_sheets(self):
        part = "xl/workbook.xml"
        for sheet in self.parts[part].find(MAIN + "sheets"):
            name, (target, _) = sheet.get("name"), self.relations[part][sheet.get(RELATION + "id")]
            self.expect(part, 0 < len(name) <= SHEET_NAME and not re.search(r"[\[\]:*?/\\]|^'|'$", name), "no sheet can be named %r" % name)
            self.expect(part, name.lower() not in {other.lower() for other in self.sheets}, "two sheets are named %s" % name)
            self.sheets[name] = Sheet(name, target, self.parts[target])

    # --- a sheet

    def check_sheet(self, sheet):
        part, root = sheet.part, sheet.root
        order = [WORKSHEET_ORDER.index(child.tag.replace(MAIN, "")) for child in root]
        self.expect(part, order == sorted(order), "its elements are out of order")
        self.check_cells(sheet)
        for col in root.iter(MAIN + "col"):
            self.expect(part, float(col.get("width")) <= WIDTH, "a column is too wide")
        merged = [area(cell.get("ref")) for cell in root.iter(MAIN + "mergeCell")]
        self.expect(part, None not in merged, "merged cells are no area")
        for i, one in enumerate(merged):
            self.expect(part, not any(overlap(one, other) for other in merged[i + 1:]), "merged cells overlap")
        self.check_marks(sheet)
        for header in root.iter(MAIN + "headerFooter"):
            for text in header:
                self.expect(part, len(text.text or "") <= HEADER, "a header or footer is too long")
        for group, most in (("rowBreaks", ROWS), ("colBreaks", COLUMNS)):
            for breaks in root.iter(MAIN + group):
                ids = [int(brk.get("id")) for brk in breaks]
                self.expect(part, ids == sorted(set(ids)) and int(breaks.get("count")) == len(ids), "%s are out of order" % group)
                self.expect(part, len(ids) <= 1023 and all(0 < number < most for number in ids), "%s are out of bounds" % group)
        selected = [view.get("tabSelected") for view in root.iter(MAIN + "sheetView")]
        sheet.selected = "1" in selected

    def check_cells(self, sheet):
        part, last_row = sheet.part, 0
        for row in sheet.root.iter(MAIN + "row"):
            number, last_column = int(row.get("r")), 0
            self.expect(part, last_row < number <= ROWS, "row %d is out of order" % number)
            self.expect(part, 0 <= float(row.get("ht", 0)) <= HEIGHT, "row %d is too high" % number)
            last_row = number
            for cell in row:
                name = cell.get("r")
                place = cell_place(name)
                if not self.expect(part, place and place[0] == number and place[1] > last_column, "cell %s is out of order" % name):
                    continue
                last_column = place[1]
                self.expect(part, int(cell.get("s", 0)) < self.formats, "cell %s has no such format" % name)
                self.expect(part, cell.find(MAIN + "f") is None, "cell %s holds a formula" % name)
                sheet.cells[place] = self.cell_text(part, cell)

    def cell_text(self, part, cell):
        value = cell.find(MAIN + "v")
        if value is None:
            return ""
        if cell.get("t") != "s":
            self.expect(part, cell.get("t", "n") == "n" and re.fullmatch(r"-?[0-9.]+(E[-+]?[0-9]+)?", value.text),
                        "cell %s holds no number" % cell.get("r"))
            return value.text
        index = int(value.text)
        return self.strings[index] if self.expect(part, index < len(self.strings), "cell %s has no such text" % cell.get("r")) else ""

    def check_marks(self, sheet):
        priorities = []
        for marks in sheet.root.iter(MAIN + "conditionalFormatting"):
            self.expect(sheet.part, all(area(ref) for ref in marks.get("sqref").split()), "marks are in no area")
            for rule in marks:
                priorities.append(rule.get("priority"))
                self.expect(sheet.part, int(rule.get("dxfId", 0)) < self.marks, "a mark has no such format")
        self.expect(sheet.part, not twice(priorities), "two marks have one priority")

    # --- tables

    def check_tables(self):
        names, numbers = [], []
        for sheet in self.sheets.values():
            for link in sheet.root.iter(MAIN + "tablePart"):
                part, _ = self.relations[sheet.part][link.get(RELATION + "id")]
                table = self.parts[part]
                names.append(table.get("displayName").lower())
                numbers.append(table.get("id"))
                self.check_table(sheet, part, table)
        self.expect("xl/tables", not twice(names), "two tables have one name: %s" % twice(names))
        self.expect("xl/tables", not twice(numbers), "two tables have one number")
        defined = [name.get("name").lower() for name in self.parts["xl/workbook.xml"].iter(MAIN + "definedName")]
        self.expect("xl/tables", not set(names) & set(defined), "a table is called as something else is")

    def check_table(self, sheet, part, table):
        here = area(table.get("ref"))
        if not self.expect(part, here and here[2] > here[0], "the table has no row: %s" % table.get("ref")):
            return
        top, left, _, right = here
        self.expect(part, re.fullmatch(r"[A-Za-z_\\][A-Za-z0-9_.\\]{0,254}", table.get("displayName")) and not cell_place(table.get("displayName").upper()),
                    "no table can be named %s" % table.get("displayName"))
        self.expect(part, not any(overlap(here, other) for other in sheet.tables), "it overlaps another table")
        sheet.tables.append(here)
        for merged in sheet.root.iter(MAIN + "mergeCell"):
            self.expect(part, not overlap(here, area(merged.get("ref"))), "cells of the table are merged")
        columns = [column.get("name") for column in table.iter(MAIN + "tableColumn")]
        heads = [sheet.cells.get((top, column)) for column in range(left, right + 1)]
        self.expect(part, columns == heads, "its columns are not those of the sheet: %s, %s" % (columns, heads))
        self.expect(part, not twice([column.lower() for column in columns]), "two columns have one name")
        self.expect(part, table.get("headerRowCount", "1") == "1", "its heads are not told as heads")
        ids = [column.get("id") for column in table.iter(MAIN + "tableColumn")]
        self.expect(part, not twice(ids), "two columns have one number")
        for filters in table.iter(MAIN + "autoFilter"):
            self.expect(part, filters.get("ref") == table.get("ref"), "its filters are not those of the table")

    # --- what leads from one place to another

    def split_place(self, text):
        """The sheet and the cells of "'Panel topics'!$A$1"; (None, None) where there is no such sheet."""
        match = re.fullmatch(r"(?:'((?:[^']|'')+)'|([^'!]+))!(.+)", text)
        sheet = self.sheets.get((match.group(1) or match.group(2)).replace("''", "'")) if match else None
        return (sheet, match.group(3)) if sheet else (None, None)

    def check_names(self):
        part, seen = "xl/workbook.xml", []
        for name in self.parts[part].iter(MAIN + "definedName"):
            seen.append((name.get("name").lower(), name.get("localSheetId")))
            for place in re.split(r",(?=')|,(?=[A-Za-z]+!)", name.text):
                sheet, cells = self.split_place(place)
                corners = (cells or "").replace("$", "").split(":")
                fits = all(re.fullmatch(r"[A-Z]{1,3}[0-9]*|[0-9]+", corner) for corner in corners)
                self.expect(part, sheet and fits, "%s names no cells: %s" % (name.get("name"), name.text))
        self.expect(part, not twice(seen), "a name stands twice: %s" % twice(seen))
        views = [sheet for sheet in self.sheets.values() if sheet.selected]
        self.expect(part, len(views) == 1, "%d sheets are selected" % len(views))

    def check_links(self, sheet):
        links = list(sheet.root.iter(MAIN + "hyperlink"))
        self.expect(sheet.part, len(links) <= LINKS, "it has more links than Excel takes")
        self.expect(sheet.part, not twice([link.get("ref") for link in links]), "a cell has two links")
        for link in links:
            self.expect(sheet.part, cell_place(link.get("ref")) in sheet.cells, "a link is at no cell: %s" % link.get("ref"))
            self.expect(sheet.part, len(link.get("tooltip") or "") <= 255, "a tip is too long")
            identifier = link.get(RELATION + "id")
            if identifier:
                outside = self.relations[sheet.part].get(identifier, (None, False))[1]
                self.expect(sheet.part, outside, "a link leads nowhere: %s" % link.get("ref"))
            else:
                target, cells = self.split_place(link.get("location"))
                self.expect(sheet.part, target and cell_place(cells) in target.cells, "a link leads to no cell: %s" % link.get("location"))

    def check_charts(self, sheet):
        for drawing in sheet.root.iter(MAIN + "drawing"):
            part, _ = self.relations[sheet.part][drawing.get(RELATION + "id")]
            numbers = []
            for properties in self.parts[part].iter(ANCHOR + "cNvPr"):
                numbers.append(properties.get("id"))
                self.expect(part, (properties.get("descr") or "").strip(), "%s has no text for those who do not see it" % properties.get("name"))
            self.expect(part, not twice(numbers), "two drawings have one number")
            for target, _ in self.relations[part].values():
                self.check_chart(target)

    def check_chart(self, part):
        chart = self.parts[part]
        self.expect(part, chart.find(".//" + CHART + "title") is not None, "the chart has no title")
        lengths = set()
        for reference in list(chart.iter(CHART + "strRef")) + list(chart.iter(CHART + "numRef")):
            formula = reference.find(CHART + "f").text
            sheet, cells = self.split_place(formula)
            here = area(cells.replace("$", "")) if sheet else None
            if not self.expect(part, here, "it shows no cells: %s" % formula):
                continue
            values = [sheet.cells.get((row, column)) for row in range(here[0], here[2] + 1) for column in range(here[1], here[3] + 1)]
            self.expect(part, all(values), "it shows an empty cell: %s" % formula)
            cached = [point.find(CHART + "v").text for point in reference.iter(CHART + "pt")]
            self.expect(part, not cached or cached == values, "what it keeps of %s is not what the cells say" % formula)
            lengths.add(len(values))
        self.expect(part, len(lengths) == 1, "its names are not as many as its values")

    def check_properties(self):
        part = "docProps/core.xml"
        filled = {element.tag.rpartition("}")[2] for element in self.parts[part] if (element.text or "").strip()}
        for name in ("title", "subject", "creator", "keywords", "description", "category", "created"):
            self.expect(part, name in filled, "it has no %s" % name)


def main(paths):
    failed = False
    for path in paths:
        for fault in Workbook(path).faults:
            failed = True
            print("%s: %s" % (path, fault))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
