#!/bin/sh
# The includes flow one way, and each foreign library is known to one file.
cd "$(dirname "$0")/.." || exit 1
count=0
failed=0

check() { # check SENTENCE OFFENDERS
  count=$((count + 1))
  if [ -z "$2" ]; then echo "ok $count - $1"; else
    failed=1
    echo "not ok $count - $1"
    echo "$2" | sed 's/^/# /'
  fi
}

# includes FOLDER/FILE-PATTERN, HEADER-REGEX: lines that include what they should not
includes() { grep -nE "^#include [\"<]($2)" $1 2>/dev/null; }

model=$(ls extractors/document.[ch] extractors/document_format.[ch] extractors/json.[ch] extractors/data_files.[ch] extractors/labels.[ch] extractors/sentences.[ch])
check "the document model knows nothing of extractors, rules and pipeline" "$(includes "$model" 'extractors/(layout|pdf|glyphs|extract)|rules/|pipeline/')"
check "extractors know nothing of rules and pipeline" "$(includes 'extractors/*.[ch]' 'rules/|pipeline/')"
check "rules know the document model, how labels and sentences look, and nothing else of extractors" \
  "$(includes 'rules/*.[ch]' 'extractors/' | grep -vE 'extractors/(document|document_format|json|data_files|labels|sentences)\.h')"
check "rules know nothing of the pipeline" "$(includes 'rules/*.[ch]' 'pipeline/')"

# The folders of the pipeline, each of which knows only those before it; the programs, beside them, know them all.
folders="common words stages workbook catalogue alignment corrections years reports changes home evidence search digest rules_bench commands"
behind=$folders
for folder in $folders; do
  behind=${behind#"$folder"}
  behind=${behind# }
  [ -z "$behind" ] || check "pipeline/$folder knows no folder behind it" \
    "$(includes "pipeline/$folder/*.[ch]" "pipeline/($(echo "$behind" | tr ' ' '|'))/")"
done
check "each folder of the pipeline has its place" "$(for folder in pipeline/*/; do case " $folders " in *" $(basename "$folder") "*) ;; *) echo "$folder" ;; esac; done)"

only() { # only HEADER-REGEX FILE
  check "$1 is included by $2 alone" "$(grep -lE "^#include [\"<]$1" extractors/*.[ch] rules/*.[ch] pipeline/*.[ch] pipeline/*/*.[ch] | grep -v "^$2\$")"
}
only 'poppler' extractors/pdf_poppler.c
only 'cairo' extractors/pdf_poppler.c
only 'png' extractors/picture_png.c
only 'lcms2' extractors/colours.c
only 'qpdf' extractors/inspect_qpdf.c
only 'hunspell' extractors/spelling.c
only 'jansson' extractors/json.c
only 'pcre2' rules/pattern.c
only 'libfyaml' rules/yaml.c
only 'sqlite3' pipeline/catalogue/catalogue_database.c
only 'libstemmer' pipeline/words/stemmer.c
only 'xlsxwriter' pipeline/workbook/workbook.c
only 'zip' pipeline/workbook/zip_parts.c

# Of two functions of one name in two archives the linker would take the first, without a word.
libraries=${BUILD:-build}/lib
check "no name is defined in two archives" "$(nm --defined-only "$libraries"/*.a | awk '$2 ~ /^[TDBR]$/ { print $3 }' | sort | uniq -d)"

echo "1..$count"
exit $failed
