# Runs one conversion and outlives the agent. Arguments: the job's folder, the password file (or nothing), --, the command.
# Leaves in the job's folder: pid (its own, and when it was started), stdout, stderr, exit (the command's exit code).
set -u
job=$1
secret=$2
shift 3
cd / || exit 1
umask 022
# a signal for the whole session ends the command; the launcher stays to tell its exit code
trap : TERM INT HUP

started_at() {
    shift 19
    echo "$1"
}
# Writes a file whole; on a full disk as soon as there is room again, since hours of work may hang on it.
leave() {
    until echo "$2" 2>/dev/null >"$job/$1.new" && mv "$job/$1.new" "$job/$1"; do
        [ -d "$job" ] || exit 1
        sleep 2
    done
}
stat=$(cat "/proc/$$/stat")
# shellcheck disable=SC2086
leave pid "$$ $(started_at ${stat##*) })"

"$@" </dev/null >>"$job/stdout" 2>>"$job/stderr"
code=$?

if [ -n "$secret" ]; then
    rm -f -- "$secret"
fi
leave exit "$code"
