#!/bin/sh
# The rule author's guide: its files make its pack, and its commands print what it says. "tests/guide.sh --update" writes it anew.
cd "$(dirname "$0")/.." || exit 1
. tests/lib/tap.sh
ln -s "$fixtures" fixtures
python3 "$root/tests/guide.py" "$@" "$root/docs/guide.md"
