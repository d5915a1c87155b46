#!/bin/sh
# rapporteur rules: list, lint, test, stats and diff, on packs written here and on the program's own.
cd "$(dirname "$0")/.." || exit 1
. tests/lib/tap.sh

# Reports are read once: the bench takes lines of rapporteur-extract as well as PDFs.
rapporteur-extract --quiet "$fixtures/inbox/upr-2008-ruritania.pdf" >ruritania.jsonl
rapporteur-extract --quiet "$fixtures/inbox/letter.pdf" >letter.jsonl

# --- a pack of three rules for the letter

write_pack() { # FOLDER LINE...: FOLDER/mine/pack.yaml, its own lines behind what every pack needs
  folder=$1
  shift
  mkdir -p "$folder/mine"
  printf '%s\n' 'format: rapporteur.pack/1' 'id: mine' 'title: Letters' 'version: 1.2.0' 'author: A' 'modified: 2023-10-06' \
    'references: [A/1]' 'language: en' "$@" >"$folder/mine/pack.yaml"
}
recognise="recognise: {threshold: 1, evidence: [{id: any, in: body, match: '\\w', weight: 1, matches: [a word]}]}"
write_pack one "$recognise" 'records: []' 'facts:' \
  "- {id: year, field: year, in: body, expected: true, match: '(?<value>\\d{4})', matches: [{text: in 2010, value: 2010}], rejects: [in May]}" \
  "- {id: kind, field: kind, in: body, match: '(?i)letter', matches: [a Letter]}"

# --- list

for verb in list lint test stats diff; do
  expect "rapporteur rules $verb --help says how it is used" 0 "" "^ *rapporteur rules $verb( |\$)" rapporteur rules $verb --help
  expect "rapporteur rules $verb names an unknown option" 2 \
    "rapporteur-rules-$verb: Unknown option --bogus; try rapporteur rules $verb --help" "" rapporteur rules $verb --bogus
done
expect "list tells versions, languages and numbers of rules" 0 "" '^mine +1\.2\.0 +en +3 +- +2023-10-06 +Letters$' \
  rapporteur rules list --rules one
expect "list names the program's own packs" 0 "" '^upr ' rapporteur rules list
expect "list tells what a pack extends, in JSON too" 0 "" '"id":"upr".*"languages":\["en".*"extends":"un-report"' rapporteur rules list --json
expect "a folder without packs is told" 66 "rapporteur-rules-list: .: no rule packs there (NAME/pack.yaml)" "" rapporteur rules list --rules .
mkdir -p wrong/mine && echo 'id: [' >wrong/mine/pack.yaml
for verb in list lint test; do
  rapporteur rules $verb --rules wrong >/dev/null 2>&1
  equal "rules $verb ends with 65 for a pack that is wrong" 65 $?
done

# --- lint

expect "what is well is not told" 0 "" "" rapporteur rules lint --rules one
write_pack two "$recognise" 'records: []' 'facts:' \
  "- {id: year, field: year, in: body, expected: true, match: '(\\d)\$.', matches: [in 2010]}" "- {id: kind, field: kind, in: body, match: letter}"
rapporteur rules lint two >lint.out 2>lint.err
equal "warnings end with 1" "1 " "$? $(cat lint.err)"
equal "lint tells file, line and column, what is wrong, what to do, and an id that stays" \
  "two/mine/pack.yaml:12:60: warning: \"match\" of \"year\" has 1 group ( ) without a name, which nothing can read; write (?: ) where nothing is read, (?<name> ) where something is [unnamed-group]
two/mine/pack.yaml:12:60: warning: \"match\" of \"year\" never matches: text is asked for behind its end (\$); escape the sign, or move the anchor [never-matches]
two/mine/pack.yaml:13:3: info: fact \"kind\" has no examples; add \"matches\", and \"rejects\" for what comes near [no-examples]" \
  "$(cat lint.out)"
equal "a pack's folder, its file and its name choose it" "3 3 3" \
  "$(rapporteur rules lint two/mine | wc -l) $(rapporteur rules lint two/mine/pack.yaml | wc -l) $(rapporteur rules lint --rules two mine | wc -l)"
equal "what is no warning can be left out" 2 "$(rapporteur rules lint --no-info two | wc -l)"
expect "a pack that is nowhere is told" 66 \
  "rapporteur-rules-lint: nowhere: no folder with packs, no pack, and no name of one in one" "" rapporteur rules lint --rules one nowhere

# How much work an expression can be made to be is told, and left to who wrote it; all else in the program's own packs is well.
equal "the program's own packs give no warnings" "" "$(rapporteur rules lint --no-info)"

# --- test

expect "examples are tried" 0 "" '^4 examples tried, 0 failed; 0 reports read, 0 differ$' rapporteur rules test one
write_pack three "$recognise" 'records: []' 'facts:' \
  "- {id: year, field: year, in: body, expected: true, match: '(?<value>\\d{4})', matches: [{text: in 2010, value: 2011}], rejects: [in 2012]}"
rapporteur rules test three >test.out 2>test.err
equal "one that comes out otherwise ends with 1" "1 " "$? $(cat test.err)"
equal "and is told with its place, its text, what it should be and what it is" \
  "three/mine/pack.yaml:12:89: mine/year (en)
  text      in 2010
  expected  2011
  found     2010
three/mine/pack.yaml:12:130: mine/year (en)
  text      in 2012
  expected  no match
  found     a match: 2012
3 examples tried, 2 failed; 0 reports read, 0 differ" "$(cat test.out)"
expect "the program's own packs pass" 0 "" '^[0-9]+ examples tried, 0 failed; [0-9]+ reports? read, 0 differ$' rapporteur rules test

# --- whole reports beside a pack

mkdir -p one/mine/tests
printf '# The letter.\nreport: ../../../letter.jsonl\n' >one/mine/tests/letter.expected
rapporteur rules test one >test.out
equal "a report that differs ends with 1" 1 $?
equal "what was found and not expected is told" "one/mine/tests/letter.expected: differs (- expected, + found, ~ both)" "$(sed 1q test.out)"
rapporteur rules test --update one >test.out
equal "--update writes what is found, and says what changed" \
  "0 one/mine/tests/letter.expected: changed|4 examples tried, 0 failed; 1 report read, 1 written anew" \
  "$? $(sed -n '1p;$p' test.out | paste -sd '|')"
equal "and keeps what stands in front" "# The letter.|report: ../../../letter.jsonl||pack: mine" \
  "$(sed 4q one/mine/tests/letter.expected | paste -sd '|')"
expect "then nothing differs" 0 "" '1 report read, 0 differ$' rapporteur rules test one
year=$(sed -n 's/^fact year: //p' one/mine/tests/letter.expected)
sed -i 's/^fact year: .*/fact year: 1848/' one/mine/tests/letter.expected
equal "what differs is told line by line" "one/mine/tests/letter.expected: differs (- expected, + found, ~ both)
  ~ fact year: {-1848-} {+$year+}
4 examples tried, 0 failed; 1 report read, 1 differ" "$(rapporteur rules test one)"
sed -i 's/^fact year: .*/fact year: 18\xe2\x80\xae48/' one/mine/tests/letter.expected
equal "nothing in what differs acts on the terminal" "  ~ fact year: {-18\\u202E48-} {+$year+}" \
  "$(rapporteur rules test one | sed -n 2p)"
sed -i 's|^report: .*|report: nowhere.pdf|' one/mine/tests/letter.expected
cp one/mine/tests/letter.expected nowhere.expected
expect "a report that can't be read is told" 66 \
  "rapporteur-rules-test: one/mine/tests/letter.expected: its report could not be read: there is no such file" \
  '0 reports read, 0 written anew$' rapporteur rules test --update one
same "and what was expected of it stays" nowhere.expected one/mine/tests/letter.expected

# --- diff

rm -r one/mine/tests
expect "the same rules find the same" 0 "" '^1 documents, 0 with differences: 0 findings appear, 0 vanish, 0 change; 0 checks' \
  rapporteur rules diff one one letter.jsonl
packs=$root/rules/packs
cp -r "$packs" changed
sed -i 's/decision: accepted/decision: taken/; s/^  - {id: review-date, field: review_date/  - {id: day, field: day/' changed/upr/en.yaml
rapporteur rules diff "$packs" changed ruritania.jsonl letter.jsonl >diff.out 2>diff.err
equal "other findings end with 1" "1 " "$? $(cat diff.err)"
same "what appears, vanishes and changes is told report by report" "$root/tests/golden/rules-diff.txt" diff.out
rapporteur rules diff "$packs" changed "$fixtures/inbox/upr-2008-ruritania.pdf" letter.jsonl >pdf.out
same "a PDF is read for both" diff.out pdf.out
expect "OLD and NEW are needed" 2 \
  "rapporteur-rules-diff: missing argument; usage: rapporteur rules diff [OPTION...] OLD NEW [FILE...]" "" rapporteur rules diff one
mkdir -p home/inbox && cp "$fixtures/inbox/upr-2008-ruritania.pdf" "$fixtures/inbox/letter.pdf" home/inbox
rapporteur run --quiet --home home 2>/dev/null
rapporteur rules diff --home home "$packs" changed | sed 's/^[0-9a-f]\{12\}~//' >home.out
same "without files those of the home's archive are read" diff.out home.out

# --- stats

rapporteur rules stats --home home >stats.out
equal "stats count what each rule found, and name what never did" \
  "upr/state fact en 1 1|upr/lettered start en 0 0 never" \
  "$(sed -n 's/  */ /g; /^upr\/\(state\|lettered\) /p' stats.out | paste -sd '|')"
rapporteur rules stats --home home --documents | sed 's/  */ /g' >stats.out
equal "and with the documents where each would match" "upr/title evidence en 0 0 1 1 0" "$(grep '^upr/title evidence' stats.out)"
expect "a home where nothing was recorded is told" 66 \
  "rapporteur-rules-stats: none: nothing was recorded here yet: rapporteur run reads reports" "" rapporteur rules stats --home none

# --- a rule that takes too long

write_pack slow "$recognise" 'records: []' 'facts:' "- {id: greedy, field: x, in: body, match: '^(?:(?:\\w+\\W*)+)+(?!.|\$)'}" \
  "- {id: year, field: year, in: body, match: '(?<value>\\d{4})'}"
rapporteur apply --rules slow letter.jsonl >findings.jsonl
equal "a stage marks the document, and other rules are applied" "1 1" \
  "$(grep -c '"check":"rule_limit","scope":"mine/greedy","result":"failed"' findings.jsonl) $(grep -c '"rule":"mine/year"' findings.jsonl)"
rapporteur run --home limited --rules slow "$fixtures/inbox/letter.pdf" >/dev/null 2>run.err
equal "a run names document and rule" "1 1" "$? $(grep -c "letter.pdf: .*rule_limit (mine/greedy)" run.err)"
equal "and stats name it later" "mine/greedy fact en 0 0 was stopped" \
  "$(rapporteur rules stats --home limited --rules slow | sed -n 's/  */ /g; /greedy/p')"
equal "lint would have told" "slow/mine/pack.yaml:12:43" "$(rapporteur rules lint slow | sed -n '/\[backtracking\]/s/: warning.*//p')"

# --- the documents say what the program does

sed -n '/^## Grammar/,$p' "$fixtures/../docs/rules.md" | sed -n 's/^    //p; /^$/p' | sed '/./,$!d' >documented
rapporteur rules grammar >grammar
equal "docs/rules.md has the grammar that the program reads by" "$(cat grammar)" "$(cat documented)"
make -s -C "$root" BUILD="$BUILD" manual >made 2>&1
equal "the manual page holds the grammar" "1" "$(grep -c 'kind  *one of recommendation, panel_topic, required' "$BUILD/man/rapporteur-rules.5" || cat made)"

tap_end
