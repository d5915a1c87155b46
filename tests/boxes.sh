#!/bin/sh
# Boxes hold what they say: another reader of PDFs cuts the text out of each (tests/boxes.py). Over the fixtures, and over a sample
# of real reports where they are: $CORPUS, or ../shared/corpus. `make boxes` measures all of them.
cd "$(dirname "$0")/.." || exit 1
corpus=$(cd "${CORPUS:-../shared/corpus}" 2>/dev/null && pwd)
. tests/lib/tap.sh

if ! command -v mutool >/dev/null || ! command -v python3 >/dev/null; then
  skip "boxes hold what they say" "there is no mutool here, or no python3"
  tap_end
  exit
fi
measure() { # SENTENCE LEAST ARGUMENT ...: the share that holds is LEAST per cent
  sentence=$1 least=$2
  shift 2
  result "$sentence" "$(python3 "$root/tests/boxes.py" --least "$least" "$@" >measured 2>&1 || cat measured)"
}
# Where the two readers see different characters, places can't be compared: text that stands beside its glyphs (ActualText), fonts
# that tell no widths or other characters, and lines that are written over each other.
odd=$(find "$fixtures/odd" -name '*.pdf' ! -name actual-text.pdf ! -name glyph-names.pdf ! -name in-form.pdf ! -name windows-codes.pdf | sort)

measure "findings of the fixtures are what is cut from their boxes" 100 "$fixtures/inbox"
measure "blocks of the fixtures are what is cut from their lines' boxes" 100 --blocks "$fixtures/inbox"
# shellcheck disable=SC2086 # a list of files without spaces in their names
measure "so are blocks of cropped, turned, stamped and other odd pages" 100 --blocks $odd
# MuPDF takes some joined letters of the Arabic font that is embedded in ar-libreoffice.pdf for Latin ones.
languages=$(find "$fixtures/languages" -name '*.pdf' ! -name ar-libreoffice.pdf | sort)
# shellcheck disable=SC2086
measure "so are blocks of reports in six languages" 100 --blocks $languages
measure "so are the pages of a scanned report that are no pictures" 100 --blocks "$fixtures/scanned/mixed.pdf"

mkdir -p archived/inbox && cp "$fixtures"/inbox/*.pdf archived/inbox && rapporteur run --quiet --home archived 2>/dev/null
measure "a catalogue's findings are what is cut from the archive's PDFs" 100 --home archived

# The measure sees what is wrong: a neighbour's word, half a line.
for grow in -4 4 12; do
  python3 "$root/tests/boxes.py" --show 0 --grow $grow "$fixtures/inbox" >measured
  equal "boxes that are $grow points larger on each side are told" 1 $?
done

if [ -d "$corpus/upr" ]; then
  measure "findings of every third real report are what is cut from their boxes" 99.9 --every 3 "$corpus/upr" "$corpus/bodies"
  measure "blocks of every tenth real document are, too" 99.9 --blocks --every 10 "$corpus/upr" "$corpus/bodies" "$corpus/un2025"
else
  skip "findings of real reports are what is cut from their boxes" "the real reports are not here: CORPUS=folder names them"
fi

tap_end
