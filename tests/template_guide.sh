#!/bin/sh
# The page on templates: its templates make its digests, and its commands print what it says. "--update" writes it anew.
cd "$(dirname "$0")/.." || exit 1
. tests/lib/tap.sh
ln -s "$fixtures" fixtures
python3 "$root/tests/guide.py" "$@" "$root/docs/template.md"
