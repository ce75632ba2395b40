# shellcheck shell=sh
# Becomes virt-v2v with its small temporary files, of which some hold the source's password, in memory, and the large ones on the disk.
# Arguments: PROGRAM ARGUMENT ...  TMPDIR is a folder in memory, VIRT_V2V_TMPDIR one on a disk.
# virt-v2v and nbdkit know only TMPDIR: the one for what it writes for curl, the other for the overlays of disks, which take gigabytes.
# So virt-v2v finds an nbdkit before the system's that takes the disk's folder for its own.
set -eu
# an image of virt-v2v's memory would hold the password, too
# shellcheck disable=SC3045 # every sh that is in use has it
ulimit -c 0
mkdir -m 0755 "$TMPDIR/bin"
# shellcheck disable=SC2016 # it is its text
echo '#!/bin/sh
PATH=${PATH#*:}
TMPDIR=$VIRT_V2V_TMPDIR
export PATH TMPDIR
exec nbdkit "$@"' >"$TMPDIR/bin/nbdkit"
chmod 0755 "$TMPDIR/bin/nbdkit"
PATH=$TMPDIR/bin:$PATH
export PATH
exec "$@"
