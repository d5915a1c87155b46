#!/bin/sh
# What people change in a digest is taken, comes back in each digest, and outlives new runs, new rules and new readings.
cd "$(dirname "$0")/.." || exit 1
. tests/lib/tap.sh
python=/usr/bin/python3 # Debian's packages are for Debian's own
if ! $python -c 'import openpyxl' 2>/dev/null; then
  echo "ok 1 - what people change is taken # SKIP python3-openpyxl is missing"
  echo "1..1"
  exit 0
fi
export SOURCE_DATE_EPOCH=1714521600 # 2024-05-01

take() { # ARGUMENT...: prints the exit status; what it says goes to files
  rapporteur take --home h "$@" >take.out 2>take.err
  echo $?
}
digest() { rapporteur digest --home h --all --output "$1"; }
# edit FILE: changes cells of its sheets by the lines of standard input: "SHEET<tab>ID<tab>HEADER<tab>VALUE"
edit() { $python "$root/tests/lib/edit_workbook.py" "$1"; }
# cells FILE SHEET ID HEADER...: what the cells say, one a line
cells() { $python "$root/tests/lib/edit_workbook.py" --show "$@"; }
tab=$(printf '\t')

mkdir -p h/inbox
cp "$fixtures/inbox/wg7-2023-smuggling.pdf" "$fixtures/inbox/dialogue-2023-smuggling.pdf" "$fixtures/inbox/wg2-2015-assistance.pdf" h/inbox/
rapporteur run --quiet --home h
digest first.xlsx
rapporteur export --home h --format jsonl >rows.jsonl
pick() { # KIND NUMBER: the ID of one of the report of 2023 or the dialogue
  $python -c 'import json, sys
print([row["id"] for row in map(json.loads, open("rows.jsonl")) if row["kind"] == sys.argv[1] and row["end"].startswith("2023")][int(sys.argv[2])])' "$@"
}
one=$(pick recommendation 0) two=$(pick recommendation 1) three=$(pick recommendation 2) four=$(pick recommendation 3)
five=$(pick recommendation 4) six=$(pick recommendation 5) topic=$(pick panel_topic 0)
text=$(cells first.xlsx Recommendations "$one" Recommendation)

# --- nothing changed

equal "a digest that nobody touched is done" 0 "$(take first.xlsx)"
equal "nothing is taken" "0 taken, 0 told" "$(cat take.out)"
equal "nothing is told" "" "$(cat take.err)"
equal "there is no file of corrections" "" "$(ls h/overrides.yaml 2>/dev/null)"
$python -c 'import openpyxl; book = openpyxl.load_workbook("first.xlsx"); book.save("saved.xlsx")'
equal "nor is anything taken where another program saved it" "0: 0 taken, 0 told" "$(take saved.xlsx): $(cat take.out)"

# --- cells that people change

cp first.xlsx edited.xlsx
edit edited.xlsx <<EOF
Recommendations${tab}$one${tab}Themes${tab}firearms;  border control ;
Recommendations${tab}$one${tab}Notes${tab}look again\\nat page 4
Recommendations${tab}$one${tab}Recommendation${tab}Another text.
Recommendations${tab}$two${tab}Strength${tab}5
Recommendations${tab}$two${tab}Status${tab}quoted
Recommendations${tab}$three${tab}Addressee${tab}
Recommendations${tab}$three${tab}Symbol${tab}X/1
Recommendations${tab}$three${tab}Strength${tab}very
Recommendations${tab}$four${tab}Recommendation${tab}
Recommendations${tab}$five${tab}ID${tab}X/9
Recommendations${tab}-${tab}${tab}$six
Panel topics${tab}$topic${tab}Panellists${tab}Ms. A; of X\\nMr. B
Panel topics${tab}$topic${tab}Mine${tab}new
EOF
equal "a dry run shows what would be taken" "1: would be: 7 taken, 6 told" "$(take --dry-run edited.xlsx): $(tail -n 1 take.out)"
equal "it writes nothing" "" "$(ls h/overrides.yaml 2>/dev/null)"
equal "a run tells by its exit status that something was told" 1 "$(take --by ana edited.xlsx)"
sorted() { LC_ALL=C sort; }
themes=$(cells first.xlsx Recommendations "$one" Themes | sed 's/; /|/g') strength=$(cells first.xlsx Recommendations "$two" Strength)
addressee=$(cells first.xlsx Recommendations "$three" Addressee | sed 's/; /|/g')
panellists=$(cells first.xlsx 'Panel topics' "$topic" Panellists | paste -sd '|')
equal "all that was taken is named" "$(sorted <<EOF
$one: Notes: (empty) → look again|at page 4
$one: Text: $text → Another text.
$one: Themes: ${themes:-(empty)} → firearms|border control
$two: Status: (empty) → quoted
$two: Strength: ${strength:-(empty)} → 5
$three: Addressee: ${addressee:-(empty)} → (empty)
$topic: Panellists: ${panellists:-(empty)} → Ms. A; of X|Mr. B
EOF
)" "$(sed '$d' take.out | sorted)"
equal "so is all that was not, and why" "$(sorted <<EOF
rapporteur-take: edited.xlsx: $three: Strength: "very" is not taken: it is a whole number from 1 to 5
rapporteur-take: edited.xlsx: $three: Symbol: "X/1" is not taken: this can't be corrected
rapporteur-take: edited.xlsx: $four: Text: "" is not taken: a text can't be empty
rapporteur-take: edited.xlsx: X/9: no report that was read has this ID: nothing of the row is taken
rapporteur-take: edited.xlsx: 2 rows that the digest had are not here any more ($five, $six): nothing is deleted
rapporteur-take: edited.xlsx: sheet Panel topics: the column "Mine" is none of a digest's: not taken
EOF
)" "$(sorted <take.err)"
equal "the corrections tell who made them, and when" "$(printf '    by: "ana"\n    date: "2024-05-01"')" "$(grep -E 'by:|date:' h/overrides.yaml | sort -u)"
equal "what was taken is not taken again" "0 taken, 6 told" "$(take edited.xlsx >exit; tail -n 1 take.out)"
equal "the digest as it was written takes nothing back" "0: 0 taken, 0 told" "$(take first.xlsx): $(cat take.out)"

# --- they come back, marked

digest second.xlsx
equal "corrected cells come back, in italics; Check and Corrected tell of them" "*Another text.
*firearms; border control
look again
at page 4
corrected
Text (was: $text)
Themes (was: $(echo "$themes" | sed 's/|/; /g'))" "$(cells second.xlsx Recommendations "$one" Recommendation Themes Notes Check Corrected | sed 's/^corrected.*/corrected/')"
equal "so do emptied ones, and status" "
*
quoted" "$(cells second.xlsx Recommendations "$three" Status Addressee; cells second.xlsx Recommendations "$two" Status)"
equal "and a list that stands a line each" "*Ms. A; of X
Mr. B" "$(cells second.xlsx 'Panel topics' "$topic" Panellists)"
equal "exports tell the same" "firearms,border control look again" "$(rapporteur export --home h --format jsonl | $python -c 'import json,sys
row = next(row for row in map(json.loads, sys.stdin) if row["id"] == sys.argv[1])
print(",".join(row["themes"]), row["notes"].split("\n")[0])' "$one")"
equal "verify still compares with what was read" 0 "$(rapporteur verify --quiet --home h >verify.out 2>&1; echo $?)"
equal "status counts them" "       4  recommendations and topics that people corrected or noted, 0 of an earlier text, 0 of superseded versions, 0 unknown" \
  "$(rapporteur status --home h | grep corrected)"
equal "two digests of the same corrections are the same" "" "$(digest again.xlsx; cmp second.xlsx again.xlsx 2>&1)"
rapporteur run --quiet --home h
equal "the home's digests have them after the next run" "firearms; border control" "$(cells h/digests/2023Q4.xlsx Recommendations "$one" Themes | tr -d '*')"

# --- taken back

cp second.xlsx back.xlsx
edit back.xlsx <<EOF
Recommendations${tab}$one${tab}Notes${tab}
Recommendations${tab}$one${tab}Themes${tab}$(echo "$themes" | sed 's/|/; /g')
EOF
equal "what people put back is no correction any more" "0: 2 taken, 0 told" "$(take back.xlsx): $(tail -n 1 take.out)"
equal "an emptied note goes" 0 "$(grep -c 'look again\|themes' h/overrides.yaml)"

# --- older digests

cp first.xlsx older.xlsx
edit older.xlsx <<EOF
Recommendations${tab}$two${tab}Strength${tab}1
Recommendations${tab}$two${tab}Notes${tab}mine
EOF
equal "what was corrected otherwise since a digest was written is told, and the rest taken" "1: $two: Notes: (empty) → mine
1 taken, 1 told
rapporteur-take: older.xlsx: $two: Strength: \"1\" is not taken: since this workbook was written it was corrected to \"5\"" \
  "$(take older.xlsx): $(cat take.out take.err)"

mkdir -p newer/rules newer/extractors
cp -r "$root/rules/data" "$root/rules/packs" newer/rules/ && cp -r "$root/extractors/data" newer/extractors/
sed -i 's/^\( *name: \)\(.*\)$/\1Now \2/' newer/rules/data/attributes/themes.yaml
RAPPORTEUR_DATA=$PWD/newer rapporteur run --quiet --home h h/archive/*.pdf
digest newer.xlsx
equal "newer rules say something else" "Now $(cells first.xlsx Recommendations "$two" Themes | sed 's/; /; Now /g')" "$(cells newer.xlsx Recommendations "$two" Themes)"
equal "corrections outlive them" "*Another text." "$(cells newer.xlsx Recommendations "$one" Recommendation)"
equal "what newer rules say is no correction of an older digest" "0: 0 taken, 0 told" "$(take first.xlsx): $(cat take.out)"
cp first.xlsx older.xlsx
edit older.xlsx <<EOF
Recommendations${tab}$four${tab}Themes${tab}arms
EOF
equal "a cell that people changed in it is" "0: 1 taken, 0 told" "$(take older.xlsx): $(tail -n 1 take.out)"

# --- other shapes

$python - <<PY
import openpyxl
book = openpyxl.load_workbook("newer.xlsx")
sheet = book["Recommendations"]
cells = {cell.value: cell.column for cell in sheet[1]}
other = openpyxl.Workbook()
part = other.active
part.title = "My part"
part.append(["A list for the meeting"])
part.append(["Notes", "ID", "Themes"])
part.append(["from elsewhere", "$three", "other"])
other.save("part.xlsx")
sheet.title = "Renamed"
for row in range(2, sheet.max_row + 1):
    if sheet.cell(row, cells["ID"]).value == "$three":
        sheet.cell(row, cells["No."]).value = float(sheet.cell(row, cells["No."]).value.strip("().") or 0) if sheet.cell(row, cells["No."]).value.isdigit() else sheet.cell(row, cells["No."]).value
        sheet.cell(row, cells["Notes"]).value = "renamed"
book.save("renamed.xlsx")
PY
equal "a renamed sheet is taken, and a number is not changed by being one" "0: 1 taken, 0 told" "$(take renamed.xlsx): $(tail -n 1 take.out)"
equal "of a part that was copied out notes are taken, and what else differs is told" "1: 1 taken, 1 told" "$(take part.xlsx): $(tail -n 1 take.out)"
equal "with --trust all of it is" "0: $three: Themes 1 taken, 0 told" "$(take --trust part.xlsx): $(sed 's/\(Themes\).*/\1/' take.out | paste -sd ' ')"
equal "a file that is no workbook is told" "66: rapporteur-take: rows.jsonl: this is no Excel workbook: Not a zip archive. Save it as an Excel workbook (.xlsx), and try again" \
  "$(take rows.jsonl): $(cat take.err)"
equal "so is one that is missing" "66: rapporteur-take: none.xlsx: it can't be read: No such file" "$(take none.xlsx): $(cat take.err)"
if command -v soffice >/dev/null 2>&1; then
  edit newer.xlsx <<EOF
Recommendations${tab}$four${tab}Status${tab}from office
EOF
  mkdir office && soffice "-env:UserInstallation=file://$PWD/profile" --headless --convert-to xlsx --outdir office newer.xlsx >/dev/null 2>&1
  equal "what LibreOffice saved is read as well" "0: $four: Status: (empty) → from office 1 taken, 0 told" "$(take office/newer.xlsx): $(paste -sd ' ' take.out)"
else
  skip "what LibreOffice saved is read as well" "there is no LibreOffice"
fi

# --- digests that people edited are not written over

edit older.xlsx <<EOF
Recommendations${tab}$two${tab}Notes${tab}not taken yet
EOF
cp older.xlsx h/digests/2023Q4.xlsx
echo 2023Q4 >h/digests/.pending
equal "an edited digest is kept beside the new one, and told" "1: rapporteur-run: h/digests/2023Q4.xlsx: it was edited since it was written; the edited one is kept beside it, as 2023Q4.edited-2024-05-01.xlsx: rapporteur take reads it" \
  "$(rapporteur run --quiet --home h 2>run.err; echo $?): $(cat run.err)"
equal "it is as it was" "" "$(cmp older.xlsx h/digests/2023Q4.edited-2024-05-01.xlsx 2>&1)"
cp older.xlsx h/digests/2023Q4.xlsx && echo 2023Q4 >h/digests/.pending
rapporteur run --quiet --home h 2>/dev/null
equal "another one gets another name" "" "$(cmp older.xlsx h/digests/2023Q4.edited-2024-05-01-2.xlsx 2>&1)"
echo 2023Q4 >h/digests/.pending
equal "one that nobody touched gives way" "0 2" "$(rapporteur run --quiet --home h >/dev/null 2>&1; echo $?) $(ls h/digests/*edited* | grep -c .)"
digest out.xlsx
edit out.xlsx <<EOF
Recommendations${tab}$four${tab}Status${tab}edited in place
EOF
cp out.xlsx out.kept
equal "an edited one is taken" "0: 1 taken, 0 told" "$(take out.xlsx): $(tail -n 1 take.out)"
equal "the same holds for --output; what was taken needs no look" "0 edited in place" \
  "$(digest out.xlsx 2>run.err; echo $?) $(cells out.xlsx Recommendations "$four" Status)$(cat run.err)"
equal "but is kept, too" "" "$(cmp out.kept out.edited-2024-05-01.xlsx 2>&1)"
# A program that was killed between the digest's appearance and its own last word: the file in place is the one that was ready.
digest out.xlsx
hash=$(sha256sum <out.xlsx | cut -d ' ' -f 1)
out=$(pwd -P)/out.xlsx
grep -v " $out\$" h/.written >kept.written
printf '%s\n' "written 0000 $out" "ready $hash $out" >>kept.written
cp kept.written h/.written
equal "what a killed program wrote is nobody's edit" "0 1" "$(digest out.xlsx 2>run.err; echo $?) $(ls out.edited-* | grep -c .)$(cat run.err)"
equal "and is noted as written again" "written $hash $out" "$(grep " $out\$" h/.written | grep -v taken)"
rm -f pipe.xlsx && mkfifo pipe.xlsx
expect "a pipe in the digest's place is not waited for" 73 "rapporteur-digest: pipe.xlsx: this is no regular file" "" \
  rapporteur digest --home h --all --output pipe.xlsx
expect "nor is one that is compared" 66 "rapporteur-diff: pipe.xlsx: it can't be read: Operation not supported" "" \
  rapporteur diff pipe.xlsx out.xlsx

# --- another version

mkdir -p revised/inbox && cp "$fixtures/inbox/wg7-2023-smuggling.pdf" "$fixtures/versions/rev1.pdf" revised/inbox/
cat >revised/overrides.yaml <<EOF
format: rapporteur.overrides/1
corrections:
  CTOC/COP/WG.7/2023/5/en/3: {notes: of the first version}
  CTOC/COP/WG.7/2023/5/Rev.1/en/4: {notes: of the second}
EOF
rapporteur run --quiet --home revised
rapporteur digest --home revised --all --output revised.xlsx
told() { $python -c 'import openpyxl, sys
for row in openpyxl.load_workbook(sys.argv[1])["Summary"].iter_rows(values_only=True):
    if isinstance(row[1], str) and row[1].startswith("overrides"): print(row[0] + ": " + row[1])' "$1"; }
equal "what was said of a version that is superseded is told" "CTOC/COP/WG.7/2023/5/en/3: overrides: people spoke of it, and \
CTOC/COP/WG.7/2023/5/Rev.1 counts in its place: say it of that report, too" "$(told revised.xlsx)"
equal "status counts it" "1 of superseded versions" "$(rapporteur status --home revised | grep -o '1 of superseded versions')"
rapporteur digest --home revised --quarter 2020Q1 --output elsewhere.xlsx
equal "a digest of another period is not bothered" "" "$(told elsewhere.xlsx)"

# --- another text, and wrong files

rapporteur-extract h/archive/*.pdf | rapporteur-apply | sed 's/[Tt]he /this /g' >other.jsonl
rapporteur-record h/catalogue.db other.jsonl >/dev/null 2>&1
cat >>h/overrides.yaml <<EOF
  # theirs
  NOPE/en/1:
    notes: of no report
EOF
digest stale.xlsx
equal "a correction of another text is told in its row" "*Another text. stale" \
  "$(cells stale.xlsx Recommendations "$one" Recommendation Check | sed 's/.*correction is stale.*/stale/' | paste -sd ' ')"
equal "Summary lists it, and what speaks of no report" "$one: overrides: what people said of it is of an earlier text: compare, and correct it anew
NOPE/en/1: overrides: people spoke of it, and no report that was read has it" "$($python -c 'import openpyxl, sys
for row in openpyxl.load_workbook("stale.xlsx")["Summary"].iter_rows(values_only=True):
    if isinstance(row[1], str) and row[1].startswith("overrides") and row[0] in sys.argv: print(row[0] + ": " + row[1])' "$one" NOPE/en/1)"
equal "status counts both" "1 unknown" "$(rapporteur status --home h | grep -o '1 unknown')"
cp h/overrides.yaml kept.yaml
cp stale.xlsx anew.xlsx
edit anew.xlsx <<EOF
Recommendations${tab}$one${tab}Recommendation${tab}Another text, of the new one.
EOF
take anew.xlsx >exit
digest fresh.xlsx
equal "corrected anew it is of the new text" "*Another text, of the new one. corrected" \
  "$(cells fresh.xlsx Recommendations "$one" Recommendation Check | sed 's/.*corrected.*/corrected/' | paste -sd ' ')"
equal "what people wrote in the file stays" 1 "$(grep -c '# theirs' h/overrides.yaml)"

sed 's/^corrections:/correction:/' kept.yaml >h/overrides.yaml
line=$(grep -n '^correction:' h/overrides.yaml | cut -d: -f1)
why="h/overrides.yaml:$line:1: there is no key \"correction\" here; the keys are format, corrections"
cp fresh.xlsx wrong.xlsx
equal "a wrong file stops a digest" "65: rapporteur-digest: $why" "$(digest wrong.xlsx 2>run.err; echo $?): $(sed 's/^rapporteur digest/rapporteur-digest/' run.err)"
equal "which stays as it was" "" "$(cmp fresh.xlsx wrong.xlsx 2>&1)"
equal "it stops an export" "65: rapporteur-export: $why" "$(rapporteur export --home h --format jsonl 2>run.err >export.out; echo $?): $(cat run.err)"
equal "and a take, which leaves it alone" "65: rapporteur-take: $why" "$(take edited.xlsx): $(cat take.err)"
equal "status tells it and the rest" "65 $(rapporteur status --home h 2>/dev/null | grep -c recommendations)" "$(rapporteur status --home h >status.out 2>/dev/null; echo $?) 1"
cp kept.yaml h/overrides.yaml
if command -v flock >/dev/null 2>&1; then
  equal "two at a time: the second is told to wait" "75: rapporteur-take: h: another run is at work here; try again later" \
    "$(flock h/lock rapporteur take --home h edited.xlsx 2>take.err >take.out; echo $?): $(cat take.err)"
fi
if [ "$(id -u)" != 0 ]; then
  edit fresh.xlsx <<EOF
Recommendations${tab}$one${tab}Status${tab}once more
EOF
  chmod 500 h
  equal "a home that can't be written to is told" "73 0" "$(take fresh.xlsx) $(grep -c 'once more' h/overrides.yaml)"
  chmod 700 h
else
  skip "a home that can't be written to is told" "root writes everywhere"
fi
awk '/^```yaml/ { on = 1; next } /^```/ { on = 0 } on' "$root/docs/overrides.md" >h/overrides.yaml
digest manual.xlsx
equal "the manual's example says what it should" "*Border management; Firearms *2 quoted" \
  "$(cells manual.xlsx Recommendations CTOC/COP/WG.7/2023/5/en/3 Themes Strength Status | paste -sd ' ')"
equal "take needs a workbook" 2 "$(take)"

tap_end
