#!/bin/sh
# rapporteur verify sees what was altered after it was recorded: in the catalogue, in the archive, in the rules.
cd "$(dirname "$0")/.." || exit 1
. tests/lib/tap.sh

if ! python3 -c 'import sqlite3' 2>/dev/null; then
  skip "what was altered is told" "there is no python3 here, or it has no sqlite3"
  tap_end
  exit
fi

mkdir -p whole/inbox && cp "$fixtures/inbox/wg7-2023-smuggling.pdf" "$fixtures/inbox/dialogue-2023-smuggling.pdf" whole/inbox
rapporteur run --quiet --home whole 2>/dev/null
verify() { # HOME OPTION ...: the exit status, and what is told, the folder and the hash in front of the file's name left out
  home=$1
  shift
  rapporteur verify --quiet --home "$home" "$@" >told 2>&1
  echo $? "$(sed 's,^rapporteur-verify: \(.*/\)*[0-9a-f]\{12\}~,,; s/^rapporteur-verify: //' told)"
}
alter() { # SQL: in a fresh copy of the home
  rm -rf altered && cp -R whole altered
  python3 -c 'import sqlite3, sys
with sqlite3.connect("altered/catalogue.db") as book:
    book.executescript(sys.argv[1])' "$1"
}

equal "what was not altered is not told" "0 " "$(verify whole)"

version=$(sed -n 's/^version: *//p' "$root/rules/packs/untoc/pack.yaml")
id=CTOC/COP/WG.7/2023/5/en/3
of="finding = (SELECT finding FROM findings WHERE id = '$id')"
while IFS='|' read -r what sql told; do
  alter "$sql"
  equal "$what that was altered in the catalogue is told" "1 wg7-2023-smuggling.pdf: $told" "$(verify altered | sed 1q)"
done <<END
a text|UPDATE findings SET text = replace(text, 'should', 'need not') WHERE $of|$id has another text now
a raw text|UPDATE findings SET raw = replace(raw, 'should', 'must') WHERE $of|$id has another raw text now
a page|UPDATE spans SET page = page + 1 WHERE $of|$id has another place now
a box|UPDATE spans SET x1 = x1 + 3 WHERE $of AND ordinal = 0|$id has another place now
a number|UPDATE findings SET number = '33' WHERE $of|$id has another number now
a section|UPDATE findings SET section = '["I. Elsewhere"]' WHERE $of|$id has another section now
a rule|UPDATE findings SET rule = 'untoc/another' WHERE $of|$id has another rule now
an addressee|UPDATE finding_values SET value = 'Nobody' WHERE $of AND name = 'addressees'|$id has other fields now
a finding|UPDATE findings SET id = '$id-b' WHERE $of|$id-b is not found any more
a pack's version|UPDATE documents SET pack_version = '0' WHERE document = (SELECT document FROM findings WHERE id = '$id')|it was recorded with version 0 of the pack untoc, which is version $version now
a check|UPDATE checks SET result = 'failed' WHERE name = 'numbering' AND document = (SELECT document FROM findings WHERE id = '$id')|check numbering of 4 has another answer now
END

rm -rf altered && cp -R whole altered
pdf=$(echo altered/archive/*wg7-2023-smuggling.pdf)
rm -f "$pdf"
equal "a PDF that is missing is told" "1 wg7-2023-smuggling.pdf: its PDF is not in the archive: name its folder" "$(verify altered)"
cp "$fixtures/inbox/wg4-2010-trafficking.pdf" "$pdf"
equal "another PDF in its place is told" "1 wg7-2023-smuggling.pdf: its PDF is not in the archive: name its folder" "$(verify altered)"
sed 's/%PDF-1/%PDF+1/' "$fixtures/inbox/wg7-2023-smuggling.pdf" >"$pdf"
equal "a PDF whose bytes were altered is told" \
  "1 wg7-2023-smuggling.pdf: this is not the PDF that was recorded: as many bytes, but others" "$(verify altered)"

cp -R "$root/rules/packs" packs
sed -i 's/^version:.*/version: 99/' packs/untoc/pack.yaml
equal "rules of another version are told" \
  "1 wg7-2023-smuggling.pdf: it was recorded with version $version of the pack untoc, which is version 99 now" "$(verify whole --rules packs | sed 1q)"

tap_end
