# tap.sh - what the shell tests share: the built programs on PATH, a folder of their own, and lines of TAP. A test begins with
#
#   cd "$(dirname "$0")/.." || exit 1
#   . tests/lib/tap.sh
#
# and is then in its own folder, which goes with it; $root is the source tree, $fixtures its reports. It ends with tap_end.
# shellcheck shell=sh
set -u
root=$PWD
fixtures=$root/fixtures
BUILD=$(cd "${BUILD:-build}" && pwd) || exit 1
PATH=$BUILD/bin:$PATH
export BUILD PATH SOURCE_DATE_EPOCH=1700000000 # 14 November 2023: what bears no date belongs to 2023Q4
work=$(mktemp -d) || exit 1
trap 'chmod -R u+rwx "$work"; rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd "$work" || exit 1

count=0
failed=0

result() { # SENTENCE PROBLEM: a line of TAP; it is well where PROBLEM is empty
  count=$((count + 1))
  if [ -z "$2" ]; then echo "ok $count - $1"; else
    failed=1
    echo "not ok $count - $1"
    printf '%s\n' "$2" | sed 's/^/# /'
  fi
}

skip() { # SENTENCE WHY
  count=$((count + 1))
  echo "ok $count - $1 # SKIP $2"
}

equal() { # SENTENCE EXPECTED SEEN
  if [ "$2" = "$3" ]; then result "$1" ""; else result "$1" "expected:
$2
seen:
$3"; fi
}

same() { # SENTENCE FILE FILE: both have the same bytes, and some
  if [ -s "$2" ] && cmp "$2" "$3" >seen.err 2>&1; then result "$1" ""; else result "$1" "$2 and $3 should be the same: $(cat seen.err)"; fi
}

expect() { # SENTENCE STATUS MESSAGES OUTPUT COMMAND...: MESSAGES is all of stderr, OUTPUT a pattern, or empty for nothing at all
  sentence=$1 status=$2 messages=$3 output=$4
  shift 4
  timeout 60 "$@" >seen.out 2>seen.err
  seen=$?
  problem=$(
    [ "$seen" -eq "$status" ] || echo "exit status $status expected, seen $seen"
    [ "$(cat seen.err)" = "$messages" ] || printf 'messages expected:\n%s\nmessages seen:\n%s\n' "$messages" "$(cat seen.err)"
    if [ -z "$output" ]; then test ! -s seen.out; else grep -Eq -e "$output" seen.out; fi ||
      printf 'output expected: %s\noutput seen:\n%s\n' "${output:-none}" "$(head -c 300 seen.out)"
  )
  result "$sentence" "$problem"
}

tap_end() { # the plan, and the exit status
  echo "1..$count"
  exit $failed
}
