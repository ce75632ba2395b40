# shellcheck shell=sh
# Becomes virt-v2v with its small temporary files, of which some hold the source's password, in memory, and the large ones on the disk.
# Arguments: PROGRAM ARGUMENT ...  TMPDIR is a folder in memory, VIRT_V2V_TMPDIR one on a disk.
# virt-v2v and nbdkit know only TMPDIR: the one for what it writes for curl, the other for the overlays of disks, which take gigabytes.
# So in virt-v2v's own mount namespace, which this runs in, nbdkit is a script that takes the disk's folder for its own: newer virt-v2v
# starts nbdkit by its path, older looks for it in PATH.
set -eu
# an image of virt-v2v's memory would hold the password, too
# shellcheck disable=SC3045 # every sh that is in use has it
ulimit -c 0
if nbdkit=$(command -v nbdkit); then
    nbdkit=$(readlink -f -- "$nbdkit")
    V2V_NBDKIT=$TMPDIR/bin/system/nbdkit
    export V2V_NBDKIT
    mkdir -m 0755 "$TMPDIR/bin" "$TMPDIR/bin/system"
    : >"$V2V_NBDKIT"
    mount --bind -- "$nbdkit" "$V2V_NBDKIT"
    # shellcheck disable=SC2016 # it is its text
    echo '#!/bin/sh
TMPDIR=$VIRT_V2V_TMPDIR
export TMPDIR
exec "$V2V_NBDKIT" "$@"' >"$TMPDIR/bin/nbdkit"
    chmod 0755 "$TMPDIR/bin/nbdkit"
    mount --bind -- "$TMPDIR/bin/nbdkit" "$nbdkit"
fi
exec "$@"
