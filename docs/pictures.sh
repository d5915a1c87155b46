#!/bin/sh
# Makes the pictures in docs/ anew: the sheets Summary and Recommendations of a digest of the fixtures, as they print, and an evidence
# page. Needs LibreOffice, poppler-utils and ImageMagick, which nothing else does, and Chromium.
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export SOURCE_DATE_EPOCH=1700000000
build/bin/rapporteur run --quiet --home "$work/home" fixtures/inbox 2>/dev/null || [ $? -eq 1 ]
build/bin/rapporteur digest --home "$work/home" --all --output "$work/all.xlsx"
build/bin/rapporteur digest --home "$work/home" --quarter 2023Q4 --output "$work/quarter.xlsx"
soffice -env:UserInstallation="file://$work/office" --headless --convert-to pdf --outdir "$work" "$work/all.xlsx" "$work/quarter.xlsx" >/dev/null 2>&1

# part NAME PDF PAGE HEIGHT: the top of a page, without its margins
part() {
  pdftoppm -r 130 -png -singlefile -f "$3" -l "$3" "$work/$2.pdf" "$work/$1"
  convert "$work/$1.png" -crop "1440x$4+20+80" +repage "$work/$1.png"
}
page() { # PDF TEXT: the first page that holds it
  page=1
  until pdftotext -f $page -l $page "$work/$1.pdf" - | grep -q "$2"; do page=$((page + 1)); done
  echo $page
}
picture() { # NAME PART...: the parts, one below the other
  name=$1
  shift
  for part; do set -- "$@" "$work/$part.png" && shift; done
  convert "$@" -append -colors 64 -define png:exclude-chunks=date,time "docs/$name.png"
}
part top all 1 471
part charts all "$(page all 'By addressee')" 300
part rows quarter "$(page quarter 'Section')" 600
picture summary top charts
picture workbook rows

build/bin/rapporteur evidence --quiet --home "$work/home" --sources fixtures/inbox
report=$(echo "$work"/home/evidence/reports/CTOC-COP-WG.7-2023-5-en-*.html)
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$work/browser" --window-size=1400,860 \
  --virtual-time-budget=3000 --screenshot="$work/evidence.png" "file://$report#id-CTOC_COP_WG.7_2023_5_en_4" >/dev/null 2>&1
convert "$work/evidence.png" -resize 1120x +dither -colors 64 -define png:exclude-chunks=date,time docs/evidence.png
