#!/bin/sh
# rapporteur rules explain on the fixtures, with a pack that is not finished. Each file fixtures/explain/NAME.txt begins with the
# command that it is the transcript of; GOLDEN=write writes them anew. What the words of rules/data/attributes tell is left out: it
# changes with them.
cd "$(dirname "$0")/.." || exit 1
. tests/lib/tap.sh
cp -r "$fixtures/explain/rules" "$fixtures/inbox" .

for golden in "$fixtures"/explain/*.txt; do
  command=$(sed -n '1s/^\$ //p' "$golden")
  { echo "\$ $command" && eval "$command" | grep -v ', by attributes/'; } >seen.txt 2>&1
  [ "${GOLDEN:-}" != write ] || cp seen.txt "$golden"
  equal "$command" "$(cat "$golden")" "$(cat seen.txt)"
done

# --- the same from other inputs, and what is wrong

report=inbox/wg7-2023-smuggling.pdf
rapporteur rules explain --rules rules "$report" >pdf.txt
rapporteur extract "$report" | rapporteur rules explain --rules rules - >piped.txt
same "a document from standard input is explained as its PDF is" pdf.txt piped.txt
rapporteur extract "$report" >document.jsonl
rapporteur rules explain --rules rules document.jsonl >lines.txt
same "a document from a file is explained as its PDF is" pdf.txt lines.txt
expect "--json writes a line for what is asked about" 0 "" '^\{"format":"rapporteur.explanation/1".*"about":"finding".*"number":"5"' \
  rapporteur rules explain --json --rules rules --id 5 document.jsonl
expect "words may be of any script" 1 "rapporteur-rules-explain: document.jsonl: nothing there holds \"слово\"" "" \
  rapporteur rules explain --rules rules --text слово document.jsonl
expect "a finding that is not there is told" 1 "rapporteur-rules-explain: document.jsonl: no finding has the number or id \"99\"" "" \
  rapporteur rules explain --rules rules --id 99 document.jsonl
expect "a pack that is not there is told" 2 "rapporteur-rules-explain: there is no pack \"nowhere\"" "" \
  rapporteur rules explain --rules rules --pack nowhere document.jsonl
expect "one thing is asked about at a time" 2 \
  "rapporteur-rules-explain: --id, --text and --page (from 1) are asked for one at a time" "" \
  rapporteur rules explain --id 1 --page 2 document.jsonl
expect "a file that is not there is told" 66 "rapporteur-rules-explain: nowhere.pdf: there is no such file" "" \
  rapporteur rules explain --rules rules nowhere.pdf
expect "a rule file that is wrong is told" 65 "rapporteur-rules-explain: wrong/p/pack.yaml:1:1: \"id\" is missing" "" \
  sh -c 'mkdir -p wrong/p && echo "format: rapporteur.pack/1" >wrong/p/pack.yaml && rapporteur rules explain --rules wrong document.jsonl'
expect "an output that can't be written is told" 73 \
  "rapporteur-rules-explain: standard output: No space left on device" "" \
  sh -c 'rapporteur rules explain --rules rules document.jsonl >/dev/full'
expect "rapporteur rules names its verbs" 0 "" '^  explain ' rapporteur rules --help
expect "rapporteur rules explain --help says how it is used" 0 "" '^ *rapporteur rules explain \[OPTION' \
  rapporteur rules explain --help
tap_end
