#!/bin/sh
# Recommendations across the years: which came of which, whatever came first; what the workbook, exports and `rapporteur history` say.
cd "$(dirname "$0")/.." || exit 1
. tests/lib/tap.sh

years=$fixtures/years wg6=CTOC/COP/WG.6
run() { # HOME PDF...: what goes wrong
  home=$1
  shift
  rapporteur run --home "$home" --quiet "$@" 2>&1
}
compared() { # HOME: ID, verdict and earlier ones of each recommendation, a line each
  rapporteur export --home "$1" --kind recommendation |
    sed -E 's/.*"id":"([^"]*)".*"compared":("([^"]*)"|null),"earlier":\[([^]]*)\].*/\1 \3 \4/; s/[",]+/ /g; s/ +/ /g; s/ $//'
}

# --- the chains

equal "five years of reports are read" "" "$(run h "$years"/wg6-*.pdf "$years/wg4-2022.pdf")"
equal "all chains are found, and none that is not there" "$(grep -v '^#' "$fixtures/expected/years/chains.txt")" \
  "$(compared h | grep -E ' (repeated|reworded|strengthened|weakened) ')"
equal "what is like no earlier one is new" "$wg6/2020/3/en/4
$wg6/2020/3/en/6
$wg6/2020/3/en/7
$wg6/2020/3/en/9
$wg6/2020/3/en/10
$wg6/2021/3/en/7
$wg6/2021/3/en/9
$wg6/2021/3/en/11
$wg6/2022/3/en/6
$wg6/2022/3/en/7
$wg6/2022/3/en/8
$wg6/2023/3/en/4
$wg6/2023/3/en/7" "$(compared h | sed -n 's/ new$//p')"
equal "a body's first report is compared with nothing" "CTOC/COP/WG.4/2022/4/en/4
CTOC/COP/WG.4/2022/4/en/5
$(for number in 4 5 6 7 8 9 10; do echo "$wg6/2019/3/en/$number"; done)" "$(compared h | grep -v ' ')"
change() { rapporteur export --home h --kind recommendation | grep "\"id\":\"$1\"" | sed -E 's/.*"change":(null|"([^"]*)").*/\2/'; }
equal "an export has the change" "States parties [-should-] {+shall+} reply to a request to trace a firearm within thirty days, or name \
within that time the reason for which a reply cannot yet be given." "$(change "$wg6/2021/3/en/8")"
equal "what is repeated has none" "" "$(change "$wg6/2021/3/en/10")"

# --- whatever came first

for year in 2022 2019 2023 2021 2020; do run apart "$years/wg6-$year.pdf"; done
run apart "$years/wg4-2022.pdf"
equal "the order of arrival changes nothing" "$(compared h)" "$(compared apart)"
# Changes differs: it tells what each digest was compared with.
differing() { for digest in h/digests/*; do rapporteur diff --json "$digest" "apart/digests/${digest##*/}"; done | grep -c .; }
equal "digests of later quarters are written anew when an earlier report comes" "$(ls h/digests) 0" "$(ls apart/digests) $(differing)"

rapporteur digest --home h --all --output years.xlsx
if /usr/bin/python3 -c 'import openpyxl' 2>/dev/null; then
  equal "a group whose name varies is one body in Summary" "Working Group on Firearms: 5 reports, 32 recommendations
Working Group on Trafficking in Persons: 1 reports, 2 recommendations" "$(/usr/bin/python3 -c 'import openpyxl
rows = list(openpyxl.load_workbook("years.xlsx")["Summary"].values)
first = next(i for i, row in enumerate(rows) if row[0] == "Body") + 1
for row in rows[first:]:
    if row[0] is None: break
    print("%s: %d reports, %d recommendations" % (row[0], row[1], row[4]))')"
else
  skip "a group whose name varies is one body in Summary" "python3-openpyxl is missing"
fi

# --- history

rapporteur history --home h "$wg6/2021/3/en/8" >shown.txt
equal "history shows the chain, the earliest first" "  2019-05-03  $wg6/2019/3, No. 5, page 1  $wg6/2019/3/en/5
    no earlier report
    States parties should consider replying to a request to trace a firearm within thirty days, or naming within that time the \
reason for which a reply cannot yet be given.
  2020-07-17  $wg6/2020/3, No. 8, page 1  $wg6/2020/3/en/8
    strengthened from $wg6/2019/3/en/5 (82 % alike)
    States parties should [-consider replying-] {+reply+} to a request to trace a firearm within thirty days, or [-naming-] {+name+} \
within that time the reason for which a reply cannot yet be given.
> 2021-05-13  $wg6/2021/3, No. 8, page 1  $wg6/2021/3/en/8
    strengthened from $wg6/2020/3/en/8 (96 % alike); also like $wg6/2019/3/en/5 (79 % alike)
    States parties [-should-] {+shall+} reply to a request to trace a firearm within thirty days, or name within that time the reason \
for which a reply cannot yet be given." "$(cat shown.txt)"
chain() { rapporteur history --home h --json "$1" | sed -E 's/^\{"id":"([^"]*)".*/\1/' | tr '\n' ' '; }
equal "it goes forward from the first, too" "$wg6/2019/3/en/5 $wg6/2020/3/en/8 $wg6/2021/3/en/8 " \
  "$(chain "$wg6/2019/3/en/5")"
equal "what was split leads to both parts" "$wg6/2019/3/en/7 $wg6/2021/3/en/4 $wg6/2021/3/en/5 " \
  "$(chain "$wg6/2019/3/en/7")"
equal "one part does not lead to the other" "$wg6/2019/3/en/7 $wg6/2021/3/en/5 " \
  "$(chain "$wg6/2021/3/en/5")"
equal "JSON tells of each" '"date":"2021-05-13","symbol":"'"$wg6"'/2021/3","number":"8","page":1,"strength":5,"asked_for":true,"supersedes":null,"compared":"strengthened","earlier":[{"id":"'"$wg6"'/2020/3/en/8","date":"2020-07-17","similarity":0.96},{"id":"'"$wg6"'/2019/3/en/5","date":"2019-05-03","similarity":0.79}],"change":[{"kept":"States parties "},{"removed":"should "},{"added":"shall "},' \
  "$(rapporteur history --home h --json "$wg6/2021/3/en/8" | tail -n 1 | sed -E 's/"source_file":"[^"]*",//; s/^[^,]*,//; s/(\{"added":"shall "\},).*/\1/')"
expect "an ID that is not there names the nearest" 66 "rapporteur-history: $wg6/2021/3/en/18: there is no such recommendation; the nearest: \
$wg6/2021/3/en/8, $wg6/2021/3/en/10, $wg6/2021/3/en/11" "" rapporteur history --home h "$wg6/2021/3/en/18"

# A revision of 2021, in which paragraph 8 is gone and 9 says something else.
rapporteur extract "$years/wg6-2021.pdf" | rapporteur apply >2021.jsonl
sed -E 's,(CTOC/COP/WG.6/2021/3),\1/Rev.1,g; s/"sha256":"...../"sha256":"ddddd/; s,"source_file":"[^"]*","source_file":"rev1.pdf",
  s/in the detection of printed components/in detecting printed components/; s,2021/3/Rev.1/en/8",2021/3/Rev.1/en/28",; s/"number":"8"/"number":"28"/' \
  2021.jsonl >rev1.jsonl
rapporteur record h/catalogue.db <rev1.jsonl 2>record.err
expect "an ID of a superseded version leads to the one that counts" 1 \
  "rapporteur-history: $wg6/2021/3/en/9: this is of a superseded version; shown is the same number of $wg6/2021/3/Rev.1, which counts in its place" \
  "^> 2021-05-13  $wg6/2021/3/Rev.1, No. 9, page 1  $wg6/2021/3/Rev.1/en/9" rapporteur history --home h "$wg6/2021/3/en/9"
expect "and so does one whose number is gone" 1 \
  "rapporteur-history: $wg6/2021/3/en/8: this is of a superseded version; $wg6/2021/3/Rev.1, which counts in its place, has no such number" \
  "" rapporteur history --home h "$wg6/2021/3/en/8"

tap_end
