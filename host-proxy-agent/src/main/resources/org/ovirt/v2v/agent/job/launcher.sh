# Runs one conversion and outlives the agent. Arguments: the job's folder, the password file (or nothing), the name of a folder in it
# that it must be the first to make (or nothing), --, the command.
# Leaves in the job's folder: pid (its own, and when it was started), stdout, stderr, exit (the command's exit code), and used (what the
# command has used) if it is in a unit.
set -u
job=$1
secret=$2
first=$3
shift 4
cd / || exit 1
umask 022
# a signal for the whole session ends the command; the launcher stays to tell its exit code
trap : TERM INT HUP

set_started() {
    shift 19
    started=$1
}
# Writes a file whole; on a full disk as soon as there is room again, since hours of work may hang on it.
leave() {
    until echo "$2" 2>/dev/null >"$job/$1.new" && mv "$job/$1.new" "$job/$1"; do
        [ -d "$job" ] || exit 1
        sleep 2
    done
}
# Whoever is started late, by a systemd that hung, finds that somebody else was told to do the work.
if [ -n "$first" ]; then
    until mkdir "$job/$first" 2>/dev/null; do
        [ -d "$job" ] && [ ! -d "$job/$first" ] || exit 0
        sleep 2
    done
fi
# What the unit has used: the kernel's figures, each line with the name of its file before it. They are gone when the last process is.
used() {
    while IFS=: read -r _ controllers group; do
        case $group in
            */ovirt-v2v-*.scope) figures_of "$controllers" "$group" ;;
        esac
    done </proc/self/cgroup
}
figures_of() {
    while read -r _ point type options _; do
        case $type:$1:,$options, in
            cgroup2::*) ;;
            cgroup:?*:*",$1,"*) ;;
            *) continue ;;
        esac
        for figure in cpu.stat memory.peak io.stat cpuacct.usage memory.max_usage_in_bytes blkio.throttle.io_service_bytes; do
            [ ! -r "$point$2/$figure" ] || sed "s/^/$figure /" "$point$2/$figure"
        done
    done </proc/self/mounts
}
# whatever is started here keeps virt-v2v, or whoever waits for its end, waiting
read -r stat <"/proc/$$/stat"
# shellcheck disable=SC2086
set_started ${stat##*) }
leave pid "$$ $started"

"$@" </dev/null >>"$job/stdout" 2>>"$job/stderr"
code=$?

if [ -n "$secret" ]; then
    rm -f -- "$secret"
fi
# not worth waiting for on a full disk
used 2>/dev/null >"$job/used.new"
[ ! -s "$job/used.new" ] || mv "$job/used.new" "$job/used"
leave exit "$code"
