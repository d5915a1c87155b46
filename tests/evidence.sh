#!/bin/sh
# Evidence pages: what is written and what is left alone, what hostile text can do, whether pictures show the text where boxes say,
# and what a reader sees and reaches in a browser.
cd "$(dirname "$0")/.." || exit 1
. tests/lib/tap.sh
python="/usr/bin/python3 -B"

pages() { # HOME ARGUMENT...: prints the exit status; messages and output go to files
  home=$1
  shift
  rapporteur evidence --home "$home" "$@" >pages.out 2>pages.err
  echo $?
}
sums() { (cd "$1" && find . -type f | LC_ALL=C sort | xargs -d '\n' sha256sum); }

# --- what is written, and what is left alone

mkdir -p h/inbox && cp "$fixtures"/inbox/*.pdf h/inbox/ && rapporteur run --quiet --home h 2>/dev/null
equal "pages are made of what is in the archive" \
  "0 h/evidence/index.html: 11 reports with 219 findings; 55 pages drawn, 0 there already" "$(pages h) $(cat pages.out pages.err)"
sums h/evidence >before.sums
equal "again, nothing is drawn" "0 h/evidence/index.html: 11 reports with 219 findings; 0 pages drawn, 55 there already" "$(pages h) $(cat pages.out)"
equal "and nothing is changed" "$(cat before.sums)" "$(sums h/evidence)"
equal "--redraw draws the same" "0 $(cat before.sums)" "$(pages h --redraw --jobs 3) $(sums h/evidence)"
rapporteur evidence --home h --output elsewhere --quiet
equal "--output names another folder" "$(grep -c . before.sums)" "$(sums elsewhere | grep -c .)"
equal "nothing else is left lying about" "assets data index.html rapporteur-evidence.txt reports" "$(cd h/evidence && ls -A | tr '\n' ' ' | sed 's/ $//')"

picture=$(find h/evidence -name page-002.png | LC_ALL=C sort | head -1)
rm "$picture"
: >h/evidence/reports/gone-en-0123456789ab.html
: >h/evidence/data/findings-0009-0123456789ab.js
: >h/evidence/reports/mine.txt
: >h/evidence/notes.html
pages h >status
equal "a picture that is missing is drawn again with its report, what is no longer wanted goes, what is not ours stays" \
  "0 notes.html mine.txt" "$(cat status) $(cd h/evidence && ls notes.html reports/mine.txt | sed 's,.*/,,' | tr '\n' ' ' | sed 's/ $//')"
rm h/evidence/reports/mine.txt h/evidence/notes.html
equal "then all is as it was" "$(cat before.sums)" "$(sums h/evidence)"

mkdir foreign && : >foreign/thesis.doc
expect "a folder with other things is refused" 73 \
  "rapporteur-evidence: foreign: this folder holds other things than evidence pages: name one of its own" "" rapporteur evidence --home h --output foreign
equal "and left alone" thesis.doc "$(ls -A foreign)"
expect "a folder that can't be made is told" 73 "rapporteur-evidence: h/catalogue.db/x: Not a directory" "" \
  rapporteur evidence --home h --output h/catalogue.db/x
expect "a home without reports is told" 66 "rapporteur-evidence: nowhere: nothing was recorded here yet: rapporteur run reads reports" "" \
  rapporteur evidence --home nowhere
expect "so is a wrong number" 2 "rapporteur-evidence: --jobs needs a number from 1" "" rapporteur evidence --jobs -1
if command -v flock >/dev/null; then
  mkdir h/evidence/.rapporteur-evidence.txt.part
  expect "two don't write at the same time" 75 "rapporteur-evidence: h/evidence: another program writes evidence pages here; try again when it has ended" "" \
    flock h/evidence/.rapporteur-evidence.txt.part rapporteur evidence --home h
else
  skip "two don't write at the same time" "there is no flock here"
fi

# --- PDFs that are not there, or are others

mkdir named && cp "$fixtures/inbox/wg7-2016-none.pdf" "$fixtures/inbox/wg3-2018-cooperation.pdf" named/
rapporteur run --quiet --home apart named 2>/dev/null
equal "PDFs are found where they were read" "0  0" \
  "$(pages apart --quiet --output site) $(cat pages.err) $(grep -l 'There are no pictures' site/reports/*.html | wc -l)"
mv named moved
equal "a PDF that is not there is told" "1 rapporteur-evidence: wg7-2016-none.pdf: no pictures of its pages: its PDF is not there" \
  "$(pages apart --quiet) $(grep none pages.err)"
equal "its report has a page nevertheless, with boxes" 1 "$(grep -l 'There are no pictures' apart/evidence/reports/CTOC-COP-WG.3*.html | wc -l)"
result "whose links lead somewhere" "$($python "$root/tests/evidence_markup.py" apart/evidence >markup || head -20 markup)"
size=$(wc -c <moved/wg7-2016-none.pdf)
head -c "$size" /dev/zero >moved/wg7-2016-none.pdf
equal "so is one that is another now" \
  "1 rapporteur-evidence: wg7-2016-none.pdf: no pictures of its pages: its PDF is not the one that was read: its hash is another" \
  "$(pages apart --quiet --sources moved) $(cat pages.err)"
cp "$fixtures/inbox/wg7-2016-none.pdf" moved/
equal "--sources says where it is" "0 " "$(pages apart --quiet --sources moved) $(cat pages.err)"
equal "then there are pictures" 0 "$(grep -l 'There are no pictures' apart/evidence/reports/*.html | wc -l)"

# --- run keeps them up to date

cp "$fixtures/untoc/en-run-in.pdf" h/inbox/ && rapporteur run --quiet --home h 2>run.err
equal "run adds the page of a report that comes" 12 "$(ls h/evidence/reports/*.html | wc -l)"
equal "with its pictures" "" "$(grep -l 'There are no pictures' h/evidence/reports/*.html)"
mkdir -p plain/inbox && cp "$fixtures/untoc/en-run-in.pdf" plain/inbox/ && rapporteur run --quiet --home plain 2>/dev/null
equal "it makes none where nobody asked for them" "" "$(ls -d plain/evidence 2>/dev/null)"

if $python -c 'import openpyxl' 2>/dev/null; then
  result "the IDs of a workbook lead to their places" "$($python - h/digests/*.xlsx <<'PY'
import pathlib, sys, urllib.parse
import openpyxl

count = 0
for name in sys.argv[1:]:
    book = openpyxl.load_workbook(name)
    for cell in (cell for sheet in ("Recommendations", "Panel topics") for row in book[sheet].iter_rows(min_row=2, max_col=1) for cell in row):
        if not cell.hyperlink:
            continue
        address = cell.hyperlink.target + ("#" + cell.hyperlink.location if cell.hyperlink.location else "")
        path, _, anchor = urllib.parse.unquote(address).partition("#")
        page = pathlib.Path(name).parent / path
        count += 1
        if not page.is_file() or f'id="{anchor}"' not in page.read_text():
            print(f"{name}: {cell.coordinate} leads to {address}")
if count == 0:
    print("there are no such links")
PY
)"
else
  skip "the IDs of a workbook lead to their places" "python3-openpyxl is missing"
fi

# --- what people said

cat >h/overrides.yaml <<'YAML'
format: rapporteur.overrides/1
corrections:
  CTOC/COP/WG.7/2023/5/en/3:
    set: {themes: [Lighthouses]}
    status: quoted
    notes: "Ask for the <annex>."
    by: Ana
YAML
equal "what people said is on the page" "0 3" \
  "$(pages h) $(cat h/evidence/reports/CTOC-COP-WG.7-2023-5-en-*.html | grep -c -e '>quoted<' -e 'Ask for the &lt;annex&gt;' -e '>Ana<')"
equal "and in the index" 1 "$(cat h/evidence/data/findings-*.js | grep -c 'quoted; Ask for the .u003Cannex>')"
echo "format: nonsense" >h/overrides.yaml
equal "corrections that can't be read are told" "65 1" "$(pages h) $(grep -c 'rapporteur-evidence: .*overrides.yaml' pages.err)"
rm h/overrides.yaml
pages h >/dev/null

# --- hostile text

mkdir -p hostile
rapporteur-extract --quiet "$fixtures/inbox/wg7-2023-smuggling.pdf" | rapporteur-apply --quiet | $python -c '
import json, sys
line = json.loads(sys.stdin.readline())
live = "</title></script><script>window.hacked=1</script><img src=x onerror=window.hacked=1>\x27\" onclick=\"window.hacked=1 \u2028\u2029\u202e{{script}} <!-- ]]>"
for finding in line["findings"]:
    for member in ("text", "raw", "number", "lead_in"):
        if member in finding and finding["kind"] != "fact" or member != "number":
            finding[member] = live + str(finding.get(member))
    if finding["kind"] != "fact":
        finding["id"] += live
        finding["section"] = [live]
    for field in finding.get("fields", ()):
        field["values"] = [live + value for value in field["values"]]
        field["rule"] = live
line["source_file"] = "../../" + live + ".pdf"
line["pack"] = line["pack_version"] = line["extractor"] = live
for check in line["checks"]:
    check["message"] = check["scope"] = live
print(json.dumps(line))' | rapporteur-record --quiet hostile/catalogue.db 2>/dev/null
cp "$fixtures/inbox/wg7-2023-smuggling.pdf" hostile/it.pdf
pages hostile --quiet >/dev/null
equal "a report whose text would act has a page" 1 "$(ls hostile/evidence/reports/*.html | wc -l)"
equal "its name can't lead elsewhere" "" "$(ls hostile/evidence/reports | grep -v '^[A-Za-z0-9][A-Za-z0-9.-]*-[0-9a-f]\{12\}\(\.html\)\{0,1\}$')"
equal "no script of ours holds what would end it" "" "$(grep -l '<\|'"$(printf '\342\200\250')" hostile/evidence/data/*.js)"

# --- all fixtures

rapporteur run --quiet --home all --ocr never "$fixtures/inbox" "$fixtures/odd" "$fixtures/bodies" "$fixtures/untoc" "$fixtures/languages" 2>/dev/null
pages all --quiet --sources "$fixtures/inbox" --sources "$fixtures/odd" --sources "$fixtures/bodies" --sources "$fixtures/untoc" --sources "$fixtures/languages" >status
equal "all fixtures have pages" "0 " "$(cat status) $(cat pages.err)"
for home in h all hostile; do
  result "the pages of $home keep their content policy, and all links lead somewhere" \
    "$($python "$root/tests/evidence_markup.py" $home/evidence >markup || head -20 markup)"
done

if command -v mutool >/dev/null; then
  # Fonts of actual-text.pdf, glyph-names.pdf and in-form.pdf name their glyphs so that a reader who has other fonts draws none.
  odd=$(find "$fixtures/odd" -name '*.pdf' ! -name actual-text.pdf ! -name glyph-names.pdf ! -name in-form.pdf | sort)
  # shellcheck disable=SC2086 # a list of files without spaces in their names
  set -- $odd "$fixtures"/inbox/*.pdf "$fixtures/untoc/ar-numbered.pdf" "$fixtures/languages/zh-pango.pdf"
  result "pictures show the text of each box within a point, on cropped and turned pages, too" \
    "$($python "$root/tests/evidence_ink.py" all all/evidence "$@" >ink || cat ink)"
  set -- "$fixtures/odd/crop-offset.pdf" "$fixtures/odd/page-rotated.pdf"
  $python "$root/tests/evidence_ink.py" --shift 1.5 all all/evidence "$@" >ink
  equal "boxes that are a point and a half off are told" "1 0" "$? $(sed 's/ of.*//' ink)"
else
  skip "pictures show the text of each box" "there is no mutool here"
fi

# --- in a browser

in_browser() { # PROGRAM'S ARGUMENTS: each line is a sentence, a tab, and what is wrong
  $python "$root/tests/evidence_browser.py" "$@" >browser.out 2>browser.err
  ended=$?
  while IFS="$(printf '\t')" read -r sentence problem; do result "$sentence" "$problem"; done <browser.out
  result "the browser's test of $2 came to its end" "$([ $ended = 0 ] || cat browser.err)"
}
if command -v chromium >/dev/null && command -v chromedriver >/dev/null; then
  in_browser all all/evidence
  in_browser --hostile hostile/evidence
else
  skip "a reader sees and reaches all of it" "there is no chromium here, or no chromedriver"
fi

tap_end
