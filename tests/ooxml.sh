#!/bin/sh
# Workbooks against the rules for workbooks (tests/ooxml.py), at 0 rows, at one and at many; and through LibreOffice, where there is
# one, without a text that changes.
cd "$(dirname "$0")/.." || exit 1
. tests/lib/tap.sh
python=/usr/bin/python3 # Debian's packages are for Debian's own
rules=$root/tests/ooxml.py

# report NUMBER RECOMMENDATIONS TEXT: a line of findings of a report of that many recommendations
report() {
  hash=$(printf '%064d' "$1")
  place='"places":[{"page":2,"box":[1,2,3,4]}]'
  printf '%s' '{"format":"rapporteur.findings/1","source_file":"r'"$1"'.pdf","sha256":"'"$hash"'","bytes":5,"pages":3,' \
    '"outcome":"complete","extractor":"e","engine":"0","pack":"p","pack_version":"1","findings":[' \
    '{"kind":"fact","id":"X/'"$1"'/en/fact-symbol","number":"symbol","text":"X/'"$1"'","raw":"X",'"$place"',"rule":"p/s"},' \
    '{"kind":"fact","id":"X/'"$1"'/en/fact-body","number":"body","text":"Working Party on the Long Names of & Within \"Bodies\" '"$1"'","raw":"X",'"$place"',"rule":"p/b"},' \
    '{"kind":"fact","id":"X/'"$1"'/en/fact-end","number":"end","text":"20'"$(printf %02d $(($1 % 30)))"'-10-06","raw":"6 October",'"$place"',"rule":"p/e"}'
  i=0
  while [ $i -lt "$2" ]; do
    i=$((i + 1))
    printf ',{"kind":"recommendation","id":"X/%s/en/%s","number":"%s","text":"%s","raw":"%s.",%s,"rule":"p/r","fields":[%s]}' "$1" $i $i "$3" $i "$place" \
      '{"name":"themes","values":["Harbours","Light & <sound> '$((i % 20))'"],"rule":"p/t"},{"name":"addressees","values":["States '$((i % 17))'"],"rule":"p/a"}'
  done
  echo '],"checks":[{"check":"numbering","scope":"1","result":"failed","message":"m","page":2}]}'
}

digest() { # NAME: of NAME.jsonl
  rapporteur-record --quiet "$1.db" "$1.jsonl" 2>/dev/null
  rapporteur-digest "$1.db" --all --output "$1.xlsx"
}
long=$(awk 'BEGIN { for (i = 0; i < 1200; i++) printf "word%d ", i; print "end" }')
: >none.jsonl
report 1 1 "=Ratify <all> of it." >one.jsonl
{ for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do report $n 20 "Keep the lamps lit, and the harbour $n clear."; done
  report 21 1 "$long"; report 22 1 "ينبغي للدول أن تبقي مصابيح الميناء مضاءة."; report 23 1 "各国应保持港口灯光常亮。"; } >many.jsonl
for name in none one many; do digest $name; done
mkdir inbox && cp "$fixtures"/inbox/*.pdf inbox/
rapporteur run --quiet --home home inbox 2>/dev/null
rapporteur digest --home home --all --output reports.xlsx

for name in none one many reports; do result "$name.xlsx breaks no rule for workbooks" "$($python "$rules" $name.xlsx 2>&1)"; done

# The rules are no rules unless what breaks one is noticed: PART, what stands in it, what is put in its place, and the fault.
broken() {
  $python - many.xlsx broken.xlsx "$1" "$2" "$3" <<'PY'
import re, sys, zipfile
source, output, part, pattern, instead = sys.argv[1:]
with zipfile.ZipFile(source) as old, zipfile.ZipFile(output, "w") as new:
    for name in old.namelist():
        data = old.read(name)
        if name == part:
            changed = re.sub(pattern.encode(), instead.encode(), data, count=1)
            assert changed != data, "nothing was changed"
            data = changed
        new.writestr(name, data)
PY
  seen=$($python "$rules" broken.xlsx 2>&1)
  case $seen in *"$4"*) result "noticed: $4" "" ;; *) result "noticed: $4" "${seen:-nothing}" ;; esac
}
sheet=xl/worksheets/sheet2.xml
broken $sheet '<c r="B2"' '<c r="A2"' "cell A2 is out of order"
broken $sheet ' s="[0-9]+"' ' s="999"' "has no such format"
broken $sheet '<mergeCells.*</mergeCells>|<pageMargins' '<sheetPr/><pageMargins' "out of order"
broken $sheet 'dxfId="[0-9]+"' 'dxfId="99"' "a mark has no such format"
broken $sheet 'location="[^"]*"' 'location="Nowhere!A1"' "a link leads to no cell"
broken $sheet '<v>[0-9]+</v></c><c r="B2"' '<v>99999</v></c><c r="B2"' "has no such text"
broken xl/tables/table1.xml 'name="No\.' 'name="Nr.' "its columns are not those of the sheet"
broken xl/tables/table2.xml 'displayName="[^"]*"' 'displayName="recommendations"' "two tables have one name"
broken xl/tables/table1.xml '<autoFilter ref="A1:' '<autoFilter ref="B1:' "its filters are not those of the table"
broken xl/charts/chart1.xml '<c:f>[^<]*</c:f>' '<c:f>Summary!$A$9000:$A$9001</c:f>' "it shows an empty cell"
broken xl/drawings/drawing1.xml ' descr="[^"]*"' '' "has no text for those who do not see it"
broken xl/workbook.xml '\$A:\$A' '#REF!' "names no cells"
broken docProps/core.xml '<cp:keywords>[^<]*</cp:keywords>' '' "it has no keywords"

# What another program makes of it when it saves it again.
if ! command -v soffice >/dev/null || ! $python -c 'import openpyxl' 2>/dev/null; then
  skip "LibreOffice keeps every text and every link" "there is no LibreOffice, or no openpyxl"
else
  soffice -env:UserInstallation="file://$work/office" --headless --convert-to 'xlsx:Calc MS Excel 2007 XML' --outdir again many.xlsx reports.xlsx >/dev/null 2>&1
  result "LibreOffice keeps every text and every link" "$($python - 2>&1 <<'PY'
import openpyxl

for name in ("many.xlsx", "reports.xlsx"):
    before, after = openpyxl.load_workbook(name), openpyxl.load_workbook("again/" + name)
    if before.sheetnames != after.sheetnames:
        print(name, before.sheetnames, after.sheetnames)
    for sheet in before:
        for row in sheet.iter_rows():
            for cell in row:
                other = after[sheet.title][cell.coordinate]
                if (cell.value or None) != (other.value or None):
                    print(name, sheet.title, cell.coordinate, repr(cell.value)[:80], repr(other.value)[:80])
                if bool(cell.hyperlink) != bool(other.hyperlink):
                    print(name, sheet.title, cell.coordinate, "has lost its link, or got one")
        if len(sheet.tables) != len(after[sheet.title].tables):
            print(name, sheet.title, "has lost its table")
        if len(sheet._charts) != len(after[sheet.title]._charts):
            print(name, sheet.title, "has lost a chart")
PY
)"
fi

tap_end
