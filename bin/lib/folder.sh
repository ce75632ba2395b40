# Which folder bin/quickstart may write to and delete from: one that is new, empty, or carries its own marker.
# shellcheck shell=bash

marker_name=.ovirt-v2v-demo

# claim_folder FOLDER: makes it this script's own and locks it until the script ends (file descriptor 9). Refuses any other
# folder before anything of it is touched.
claim_folder() {
    local folder=$1 made=no problem=
    require_proper_name "$folder"
    if [ ! -e "$folder" ]; then
        require_safe_way "$folder"
        problem=$( (umask 022 && mkdir -p "${folder%/*}/" && mkdir "$folder") 2>&1) || true # or another one was faster
        [ -d "$folder" ] || die "$folder cannot be made: $problem"
        made=yes
    fi
    [ -d "$folder" ] || refuse "$folder" "is not a folder"
    require_safe_way "$folder"
    # The lock is one of the folder itself, so that it leaves no trace in a folder that turns out to be somebody else's.
    exec 9<"$folder"
    local status=0
    flock --nonblock --conflict-exit-code 75 9 || status=$?
    [ "$status" -ne 75 ] || die "another bin/quickstart uses $folder: end it first, or set V2V_DEMO_DIR"
    [ "$status" -eq 0 ] || die "$folder cannot be locked: choose one on a local disk with V2V_DEMO_DIR"
    [ "$folder" -ef "/proc/$$/fd/9" ] || die "$folder was replaced while it was looked at: try again"
    if [ -e "$folder/$marker_name" ] || [ -L "$folder/$marker_name" ]; then
        require_own_marker "$folder"
    else
        require_empty "$folder"
        [ "$made" = yes ] || require_nobody_elses "$folder"
        (umask 022 && set -o noclobber && marker_text "$folder" >"$folder/$marker_name")
    fi
}

marker_text() {
    printf '%s\n' "bin/quickstart of oVirt V2V deletes and overwrites what lies in this folder." "folder=$1" "user=$(id -un)"
}

# refuse FOLDER REASON...
refuse() {
    local folder=$1
    shift
    die "$folder $*. Nothing of it was touched." \
        "Use a folder that does not exist yet, for instance: V2V_DEMO_DIR=$(free_folder "$folder")"
}

# A name for a folder that can be made: inside the one that was refused if people could do so safely.
free_folder() {
    local base number=1 candidate
    for base in "$1/ovirt-v2v-demo" /var/lib/ovirt-v2v-demo; do
        if [ -d "${base%/*}" ] && [ "$(realpath -m "$base")" = "$base" ] && [ -z "$(hazard_on_the_way "$base")" ]; then
            candidate=$base
            while [ -e "$candidate" ] || [ -L "$candidate" ]; do
                number=$((number + 1))
                candidate=$base-$number
            done
            printf '%s\n' "$candidate"
            return
        fi
    done
}

require_proper_name() {
    local real
    case $1 in
        /*) ;;
        *) die "V2V_DEMO_DIR must be an absolute path, not $1" ;;
    esac
    case $1 in
        / | *[!A-Za-z0-9/._-]*) die "V2V_DEMO_DIR must be a folder named by letters, digits, dots and dashes, not $1" ;;
        /root | /root/* | /home/*) die "vdsm (36:36) cannot reach $1: choose a folder that is not below a home folder" ;;
    esac
    real=$(realpath -m -- "$1")
    [ "$real" = "$1" ] || refuse "$1" "is not the folder's real name (that is $real)"
}

# Every folder on the way belongs to root, so that nobody can put another one in its place, and lets vdsm through.
require_safe_way() {
    local hazard
    hazard=$(hazard_on_the_way "$1")
    [ -z "$hazard" ] || refuse "$1" "cannot be used: $hazard"
}

hazard_on_the_way() {
    local part=${1%/*} mode
    part=${part:-/}
    [ ! -d "$1" ] || part=$1
    while true; do
        if [ -d "$part" ]; then
            mode=$(stat --format=%a "$part")
            if [ "$(stat --format=%u "$part")" -ne 0 ]; then
                echo "$part belongs to $(stat --format=%U "$part")"
                return
            elif [ $((0$mode & 022)) -ne 0 ] && { [ $((0$mode & 01000)) -eq 0 ] || [ "$part" = "$1" ]; }; then
                echo "others than root may write to $part"
                return
            elif ! setpriv --reuid 36 --regid 36 --clear-groups test -x "$part"; then
                echo "vdsm (36:36) cannot enter $part"
                return
            fi
        elif [ -e "$part" ]; then
            echo "$part is not a folder"
            return
        fi
        [ "$part" != / ] || return 0
        part=${part%/*}
        part=${part:-/}
    done
}

require_empty() {
    local first
    first=$(find "$1" -mindepth 1 -maxdepth 1 -printf '%f\n' -quit)
    [ -z "$first" ] || refuse "$1" "holds what bin/quickstart has not put there ($first)"
}

# A folder of the system may be empty too.
require_nobody_elses() {
    local owner
    [ "${1%/*}" != '' ] || refuse "$1" "is a folder of the system"
    owner=$(dpkg-query --search "$1" 2>/dev/null) || return 0
    refuse "$1" "is a folder of the system (package ${owner%%:*})"
}

require_own_marker() {
    local marker=$1/$marker_name text
    if [ -L "$marker" ] || [ ! -f "$marker" ] || [ "$(stat --format=%u "$marker")" -ne 0 ] ||
        [ $((0$(stat --format=%a "$marker") & 022)) -ne 0 ]; then
        refuse "$1" "has a marker ($marker) that is not bin/quickstart's own"
    fi
    text=$(head -c 1000 "$marker" | tr -d '\0')
    [ "$text" = "$(marker_text "$1")" ] ||
        refuse "$1" "has a marker of another folder or user ($marker says $(sed -n 's/^\(folder\|user\)=//p' <<<"$text" | paste -sd ' '))"
}
