#!/bin/sh
# The program on real documents, which are not part of the project: $CORPUS, or ../shared/corpus; skipped where that is absent.
cd "$(dirname "$0")/.." || exit 1
corpus=$(cd "${CORPUS:-../shared/corpus}" 2>/dev/null && pwd)
. tests/lib/tap.sh

recommendations() { # NAME FOLDER: the rows found in the corpus folder's PDFs, in NAME.jsonl
  timeout 200 rapporteur run --quiet --home "$1" --output "$1.xlsx" "$corpus/$2" 2>"$1.err"
  echo $? >"$1.status"
  rapporteur export --home "$1" --kind recommendation >"$1.jsonl"
}

sentence="damaged and hostile PDFs"
if [ -d "$corpus/hostile" ]; then
  files=$(find "$corpus/hostile" -type f | grep -c .)
  rapporteur-intake "$corpus/hostile" >claims.jsonl
  start=$(date +%s)
  timeout 60 rapporteur-extract <claims.jsonl >documents.jsonl 2>messages
  status=$?
  seconds=$(($(date +%s) - start))
  result "$sentence are read one after the other in less than 60 s" "$([ $seconds -lt 60 ] || echo "$seconds s")"
  equal "$sentence leave extract's exit status at: some document was rejected" 1 $status
  equal "$sentence give a line each" "$files" "$(grep -c '"format":"rapporteur.document/1"' documents.jsonl)"
  equal "$sentence crash no reader and are not waited for" "" "$(grep -E 'crashed|took more than' messages)"
  equal "$sentence that were not wholly read are named, each with a reason" "$(grep -cE '"outcome":"(partial|skipped|rejected)","reason":".' documents.jsonl)" \
    "$(grep -cE '^rapporteur-extract: .*: (partial|skipped|rejected): .' messages)"
  equal "$sentence bring up no other message" "" "$(grep -vE '^rapporteur-extract: .*: (partial|skipped|rejected): ' messages)"
  rapporteur-apply documents.jsonl >findings.jsonl 2>messages
  equal "$sentence go through the rules" "0 $files " "$? $(grep -c . findings.jsonl) $(cat messages)"
else
  skip "$sentence go through" "the real reports are not here: CORPUS=folder names them"
fi

sentence="documents that are no reports of ours"
if [ -d "$corpus/un2025" ]; then
  recommendations un2025 un2025
  equal "$sentence give no recommendation but those that any body's may" "" "$(grep -v '"rule":"generic/' un2025.jsonl | cut -c 1-300)"
  equal "$sentence are all read" "$(find "$corpus/un2025" -type f | grep -c .)" "$(rapporteur export --home un2025 --kind meeting | grep -c '"outcome":"complete"')"
else
  skip "$sentence give no recommendation" "the real reports are not here: CORPUS=folder names them"
fi

sentence="the Universal Periodic Review's reports"
if [ -d "$corpus/upr/pdf" ] && command -v python3 >/dev/null; then
  recommendations upr upr/pdf
  result "$sentence are read" "$([ "$(cat upr.status)" -le 1 ] || cat upr.status upr.err)"
  python3 "$corpus/score.py" "$corpus/upr/truth.jsonl" upr.jsonl --json figures.json --worst 5 >score.txt 2>&1
  python3 -c 'import json
figures = json.load(open("figures.json"))
for name, value in figures["total"].items(): print(name, value)
print("perfect", sum(d["recall"] == d["precision"] == 1 and d["exact"] == d["gold"] for d in figures["documents"].values()))' >figures 2>>score.txt
  while read -r figure least what; do
    seen=$(sed -n "s/^$figure //p" figures)
    result "$sentence reach $least in $what" "$(awk -v seen="$seen" -v least="$least" 'BEGIN { exit !(seen != "" && seen + 0 >= least) }' ||
      { echo "seen: $seen"; cat score.txt; })"
  done <<'END'
recall 0.995 recall
precision 0.995 precision
exact 0.98 exact texts
states_f1 0.97 States (F1)
perfect 36 perfect reports
END
else
  skip "$sentence reach their figures" "the real reports are not here: CORPUS=folder names them"
fi

tap_end
