# Checks of what is no Java: the scripts, and the simulator's Go.
# shellcheck shell=bash disable=SC2154 # root is the repository, set by the caller

# The scripts of the repository, by their first line.
scripts() {
    grep -rlE '^#!/bin/(ba)?sh|^# shellcheck shell=' "$root/bin" "$root/testbed" "$root/bench" "$root/.ci" "$root/.githooks" "$root/dist" \
        "$root/host-proxy-agent/src/main" "$root/engine-external-provider/src/main" --exclude-dir={target,node_modules} 2>/dev/null
}

# check_pages MAVEN-OPTION...: types, rules and tests of the pages, offline if Maven is.
check_pages() {
    local folder=$root/engine-external-provider/src/main/webui
    if ! command -v npm >/dev/null; then
        say "npm is not installed: the pages are not checked"
        return
    fi
    case " $* " in
        *" --offline "* | *" -o "*) export NPM_CONFIG_OFFLINE=true ;;
    esac
    (cd "$folder" && npm run --silent check)
}

# Whatever is not installed here is left to bin/verify, which installs it.
check_scripts() {
    local files
    if command -v shellcheck >/dev/null; then
        mapfile -t files < <(scripts)
        (cd "$root" && shellcheck --external-sources "${files[@]}") || return
    else
        say "shellcheck is not installed: the scripts are not checked"
    fi
    if command -v go >/dev/null && [ -d /usr/share/gocode/src/github.com/vmware/govmomi ]; then
        # the first time takes a minute, since go compiles the libraries then
        (cd "$root/testbed/vcenter" && GOPROXY=off go vet .)
    fi
}
