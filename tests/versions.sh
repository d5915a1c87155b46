#!/bin/sh
# One report as revision, draft, copy, corrigendum and translation: known as one work, its recommendations told once, whatever
# came first.
cd "$(dirname "$0")/.." || exit 1
. tests/lib/tap.sh

original=$fixtures/inbox/wg7-2023-smuggling.pdf versions=$fixtures/versions
symbol=CTOC/COP/WG.7/2023/5

# The lines of findings of each, once: what follows is about the catalogue.
for name in copy rev1 l1 corr1; do rapporteur extract "$versions/$name.pdf" | rapporteur apply >"$name.jsonl"; done
rapporteur extract "$original" | rapporteur apply >original.jsonl
# A translation: the same findings in another language, of another file.
sed 's,/en/,/fr/,g; s/"text":"en"/"text":"fr"/; s/"sha256":"...../"sha256":"fffff/; s,"source_file":"[^"]*","source_file":"fr.pdf",' \
  original.jsonl >fr.jsonl
sed 's/"number":"7"/"number":"17"/; s/"sha256":"...../"sha256":"eeeee/; s/fr[.]pdf/fr17.pdf/' fr.jsonl >fr17.jsonl

record() { # HOME LINES...: into its catalogue, one after the other
  home=$1
  shift
  mkdir -p "$home"
  for lines; do rapporteur record "$home/catalogue.db" <"$lines.jsonl"; done 2>record.err
}
meetings() { # HOME: symbol, file, kind and what supersedes it, a line each
  rapporteur export --home "$1" --kind meeting |
    sed -E 's;.*"source_file":"([^"/]*/)*([^"/]*)".*"symbol":"([^"]*)".*"version_kind":"([^"]*)","superseded_by":(null,|"([^"]*)").*;\3 \2 \4 \6;; s/ $//'
}
count() { rapporteur export "$@" | grep -c .; }

# --- what each is, and what counts

record all original copy rev1 l1 corr1
equal "each is known for what it is" "$symbol copy.pdf original $symbol/Rev.1
$symbol wg7-2023-smuggling.pdf copy $symbol/Rev.1
$symbol/Corr.1 corr1.pdf corrigendum $symbol/Rev.1
$symbol/Rev.1 rev1.pdf revision
CTOC/COP/WG.7/2023/L.1 l1.pdf draft $symbol/Rev.1" "$(meetings all)"
equal "all are of one work" "$symbol" "$(rapporteur export --home all --kind check | sed 's/.*"work":"\([^"]*\)".*/\1/' | sort -u)"
equal "each recommendation is told once, of the revision" "16 $symbol/Rev.1" \
  "$(count --home all --kind recommendation) $(rapporteur export --home all --kind recommendation | sed 's/.*"symbol":"\([^"]*\)".*/\1/' | sort -u)"
equal "with --all-versions those of all are told" "63 8" \
  "$(count --home all --kind recommendation --all-versions) $(count --home all --kind panel_topic --all-versions)"
expect "status tells what is superseded" 0 "" "^  CTOC/COP/WG.7/2023/L.1 \(draft, .*l1.pdf\): $symbol/Rev.1 counts\$" rapporteur status --home all
expect "and counts what is not" 0 "" '"recommendations":16,"panel_topics":2,"failed_checks":0,' rapporteur status --home all --json

# --- the order of arrival

permutations() { # the lines of all orders of 4 names
  for a in "$@"; do for b in "$@"; do for c in "$@"; do for d in "$@"; do
    [ "$(printf '%s\n' "$a" "$b" "$c" "$d" | sort -u | grep -c .)" -eq 4 ] && echo "$a $b $c $d"
  done; done; done; done
}
permutations original copy rev1 l1 >orders
equal "there are 24 orders of 4" 24 "$(grep -c . orders)"
while read -r order; do
  rm -rf p && record p $order # shellcheck disable=SC2086
  rapporteur digest --home p --all --output p.xlsx
  echo "$(sha256sum <p.xlsx) $(rapporteur export --home p --all-versions | sha256sum)"
done <orders | sort -u >sums
equal "all give the same digest and the same rows" 1 "$(grep -c . sums)"
permutations original corr1 fr17 l1 >orders
while read -r order; do
  rm -rf p && record p $order # shellcheck disable=SC2086
  rapporteur digest --home p --all --output p.xlsx
  echo "$(sha256sum <p.xlsx) $(rapporteur export --home p --all-versions | sha256sum)"
done <orders | sort -u >sums
equal "so do those of a corrigendum, a draft and a translation" 1 "$(grep -c . sums)"

# --- a corrigendum

record corrected corr1
equal "a corrigendum alone is a work" "$symbol/Corr.1 corr1.pdf corrigendum" "$(meetings corrected)"
mkdir messages
rapporteur record corrected/catalogue.db <original.jsonl >messages/out 2>messages/err
equal "the report that comes to it is told to be corrected" \
  "1 rapporteur-record: wg7-2023-smuggling.pdf: check failed: corrected: $symbol/Corr.1 (corr1.pdf) corrects this report: see what it changes before you quote." \
  "$? $(sed "s,$fixtures/[a-z]*/,,g" messages/err)"
equal "it takes nothing's place" "$symbol wg7-2023-smuggling.pdf original
$symbol/Corr.1 corr1.pdf corrigendum" "$(meetings corrected)"
expect "status tells it" 0 "" "^  $symbol: failed: corrected\$" rapporteur status --home corrected

# --- another language

record languages original fr
equal "a translation is known" "$symbol wg7-2023-smuggling.pdf original
$symbol fr.pdf translation" "$(meetings languages)"
ids() { rapporteur export --home "$@" --kind recommendation | sed 's,.*"id":"[^"]*/\([a-z]*\)/[^"]*".*,\1,' | uniq -c | tr -s ' \n' ' '; }
equal "English speaks for the work" " 16 en " "$(ids languages)"
equal "--language chooses another" " 16 fr " "$(ids languages --language fr)"
equal "one that is not there leaves English" " 16 en " "$(ids languages --language ru)"
equal "--language all gives each" " 16 en 16 fr " "$(ids languages --language all)"
compared() { rapporteur export --home "$1" --kind check | grep same_in_other_language | sed 's/.*"language":"\(..\)".*"scope":"\(..\)","result":"\([a-z]*\)".*"message":"\([^"]*\)".*/\1 \2 \3 \4/'; }
equal "the two are compared" "en fr passed $symbol (fr.pdf) has 16 recommendations with the same numbers.
fr en passed $symbol (wg7-2023-smuggling.pdf) has 16 recommendations with the same numbers." "$(compared languages | sed "s,$fixtures/[a-z]*/,,g")"
record differ original
rapporteur record differ/catalogue.db <fr17.jsonl >messages/out 2>messages/err
equal "what differs is told, of both" "1 rapporteur-record: fr17.pdf: check failed: same_in_other_language (en): $symbol (wg7-2023-smuggling.pdf) has 16 recommendations; only here: 17; only there: 7.
rapporteur-record: wg7-2023-smuggling.pdf: check failed: same_in_other_language (fr): $symbol (fr17.pdf) has 16 recommendations; only here: 7; only there: 17." \
  "$? $(sed "s,$fixtures/[a-z]*/,,g" messages/err | sort)"
expect "status counts it" 0 "" '"failed_checks":2,' rapporteur status --home differ --json

# --- from PDFs to digests

run() { # HOME PDF...: the exit status, and what stderr tells
  home=$1
  shift
  rapporteur run --home "$home" "$@" >run.out 2>run.err
  echo "$?" "$(sed "s,$fixtures/[a-z]*/,,g" run.err)"
}
equal "the report comes" "0 " "$(run h "$original")"
cp h/digests/2023Q4.xlsx before.xlsx
run h "$versions/corr1.pdf" >told
equal "a corrigendum of the next quarter makes run tell" \
  "rapporteur-run: wg7-2023-smuggling.pdf: check failed: corrected: $symbol/Corr.1 (corr1.pdf) corrects this report: see what it changes before you quote." \
  "$(grep -o 'rapporteur-run: wg7.*' told)"
equal "the digests of both quarters are written" "written: h/digests/2023Q4.xlsx
written: h/digests/2024Q1.xlsx" "$(grep written run.out | sort)"
equal "and that of the report is another now" 1 "$(cmp before.xlsx h/digests/2023Q4.xlsx >/dev/null 2>&1 && echo 0 || echo 1)"
equal "the revision comes" "0 " "$(run h "$versions/rev1.pdf")"
equal "all is well again" "0  0" "$(run h "$original" "$versions/rev1.pdf") $(rapporteur status --home h --json | sed 's/.*"failed_checks":\([0-9]*\),.*/\1/')"
equal "run's table tells what is superseded" "superseded ok 16" \
  "$(sed -n 's/^wg7.* \([a-z]*\)$/\1/p; s/^rev1.* \([a-z]*\)$/\1/p; s/^2 documents *\([0-9]*\) .*/\1/p' run.out | tr '\n' ' ' | sed 's/ $//')"
expect "what is recorded is found again in the PDFs" 0 "" '^3 of 3 documents with [0-9]+ findings derived anew: 0 differences$' \
  rapporteur verify --home h "$fixtures/inbox" "$versions"

# --- the workbook

python=/usr/bin/python3 # Debian's packages are for Debian's own
if $python -c 'import openpyxl' 2>/dev/null; then
  rapporteur digest --home all --all --output all.xlsx
  rapporteur digest --home languages --all --language fr --output fr.xlsx
  cells() { # WORKBOOK SHEET COLUMN...
    $python -W ignore - "$@" <<'PY'
import sys, openpyxl
rows = list(openpyxl.load_workbook(sys.argv[1])[sys.argv[2]].values)
for row in rows[1:]:
    print(*(str(row[rows[0].index(name)] or "-") for name in sys.argv[3:]))
PY
  }
  equal "Recommendations has those of the revision" "16 $symbol/Rev.1" "$(cells all.xlsx Recommendations Symbol | uniq -c | sed 's/^ *//')"
  equal "Meetings tells of each version" "$symbol original $symbol/Rev.1
$symbol copy $symbol/Rev.1
$symbol/Corr.1 corrigendum $symbol/Rev.1
$symbol/Rev.1 revision -
CTOC/COP/WG.7/2023/L.1 draft $symbol/Rev.1" "$(cells all.xlsx Meetings Symbol Version "Superseded by")"
  equal "Summary counts the report once" "1" "$($python -W ignore -c 'import openpyxl
print(sum(str(row[0]).startswith("CTOC") for row in openpyxl.load_workbook("all.xlsx")["Summary"].values))')"
  equal "a digest in French has the French ones" "16 Recommendation $symbol/fr" \
    "$(cells fr.xlsx Recommendations ID | sed 's,/[0-9]*$,,' | uniq -c | sed 's/^ *//; s/ / Recommendation /')"
  equal "and tells of the other language" "en: $symbol (original, wg7-2023-smuggling.pdf)" "$(cells fr.xlsx Meetings "Other versions" | grep original)"
else
  skip "the workbook tells the versions" "python3-openpyxl is missing"
fi

tap_end
