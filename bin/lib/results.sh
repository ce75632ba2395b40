# What the reports of the tests say.
# shellcheck shell=bash disable=SC2154 # root is the repository, set by the caller

modules() {
    sed -n 's,.*<module>\(.*\)</module>.*,\1,p' "$root/pom.xml"
}

# reports_of MODULE NEWER-THAN [CLASS]: the files, one of each class of tests.
reports_of() {
    find "$root/$1"/target/{surefire,failsafe}-reports -name "TEST-${3:-*}.xml" -newer "$2" 2>/dev/null
}

# classes_with MODULE TAG: its classes of integration tests that carry the tag or have tests that do, as -Dit.test wants them: PATH,PATH.
classes_with() {
    local folder=$root/$1/src/test/java
    grep -rl --include='*IT.java' "^ *@Tag(\"$2\")" "$folder" | sed "s,^$folder/,,; s,\.java\$,," | sort | paste -sd ,
}

# results NEWER-THAN: one line for each module and a last one for all.
results() {
    local reports report module
    local total_tests=0 total_failed=0 total_skipped=0 tests failed skipped
    while read -r module; do
        tests=0 failed=0 skipped=0
        mapfile -t reports < <(reports_of "$module" "$1")
        for report in "${reports[@]}"; do
            tests=$((tests + $(attribute tests "$report")))
            failed=$((failed + $(attribute failures "$report") + $(attribute errors "$report")))
            skipped=$((skipped + $(attribute skipped "$report")))
        done
        printf '%-28s %4d tests, %d failed, %d skipped\n' "$module" "$tests" "$failed" "$skipped"
        total_tests=$((total_tests + tests))
        total_failed=$((total_failed + failed))
        total_skipped=$((total_skipped + skipped))
    done < <(modules)
    printf '%d passed, %d failed, %d skipped\n' $((total_tests - total_failed - total_skipped)) "$total_failed" "$total_skipped"
}

attribute() {
    sed -n "/<testsuite /,/>/s/.* $1=\"\([0-9]*\)\".*/\1/p" "$2" | head -n 1 | grep . || echo 0
}

# failures NEWER-THAN: the tests that failed, by name, each with the beginning of what it says.
failures() {
    local module reports
    while read -r module; do
        mapfile -t reports < <(reports_of "$module" "$1")
        [ ${#reports[@]} -eq 0 ] || awk '
            function value(name) {
                return match($0, " " name "=\"[^\"]*") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 3) : ""
            }
            /<testcase / { test = value("classname") "." value("name") }
            /<(failure|error)[ >]/ { print "failed: " substr(test, 1, 200) ": " substr(value("type") " " value("message"), 1, 500) }
        ' "${reports[@]}"
    done < <(modules)
}

# coverage NEWER-THAN: lines and branches of each module that its own tests have run, if that was measured.
coverage() {
    local module report
    while read -r module; do
        report=$root/$module/target/site/jacoco/jacoco.csv
        if [ -n "$(find "$report" -newer "$1" 2>/dev/null)" ]; then
            awk -F, -v module="$module" 'NR > 1 { bm += $6; bc += $7; lm += $8; lc += $9 } END {
                printf "%-28s %5.1f %% of %d lines, %5.1f %% of %d branches\n", module,
                    lm + lc ? 100 * lc / (lm + lc) : 0, lm + lc, bm + bc ? 100 * bc / (bm + bc) : 0, bm + bc }' "$report"
        fi
    done < <(modules)
}

# forgotten NEWER-THAN EXCLUDED-TAG: fails, and names them, if there are classes of tests without a report that do not carry the tag.
forgotten() {
    local module file class status=0
    while read -r module; do
        while read -r file; do
            class=${file##*/src/test/java/}
            class=${class%.java}
            if [ -n "$(reports_of "$module" "$1" "${class//\//.}")" ]; then
                continue
            elif grep -q "^@Tag(\"$2\")" "$file"; then
                say "$module: ${class//\//.} is left to bin/verify --all"
            else
                say "$module: ${class//\//.} was not run"
                status=1
            fi
        done < <(grep -rlE '^ +@(Test|ParameterizedTest|RepeatedTest|TestFactory|FuzzTest)\b' "$root/$module/src/test/java" \
            --include='*Test.java' --include='*IT.java')
    done < <(modules)
    return "$status"
}
