#!/bin/sh
# count.sh [ROUNDS]: what counting costs. 10,440 trivial tests through ./genesis run as shipped (both processes added up) and
# through JUnit's ConsoleLauncher, as shipped and with the same JVM flags; medians of alternating rounds, and their ratios.
# The flags that make ours lean are given to ConsoleLauncher too in the second comparison, so that only our work is left.
. "$(dirname "$0")/lib.sh"
rounds=${1:-7}
prepare
jar_of trivial "$here/src/TrivialTest.java"
flags="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xshare:auto"

ours() { python3 "$here/measure.py" "$top/genesis" run --checks "$work/trivial.jar"; }
# shellcheck disable=SC2086 # a list of flags
theirs() { python3 "$here/measure.py" java $1 -jar "$console" execute --disable-banner --details=none --scan-classpath "$work/trivial.jar" -cp "$work/trivial.jar"; }

ours >/dev/null # unpacks what the jar carries; not counted
theirs "" >/dev/null
for name in ours shipped same; do : >"$work/count.$name"; done
for _ in $(seq "$rounds"); do
  ours >>"$work/count.ours"
  theirs "" >>"$work/count.shipped"
  theirs "$flags" >>"$work/count.same"
done

# row LABEL FILE
row() {
  printf '%-34s' "$1"
  for column in 1 2 3; do printf '%10s' "$(cut -d' ' -f$column "$work/count.$2" | median)"; done
  printf '\n'
}
# ratio LABEL FILE: median of the rounds' own ratios
ratio() {
  printf '%-34s' "$1"
  for column in 1 2 3; do
    printf '%10s' "$(paste -d' ' "$work/count.ours" "$work/count.$2" | awk -v c=$column '{ printf "%.3f\n", $c / $(c + 3) }' | median)"
  done
  printf '\n'
}
printf '%-34s%10s%10s%10s\n' "10,440 tests, median of $rounds" "wall s" "CPU s" "MiB"
row "genesis run (both processes)" ours
row "ConsoleLauncher as shipped" shipped
row "ConsoleLauncher, same flags" same
ratio "ratio to as shipped (limit 0.8)" shipped
ratio "ratio to same flags (limit 1.1)" same
