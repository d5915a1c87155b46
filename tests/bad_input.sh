#!/bin/sh
# What is no report, or can't be read: each is named with the reason, and the others go on.
cd "$(dirname "$0")/.." || exit 1
. tests/lib/tap.sh

# --- a file each

cp "$fixtures"/broken/*.pdf .
mkdir folder
mkfifo fifo.pdf
truncate -s 1G huge.pdf
printf '%%PDF-1.4\n' >header.pdf
ln -s nowhere dangling.pdf
cat >table <<'END'
not-a-pdf.pdf|rejected|this is no PDF: it does not begin with "%PDF-"|a text file
empty.pdf|rejected|the file is empty: fetch it again|an empty file
truncated.pdf|rejected|damaged: PDF document is damaged; fetch it again|a file that was cut off
header.pdf|rejected|damaged: PDF document is damaged; fetch it again|a file of nothing but a PDF's first line
encrypted.pdf|skipped|encrypted: it opens only with a password; put an open copy in its place|a file that needs a password
huge.pdf|rejected|larger than 512 MiB, which no report is|a huge file
folder|rejected|this is a folder, not a file|a folder
fifo.pdf|rejected|this is no regular file|a pipe that nobody writes to
/dev/zero|rejected|this is no regular file|a device that never ends
missing.pdf|rejected|there is no such file|a file that is not there
dangling.pdf|rejected|there is no such file|a link that leads nowhere
END
while IFS='|' read -r file outcome reason what; do
  expect "extract names $what, and why" 1 "rapporteur-extract: $file: $outcome: $reason" "\"outcome\":\"$outcome\",\"reason\":" \
    rapporteur-extract "$file"
  rapporteur-extract "$file" 2>/dev/null | rapporteur-apply >seen.out 2>seen.err
  equal "apply finds nothing in $what" "0 1" "$(grep -c . seen.err) $(grep -c '"findings":\[\]' seen.out)"
done <table

expect "extract names a scan that it is not to read, and why" 1 "rapporteur-extract: no-text.pdf: skipped: no text on any page, a scan? \
OCR was switched off: read it again without --ocr never" '"outcome":"skipped"' rapporteur-extract --ocr never no-text.pdf

if [ "$(id -u)" != 0 ]; then alone=; else alone="setpriv --bounding-set=-dac_override,-dac_read_search"; fi
sentence="a file that may not be read is named, and why"
cp "$fixtures/inbox/letter.pdf" secret.pdf
chmod 000 secret.pdf
if $alone true 2>/dev/null && ! $alone cat secret.pdf >/dev/null 2>&1; then
  # shellcheck disable=SC2086 # $alone is a command with its arguments
  expect "$sentence" 1 "rapporteur-extract: secret.pdf: rejected: it may not be read: check its permissions" '"outcome":"rejected"' \
    $alone "$(command -v rapporteur-extract)" secret.pdf
else
  skip "$sentence" "this user may read everything"
fi
sentence="a folder that may not be listed is named, and why"
mkdir -m 000 closed
if $alone true 2>/dev/null && ! $alone ls closed >/dev/null 2>&1; then
  # shellcheck disable=SC2086
  expect "$sentence" 66 "rapporteur-intake: closed: the folder can't be listed: Error opening directory “closed”: Permission denied" "" \
    $alone "$(command -v rapporteur-intake)" closed
else
  skip "$sentence" "this user may read everything"
fi
expect "standard input that is closed is told" 66 "rapporteur-extract: standard input: Bad file descriptor" "" rapporteur-extract <&-
expect "extract reads nothing from an empty list" 0 "" "" rapporteur-extract </dev/null

# --- among others

cut -d '|' -f 1 table | sed '1s/^/name with spaces.pdf\n/; $a name with spaces.pdf' >list
messages=$(while IFS='|' read -r file outcome reason _; do echo "rapporteur-extract: $file: $outcome: $reason"; done <table)
expect "extract goes on behind what it can't read" 1 "$messages" '"source_file":"name with spaces.pdf".*"outcome":"complete"' rapporteur-extract <list
equal "extract writes a line a file" "$(grep -c . list)" "$(grep -c . seen.out)"
expect "extract --quiet tells of them, too" 1 "$messages" '"outcome":"complete"' rapporteur-extract --quiet --jobs 3 <list

xargs -d '\n' timeout 60 rapporteur run --home named --verbose <list >seen.out 2>seen.err
status=$?
[ $status -ne 123 ] || status=1 # which xargs makes of 1 to 125
equal "run goes on behind what it can't read" "1 1" "$status $(grep -c '^name with spaces.pdf .* 3 ' seen.out)"
while IFS='|' read -r file outcome reason what; do
  case $file in folder) continue ;; esac # run walks folders
  # What is no file that could be read is no document: it is told of under the name given, and not recorded.
  case $file in huge.pdf | fifo.pdf | /dev/zero | missing.pdf | dangling.pdf) told=$reason ;; *) told="$outcome: $reason" ;; esac
  equal "run names $what, and why" "rapporteur-run: $file: $told" "$(grep -F "$file: $told" seen.err)"
done <table
equal "each that could be read is in the catalogue once" 6 "$(rapporteur export --home named --kind meeting | sort -u | grep -c .)"

expect "run over fixtures/broken tells what is wrong with each" 1 "$(
  for file in empty encrypted not-a-pdf truncated; do grep "^$file.pdf" table; done |
    while IFS='|' read -r file outcome reason _; do echo "rapporteur-run: $file: $outcome: $reason"; done
)" '^6 documents  *3  *1 ' sh -c 'rapporteur run --home broken "$1" 2>messages; status=$?; grep -v "check failed" messages >&2; exit $status' - "$fixtures/broken"
expect "the catalogue tells it afterwards" 0 "" \
  '"documents":6,"complete":2,"partial":0,"skipped":1,"rejected":3,"recommendations":3,.*"source_file":"truncated.pdf".*"reason":"damaged: ' \
  rapporteur status --home broken --json
expect "a report that could not be read has no recommendations in the catalogue" 0 "" . rapporteur export --home broken --kind recommendation
equal "those of the others are there" "name with spaces.pdf" "$(sed 's/.*"source_file":"\([^"]*\)".*/\1/' seen.out | sort -u)"

# --- odd names

newline='new
line.pdf'
invalid=$(printf 'inv\377alid.pdf')
mkdir odd bad
for name in ' spaces  around .pdf' "$newline" "$invalid" '-dash.pdf' '--help.pdf' 'quote"back\slash.pdf' "$(printf 'esc\033[31m.pdf')" 'Отчёт 報告.pdf' '{brace.pdf'; do
  cp "$fixtures/inbox/wg7-2016-none.pdf" "odd/$name"
  echo text >"bad/$name"
done
files() { find "$@" -type f -print0 | tr -dc '\0' | wc -c; } # how many
odd=$(files odd)
find odd -type f -print0 | xargs -0 rapporteur-extract >seen.out 2>seen.err
equal "extract reads files with odd names" "0 $odd " "$? $(grep -c '"outcome":"complete"' seen.out) $(cat seen.err)"
rapporteur-intake odd | rapporteur-extract >seen.out 2>seen.err
equal "so it does behind intake" "0 $odd " "$? $(grep -c '"outcome":"complete"' seen.out) $(cat seen.err)"
(cd odd && rapporteur-extract -- *) >seen.out 2>seen.err
equal "behind -- a name may begin with a hyphen" "0 $odd " "$? $(grep -c '"outcome":"complete"' seen.out) $(cat seen.err)"
while IFS='|' read -r file name what; do
  file=$(printf '%b' "$file")
  expect "a message shows $what" 1 "rapporteur-extract: bad/$name: rejected: this is no PDF: it does not begin with \"%PDF-\"" . rapporteur-extract "bad/$file"
done <<'END'
 spaces  around .pdf| spaces  around .pdf|spaces as they are
new\nline.pdf|new\x0Aline.pdf|a line feed as its code
inv\0377alid.pdf|inv\xFFalid.pdf|a byte that is no UTF-8 as its code
esc\0033[31m.pdf|esc\x1B[31m.pdf|what a terminal would act upon as its code
Отчёт 報告.pdf|Отчёт 報告.pdf|other scripts as they are
END
mkdir -p home/inbox && mv odd bad home/inbox && (cd home/inbox/bad && for name in *; do mv -- "$name" "bad $name"; done)
rapporteur run --home home >seen.out 2>seen.err
equal "run moves files with odd names: the good, the bad, the reasons, and none is left" "1 $odd $odd $odd 0" \
  "$? $(files home/archive) $(files home/rejected -name 'bad *.pdf') $(files home/rejected -name 'bad *.pdf.reason.txt') $(files home/inbox)"
equal "what is the same under odd names is recorded once" 2 "$(rapporteur export --home home --kind meeting | grep -c .)"

mkdir -p waiting/inbox && mkfifo waiting/inbox/fifo.pdf && ln -s /dev/zero waiting/inbox/zero.pdf
expect "what is no file in the inbox does not keep run waiting" 0 "" '^0 documents' rapporteur run --home waiting

tap_end
