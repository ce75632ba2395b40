# What measures: programs (classes *Bench) and JUnit tests (*Benchmark). Expects the repository as the current folder.
# shellcheck shell=bash

# Options of Java for run_main.
java_options=()

# run_main MODULE CLASS ARG...: builds what the class among the module's tests needs, and runs its main.
run_main() {
    local module=$1
    shift
    if [ ! -d "$module/target/engine" ] && [ ! -d "$module/target/agent" ]; then
        mvn -q package -DskipTests -pl "$module" -am
    fi
    mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/bench-classpath -pl "$module" -am
    java "${java_options[@]}" -Dtestbed.root="$PWD" \
        -cp "$module/target/test-classes:$module/target/classes:$(cat "$module/target/bench-classpath")" "$@"
}

# run_test MODULE CLASS OPTION...: builds and runs a test that measures, with options of Maven; shows what it has measured. All
# output goes to target/CLASS.log.
run_test() {
    local module=$1 class=$2 log=target/$2.log
    shift 2
    mkdir -p target
    echo "All output goes to $log"
    mvn --batch-mode verify -pl "$module" -am -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false \
        -Dfailsafe.failIfNoSpecifiedTests=false -Dit.test="$class" "$@" 2>&1 |
        tee "$log" | grep --line-buffered -E '^MEASURED|^\[ERROR\]|BUILD'
}
