# Binds each source over its target, then becomes the program. Arguments: SOURCE TARGET ... -- PROGRAM ARGUMENT ...
# Runs in a mount namespace of its own; a mount that fails ends it with 125 before the program starts.
while [ "$1" != -- ]; do
    mount --bind -- "$1" "$2" || exit 125
    shift 2
done
shift
exec "$@"
