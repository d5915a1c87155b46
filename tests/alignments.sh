#!/bin/sh
# Panel topics and the recommendations that came of them: against what a person sees in the fixtures, and what shows it in words.
cd "$(dirname "$0")/.." || exit 1
. tests/lib/tap.sh

# Topics with their recommendations, the surest first: an ID a line, and below it the IDs and the evidence.
tell() { # OPTIONS...
  rapporteur export --home home --format jsonl --kind panel_topic "$@" | python3 -c '
import json, sys
for line in sys.stdin:
    row = json.loads(line)
    if row["related"]:
        print(row["id"])
        print("".join("  %s: %s\n" % pair for pair in zip(row["related"], row["related_evidence"])), end="")'
}

rapporteur run --quiet --home home "$fixtures/inbox" "$fixtures/untoc" >/dev/null 2>&1
rapporteur export --home home --format jsonl >rows.jsonl
python3 "$root/tests/alignments.py" rows.jsonl "$fixtures/expected/alignments.txt" >seen.txt
tell >>seen.txt
golden=$root/tests/golden/alignments.txt
if [ "${GOLDEN:-}" = write ]; then cp seen.txt "$golden"; fi
equal "topics have the recommendations that a person sees, but for those that are told to be missed" "$(cat "$golden")" "$(cat seen.txt)"
equal "none is invented" "" "$(grep 'invented:' seen.txt)"

# --- whichever report comes first

mkdir other
rapporteur extract "$fixtures"/inbox/*.pdf "$fixtures"/untoc/*.pdf | rapporteur apply | tac | rapporteur record other/catalogue.db 2>record.err
rapporteur export --home other --format jsonl --kind panel_topic >one.jsonl
grep -o '"related":.*"moderator"' one.jsonl >one.txt
rapporteur export --home home --format jsonl --kind panel_topic | grep -o '"related":.*"moderator"' >two.txt
same "reports may come in any order" one.txt two.txt

# --- languages

tell --language fr >fr.txt
equal "in French the dialogue's French topics are aligned, with the same recommendations" \
  "CTOC/COP/WG.7/2024/CRP.3/fr/topic-1
  CTOC/COP/WG.7/2024/4/fr/3: section \"A. Itinéraires maritimes\"; both name \"itinéraires\"
  CTOC/COP/WG.7/2024/4/fr/4: section \"A. Itinéraires maritimes\"" "$(grep -A 2 'CRP.3/fr/topic-1' fr.txt)"
equal "in all languages each version is aligned with that in its own" "" \
  "$(tell --language all | awk -F/ '/^[^ ]/ { language = $(NF - 1) } /^ / { split($0, id, ":"); split(id[1], part, "/"); n = 0
     for (i in part) n++; if (part[n - 1] != language) print }' | grep -v 'WG.7/2024/4/fr')"

# --- two quarters

rapporteur digest --quiet --home home --from 2024-04-15 --to 2024-04-15 --output dialogue.xlsx
equal "a meeting of the period is aligned with one that ended before it" \
  "CTOC/COP/WG.6/2024/5: 3(a) to 3(c)" "$(/usr/bin/env python3 - <<'PY'
import zipfile, re
book = zipfile.ZipFile("dialogue.xlsx")
strings = re.findall(r"<si>.*?</si>", book.read("xl/sharedStrings.xml").decode(), re.S)
print("\n".join(re.sub(r"<[^>]*>", "", text) for text in strings if "3(a) to 3(c)" in text and "WG.6" in text))
PY
)"
tap_end
