# Shared by the scripts here; not run by itself.
# What they compare with: JUnit's own ConsoleLauncher, as one downloads it. Times are wall time; CPU and memory are
# those of every process of a run added up (the highest resident size of each), by reading /proc while it runs.
set -eu
here=$(CDPATH='' cd "$(dirname "$0")" && pwd -P)
top=$(CDPATH='' cd "$here/../.." && pwd -P)
work=$here/target
version=1.14.4
console=$work/junit-platform-console-standalone-$version.jar
launcher=$top/harness/launcher/target/genesis-launcher.jar
mkdir -p "$work"

say() { printf '%s\n' "$*" >&2; }

prepare() {
  "$top/genesis" --version >/dev/null # builds the jar if it is missing or old
  if [ ! -f "$console" ]; then
    say "fetching JUnit's ConsoleLauncher"
    (cd "$top" && mvn -q -B -N org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy \
      -Dartifact=org.junit.platform:junit-platform-console-standalone:$version -DoutputDirectory="$work") >&2
  fi
  # nothing of an earlier run, nothing of the user's
  export XDG_STATE_HOME="$work/state" XDG_CACHE_HOME="${XDG_CACHE_HOME:-$HOME/.cache}"
  rm -rf "$XDG_STATE_HOME"
}

# jar NAME SOURCE…: compiles sources against JUnit into target/NAME.jar
jar_of() {
  name=$1
  shift
  rm -rf "$work/$name-classes"
  mkdir -p "$work/$name-classes"
  javac -proc:none -cp "$console" -d "$work/$name-classes" "$@"
  (cd "$work/$name-classes" && jar --create --file "$work/$name.jar" .)
}

median() { sort -n | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
