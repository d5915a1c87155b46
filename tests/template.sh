#!/bin/sh
# Digests by templates, opened by a reader that is not ours (openpyxl), and the same rows as CSV and JSON Lines.
cd "$(dirname "$0")/.." || exit 1
. tests/lib/tap.sh
python=/usr/bin/python3 # Debian's packages are for Debian's own

mkdir -p home/inbox && cp "$fixtures"/inbox/*.pdf "$fixtures"/broken/*.pdf home/inbox/
rapporteur run --quiet --home home 2>/dev/null

cat >two.yaml <<'YAML'
format: rapporteur.template/1
sheets:
  - sheet: recommendations
    name: "Rec's & more"
    columns:
      - {column: text, header: What it says, width: 90}
      - {column: symbol, header: Document}
      - {column: page_first, header: Pg.}
      - {column: lead_in, header: "Lead <in>"}
      - {column: addressees, header: =Whom}
      - topics
      - page_last
      - id
  - {sheet: summary, name: Übersicht}
YAML
rapporteur digest --home home --all --output home/digests/all.xlsx
expect "a template of two sheets makes a digest" 0 "" "" rapporteur digest --home home --all --template two.yaml --output home/digests/two.xlsx
rapporteur digest --home home --all --template two.yaml --output again.xlsx
rapporteur-digest home/catalogue.db --all --template two.yaml --output once.xlsx
rapporteur-digest home/catalogue.db --all --template two.yaml --output twice.xlsx
same "twice the same bytes" once.xlsx twice.xlsx
rapporteur digest --print-template >all.yaml
rapporteur digest --home home --all --template all.yaml --output home/digests/printed.xlsx
same "the printed template gives the bytes of a digest without one" home/digests/all.xlsx home/digests/printed.xlsx

# --- which template it is

cp two.yaml home/template.yaml
rapporteur digest --home home --all --output own.xlsx
same "a home's own template is used" again.xlsx own.xlsx
rapporteur digest --home home --all --template all.yaml --output home/digests/named.xlsx
same "unless another is named" home/digests/all.xlsx home/digests/named.xlsx
rapporteur digest --home home --quarter 2023Q4 --output home/digests/own.xlsx
rapporteur run --quiet --home home "$fixtures/inbox/wg7-2023-smuggling.pdf"
same "run's digests are by the home's own, too" home/digests/own.xlsx home/digests/2023Q4.xlsx
echo 'format: rapporteur.template/1' >home/template.yaml
expect "a wrong template is told, and stops run's digests" 65 \
  'rapporteur-run: home/template.yaml:1:1: "sheets" should be a list of at least one sheet' "" \
  rapporteur run --quiet --home home "$fixtures/inbox/wg7-2023-smuggling.pdf"
same "an earlier digest stays" home/digests/own.xlsx home/digests/2023Q4.xlsx
rm home/template.yaml
expect "a template that is not there can't be read" 66 \
  'rapporteur-digest: no.yaml: Failed to open file “no.yaml”: No such file or directory' "" \
  rapporteur digest --home home --all --template no.yaml --output no.xlsx
equal "and no digest comes of it" "" "$(ls no.xlsx .no.xlsx.part 2>/dev/null)"

# --- as text

for format in csv jsonl; do
  expect "a digest as $format, by its ending" 0 "" "" rapporteur digest --home home --all --output all.$format
  rapporteur digest --home home --all --format $format --output other
  same "or by --format" all.$format other
done
rapporteur digest --home home --all --template two.yaml --output two.CSV
for sheet in "Panel topics" Meetings changes Checks; do
  rapporteur digest --home home --all --sheet "$sheet" --output "$(echo "$sheet" | tr 'A-Z ' 'a-z_').csv"
done
rapporteur digest --home home --all --sheet checks --output checks.jsonl
rapporteur export --home home >rows.jsonl
rapporteur run --quiet --home second --output run.csv "$fixtures/inbox/wg7-2023-smuggling.pdf"
equal "run looks at the ending, too" "ID,Symbol" "$(head -c 12 run.csv | tail -c 9)"
expect "a sheet that is no table is not written as text" 2 \
  'rapporteur-digest: the digest has no table "Summary" (its tables: Recommendations, Panel topics, Meetings, Changes, Checks)' "" \
  rapporteur digest --home home --all --sheet Summary --output x.csv
expect "a slip in a sheet's name is told" 2 \
  'rapporteur-digest: the digest has no table "Rec'\''s and more"; did you mean "Rec'\''s & more"? (its tables: Rec'\''s & more)' "" \
  rapporteur digest --home home --all --template two.yaml --sheet "Rec's and more" --output x.csv
printf 'format: rapporteur.template/1\nsheets: [summary]\n' >front.yaml
expect "a template without a table has no rows to write" 2 "rapporteur-digest: front.yaml: it has no sheet that is a table" "" \
  rapporteur digest --home home --all --template front.yaml --output x.csv
expect "a workbook has its sheets by the template" 2 \
  "rapporteur-digest: --sheet is for CSV and JSON Lines; a template chooses the sheets of a workbook" "" \
  rapporteur digest --home home --all --sheet Checks --output x.xlsx
expect "a format that is none is refused" 2 'rapporteur-digest: --format is xlsx, csv or jsonl, not "ods"' "" \
  rapporteur digest --home home --all --format ods --output x.xlsx
expect "a folder that is not there is an output that can't be written" 73 \
  "rapporteur-digest: nowhere/x.csv: there is no such folder: make it first" "" \
  rapporteur digest --home home --all --output nowhere/x.csv
(ulimit -f 8 && trap '' XFSZ && rapporteur digest --home home --all --output checks.csv --sheet Checks) 2>seen.err
equal "a disk that is full is told" "73 rapporteur-digest: checks.csv: File too large" "$? $(cat seen.err)"
equal "nothing is left lying about" "" "$(ls -d .*.part x.* 2>/dev/null)"

if command -v soffice >/dev/null; then
  timeout 120 soffice -env:UserInstallation="file://$work/office" --headless --infilter=CSV:44,34,76,1 --convert-to xlsx:"Calc MS Excel 2007 XML" \
    --outdir office-csv all.csv >/dev/null 2>&1
fi

if $python -c 'import openpyxl' 2>/dev/null; then
  $python "$root/tests/template.py" >seen.tap
  sed -n 's/^ok - //p' seen.tap >passed
  while read -r sentence; do result "$sentence" ""; done <passed
  equal "another reader finds nothing amiss" "" "$(grep -v '^ok - ' seen.tap)"
else
  skip "another reader finds nothing amiss" "python3-openpyxl is missing"
fi
tap_end
