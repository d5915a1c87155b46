#!/bin/sh
# What differs from the digest before: a home in which a report comes, is read by newer rules, and is revised; and workbooks compared.
cd "$(dirname "$0")/.." || exit 1
. tests/lib/tap.sh

symbol=CTOC/COP/WG.7/2023/5
run() { rapporteur run --quiet --home home "$@" 2>run.err; }
# The rows of Changes as text, but for recordings: "altered ID (columns): why".
changes() { # DIGEST-OPTION...
  rapporteur digest --home home "$@" --quarter 2023Q4 --sheet Changes --output changes.jsonl
  sed -n 's/^{"sheet":"changes","what":"\([^"]*\)","where":"\([^"]*\)","id":"\([^"]*\)".*"columns":"\([^"]*\)","change":"\(\([^"\\]\|\\.\)*\)","why":"\([^"]*\)".*/\1|\2|\3|\4|\7/p' changes.jsonl |
    grep -v '^recorded'
}
recorded() { sed -n 's/.*"what":"recorded".*"id":"\([^"]*\)".*"change":"\([^"]*\)".*/\1: \2/p' changes.jsonl; }

# --- a home, and what happens to it

run "$fixtures/inbox/wg7-2023-smuggling.pdf"
equal "the first digest says that it is" "first digest||||" "$(changes)"
equal "and when each document was recorded" "$symbol: first recorded: complete; recommendations: 16; panel topics: 2; failed checks: 0" "$(recorded)"
cp home/digests/2023Q4.xlsx first.xlsx
run "$fixtures/inbox/wg7-2023-smuggling.pdf"
rapporteur digest --home home --quarter 2023Q4 --output home/digests/2023Q4.xlsx
same "the same again has the same bytes" first.xlsx home/digests/2023Q4.xlsx
expect "and diff finds nothing" 0 "" '^since the digest of 2023-11-14: 0 added, 0 gone, 0 altered$' rapporteur diff --home home --quarter 2023Q4

run "$fixtures/inbox/dialogue-2023-smuggling.pdf"
equal "a report that comes adds its meeting and its topics" \
  "1 added|Meetings|dialogue-2023-smuggling.pdf||new report: dialogue-2023-smuggling.pdf
5 added|Panel topics" \
  "$(changes | sed -n 's/^\(added|Panel topics\).*new report: dialogue-2023-smuggling.pdf$/\1/; /^added/p' | sort | uniq -c | sed 's/^ *//')"
equal "the head of the sheet counts them" "16 recommendations altered; 5 panel topics added; 1 meeting added" \
  "$(sed -n 's/.*"what":"compared".*"change":"\([^"]*\)".*/\1/p' changes.jsonl)"
equal "that the recommendations belong to its topics now is its doing" \
  "altered|Recommendations|$symbol/en/1|Panel topics|reports that it is compared with came, went or changed; now 9357e7a071c1/en/topic-1" \
  "$(changes | grep "$symbol/en/1|" | sed 's/\(topic-1\).*/\1/')"

cp -r "$root/rules/packs" packs
sed -i 's/^version: .*/version: 9.0.0/' packs/untoc/pack.yaml
sed -i 's/\bid: agenda-item$/id: item-of-agenda/' packs/untoc/*.yaml
rapporteur run --quiet --home home --rules packs "$fixtures/inbox/wg7-2023-smuggling.pdf" 2>run.err
version=$(sed -n 's/^version: //p' "$root/rules/packs/untoc/pack.yaml")
equal "newer rules are told as the reason" \
  "altered|Panel topics|$symbol/en/topic-2|Rule|rules: untoc $version → untoc 9.0.0
altered|Panel topics|$symbol/en/topic-3|Rule|rules: untoc $version → untoc 9.0.0" "$(changes | grep ^altered)"
equal "the recording is, too" 1 "$(grep -c "recorded again: rules untoc $version → untoc 9.0.0" changes.jsonl)"
cp home/digests/2023Q4.xlsx rules.xlsx

run "$fixtures/versions/rev1.pdf"
equal "a revision shows what it alters, not that all is gone and all is new" "16 altered
2 altered" "$(changes | grep -E "^[a-z]*\\|(Rec|Pan)[^|]*\\|$symbol/" | cut -d'|' -f1,2 | uniq -c | sed 's/^ *//; s/|.*//')"
equal "that it is a revision is the reason" "new revision: $symbol/Rev.1 (rev1.pdf), in the place of $symbol (wg7-2023-smuggling.pdf)" \
  "$(changes | grep '^altered|Rec' | cut -d'|' -f5 | sort -u)"
equal "what it alters is told word by word" "within [-hours rather than days,-] {+two hours,+} and" \
  "$(sed -n 's/.*"id":"[^"]*Rev.1.en.4".*\(within .* and\) should.*/\1/p' changes.jsonl | sed 's/-\] *{/-] {/; s/, and/, and/')"
equal "what is written afresh knows of no other digest" "first digest||||" "$(changes --fresh)"

cat >home/overrides.yaml <<YAML
format: rapporteur.overrides/1
corrections:
  $symbol/Rev.1/en/2: {set: {text: Coastal States should agree., strength: 5}}
  $symbol/Rev.1/en/3: {status: done}
YAML
rapporteur digest --home home --quarter 2023Q4 --output corrected.xlsx
equal "what people corrected is told as theirs" "altered|Recommendations|$symbol/Rev.1/en/2|Recommendation, Strength, Corrected|corrected by hand
altered|Recommendations|$symbol/Rev.1/en/3|Status|status or notes were changed by hand" "$(changes | grep ^altered)"
rm home/overrides.yaml
equal "so is what they take back" \
  "altered|Recommendations|$symbol/Rev.1/en/2|Recommendation, Strength, Corrected|a correction by hand was removed
altered|Recommendations|$symbol/Rev.1/en/3|Status|status or notes were changed by hand" "$(changes | grep ^altered)"

# --- diff

expect "diff tells two workbooks apart by the IDs of their rows" 0 "" '^Panel topics: added: 9357e7a071c1/en/topic-1$' rapporteur diff first.xlsx rules.xlsx
expect "and ends with 1 where that is asked for" 1 "" '^[0-9]+ added, 0 gone, [0-9]+ altered$' rapporteur diff --exit-code first.xlsx rules.xlsx
expect "but with 0 where nothing differs" 0 "" '^0 added, 0 gone, 0 altered$' rapporteur diff --exit-code first.xlsx first.xlsx
expect "as lines of JSON, too" 0 "" '"change":"altered","sheet":"Panel topics","id":"[^"]*topic-2","name":"[^"]*","columns":\[.*\{"column":"Rule","before":"untoc/agenda-item","after":"untoc/item-of-agenda"\}' \
  rapporteur diff --json first.xlsx rules.xlsx
cat >few.yaml <<'YAML'
format: rapporteur.template/1
sheets:
  - sheet: recommendations
    columns: [text, id]
YAML
rapporteur digest --home home --quarter 2023Q4 --template few.yaml --output few.xlsx
expect "sheets and columns that one lacks, and their order, are no difference" 0 "" '^0 added, 0 gone, 0 altered$' \
  rapporteur diff few.xlsx home/digests/2023Q4.xlsx
cp home/catalogue.db before.db
rapporteur extract --quiet "$fixtures/versions/corr1.pdf" | rapporteur apply | rapporteur record home/catalogue.db 2>/dev/null
expect "of two catalogues it says why" 0 "" "^  why: new corrigendum: $symbol/Corr.1 \\(corr1.pdf\\)\$" rapporteur diff before.db home/catalogue.db
expect "of a home what would be written now" 0 "" '^Meetings: altered: CTOC/COP/WG.7/2023/5/Rev.1$' rapporteur diff --home home --quarter 2023Q4
expect "a period without a digest has nothing to compare with" 66 \
  "rapporteur-diff: home: no digest of this period was kept yet, to compare with: rapporteur digest writes one" "" rapporteur diff --home home --quarter 1999Q1
expect "one file is too few" 2 "rapporteur-diff: give two files to compare, or a period" "" rapporteur diff first.xlsx
expect "one of each can't be compared" 2 "rapporteur-diff: give two workbooks, or two catalogues: one of each can't be compared" "" \
  rapporteur diff first.xlsx before.db
: >empty.xlsx
expect "a file that is no workbook is named" 66 "$(rapporteur diff empty.xlsx first.xlsx 2>&1)" "" rapporteur diff empty.xlsx first.xlsx
expect "a period is needed where no files are" 2 "rapporteur-diff: give one of --quarter, --from with --to, or --all" "" rapporteur diff --home home
expect "a full standard output is noticed" 73 "rapporteur-diff: standard output: No space left on device" "" \
  sh -c 'rapporteur diff first.xlsx rules.xlsx >/dev/full'

python=/usr/bin/python3 # Debian's packages are for Debian's own
if $python -c 'import openpyxl' 2>/dev/null; then
  $python -W ignore -c 'import openpyxl; openpyxl.load_workbook("rules.xlsx").save("saved.xlsx")'
  expect "a workbook that another program saved says the same" 0 "" '^0 added, 0 gone, 0 altered$' rapporteur diff rules.xlsx saved.xlsx
else
  skip "a workbook that another program saved says the same" "python3-openpyxl is missing"
fi
if command -v soffice >/dev/null; then
  soffice "-env:UserInstallation=file://$work/office" --headless --convert-to xlsx:"Calc MS Excel 2007 XML" --outdir office.out rules.xlsx >/dev/null 2>&1
  expect "so does one that LibreOffice saved" 0 "" '^0 added, 0 gone, 0 altered$' rapporteur diff rules.xlsx office.out/rules.xlsx
else
  skip "so does one that LibreOffice saved" "there is no LibreOffice here"
fi

tap_end
