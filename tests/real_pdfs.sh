#!/bin/sh
# docs/real-pdfs.md tells where real files break expectations: each fixture that it names is there, and each odd one is named.
cd "$(dirname "$0")/.." || exit 1
. tests/lib/tap.sh
page=$root/docs/real-pdfs.md

cd "$root" || exit 1
# Names between back quotes: a path, or a file of fixtures/odd; a star stands for several.
missing=$(grep -o '`[^` ]*\.pdf`' "$page" | tr -d '`' | sort -u | while read -r name; do
  case $name in */*) ;; *) name=fixtures/odd/$name ;; esac
  # shellcheck disable=SC2086 # a star is to be expanded
  ls $name >/dev/null 2>&1 || echo "$name"
done)
equal "every fixture that the page names is there" "" "$missing"

unnamed=$(for file in fixtures/odd/*.pdf; do
  grep -qF "\`${file##*/}\`" "$page" || echo "$file"
done)
equal "every odd fixture is named on the page" "" "$unnamed"

unexpected=$(for file in fixtures/expected/odd/*.blocks; do
  name=${file##*/}
  [ -e "fixtures/odd/${name%.blocks}.pdf" ] || echo "$file"
done)
equal "every list of expected blocks has its fixture" "" "$unexpected"

untested=$(for file in fixtures/expected/odd/*.blocks; do
  name=${file##*/}
  grep -qF "{\"${name%.blocks}\"," tests/test_odd.c || echo "$file"
done)
equal "every list of expected blocks is compared" "" "$untested"

tap_end
