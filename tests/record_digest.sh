#!/bin/sh
# rapporteur-record and rapporteur-digest from outside: arguments, exit status, and every byte on stderr.
cd "$(dirname "$0")/.." || exit 1
bin=$(cd "${BUILD:-build}/bin" && pwd) || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
export SOURCE_DATE_EPOCH=1700000000
count=0
failed=0

# try SENTENCE EXIT-STATUS STDERR COMMAND...: the command's standard input is the file `input`
try() {
  sentence=$1 status=$2 expected=$3
  shift 3
  count=$((count + 1))
  actual=$("$@" 2>&1 >stdout <input)
  got=$?
  if [ $got -eq "$status" ] && [ "$actual" = "$expected" ]; then
    echo "ok $count - $sentence"
  else
    failed=1
    echo "not ok $count - $sentence"
    printf 'exit status %s, should be %s\n%s\n--- should be\n%s\n' $got "$status" "$actual" "$expected" | sed 's/^/# /'
  fi
}

# findings NAME HASH-DIGIT OUTCOME CHECK-RESULT: a line of findings, none where OUTCOME is not complete. NAME is JSON already.
findings() {
  hash=$(printf '%064d' 0 | tr 0 "$2")
  place='"places":[{"page":2,"box":[1,2,3,4]}]'
  printf '%s' '{"format":"rapporteur.findings/1","source_file":"'"$1"'","sha256":"'"$hash"'","bytes":5,"pages":3,' \
    '"outcome":"'"$3"'","extractor":"e","engine":"0",'
  if [ "$3" = complete ]; then
    printf '%s' '"pack":"p","pack_version":"1","findings":[' \
      '{"kind":"fact","id":"X/'"$2"'/en/fact-symbol","number":"symbol","text":"X/'"$2"'","raw":"X",'"$place"',"rule":"p/s"},' \
      '{"kind":"fact","id":"X/'"$2"'/en/fact-end","number":"end","text":"2023-10-06","raw":"6 October",'"$place"',"rule":"p/e"},' \
      '{"kind":"recommendation","id":"X/'"$2"'/en/1","number":"1","text":"=Ratify.","raw":"1. Ratify.",'"$place"',"rule":"p/r"}]'
  else
    printf '%s' '"reason":"It is damaged.","findings":[]'
  fi
  echo ',"checks":[{"check":"numbering","scope":"1","result":"'"$4"'","message":"m","page":2}]}'
}

: >input
try "nothing to record makes an empty catalogue" 0 "" "$bin/rapporteur-record" c.db
findings a.pdf 1 complete passed >input
try "what is recorded is not spoken of" 0 "" "$bin/rapporteur-record" c.db
try "unless it is asked for" 0 "rapporteur-record: a.pdf: unchanged: complete, 1 recommendations, 0 panel topics" \
  "$bin/rapporteur-record" --verbose c.db
findings 'b\u001b.pdf' 2 complete failed >input
try "a failed check is" 1 'rapporteur-record: b\x1B.pdf: check failed: numbering (1): m' "$bin/rapporteur-record" c.db
try "with --quiet, too" 1 'rapporteur-record: b\x1B.pdf: check failed: numbering (1): m' "$bin/rapporteur-record" --quiet c.db
findings c.pdf 3 rejected passed >input
try "a rejected document is named with its reason" 1 "rapporteur-record: c.pdf: rejected: It is damaged." \
  "$bin/rapporteur-record" c.db
{ findings d.pdf 4 complete passed && echo '{"format":"rapporteur.findings/9"}' && echo && echo 'no JSON' && findings e.pdf 5 complete passed; } >lines
: >input
try "bad lines are named by their number, and the others go on" 66 \
  "rapporteur-record: lines: line 2: the line's format is \"rapporteur.findings/9\", but only \"rapporteur.findings/1\" can be read here
rapporteur-record: lines: line 4: the line is not JSON: '[' or '{' expected near 'no' (byte 2)
rapporteur-record: d.pdf: new: complete, 1 recommendations, 0 panel topics
rapporteur-record: e.pdf: new: complete, 1 recommendations, 0 panel topics" "$bin/rapporteur-record" --verbose c.db lines
try "a file that is not there is named, and the others go on" 66 \
  "rapporteur-record: no-such-file: No such file or directory
rapporteur-record: lines: line 2: the line's format is \"rapporteur.findings/9\", but only \"rapporteur.findings/1\" can be read here
rapporteur-record: lines: line 4: the line is not JSON: '[' or '{' expected near 'no' (byte 2)" \
  "$bin/rapporteur-record" c.db no-such-file lines
try "a catalogue that cannot be made is an output that cannot be written" 73 \
  "rapporteur-record: no/c.db: the catalogue cannot be opened; see that it is a file, that its folder exists and that both may be used (SQLite: unable to open database file)" \
  "$bin/rapporteur-record" no/c.db
try "a missing argument is a matter of usage" 2 \
  "rapporteur-record: missing argument; usage: rapporteur-record [OPTION...] CATALOGUE [FILE...]" "$bin/rapporteur-record"
try "an unknown option is a matter of usage" 2 "rapporteur-record: Unknown option --no; try rapporteur-record --help" \
  "$bin/rapporteur-record" --no c.db
findings a.pdf 1 complete passed >input
try "a full standard output is noticed" 73 "rapporteur-record: standard output: No space left on device" \
  sh -c '"$0" --json c.db >/dev/full' "$bin/rapporteur-record"
try "help is an output as well" 73 "rapporteur-record: standard output: No space left on device" \
  sh -c '"$0" --help >/dev/full' "$bin/rapporteur-record"
try "a closed standard output is of no matter where nothing is written" 0 "" sh -c '"$0" c.db >&-' "$bin/rapporteur-record"

try "a digest is written in silence" 0 "" "$bin/rapporteur-digest" c.db --quarter 2023Q4 --output d.xlsx
cp d.xlsx first.xlsx
try "and again" 0 "rapporteur-digest: d.xlsx: 4 reports, 4 recommendations, 0 panel topics, 2 failed checks" \
  "$bin/rapporteur-digest" --verbose c.db --quarter 2023Q4 --output d.xlsx
try "with the same bytes" 0 "" cmp first.xlsx d.xlsx
try "one way to choose the period is needed" 2 "rapporteur-digest: give one of --quarter, --from with --to, or --all" \
  "$bin/rapporteur-digest" c.db --output d.xlsx
try "a quarter looks like a quarter" 2 "rapporteur-digest: --quarter: \"2023\" is not a quarter such as 2023Q4" \
  "$bin/rapporteur-digest" c.db --quarter 2023 --output d.xlsx
try "an output is needed" 2 "rapporteur-digest: give the name of the file to write with --output" "$bin/rapporteur-digest" c.db --all
mkfifo pipe
try "a pipe is not replaced by a digest" 73 "rapporteur-digest: pipe: this is no regular file" \
  "$bin/rapporteur-digest" c.db --all --output pipe
mkdir real && ln -s real/d.xlsx link.xlsx && : >real/d.xlsx
try "a link stays a link to its digest" 0 "" "$bin/rapporteur-digest" c.db --quarter 2023Q4 --output link.xlsx
try "which has the bytes that it should" 0 "" cmp first.xlsx real/d.xlsx
try "a catalogue that is not there is an input that cannot be read" 66 \
  "rapporteur-digest: no.db: the catalogue cannot be opened; see that it is a file, that its folder exists and that both may be used (SQLite: unable to open database file)" \
  "$bin/rapporteur-digest" no.db --all --output d.xlsx
try "and is not made" 1 "" test -e no.db
try "a folder that is not there is an output that cannot be written" 73 "rapporteur-digest: no/d.xlsx: there is no such folder: make it first" \
  "$bin/rapporteur-digest" c.db --all --output no/d.xlsx
mkdir .d.xlsx.part
try "another writer is waited for by the caller" 75 \
  "rapporteur-digest: d.xlsx: another program is writing it; try again when it has ended" \
  flock .d.xlsx.part "$bin/rapporteur-digest" c.db --all --output d.xlsx
try "nothing is left lying about" 0 "" "$bin/rapporteur-digest" c.db --all --output d.xlsx
try "but the digest" 1 "" test -e .d.xlsx.part

# What another reader of workbooks makes of it.
count=$((count + 1))
python=/usr/bin/python3
mkdir archive
printf 12345 >archive/a.pdf
"$bin/rapporteur-digest" c.db --all --sources archive --output d.xlsx
if ! $python -c 'import openpyxl' 2>/dev/null; then
  echo "ok $count - openpyxl reads the workbook # SKIP python3-openpyxl is not installed"
elif $python - d.xlsx >python.out 2>&1 <<'PYTHON'; then
import sys, datetime, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
assert [name for name in book.sheetnames if book[name].sheet_state == "visible"] == ["Summary", "Recommendations", "Panel topics", "Meetings", "Changes", "Checks", "About"], book.sheetnames
for name in book.sheetnames[1:6]:
    sheet = book[name]
    (table,) = sheet.tables.values()
    last = "R2" if name == "Panel topics" else sheet.dimensions.split(":")[1]  # an empty table has one empty row
    assert table.ref == table.autoFilter.ref == "A1:" + last, (name, table.ref, sheet.dimensions)
    assert sheet.freeze_panes == "B2" and sheet.print_title_rows == "$1:$1", name
    assert sheet.page_setup.orientation == "landscape" and sheet.print_title_cols == "$A:$A", name
    assert 70 <= int(sheet.page_setup.scale or 100) <= 100, (name, sheet.page_setup.scale)
sheet = book["Recommendations"]
rows = [dict(zip([cell.value for cell in sheet[1]], row)) for row in sheet.iter_rows(min_row=2)]
assert [row["ID"].value for row in rows] == ["X/%d/en/1" % n for n in (1, 2, 4, 5)], rows
assert rows[0]["Recommendation"].value == "=Ratify." and rows[0]["Recommendation"].data_type != "f", rows[0]
assert rows[0]["End"].value == datetime.datetime(2023, 10, 6) and rows[0]["Page"].value == 2
assert rows[0]["Page"].hyperlink.target == "archive/a.pdf" and rows[0]["Page"].hyperlink.location == "page=2"
assert rows[1]["Page"].hyperlink is None
assert [row["Check"].value for row in rows] == ["ok", "numbering", "ok", "ok"]
assert sheet.conditional_formatting and all(cell.alignment.wrap_text for cell in sheet["H"])
assert book.properties.created == datetime.datetime(2023, 11, 14, 22, 13, 20), book.properties.created
PYTHON
  echo "ok $count - openpyxl reads the workbook"
else
  failed=1
  echo "not ok $count - openpyxl reads the workbook"
  sed 's/^/# /' python.out
fi

echo "1..$count"
exit $failed
