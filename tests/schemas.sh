#!/bin/sh
# Each line that flows between the stages, and each row of export, against its schema in docs/schemas.
set -u
cd "$(dirname "$0")/.." || exit 1
root=$PWD
PATH=$(cd "${BUILD:-build}/bin" && pwd):$PATH || exit 1
export PATH
python=/usr/bin/python3 # Debian's packages are for Debian's own
if ! $python -c 'import jsonschema' 2>/dev/null; then
  echo "ok 1 - each line is as its schema says # SKIP python3-jsonschema is missing"
  echo "1..1"
  exit 0
fi
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd "$work" || exit 1

cp -r "$root/fixtures/inbox" "$root/fixtures/broken" .
cp "$root/fixtures/scanned/mixed.pdf" broken/ # a page of it is read by OCR
{ rapporteur-intake inbox broken && rapporteur-intake nowhere.pdf; } >claim.jsonl
rapporteur-extract --quiet <claim.jsonl >document.jsonl
rapporteur-apply <document.jsonl >findings.jsonl
rapporteur run --quiet --home home inbox broken nowhere.pdf
rapporteur export --home home >row.jsonl
for what in '' '--page 1' '--id 1'; do
  rapporteur rules explain --json $what document.jsonl # unquoted: an option and its word, or none
done >explanation.jsonl 2>explanation.err
rapporteur rules list --json >rules-list.jsonl
cp -r "$root/rules/packs" packs && sed -i 's/decision: accepted/decision: taken/; s/^  - {id: review-date, field: review_date/  - {id: day, field: day/' packs/upr/en.yaml
mkdir slips slips/mine && sed 's/id: upr/id: mine/; /^extends/d; /^without/d; s/%{article}/(a)/' packs/upr/pack.yaml >slips/mine/pack.yaml && echo 'language: en' >>slips/mine/pack.yaml
echo 'sections: [{id: recommendations, heading: x}]' >>slips/mine/pack.yaml
rapporteur rules lint --json slips >rules-lint.jsonl
rapporteur rules diff --json "$root/rules/packs" packs inbox/upr-2008-ruritania.pdf inbox/letter.pdf >rules-diff.jsonl
mkdir bench bench/inbox && cp inbox/upr-2008-ruritania.pdf bench/inbox && rapporteur run --quiet --home bench
rapporteur rules stats --json --documents --home bench >rules-stats.jsonl
rapporteur digest --home bench --all --output bench.xlsx
rapporteur digest --home home --all --output home.xlsx
{ rapporteur diff --json bench.xlsx home.xlsx && rapporteur diff --json home/catalogue.db bench/catalogue.db; } >diff.jsonl

$python -W ignore - "$root/docs/schemas" <<'PY'
import glob, json, os, sys
import jsonschema

count = failed = 0


def check(sentence, problems):
    """A line of TAP; it is well where there are no problems."""
    global count, failed
    count += 1
    problems = list(problems)
    print(("not ok" if problems else "ok"), count, "-", sentence)
    failed += bool(problems)
    for problem in problems[:10]:
        print("#", str(problem).replace("\n", "\n# ")[:500])


def described(schema, whole):
    """The names of all members that SCHEMA describes, itself or by reference."""
    names = set(schema.get("properties", {}))
    for part in schema.get("allOf", []):
        names |= described(part.get("then", part), whole)
    if "$ref" in schema:
        names |= described(whole["$defs"][schema["$ref"].rpartition("/")[2]], whole)
    return names


def faults(validator, lines):
    for number, line in enumerate(lines, 1):
        for error in validator.iter_errors(line):
            place = "/".join(str(part) for part in error.absolute_path)
            yield "line %d (%s): %s: %s" % (number, line.get("source_file"), place, error.message[:300])


schemas = {}
for path in sorted(glob.glob(os.path.join(sys.argv[1], "*.schema.json"))):
    with open(path, encoding="utf-8") as file:
        schemas[os.path.basename(path).partition(".")[0]] = json.load(file)
documents = len(glob.glob("inbox/*")) + len(glob.glob("broken/*")) + 1
store = {schema["$id"]: schema for schema in schemas.values()}
stages = {"claim", "document", "explanation", "findings", "row"}
bench = {"rules-list", "rules-lint", "rules-stats", "rules-diff", "diff"}  # not one a file
check("each stage's lines have a schema", (stages | bench) ^ set(schemas))
for name, schema in schemas.items():
    check("%s.schema.json is a schema" % name, [error.message for error in [jsonschema.Draft202012Validator(
        jsonschema.Draft202012Validator.META_SCHEMA)] for error in error.iter_errors(schema)])
    try:
        with open(name + ".jsonl", encoding="utf-8") as file:
            lines = [json.loads(line) for line in file]
    except (OSError, ValueError) as error:
        check("%s lines are JSON" % name, [error])
        continue
    resolver = jsonschema.RefResolver.from_schema(schema, store=store)
    validator = jsonschema.Draft202012Validator(schema, resolver=resolver)
    if name == "row":
        one_each = [line for line in lines if line["kind"] == "meeting"]
    else:
        one_each = [line for line in lines if line.get("about", "document") == "document"]
    if name in stages:
        # nowhere.pdf is no file, and so no document of the catalogue's.
        check("there is a %s line for each file" % name,
              [] if len(one_each) == documents - (name == "row") else ["%d lines of %d files" % (len(one_each), documents)])
    check("each %s line is as the schema says" % name, faults(validator, lines))
    known = described(schema, schema)
    facts = [line for line in lines if line.get("kind") == "meeting"]  # a meeting may have members for facts of its own
    check("the schema describes each member of a %s line" % name, sorted({member for line in lines if line not in facts for member in line} - known))
    # A schema that takes anything would pass all of the above.
    member = schema["required"][1] if name in bench else "source_file"
    check("the schema refuses a %s line that is wrong" % name, [] if list(validator.iter_errors(dict(lines[0], **{member: 1}))) else [member + ": 1"])

print("1..%d" % count)
sys.exit(failed > 0)
PY
