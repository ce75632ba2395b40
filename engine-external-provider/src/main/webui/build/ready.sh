#!/bin/sh
# Installs the libraries of the lock file, unless they are installed.
set -eu

here=$(dirname "$0")
wanted=$(cat package.json package-lock.json | sha256sum)
installed=node_modules/.ready
if [ -r "$installed" ] && [ "$(cat "$installed")" = "$wanted" ]; then
    exit 0
fi
sh "$here/with-node.sh" npm ci --prefer-offline --no-audit --no-fund
echo "$wanted" >"$installed"
