#!/bin/sh
# Each stage alone, in a pipe, and behind the one command that people type: arguments, exit status and messages.
cd "$(dirname "$0")/.." || exit 1
. tests/lib/tap.sh

# --- who they are

expect "rapporteur --help names its commands" 0 "" '^  export ' rapporteur --help
expect "rapporteur help says the same" 0 "" '^Usage: rapporteur COMMAND' rapporteur help
expect "rapporteur --version names itself" 0 "" '^rapporteur [0-9]+\.[0-9]+\.[0-9]+$' rapporteur --version
for stage in intake extract apply record digest; do
  expect "rapporteur-$stage --help says how it is used" 0 "" "^ *rapporteur-$stage \\[OPTION" rapporteur-$stage --help
  expect "rapporteur-$stage --help tells the exit codes" 0 "" '^  65 ' rapporteur-$stage --help
  expect "rapporteur-$stage --version names itself" 0 "" "^rapporteur-$stage [0-9.]+\$" rapporteur-$stage --version
done
for stage in intake extract apply record digest; do
  rapporteur-$stage --help | sed "s/rapporteur-$stage/rapporteur $stage/" >alone.txt
  rapporteur $stage --help >joined.txt
  same "rapporteur $stage is rapporteur-$stage" alone.txt joined.txt
done
for verb in run digest diff evidence export history search status take certificate verify; do
  expect "rapporteur $verb --help says how it is used" 0 "" "^ *rapporteur $verb( |\$)" rapporteur $verb --help
  expect "rapporteur $verb --version names itself" 0 "" "^rapporteur[- ]$verb [0-9.]+\$" rapporteur $verb --version
done

# --- command lines that are wrong

help=$(rapporteur --help)
expect "no command is a mistake, answered with the help" 2 "$help" "" rapporteur
expect "an unknown command is named" 2 "rapporteur: there is no command \"bogus\"

$help" "" rapporteur bogus
for stage in intake extract apply record digest; do
  expect "rapporteur-$stage names an unknown option" 2 \
    "rapporteur-$stage: Unknown option --bogus; try rapporteur-$stage --help" "" rapporteur-$stage --bogus
done
for verb in run digest diff evidence export history search status take certificate verify; do
  expect "rapporteur $verb names an unknown option" 2 \
    "rapporteur-$verb: Unknown option --bogus; try rapporteur $verb --help" "" rapporteur $verb --bogus
done
usage() { # SENTENCE MESSAGE COMMAND...
  sentence=$1 message=$2
  shift 2
  expect "$sentence" 2 "$message" "" "$@"
}
usage "intake needs something to list" \
  "rapporteur-intake: missing argument; usage: rapporteur-intake [OPTION...] FILE|FOLDER..." rapporteur-intake
usage "record needs a catalogue" \
  "rapporteur-record: missing argument; usage: rapporteur-record [OPTION...] CATALOGUE [FILE...]" rapporteur-record
expect "digest without a catalogue uses the home's" 66 \
  "rapporteur-digest: none: nothing was recorded here yet: rapporteur run reads reports" "" rapporteur-digest --home none --all --output x.xlsx
usage "the digest stage takes one catalogue" \
  "rapporteur-digest: too many arguments; usage: rapporteur-digest [OPTION...] [CATALOGUE]" rapporteur-digest a b
usage "status takes no arguments" "rapporteur-status: too many arguments; usage: rapporteur status [OPTION...]" rapporteur status a
usage "an option's missing value is told" \
  "rapporteur-digest: Missing argument for --quarter; try rapporteur-digest --help" rapporteur-digest c.db --quarter
expect "an option's text may be of any language, whatever the locale" 66 \
  "rapporteur-take: none: nothing was recorded here yet: rapporteur run reads reports" "" \
  env LC_ALL=C rapporteur take --home none --by Zoë x.xlsx
usage "an option's text that is none is refused" "rapporteur-take: --by: this is not in UTF-8: caf\\xE9" \
  rapporteur take --home none --by "$(printf 'caf\351')" x.xlsx
usage "a digest needs a period" \
  "rapporteur-digest: give one of --quarter, --from with --to, or --all" rapporteur-digest c.db --output x.xlsx
usage "a digest needs one period, not two" \
  "rapporteur-digest: give one of --quarter, --from with --to, or --all" rapporteur-digest c.db --all --quarter 2023Q4
usage "there is no fifth quarter" \
  'rapporteur-digest: --quarter: "2023Q5" is not a quarter such as 2023Q4' rapporteur-digest c.db --quarter 2023Q5
usage "there is no thirteenth month" \
  'rapporteur-digest: --from: "2023-13-01" is not a date such as 2023-10-06' rapporteur-digest c.db --from 2023-13-01
usage "a period does not end before it starts" \
  'rapporteur-digest: --to: "2023-10-01" is not on or behind the day of --from' rapporteur-digest c.db --from 2023-10-05 --to 2023-10-01
usage "a digest needs a name" "rapporteur-digest: give the name of the file to write with --output" rapporteur-digest c.db --all
usage "extract needs a worker" "rapporteur-extract: --jobs needs a number from 1" rapporteur-extract --jobs 0 a.pdf
usage "run needs a worker, too" "rapporteur-run: --jobs needs a number from 1" rapporteur run --home h --jobs -1
usage "export knows two formats" \
  'rapporteur-export: --format is jsonl or csv, not "xml"' rapporteur export --home h --format xml
usage "export knows four kinds" \
  'rapporteur-export: there are no rows of kind "fact"; the kinds are recommendation, panel_topic, meeting, check' \
  rapporteur export --home h --kind fact

# --- from PDFs to a catalogue, stage by stage

attention="background-paper.pdf: check failed: recognised: no rule pack knows this document: nothing was looked for in it
letter.pdf: check failed: recognised: no rule pack knows this document: nothing was looked for in it"
pdfs=$(ls "$fixtures/inbox" | wc -l)
expect "intake lists each file" 0 "" '^{"format":"rapporteur.claim/1","uri":"file://.*/fixtures/inbox/letter.pdf"' rapporteur-intake "$fixtures/inbox"
cp seen.out claims.jsonl
equal "intake lists nothing else" "$pdfs" "$(grep -c . claims.jsonl)"
expect "extract reads what intake lists" 0 "" '^{"format":"rapporteur.document/1","source_file":"letter.pdf"' rapporteur-extract <claims.jsonl
cp seen.out documents.jsonl
expect "apply finds recommendations" 0 "" '^{"format":"rapporteur.findings/1".*"kind":"recommendation"' rapporteur-apply <documents.jsonl
cp seen.out findings.jsonl
expect "record tells what is new" 1 "$(echo "$attention" | sed 's/^/rapporteur-record: /')" '"source_file":"letter.pdf".*"result":"new"' \
  rapporteur-record --json c.db <findings.jsonl
expect "record tells what it knows already" 1 "$(echo "$attention" | sed 's/^/rapporteur-record: /')" '"source_file":"letter.pdf".*"result":"unchanged"' \
  rapporteur-record --json c.db findings.jsonl
expect "record --quiet tells what needs a look" 1 "$(echo "$attention" | sed 's/^/rapporteur-record: /')" "" rapporteur-record --quiet c.db findings.jsonl
expected() { for pdf in "$fixtures"/inbox/*.pdf; do cat "$fixtures/expected/$(basename "$pdf" .pdf).jsonl"; done | grep -c "$1"; }
recommendations=$(expected '"kind": "recommendation"')
topics=$(expected '"kind": "panel_topic"')
reports=$(expected '"pack": "') # some pack knows them
rapporteur-digest --verbose --sources "$fixtures/inbox" c.db --all --output pipe.xlsx 2>seen.err
equal "digest writes as many rows as the fixtures' sources have" \
  "rapporteur-digest: pipe.xlsx: $reports reports, $recommendations recommendations, $topics panel topics" "$(sed 's/, [0-9]* failed checks$//' seen.err)"

find "$fixtures/inbox" -name '*.pdf' | rapporteur-extract | sort >names.jsonl
sort documents.jsonl >sorted.jsonl
same "extract reads names from standard input, too" sorted.jsonl names.jsonl
rapporteur-extract "$fixtures"/inbox/*.pdf >arguments.jsonl
same "extract reads the files that are named" documents.jsonl arguments.jsonl
rapporteur-apply - <documents.jsonl >dash.jsonl
same "a file named - is standard input" findings.jsonl dash.jsonl
for jobs in 2 7; do
  rapporteur-extract --jobs $jobs "$fixtures"/inbox/*.pdf >jobs.jsonl
  same "extract --jobs $jobs gives the same lines in the same order" documents.jsonl jobs.jsonl
done
rapporteur-extract "$fixtures"/broken/*.pdf >/dev/null 2>one.err
rapporteur-extract --audit "$fixtures"/inbox/*.pdf >audit
equal "extract --audit tells where each page's characters went: none is lost" "file page shown heading paragraph list_item footnote table furniture lost unmapped invisible|0 0 0" \
  "$(head -n 1 audit | tr '\t' ' ')|$(tail -n +2 audit | cut -f 10-12 | sort -u | tr '\t' ' ')"
equal "and those of a page's kinds add up to those it shows" "" "$(tail -n +2 audit | awk -F '\t' '$3 != $4 + $5 + $6 + $7 + $8 + $9')"
rapporteur-extract --jobs 4 "$fixtures"/broken/*.pdf >/dev/null 2>many.err
same "extract --jobs 4 gives the same messages in the same order" one.err many.err
{ rapporteur extract "$fixtures/inbox/letter.pdf" | rapporteur apply; } >joined.jsonl
grep '"source_file":"letter.pdf"' findings.jsonl >alone.jsonl
same "rapporteur extract and rapporteur apply make the same pipe" alone.jsonl joined.jsonl

# --- the same by one command

expect "run reads the same reports" 1 "$(echo "$attention" | sed 's/^/rapporteur-run: /')" "^$pdfs documents  *$recommendations  *$topics " \
  rapporteur run --home h "$fixtures/inbox"
expect "run --quiet says nothing where it went well" 0 "" "" rapporteur run --quiet --home quiet "$fixtures/inbox/wg7-2016-none.pdf"
mkdir -p piped && cp c.db piped/catalogue.db
rapporteur export --home piped >piped.jsonl
rapporteur export --home h >run.jsonl
same "run records what the stages record" piped.jsonl run.jsonl
rapporteur digest --home h --all --output run.xlsx
same "run's digest has the bytes of the stages' digest" pipe.xlsx run.xlsx

# --- what comes out

rows=$(grep -c . run.jsonl)
rapporteur export --home h --format jsonl >jsonl.jsonl
same "export writes JSON Lines unless told otherwise" run.jsonl jsonl.jsonl
rapporteur export --home h --format csv >rows.csv
carriage_return=$(printf '\r')
equal "export --format csv writes a header line and the same rows" $((rows + 1)) "$(grep -c "$carriage_return\$" rows.csv)"
expect "the header line names the columns" 0 "" '^.{0,3}source_file,sha256,symbol,body,.*,kind,id,number,.*text,section,' head -n 1 rows.csv
while read -r kind expected; do
  rapporteur export --home h --kind "$kind" >kind.jsonl
  grep "\"kind\":\"$kind\"" run.jsonl >wanted.jsonl
  same "export --kind $kind writes these rows and no others" wanted.jsonl kind.jsonl
  [ "$expected" = - ] || equal "export --kind $kind writes as many rows as the digest has" "$expected" "$(grep -c . kind.jsonl)"
done <<END
recommendation $recommendations
panel_topic $topics
meeting $pdfs
check -
END
expect "status counts" 0 "" "^ *$recommendations +recommendations\$" rapporteur status --home h
expect "status names what needs attention, and why" 0 "" '^  letter.pdf: failed: recognised' rapporteur status --home h
expect "status --json is a line of JSON" 0 "" \
  "^\\{\"documents\":$pdfs,\"complete\":$pdfs,\"partial\":0,\"skipped\":0,\"rejected\":0,\"recommendations\":$recommendations,\"panel_topics\":$topics," \
  rapporteur status --home h --json
expect "certificate shows a report's verdict, and what it rests on" 0 "" 'COMPLETE, as far as the report tells' \
  rapporteur certificate --home h upr-2014-narnia.pdf
expect "certificate knows a report by its symbol" 0 "" '^CTOC/COP/WG.7/2023/5 \(wg7-2023-smuggling.pdf\)$' \
  rapporteur certificate --home h CTOC/COP/WG.7/2023/5
expect "certificate says where there is none" 1 "" 'NO CERTIFICATE' rapporteur certificate --home h letter.pdf
expect "certificate --json is a line a report" 0 "" \
  '^\{"source_file":"wg4-2010-trafficking.pdf",.*"complete":"passed",.*"questions":\[\{"check":"complete_reading"' \
  rapporteur certificate --home h --json wg4-2010-trafficking.pdf
expect "certificate names a report that is not there" 66 \
  "rapporteur-certificate: none.pdf: there is no such document in the catalogue" "" rapporteur certificate --home h none.pdf

# --- lines that are none of ours

while IFS='|' read -r stage sentence line message; do
  printf '%s\n' "$line" >line
  case $stage in record) set -- empty.db ;; *) set -- ;; esac
  expect "$stage refuses $sentence" 66 "rapporteur-$stage: standard input: line 1: $message" "" rapporteur-"$stage" "$@" <line
done <<'END'
extract|a claim of an unknown version, by name|{"format":"rapporteur.claim/9","uri":"file:///a","source_file":"a"}|the line's format is "rapporteur.claim/9", but only "rapporteur.claim/1" can be read here
apply|a document of an unknown version, by name|{"format":"rapporteur.document/9"}|the line's format is "rapporteur.document/9", but only "rapporteur.document/1" can be read here
record|findings of an unknown version, by name|{"format":"rapporteur.findings/9"}|the line's format is "rapporteur.findings/9", but only "rapporteur.findings/1" can be read here
apply|a line of another stage|{"format":"rapporteur.findings/1"}|the line's format is "rapporteur.findings/1", but only "rapporteur.document/1" can be read here
apply|an object without a format|{}|the line does not tell its format; it should be "rapporteur.document/1"
apply|what is no object|[]|the line should be an object
record|what is no JSON|garbage|the line is not JSON: '[' or '{' expected near 'garbage' (byte 7)
END
{ echo garbage && cat findings.jsonl; } >mixed.jsonl
rapporteur-record mixed.db mixed.jsonl 2>seen.err
equal "record passes over a line that is none, and says so" "66 rapporteur-record: mixed.jsonl: line 1: the line is not JSON: '[' or '{' expected near 'garbage' (byte 7)" \
  "$? $(head -n 1 seen.err)"
mkdir -p mixed && mv mixed.db mixed/catalogue.db
rapporteur export --home mixed >mixed.out
same "record records the lines around it" run.jsonl mixed.out
expect "apply names a file that is not there" 66 "rapporteur-apply: nowhere: No such file or directory" "" rapporteur-apply nowhere

# --- rule files that are wrong

rules() { # NAME SED-SCRIPT: a folder of one pack, the program's own with a mistake in it
  mkdir -p "$1/pack" && cp "$fixtures"/../rules/packs/upr/*.yaml "$1/pack" && sed -i "$2" "$1/pack/pack.yaml"
}
place() { sed -n "/$1/=" "$fixtures/../rules/packs/upr/pack.yaml" | head -n 1; } # the line of the first match
rules unknown 's/^title: /surprise: /'
rules torn 's/^title: .*/title: [en/'
rules later 's,^format: .*,format: rapporteur.pack/9,'
mkdir none
while IFS='|' read -r folder sentence message; do
  rapporteur-apply --rules "$folder" documents.jsonl >seen.out 2>seen.err
  status=$?
  problem=
  [ $status -eq 65 ] && [ ! -s seen.out ] && grep -Eqx "rapporteur-apply: $message" seen.err ||
    problem="exit status 65, no output and a message like this expected: rapporteur-apply: $message
seen: status $status, $(wc -c <seen.out) bytes and $(cat seen.err)"
  result "apply tells $sentence" "$problem"
done <<END
unknown|file, line and column of a word that it does not know|unknown/pack/pack.yaml:$(place '^title'):1: "surprise" is not known here; known are: .*
torn|file, line and column of broken YAML|torn/pack/pack.yaml:[0-9]+:[0-9]+: .*
later|the version of a rule file that it can't read|later/pack/pack.yaml:$(place '^format'):[0-9]+: .*"rapporteur.pack/9".*
none|that a folder holds no packs|none: no rule packs there \(NAME/pack.yaml\)
END
rapporteur run --home wrong --rules unknown "$fixtures/inbox" >seen.out 2>seen.err
equal "run stops at a wrong rule file, too" "65 rapporteur-run: unknown/pack/pack.yaml:$(place '^title'):1" "$? $(sed 's/: "surprise.*//' seen.err)"
equal "a wrong rule file leaves no catalogue" "" "$(ls wrong/catalogue.db 2>/dev/null)"

# --- what is no catalogue, and outputs that can't be written

echo "no database" >none.db
mkdir -p other && cp none.db other/catalogue.db
while IFS='|' read -r command sentence status file message; do
  expect "$sentence" "$status" "rapporteur-${command%% *}: $file: $message" "" rapporteur $command
done <<'END'
record none.db findings.jsonl|record refuses a file that is no catalogue|73|none.db|this is not a catalogue; name the catalogue's file (SQLite: file is not a database)
export --home other|export refuses a file that is no catalogue|66|other/catalogue.db|this is not a catalogue; name the catalogue's file (SQLite: file is not a database)
status --home other|status refuses a file that is no catalogue|66|other/catalogue.db|this is not a catalogue; name the catalogue's file (SQLite: file is not a database)
digest --home other --all --output x.xlsx|digest refuses a file that is no catalogue|66|other/catalogue.db|this is not a catalogue; name the catalogue's file (SQLite: file is not a database)
run --home other|run refuses a file that is no catalogue|73|other/catalogue.db|this is not a catalogue; name the catalogue's file (SQLite: file is not a database)
export --home nowhere|export says that there is no catalogue|66|nowhere|nothing was recorded here yet: rapporteur run reads reports
END
equal "what is no catalogue stays as it was" "no database no database" "$(cat none.db other/catalogue.db | tr '\n' ' ' | sed 's/ $//')"
equal "a reader makes no home" "" "$(ls -d nowhere 2>/dev/null)"
expect "digest names a folder that is not there" 73 "rapporteur-digest: nowhere/x.xlsx: there is no such folder: make it first" "" \
  rapporteur-digest c.db --all --output nowhere/x.xlsx
mkfifo pipe
rapporteur-digest c.db --all --output pipe 2>seen.err
equal "digest does not put itself in the place of a pipe or device" "73 pipe" "$? $(find pipe -type p)"

if [ -c /dev/full ]; then
  full="standard output: No space left on device"
  while read -r stage arguments; do
    eval "rapporteur $stage $arguments" >/dev/full 2>seen.err
    equal "$stage $arguments tells that its output can't be written" "73 rapporteur-$stage: $full" "$? $(grep -v 'check failed' seen.err)"
  done <<'END'
intake "$fixtures/inbox"
extract "$fixtures/inbox/letter.pdf"
apply documents.jsonl
record --json full.db findings.jsonl
export --home h
export --home h --format csv
status --home h
status --home h --json
run --home full "$fixtures/inbox/letter.pdf"
END
  for name in rapporteur rapporteur-intake rapporteur-extract rapporteur-apply rapporteur-record rapporteur-digest; do
    $name --help >/dev/full 2>seen.err
    equal "$name --help tells that it can't be written" 73 $?
  done
else
  count=$((count + 1))
  echo "ok $count - writing to a full device fails # SKIP there is no /dev/full here"
fi

tap_end
