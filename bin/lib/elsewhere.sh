# Building the same sources once more in another place: as another user, under another path, offline.
# shellcheck shell=bash disable=SC2154 # root is the repository, set by the caller

elsewhere=
elsewhere_user=nobody

# Copies sources and libraries, but nothing that was built, to a folder of nobody's.
make_elsewhere() {
    elsewhere=$(mktemp -d /var/tmp/v2v-elsewhere.XXXXXX)
    mkdir "$elsewhere/source" "$elsewhere/home" "$elsewhere/tmp"
    sources | tar -C "$root" --null --no-recursion --files-from=- -cf - | tar -C "$elsewhere/source" -xf -
    # files are shared, folders are nobody's own: nobody can add libraries but not change root's
    cp -al "$HOME/.m2/repository" "$elsewhere/m2" 2>/dev/null || {
        rm -rf "$elsewhere/m2"
        cp -a "$HOME/.m2/repository" "$elsewhere/m2"
    }
    find "$elsewhere/m2" -type d -exec chown "$elsewhere_user:" {} +
    chown -R "$elsewhere_user:" "$elsewhere/source" "$elsewhere/home" "$elsewhere/tmp"
    chown "$elsewhere_user:" "$elsewhere"
}

remove_elsewhere() {
    [ -z "$elsewhere" ] || rm -rf "$elsewhere"
}

# The files that git would commit; where there is no git, all but what is built. Names end with a zero byte.
sources() {
    if git -C "$root" rev-parse HEAD >/dev/null 2>&1; then
        git -C "$root" ls-files -z --cached --others --exclude-standard |
            (cd "$root" && while IFS= read -rd '' file; do [ ! -e "$file" ] || printf '%s\0' "$file"; done)
    else
        (cd "$root" && find . -name target -prune -o -type f -print0)
    fi
}

# in_elsewhere COMMAND...: in the copy, as nobody and with nothing of root's environment.
in_elsewhere() {
    local commit
    # the copy has no history to ask
    commit=$(git -C "$root" rev-parse --short=12 HEAD 2>/dev/null) || commit=
    (cd "$elsewhere/source" && setpriv --reuid="$elsewhere_user" --regid="$(id -gn "$elsewhere_user")" --clear-groups \
        env -i PATH="$PATH" LC_ALL=C.UTF-8 HOME="$elsewhere/home" TMPDIR="$elsewhere/tmp" \
        MAVEN_OPTS="-Duser.home=$elsewhere/home -Dmaven.repo.local=$elsewhere/m2 -Dmaven.legacyLocalRepo=true ${commit:+-Dv2v.commit=$commit}" \
        "$@")
}

archives() {
    (cd "$1" && sha256sum host-proxy-agent/target/ovirt-v2v-agent-*.tar.gz engine-external-provider/target/ovirt-v2v-engine-*.tar.gz)
}

# Quarkus numbers and orders what it generates as its build steps happen to end. There is no way to build it step by step: some of
# its steps wait for a thread of the pool that they run on themselves. (What Byte Buddy did by chance, .mvn/jvm.config ends: it
# believes to be watched by GraalVM's agent, for whose sake it sorts methods and gives fixed names.)
by_chance=quarkus-app/quarkus/generated-bytecode.jar

# Shows the checksums of both builds' archives. Fails unless those of the agent are equal, and those of the engine are but for the
# content of one file, whose entries are the same.
compare_elsewhere() {
    local here there
    here=$(archives "$root") && there=$(archives "$elsewhere/source") || return
    say "Built here:"
    say "$here"
    say "Built elsewhere, by $elsewhere_user:"
    say "$there"
    if [ "$here" = "$there" ]; then
        say "The two builds are equal."
        return
    fi
    here=$(contents "$root") && there=$(contents "$elsewhere/source") || return
    diff <(printf '%s\n' "$here") <(printf '%s\n' "$there") || {
        say "The two builds differ in these files"
        return 1
    }
    say "The agents are equal; the engines are in all but what Quarkus generates by chance in $by_chance."
}

# contents FOLDER: the checksum of the agent's archive, and those of all files in the engine's, where for the one that is made by
# chance the names of its entries stand.
contents() {
    local unpacked engine
    unpacked=$(mktemp -d "$elsewhere/unpacked.XXXXXX") || return
    sha256sum <"$(echo "$1"/host-proxy-agent/target/ovirt-v2v-agent-*.tar.gz)" &&
        tar -C "$unpacked" -xzf "$(echo "$1"/engine-external-provider/target/ovirt-v2v-engine-*.tar.gz)" || return
    engine=$(echo "$unpacked"/*)
    jar --list --file "$engine/$by_chance" || return
    (cd "$engine" && find . -type f ! -path "./$by_chance" -exec sha256sum {} + | sort -k 2)
    rm -rf "$unpacked"
}
