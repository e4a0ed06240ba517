#!/bin/sh
# start.sh [ROUNDS]: how long from typing the command to the first check's first line, through ./genesis and through JUnit's
# ConsoleLauncher on the same jar; medians of alternating rounds, and their ratio.
. "$(dirname "$0")/lib.sh"
rounds=${1:-7}
prepare
jar_of first "$here/src/FirstCheckTest.java"

stamp=$work/first-check
export GENESIS_BENCH_STAMP="$stamp"

# milliseconds from now until the check wrote the time at which it ran
first() {
  rm -f "$stamp"
  begin=$(date +%s%3N)
  "$@" >"$work/start.out" 2>&1 || { cat "$work/start.out" >&2; exit 1; }
  echo $(($(cat "$stamp") - begin))
}
ours() { first "$top/genesis" run --checks "$work/first.jar"; }
theirs() { first java -jar "$console" execute --disable-banner --scan-classpath "$work/first.jar" -cp "$work/first.jar"; }

ours >/dev/null # unpacks what the jar carries; not counted
theirs >/dev/null
: >"$work/start.ours"
: >"$work/start.theirs"
for _ in $(seq "$rounds"); do
  ours >>"$work/start.ours"
  theirs >>"$work/start.theirs"
done
a=$(median <"$work/start.ours")
b=$(median <"$work/start.theirs")
printf 'start to first check, median of %s: genesis %s ms, ConsoleLauncher %s ms, ratio %s\n' \
  "$rounds" "$a" "$b" "$(awk "BEGIN { printf \"%.2f\", $a / $b }")"
