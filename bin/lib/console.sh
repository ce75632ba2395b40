# What bin/quickstart and bin/verify tell the person at the terminal.
# shellcheck shell=bash disable=SC2034 # progress_pid is for those who clean up

say() {
    printf '%s\n' "$*"
}

die() {
    end_line
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit 1
}

is_terminal() {
    [ -t 1 ]
}

# show_line TEXT: the one line that changes while something goes on; where there is no terminal, only new texts.
shown_line=
show_line() {
    if is_terminal; then
        printf '\r\033[K%s' "$1"
        shown_line=$1
    fi
}

end_line() {
    if [ -n "$shown_line" ]; then
        printf '\n'
        shown_line=
    fi
}

elapsed_since() {
    local seconds=$((SECONDS - $1))
    printf '%d:%02d' $((seconds / 60)) $((seconds % 60))
}

# with_progress TEXT LOG COMMAND...: runs it, shows for how long, and the end of its output if it fails.
progress_pid=
with_progress() {
    local text=$1 log=$2 started=$SECONDS said=$SECONDS status=0
    shift 2
    is_terminal || say "$text ..."
    "$@" >"$log" 2>&1 </dev/null 9>&- & # without the lock that bin/quickstart has there
    local pid=$!
    progress_pid=$pid # SIGINT does not reach it
    while kill -0 "$pid" 2>/dev/null; do
        show_line "$text ... $(elapsed_since "$started")"
        if ! is_terminal && [ $((SECONDS - said)) -ge 30 ]; then
            said=$SECONDS
            say "  still at it after $(elapsed_since "$started")"
        fi
        sleep 0.5
    done
    wait "$pid" || status=$?
    progress_pid=
    if [ "$status" -ne 0 ]; then
        end_line
        say "$text: failed after $(elapsed_since "$started"). The end of $log:"
        tail -n 40 "$log" | sed 's/^/  | /'
        return "$status"
    fi
    if is_terminal; then
        show_line "$text: done in $(elapsed_since "$started")"
        end_line
    else
        say "  done in $(elapsed_since "$started")"
    fi
}
