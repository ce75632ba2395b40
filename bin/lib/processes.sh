# Services that a script starts, and their end.
# shellcheck shell=bash

service_names=()
service_pids=()
service_logs=()

# start_service NAME LOG COMMAND...: in a session of its own, so that Ctrl-C reaches this script only, and without the lock
# (file descriptor 9), which would otherwise outlive a script that is killed.
start_service() {
    local name=$1 log=$2
    shift 2
    setsid "$@" >"$log" 2>&1 </dev/null 9>&- &
    service_names+=("$name")
    service_pids+=($!)
    service_logs+=("$log")
}

is_running() {
    local state
    state=$(sed -n 's/^State:[[:space:]]*\(.\).*/\1/p' "/proc/$1/status" 2>/dev/null) || return 1
    [ -n "$state" ] && [ "$state" != Z ]
}

# Fails with the end of its log if one of the services has ended.
require_services() {
    local i
    for i in "${!service_pids[@]}"; do
        if ! is_running "${service_pids[$i]}"; then
            end_line
            say "The ${service_names[$i]} has ended. The end of ${service_logs[$i]}:"
            grep -v '^[[:space:]]*at ' "${service_logs[$i]}" | tail -n 30 | sed 's/^/  | /' # without Java's stack
            return 1
        fi
    done
}

# await TEXT SECONDS COMMAND...: until the command succeeds, as long as the services run.
await() {
    local text=$1 limit=$2 started=$SECONDS
    shift 2
    until "$@" >/dev/null 2>&1; do
        require_services || return 1
        if [ $((SECONDS - started)) -ge "$limit" ]; then
            end_line
            say "$text: not within $limit seconds"
            return 1
        fi
        show_line "$text ... $(elapsed_since "$started")"
        sleep 0.3
    done
    [ -z "$shown_line" ] || { show_line "$text: done in $(elapsed_since "$started")"; end_line; }
}

# stop_pids SECONDS PID...: SIGTERM, and SIGKILL to those that are still there then.
stop_pids() {
    local limit=$1 pid deadline
    shift
    deadline=$((SECONDS + limit))
    for pid; do
        kill -TERM "$pid" 2>/dev/null || true
    done
    for pid; do
        while is_running "$pid"; do
            if [ "$SECONDS" -ge $((deadline + 5)) ]; then
                break # not even SIGKILL helps, as with a process that waits for a dead NFS server
            elif [ "$SECONDS" -ge "$deadline" ]; then
                kill -KILL "$pid" 2>/dev/null || true
            fi
            sleep 0.1
        done
    done
}

stop_services() {
    local i reversed=()
    for ((i = ${#service_pids[@]} - 1; i >= 0; i--)); do
        reversed+=("${service_pids[$i]}")
    done
    [ ${#reversed[@]} -eq 0 ] || stop_pids 15 "${reversed[@]}"
    service_names=()
    service_pids=()
    service_logs=()
}

# pids_with VARIABLE=VALUE...: processes that have one of these in their environment.
pids_with() {
    local process pid patterns=() variable
    for variable; do
        patterns+=(-e "$variable")
    done
    for process in /proc/[0-9]*; do
        pid=${process#/proc/}
        case $pid in
            "$$" | "$BASHPID") continue ;;
        esac
        if tr '\0' '\n' 2>/dev/null <"$process/environ" | grep -qxF "${patterns[@]}" && is_running "$pid"; then
            printf '%s\n' "$pid"
        fi
    done
}

# free_port PREFERRED: that one, or another one that nobody listens on.
free_port() {
    local port
    for port in "$1" $(shuf -i 20000-32000 -n 50); do
        if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
            printf '%s\n' "$port"
            return
        fi
    done
    die "no free port found"
}

# The folder for what must never reach a disk.
memory_folder() {
    local folder
    for folder in /run /dev/shm; do
        if [ "$(stat --file-system --format=%T "$folder" 2>/dev/null)" = tmpfs ]; then
            printf '%s\n' "$folder"
            return
        fi
    done
    die "neither /run nor /dev/shm is a tmpfs: passwords must not be written to a disk"
}
