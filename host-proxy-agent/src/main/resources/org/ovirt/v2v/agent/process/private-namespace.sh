# Makes mounts, then becomes the program. Arguments: (bind SOURCE TARGET | memory FOLDER) ... -- PROGRAM ARGUMENT ...
# Runs in a mount namespace of its own; a mount that fails ends it with 125 before the program starts.
while [ "$1" != -- ]; do
    case $1 in
        bind)
            mount --bind -- "$2" "$3" || exit 125
            shift 3
            ;;
        memory)
            # not noexec, as /run is on Debian: virt-v2v leaves scripts there that it runs
            mount -t tmpfs -o mode=0711,size=256m,nosuid,nodev -- tmpfs "$2" || exit 125
            shift 2
            ;;
        *) exit 125 ;;
    esac
done
shift
exec "$@"
