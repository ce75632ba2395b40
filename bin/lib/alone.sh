# A second run, alone, of tests that failed beside two other parts.
# shellcheck shell=bash disable=SC2154,SC2034 # logs and lanes are the caller's

# So many that fail are not for a busy host.
most_alone=5

# failed_tests_of PART: as Maven names them in its log, CLASS#METHOD or CLASS, one a line; fails if it is not certain that these are all.
failed_tests_of() {
    awk '
        /^\[ERROR\] Tests run: .* -- in / {
            match($0, /Failures: [0-9]+/); failed += substr($0, RSTART + 10, RLENGTH - 10)
            match($0, /Errors: [0-9]+/); failed += substr($0, RSTART + 8, RLENGTH - 8)
            next
        }
        /^\[ERROR\] org\.[^ ]* .*<<< (FAILURE|ERROR)!$/ {
            test = $2
            sub(/[^A-Za-z0-9_.].*/, "", test)
            if (test ~ /\.[A-Z][A-Za-z0-9_]*\.[a-z][A-Za-z0-9_]*$/) { at = match(test, /\.[^.]*$/); test = substr(test, 1, at - 1) "#" substr(test, at + 1) }
            named++
            if (!seen[test]++) print test
        }
        /^\[INFO\] BUILD FAILURE/ { over = 1 }
        /Failed to execute goal/ && !/:maven-(surefire|failsafe)-plugin:/ { other = 1 }
        /The forked VM terminated|There was an error in the forked process|There was a timeout/ { other = 1 }
        END { exit other || !over || !named || named != failed }
    ' "$logs/maven-$1.log"
}

# test_alone PART...: runs what failed in these parts once more, one after the other, and says how that ended; fails if one of them fails
# again, if they are too many, or if a part failed for something else.
test_alone() {
    local part test each named failed=() status=0
    for part; do
        named=$(failed_tests_of "$part") || return 1
        for test in $named; do
            failed+=("$part $test")
        done
    done
    [ ${#failed[@]} -le "$most_alone" ] || return 1
    say
    say "What failed runs once more, alone: what is promised within seconds holds on a host that does nothing else."
    for each in "${failed[@]}"; do
        read -r part test <<<"$each"
        set -m # so that it can be ended with all that it has started
        alone=$test test_part "$part" &
        lanes[$!]=$part
        set +m
        if wait "$!"; then
            say "failed beside others and passed alone: $test"
        else
            say "failed twice: $test"
            status=1
        fi
        unset "lanes[$!]"
    done
    return "$status"
}
