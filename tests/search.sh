#!/bin/sh
# rapporteur search: what people see of what was found, and what they are told where nothing was.
cd "$(dirname "$0")/.." || exit 1
. tests/lib/tap.sh

rapporteur run --quiet --home h "$fixtures/inbox/wg7-2023-smuggling.pdf" "$fixtures/inbox/upr-2010-graustark.pdf" \
  "$fixtures/inbox/dialogue-2023-smuggling.pdf" "$fixtures/languages/fr-groff.pdf" "$fixtures/languages/zh-pango.pdf" >run.out 2>&1
search() { rapporteur search --home h "$@"; }
ids() { search --json --quiet "$@" | sed 's/.*"id":\(null\|"\([^"]*\)\"\),.*/\2/' | tr '\n' ' ' | sed 's/ $//'; }
field() { sed -n "s/.*\"$1\":\(\"[^\"]*\"\|[a-z0-9]*\).*/\1/p"; } # NAME: its value in the line of JSON

# --- what is shown

search 86.12 >seen.out 2>seen.err
equal "a hit is a block" "A/HRC/15/27/en/86.12
  Working Group on the Universal Periodic Review: Graustark, eighth session, 3 May 2010 to 14 May 2010
  Recommendation 86.12, page 6 of upr-2010-graustark.pdf
  Provide human rights education to officers of the frontier guard, including practical exercises, and test their knowledge before they are posted to the passes, where they work alone and for weeks on end without supervision (Morocco);
  id: A/HRC/15/27/en/«86.12»" "$(sed "s,of .*/,of ," seen.out)"
equal "how many there are is told beside it" "rapporteur-search: 1 found" "$(cat seen.err)"
search '"practical exercises" officer' --quiet >seen.out 2>seen.err
equal "what was asked for is marked" "«officers» of the frontier guard, including «practical exercises»," \
  "$(grep -o '«officers».*»,' seen.out)"
equal "--quiet says nothing beside it" "" "$(cat seen.err)"
equal "JSON has the snippet and the members of the flat row" \
  '1 "text" "A/HRC/15/27" "86.12"' \
  "$(search --json -q '"practical exercises"' >hit.json; for name in rank snippet_of symbol number; do field $name <hit.json; done | tr '\n' ' ' | sed 's/ $//')"
rapporteur export --home h --kind recommendation | grep '"number":"86.12"' >row.json
equal "and these are as exports have them" "$(cat row.json)" "$(sed 's/^{"rank":1,"snippet":"[^"]*","snippet_of":"text",/{/' hit.json)"

# --- what is found

equal "a word in another form, and without accents" "$(ids --kind recommendation frontier guards)" "$(ids --kind recommendation Frontiér GUARD)"
equal "a symbol" "CTOC/COP/WG.7/2023/5" "$(search --json -q CTOC/COP/WG.7/2023/5 --kind meeting | field symbol | tr -d '"')"
equal "a number" "A/HRC/15/27/en/86.12" "$(ids 86.12)"
equal "French where it is asked for" "fr" "$(search --json -q recommandation OR migrants --language fr | field language | sort -u | tr -d '"')"
equal "Chinese by its characters" "zh" "$(search --json -q 偷运移民 --language zh | field language | sort -u | tr -d '"')"
equal "an option in any letters" "$(ids --state Marruecos frontier)" "$(ids --state Morocco frontier)"
equal "which is not nothing" "A/HRC/15/27/en/86.12" "$(ids --state Morocco '"frontier guard"')"
equal "pages of hits join to all of them" "$(ids -n 0 guard)" "$(ids -n 2 guard) $(ids -n 0 --offset 2 guard)"

# --- how many

expect "the count alone" 0 "" '^1$' rapporteur search --home h --count 86.12
expect "no hit is no fault" 0 "rapporteur-search: nothing was found" "" rapporteur search --home h nowhere
expect "not that of a version that does not count" 0 "rapporteur-search: nothing was found; 1 more in other languages and superseded versions (--language LANG, --all-versions)" "" \
  rapporteur search --home h 偷运移民 --kind meeting
equal "of many, which ones are shown" "rapporteur-search: 3 to 4 of $(search --count migrants)" "$(search -n 2 --offset 2 migrants 2>&1 >/dev/null | sed 's/;.*//')"
equal "behind the last there are none" "rapporteur-search: none of 1 is left" "$(search --offset 5 86.12 2>&1)"

# --- what can't be

expect "an ill-formed question" 2 "rapporteur-search: a quotation mark is opened and not closed: \"open" "" rapporteur search --home h '"open'
expect "nothing but signs" 2 "rapporteur-search: there is no word to search for in \"' ; --\"" "" rapporteur search --home h "' ; --"
expect "a question that is none of SQL" 0 "rapporteur-search: nothing was found" "" rapporteur search --home h "x'; DROP TABLE findings; --"
expect "no question" 2 "rapporteur-search: missing argument; usage: rapporteur search [OPTION...] WORDS..." "" rapporteur search --home h
expect "a kind that there is not" 2 "rapporteur-search: --kind is recommendation, panel_topic or meeting, not \"check\"" "" rapporteur search --home h --kind check x
expect "a year that is none" 2 "rapporteur-search: --year wants a year, such as 2023, not \"20\"" "" rapporteur search --home h --year 20 x
expect "a year and a day" 2 "rapporteur-search: --year goes without --from and --to" "" rapporteur search --home h --year 2020 --to 2021-01-01 x
expect "a number below 0" 2 "rapporteur-search: --limit and --offset want numbers from 0 on" "" rapporteur search --home h --limit=-1 x
expect "bytes that are no text" 2 "rapporteur-search: the words are not in UTF-8" "" rapporteur search --home h "$(printf 'caf\351')"
mkdir none
expect "no catalogue" 66 "rapporteur-search: none: nothing was recorded here yet: rapporteur run reads reports" "" rapporteur search --home none x
equal "a full disk" "rapporteur-search: standard output: No space left on device
73" "$(rapporteur search -q --home h 86.12 2>&1 >/dev/full; echo $?)"

# --- what people corrected

cat >h/overrides.yaml <<'YAML'
format: rapporteur.overrides/1
corrections:
  A/HRC/15/27/en/86.12:
    set:
      text: Provide human rights training to all officers.
    add:
      themes: [Lighthouses]
YAML
equal "a hit shows the corrected text" "  Provide human rights training to all «officers»." "$(search -q officers --theme lighthouses | sed -n 4p)"
equal "and a corrected theme is filtered by" "A/HRC/15/27/en/86.12" "$(ids officers --theme lighthouses)"
equal "the report's own words still find it, and JSON has what it is now" '"Provide human rights training to all officers."' \
  "$(search --json -q '"practical exercises"' | field text)"
echo "format: wrong" >h/overrides.yaml
expect "corrections that are wrong are told" 65 "rapporteur-search: h/overrides.yaml:1:9: this is of another format than rapporteur.overrides/1, which this program knows" "" rapporteur search --home h officers
rm h/overrides.yaml

# --- documents do not speak to the terminal

rapporteur extract "$fixtures/inbox/upr-2010-graustark.pdf" | rapporteur apply |
  sed 's/Provide human rights education/\\u001b]0;gotcha\\u0007\\u202e Provide/g' >hostile.jsonl
mkdir hostile && rapporteur record hostile/catalogue.db <hostile.jsonl 2>record.err
equal "control characters are shown, not sent" '\x1B]0;«gotcha»\x07\u202E Provide' \
  "$(rapporteur search -q --home hostile gotcha | grep -o '.x1B.*Provide')"

# --- any SQLite reads the file

if command -v sqlite3 >sqlite.out; then
  equal "another program can check the catalogue" "ok" "$(sqlite3 h/catalogue.db 'PRAGMA integrity_check')"
else
  skip "another program can check the catalogue" "sqlite3 is missing"
fi

tap_end
