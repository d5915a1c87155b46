#!/bin/sh
# What was read from pictures is told wherever its text is shown, and is derived anew in the same way.
cd "$(dirname "$0")/.." || exit 1
. tests/lib/tap.sh
python=/usr/bin/python3 # Debian's packages are for Debian's own
if ! $python -c 'import json' 2>/dev/null; then
  skip "what was read from pictures is told" "there is no $python here"
  tap_end
  exit
fi

cp "$fixtures/scanned/mixed.pdf" "$fixtures/odd/attachments.pdf" .
expect "run reads what is a picture, and tells in its table" 1 \
  'rapporteur-run: attachments.pdf: 2 checks failed: attachments, meeting_date' '^mixed\.pdf .* 16 .* ocr$' \
  rapporteur run --home home --output all.xlsx mixed.pdf attachments.pdf
rapporteur export --home home --kind recommendation >rows.jsonl
$python - >seen <<'PY'
import json
rows = [json.loads(line) for line in open('rows.jsonl', encoding='utf-8')]
for row in rows:
    print(row['number'], row['page_first'], row['page_last'], row['ocr'], row['confidence'] is not None and 90 < row['confidence'] <= 100)
PY
equal "rows say which recommendations were read by OCR, and how surely: those of page 3" "" \
  "$(awk '{ picture = $2 <= 3 && $3 >= 3; if ((picture ? "True True" : "False False") != $4 " " $5) print }' seen)"
equal "there are some of both" "yes yes" "$(grep -q True seen && echo yes) $(grep -q False seen && echo yes)"
rapporteur export --home home --kind recommendation --format csv >rows.csv
equal "the table for spreadsheets says so, too" "$(grep -c True seen)" "$(grep -cE ',true,9[0-9](\.[0-9])?.$' rows.csv)"
rapporteur export --home home --kind check >checks.jsonl
equal "the document's notices are checks: how much was read by OCR" 1 \
  "$(grep '"mixed.pdf"' checks.jsonl | grep '"check":"ocr"' | grep '"result":"passed"' | grep -c '"found":"1 page, 9[0-9] %"')"
equal "and that files are attached" 1 "$(grep '"attachments.pdf"' checks.jsonl | grep -c '"check":"attachments".*"result":"failed"')"
equal "what was left out, since no page shows it, is told, and nothing is amiss" 1 "$(rapporteur-extract "$fixtures/odd/clipped.pdf" |
  rapporteur-apply --quiet 2>/dev/null | grep -c '"check":"left_out"[^}]*"result":"passed"')"
sentence="the workbook says it beside each such row, and in its sheet of checks"
if $python -c 'import openpyxl' 2>/dev/null; then
  $python - >cells <<'PY'
import openpyxl
book = openpyxl.load_workbook('all.xlsx')
def rows(name):
    head, *body = book[name].iter_rows(values_only=True)
    return [dict(zip(head, row)) for row in body]
print(sum(str(row['Check']).startswith('read by OCR, confidence 9') for row in rows('Recommendations')),
      sum(row['Check'] == 'ocr' and 'page 3 was read from its picture by OCR' in row['What it says'] for row in rows('Checks')),
      sum(row['Check'] == 'attachments' for row in rows('Checks')))
PY
  equal "$sentence" "$(grep -c True seen) 1 1" "$(cat cells)"
else
  skip "$sentence" "python3-openpyxl is missing"
fi
rapporteur status --home home >status.out
equal "status tells what is attached" 1 "$(grep -c 'attachments' status.out)"

expect "verify reads the document as it was read" 0 "" '^2 of 2 documents with [0-9]+ findings derived anew: 0 differences$' \
  rapporteur verify --home home .
rapporteur run --quiet --home without --ocr never mixed.pdf 2>messages
equal "run --ocr never tells what it did not read" 1 \
  "$(grep -c 'mixed.pdf: partial: no text, only pictures, on page 3; OCR was switched off: read it again without --ocr never' messages)"
expect "verify reads no picture of such a document either" 0 "" ' 0 differences$' rapporteur verify --home without .
rapporteur verify --home without --ocr auto . >/dev/null 2>told
equal "verify --ocr auto does, and tells what it finds" "1 yes" "$? $(grep -q 'is found now, and is not recorded' told && echo yes)"
expect "a mode that is none is refused" 2 "rapporteur-extract: --ocr needs never, auto or always" "" rapporteur-extract --ocr sometimes mixed.pdf
rapporteur-extract --jobs 1 mixed.pdf mixed.pdf >one.jsonl
rapporteur-extract --jobs 2 mixed.pdf mixed.pdf >two.jsonl
same "two workers read the same as one" one.jsonl two.jsonl
tap_end
