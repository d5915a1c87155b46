#!/bin/sh
# A home: where files go, what a second run changes, whose lock it is, and the same digest whatever way the reports came.
cd "$(dirname "$0")/.." || exit 1
. tests/lib/tap.sh

run() { # HOME ARGUMENT...: prints the exit status; messages and output go to files
  home=$1
  shift
  rapporteur run --home "$home" "$@" >run.out 2>run.err
  echo $?
}
fill() { # HOME PDF...: into its inbox
  home=$1
  shift
  mkdir -p "$home/inbox" && cp "$@" "$home/inbox/"
}
listed() { (cd "$1" && find . ! -name . ! -path '*/.*' | sed 's,^\./,,' | LC_ALL=C sort | tr '\n' ' '); }
sums() { (cd "$1" && find . -type f | LC_ALL=C sort | xargs -d '\n' sha256sum); }
rows() { rapporteur export --home "$1" --format jsonl; }

# --- where files go

fill h "$fixtures/inbox/wg7-2023-smuggling.pdf" "$fixtures/inbox/letter.pdf" "$fixtures/broken/empty.pdf" "$fixtures/broken/encrypted.pdf"
mkdir -p h/inbox/sub && cp "$fixtures/inbox/wg7-2016-none.pdf" h/inbox/sub/
cp "$fixtures/inbox/letter.pdf" h/inbox/arriving.pdf.part
equal "run tells that some document was rejected" 1 "$(run h)"
marked() { for file; do echo "$(sha256sum <"$file" | cut -c 1-12)~$(basename "$file")"; done | LC_ALL=C sort | tr '\n' ' '; }
equal "what was read is in archive/, marked with the start of its hash" \
  "$(marked "$fixtures/inbox/letter.pdf" "$fixtures/inbox/wg7-2016-none.pdf" "$fixtures/inbox/wg7-2023-smuggling.pdf")" "$(listed h/archive)"
equal "what was not read is in rejected/, each with its reason beside it" \
  "empty.pdf empty.pdf.reason.txt encrypted.pdf encrypted.pdf.reason.txt " "$(listed h/rejected)"
equal "the reason says why, and what to do" "the file is empty: fetch it again" "$(cat h/rejected/empty.pdf.reason.txt)"
equal "the inbox keeps what is still on its way" "arriving.pdf.part sub " "$(listed h/inbox)"
equal "each quarter has its digest" "2016Q4.xlsx 2023Q4.xlsx " "$(listed h/digests)"
equal "nothing else is left lying about" "archive catalogue.db digests inbox lock rejected " "$(cd h && echo *) "
equal "an archived file has the bytes that came" "" "$(cmp "$fixtures/inbox/letter.pdf" h/archive/*letter.pdf 2>&1)"

# --- again

rm h/inbox/arriving.pdf.part
rows h >before.jsonl
sums h >before.sums
equal "a run with nothing new is done" 0 "$(run h)"
rows h >after.jsonl
equal "it changes nothing in the catalogue" "" "$(cmp before.jsonl after.jsonl 2>&1)"
equal "it changes no file" "$(cat before.sums)" "$(sums h)"
fill h "$fixtures/inbox/wg7-2023-smuggling.pdf"
equal "the same report once more is done" 0 "$(run h)"
rows h >after.jsonl
equal "it changes nothing in the catalogue, either" "" "$(cmp before.jsonl after.jsonl 2>&1)"
equal "nor in the digest" "$(grep digests before.sums)" "$(sums h | grep digests)"
cp "$fixtures/inbox/wg7-2023-smuggling.pdf" another-name.pdf
equal "a copy under another name is done" 0 "$(run h another-name.pdf)"
equal "a copy is recorded once" "$(grep -c . before.jsonl)" "$(rows h | grep -c .)"
equal "it is known by both names" 1 "$(rows h | grep -c '"source_files":\["another-name.pdf","wg7-2023-smuggling.pdf"\]')"

# --- what is named

mkdir named && cp "$fixtures/inbox/wg2-2015-assistance.pdf" "$fixtures/broken/empty.pdf" named/
cp "$fixtures/inbox/wg3-2018-cooperation.pdf" single.pdf
fill apart "$fixtures/inbox/letter.pdf"
equal "run reads the folder and the file that are named" "1 3" "$(run apart named single.pdf) $(rapporteur export --home apart --kind meeting | grep -c .)"
equal "what is named stays" "empty.pdf wg2-2015-assistance.pdf single.pdf" "$(cd named && echo *) $(ls single.pdf)"
equal "what is not named waits in the inbox" "letter.pdf / / " "$(listed apart/inbox)/ $(listed apart/archive)/ $(listed apart/rejected)"
listed apart/digests >digests.before
equal "run --output writes one digest of all, and none of a quarter" "1 $(cat digests.before)" "$(run apart --output all.xlsx) $(listed apart/digests)"
rapporteur digest --home apart --all --output again.xlsx
equal "it is the one that digest --all writes" "" "$(cmp all.xlsx again.xlsx 2>&1)"
run late nowhere.pdf >/dev/null
cp "$fixtures/inbox/wg7-2016-none.pdf" nowhere.pdf
equal "a file that was not there is forgotten when it has come" "0 complete" \
  "$(run late nowhere.pdf) $(rapporteur export --home late --kind meeting | sed 's/.*"outcome":"\([a-z]*\)".*/\1/')"

# --- which home

equal "RAPPORTEUR_HOME names the home" "archive catalogue.db digests inbox lock rejected" \
  "$(RAPPORTEUR_HOME=$work/by-name rapporteur run --quiet && cd by-name && echo *)"
equal "without it, the home is in XDG_DATA_HOME" "archive catalogue.db digests inbox lock rejected" \
  "$(unset RAPPORTEUR_HOME && XDG_DATA_HOME=$work/data rapporteur run --quiet && cd data/rapporteur && echo *)"
sums apart >before.sums
fill one "$fixtures"/inbox/wg*.pdf
fill two "$fixtures"/inbox/upr*.pdf
rapporteur run --quiet --home one &
first=$!
rapporteur run --quiet --home two
second=$?
wait $first
equal "two homes can be run at the same time" "0 0" "$? $second"
equal "each holds its own" "wg upr" "$(rows one | sed 's/.*"source_file":"\([a-z]*\).*/\1/' | uniq) $(rows two | sed 's/.*"source_file":"\([a-z]*\).*/\1/' | uniq)"
equal "a third is as it was" "$(cat before.sums)" "$(sums apart)"

# --- the lock

fill locked "$fixtures/inbox/wg7-2016-none.pdf"
if command -v flock >/dev/null; then
  flock locked/lock rapporteur run --home locked >run.out 2>run.err
  equal "a run waits for no other, and says so" "75 rapporteur-run: locked: another run is at work here; try again later" "$? $(cat run.err run.out)"
  equal "it leaves the inbox alone" "wg7-2016-none.pdf" "$(ls locked/inbox)"
  equal "when the other has ended, it runs" 0 "$(run locked)"
  equal "a reader needs no lock" "0 0 0" "$(flock locked/lock sh -c 'rapporteur status --home locked >/dev/null; echo $?
    rapporteur export --home locked >/dev/null; echo $?; rapporteur digest --home locked --all --output locked.xlsx; echo $?' 2>&1 | tr '\n' ' ' | sed 's/ $//')"
else
  skip "a run waits for no other" "there is no flock here"
fi

# --- the same digest, whatever way

digests() { sums "$1/digests"; }
for jobs in 1 2 5; do
  fill jobs$jobs "$fixtures"/inbox/*.pdf "$fixtures"/broken/*.pdf
  run jobs$jobs --jobs $jobs >/dev/null
done
digests jobs1 >expected.sums
equal "the smuggling report of October 2023 is in 2023Q4.xlsx" 1 "$(grep -c ' ./2023Q4.xlsx$' expected.sums)"
equal "a quarter's digest has the bytes that rapporteur digest writes for it" "" \
  "$(rapporteur digest --home jobs1 --quarter 2023Q4 --output jobs1/digests/asked.xlsx && cmp jobs1/digests/2023Q4.xlsx jobs1/digests/asked.xlsx 2>&1)"
equal "two at a time give the same digests as one at a time" "" "$(digests jobs2 | diff expected.sums -)"
equal "so do five" "" "$(digests jobs5 | diff expected.sums -)"
for file in "$fixtures"/inbox/*.pdf "$fixtures"/broken/*.pdf; do echo "$file"; done | sort -r | while read -r file; do
  fill backwards "$file"
  run backwards >/dev/null
done
# Digests of homes that had others before tell in Changes what came since. Written afresh, they tell nothing of that.
afresh() { # HOME: its digests written anew, as if they were the first
  for digest in "$1"/digests/*.xlsx; do
    rapporteur digest --home "$1" --fresh --quarter "$(basename "$digest" .xlsx)" --output "$digest"
  done
}
equal "reports that come one by one and backwards are told as changes" "./2023Q4.xlsx" \
  "$(digests backwards | diff expected.sums - | sed -n 's/^> [0-9a-f]*  //p')"
afresh backwards
equal "but for these they give the same digests" "" "$(digests backwards | diff expected.sums -)"
mkdir -p elsewhere/deep && fill elsewhere/deep/home "$fixtures"/broken/*.pdf && run elsewhere/deep/home >/dev/null
fill elsewhere/deep/home "$fixtures"/inbox/*.pdf && (cd elsewhere && rapporteur run --quiet --home deep/home 2>/dev/null)
afresh elsewhere/deep/home
equal "so do reports that come in two runs, and live in another folder" "" "$(digests elsewhere/deep/home | diff expected.sums -)"
while read -r home first second; do
  for name in "$first" "$second"; do
    mkdir -p "$home/inbox" && cp "$fixtures/inbox/$name.pdf" "$home/inbox/report.pdf"
    run "$home" >/dev/null
  done
done <<'END'
ab wg7-2016-none wg2-2015-assistance
ba wg2-2015-assistance wg7-2016-none
END
equal "two reports of the same name are both kept" 2 "$(find ab/archive -name '*report.pdf' | grep -c .)"
equal "in either order they give the same digests" "$(digests ab)" "$(digests ba)"
fill blocked "$fixtures/inbox/wg7-2023-smuggling.pdf"
mkdir -p blocked/digests/2023Q4.xlsx
equal "a digest that can't be written is told" "73 rapporteur-run: blocked/digests/2023Q4.xlsx: Is a directory" "$(run blocked) $(cat run.err)"
rmdir blocked/digests/2023Q4.xlsx
equal "the next run writes it" "0 2023Q4.xlsx " "$(run blocked) $(listed blocked/digests)"

# --- where the cells lead to

fill mixed "$fixtures/inbox/wg7-2023-smuggling.pdf"
run mixed >/dev/null
mkdir elsewhere/named && cp "$fixtures/inbox/dialogue-2023-smuggling.pdf" elsewhere/named
rapporteur run --quiet --home mixed elsewhere/named 2>/dev/null
if python3 -c 'import zipfile' 2>/dev/null; then
  targets() { python3 -c 'import re, sys, zipfile
book = zipfile.ZipFile(sys.argv[1])
links = [re.findall(r"Target=\"([^\"]*[.]pdf)", book.read(name).decode()) for name in book.namelist() if "worksheets/_rels" in name]
print(*sorted({re.sub(r"[0-9a-f]{12}~", "", link) for found in links for link in found}))' "$1"; }
  equal "cells lead to the archive, and to the folder whose files stay there" \
    "../../elsewhere/named/dialogue-2023-smuggling.pdf ../archive/wg7-2023-smuggling.pdf" "$(targets mixed/digests/2023Q4.xlsx)"
  mkdir elsewhere/other && cp "$fixtures/inbox/dialogue-2024-trafficking.pdf" "$fixtures/inbox/wg6-2012-firearms.pdf" elsewhere/other
  rapporteur run --quiet --home mixed elsewhere/other/dialogue-2024-trafficking.pdf elsewhere/other/wg6-2012-firearms.pdf 2>/dev/null
  rapporteur digest --home mixed --all --output mixed.xlsx
  equal "so do those of every later digest, wherever it is and however the files were named" \
    "elsewhere/named/dialogue-2023-smuggling.pdf elsewhere/other/dialogue-2024-trafficking.pdf elsewhere/other/wg6-2012-firearms.pdf \
mixed/archive/wg7-2023-smuggling.pdf" "$(targets mixed.xlsx)"
else
  skip "cells lead to the archive, and to the folder whose files stay there" "there is no python3 here"
fi

# --- digests that are owed

fill asked "$fixtures/inbox/wg7-2023-smuggling.pdf"
rapporteur run --quiet --home asked --output asked.xlsx
equal "run --output writes what it is asked for, and no quarter's" "asked.xlsx " "$(ls asked.xlsx) $(listed asked/digests)"
equal "the next run writes the quarter's" "0 2023Q4.xlsx " "$(run asked) $(listed asked/digests)"

mkdir -p dateless/p && cat >dateless/p/pack.yaml <<'END'
format: rapporteur.pack/1
id: p
title: Working groups whose reports tell no dates
version: '1'
language: en
extends: untoc
without: [un-dates-in-title, dates-in-text, un-distribution, un-distribution-in-masthead]
recognise: {threshold: 1, evidence: [{id: symbol, in: cover, match: CTOC/COP/WG, weight: 1}]}
END
cp "$fixtures/inbox/wg4-2010-trafficking.pdf" elsewhere/
rapporteur run --quiet --home moved --rules dateless elsewhere/wg4-2010-trafficking.pdf 2>/dev/null
equal "a report without dates belongs to the quarter of its arrival" "2023Q4.xlsx " "$(listed moved/digests)"
rapporteur run --quiet --home moved elsewhere/wg4-2010-trafficking.pdf
equal "once its dates are found it belongs to theirs" "2010Q1.xlsx 2023Q4.xlsx " "$(listed moved/digests)"
equal "and has left the other's digest" "" "$(rapporteur digest --home moved --quarter 2023Q4 --output left.xlsx && cmp left.xlsx moved/digests/2023Q4.xlsx 2>&1)"

# --- derived anew

equal "what is recorded is found again in the PDFs" "0 13 of 13 documents with 338 findings derived anew: 0 differences" \
  "$(fill whole "$fixtures"/inbox/*.pdf && run whole >/dev/null; rapporteur verify --home whole >seen.out 2>&1; echo $? "$(cat seen.out)")"
if python3 -c 'import sqlite3' 2>/dev/null; then
  python3 -c 'import sqlite3
with sqlite3.connect("whole/catalogue.db") as book:
    book.execute("UPDATE findings SET text = text || ? WHERE id = ?", (" Not.", "CTOC/COP/WG.7/2023/5/en/3"))'
  equal "what was altered in the catalogue is told" "1 CTOC/COP/WG.7/2023/5/en/3 has another text now" \
    "$(rapporteur verify --quiet --home whole >seen.out 2>&1; echo $? "$(sed 's/^rapporteur-verify: .*[.]pdf: //' seen.out)")"
else
  skip "what was altered in the catalogue is told" "there is no python3 here"
fi
rm whole/archive/*~letter.pdf
equal "a PDF that is gone is told" "1 rapporteur-verify: letter.pdf: its PDF is not in the archive: name its folder" \
  "$(rapporteur verify --quiet --home whole >seen.out 2>&1; echo $? "$(grep letter seen.out)")"
equal "and found in a folder that is named" "" "$(rapporteur verify --quiet --home whole "$fixtures/inbox" 2>&1 | grep letter)"

# --- the time

unset SOURCE_DATE_EPOCH
rapporteur digest --home one --all --output clock.xlsx && sleep 1 && rapporteur digest --home one --all --output later.xlsx
equal "a digest does not tell when it was written" "" "$(cmp clock.xlsx later.xlsx 2>&1)"
for epoch in 1000000000 1000000000 1500000000; do SOURCE_DATE_EPOCH=$epoch rapporteur digest --home one --all --output "$epoch.xlsx"; done
SOURCE_DATE_EPOCH=1000000000 rapporteur digest --home one --all --output again.xlsx
equal "SOURCE_DATE_EPOCH gives the same bytes each time" "" "$(cmp 1000000000.xlsx again.xlsx 2>&1)"
if python3 -c 'import zipfile' 2>/dev/null; then
  created() { python3 -c 'import re, sys, zipfile
print(re.search(r"<dcterms:created[^>]*>([^<]*)", zipfile.ZipFile(sys.argv[1]).read("docProps/core.xml").decode()).group(1))' "$1"; }
  equal "the workbook says that it was made then" "2001-09-09T01:46:40Z 2017-07-14T02:40:00Z" "$(created 1000000000.xlsx) $(created 1500000000.xlsx)"
else
  skip "the workbook says that it was made then" "there is no python3 here"
fi

tap_end
