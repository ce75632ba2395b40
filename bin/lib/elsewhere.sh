# Building the same sources once more in another place: as another user, under another path, offline.
# shellcheck shell=bash disable=SC2154 # root is the repository, set by the caller

elsewhere=
elsewhere_user=nobody

# Copies sources and libraries, but nothing that was built, to a folder of nobody's.
make_elsewhere() {
    elsewhere=$(mktemp -d /var/tmp/v2v-elsewhere.XXXXXX)
    mkdir "$elsewhere/source" "$elsewhere/home" "$elsewhere/tmp"
    sources | tar -C "$root" --null --no-recursion --files-from=- -cf - | tar -C "$elsewhere/source" -xf -
    chown -R "$elsewhere_user:" "$elsewhere/source" "$elsewhere/home" "$elsewhere/tmp"
    chown "$elsewhere_user:" "$elsewhere"
    share_libraries # not before: the files themselves stay root's
}

# Files are shared, folders are nobody's own: nobody can add libraries but not change root's.
share_libraries() {
    mkdir -p "$HOME/.m2/repository"
    rm -rf "$elsewhere/m2"
    cp -al "$HOME/.m2/repository" "$elsewhere/m2" 2>/dev/null || {
        rm -rf "$elsewhere/m2"
        cp -a "$HOME/.m2/repository" "$elsewhere/m2"
    }
    share_pages_libraries
    find "$elsewhere/m2" -type d -exec chown "$elsewhere_user:" {} +
    touch "$elsewhere/shared"
}

# npm adds to the files of its index, so that those are copied; the packages themselves never change.
share_pages_libraries() {
    local cache=$HOME/.npm/_cacache own=$elsewhere/home/.npm/_cacache
    rm -rf "$own"
    mkdir -p "$own"
    [ -d "$cache" ] || return 0
    cp -al "$cache/content-v2" "$own/" 2>/dev/null || cp -a "$cache/content-v2" "$own/"
    cp -a "$cache/index-v5" "$own/"
    find "$own" -type d -exec chown "$elsewhere_user:" {} +
    chown -R "$elsewhere_user:" "$own/index-v5"
    chown "$elsewhere_user:" "$elsewhere/home/.npm"
}

# Whether libraries have been fetched that were not there to be shared.
libraries_are_new() {
    [ -n "$(find "$HOME/.m2/repository" -type f \( -name '*.jar' -o -name '*.pom' \) -cnewer "$elsewhere/shared" -print -quit)" ] ||
        [ -n "$(find "$HOME/.npm/_cacache/content-v2" -type f -cnewer "$elsewhere/shared" -print -quit 2>/dev/null)" ]
}

remove_elsewhere() {
    [ -z "$elsewhere" ] || rm -rf "$elsewhere"
}

# Where this machine's packages come from, if it says so; without what is needed to sign in there.
npm_registry() {
    npm config get registry 2>/dev/null
}

# The files that git would commit; where there is no git, all but what is built. Names end with a zero byte.
sources() {
    if git -C "$root" rev-parse HEAD >/dev/null 2>&1; then
        git -C "$root" ls-files -z --cached --others --exclude-standard |
            (cd "$root" && while IFS= read -rd '' file; do [ ! -e "$file" ] || printf '%s\0' "$file"; done)
    else
        (cd "$root" && find . \( -name target -o -name node_modules \) -prune -o -type f -print0)
    fi
}

# in_elsewhere COMMAND...: in the copy, as nobody and with nothing of root's environment.
in_elsewhere() {
    local commit
    # the copy has no history to ask; Maven's plugin passes over merges
    commit=$(git -C "$root" log -1 --no-merges --abbrev=12 --format=%h 2>/dev/null) || commit=
    (cd "$elsewhere/source" && setpriv --reuid="$elsewhere_user" --regid="$(id -gn "$elsewhere_user")" --clear-groups \
        env -i PATH="$PATH" LC_ALL=C.UTF-8 HOME="$elsewhere/home" TMPDIR="$elsewhere/tmp" \
        NPM_CONFIG_REGISTRY="$(npm_registry)" \
        MAVEN_OPTS="-Duser.home=$elsewhere/home -Dmaven.repo.local=$elsewhere/m2 -Dmaven.legacyLocalRepo=true ${commit:+-Dv2v.commit=$commit}" \
        "$@")
}

archives() {
    (cd "$1" && sha256sum host-proxy-agent/target/ovirt-v2v-agent-*.tar.gz engine-external-provider/target/ovirt-v2v-engine-*.tar.gz)
}

# What Quarkus generates for recorded build steps, settings, entities and endpoints has its own numbers and orders in each build: the
# numbers come from one counter of all threads, the orders from Map.of, which each Java salts anew, and from sets of classes, whose
# hash codes are random. No option ends that: with one thread some build steps wait for the thread that they run on, the salt cannot
# be set, and with equal hash codes (-XX:hashCode=2) javac refuses right code. Now and then what Quarkus transforms differs too. (What
# Byte Buddy did by chance, .mvn/jvm.config ends but for rare builds: it believes to be watched by GraalVM's agent, for whose sake it
# sorts methods and gives fixed names.)
by_chance=quarkus-app/quarkus

# Shows the checksums of both builds' archives. Fails unless those of the agent are equal, and those of the engine are but for the
# content of what Quarkus generates, whose entries are the same.
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
    unpack "$root" "$elsewhere/here" && unpack "$elsewhere/source" "$elsewhere/there" || return
    diff <(contents "$elsewhere/here") <(contents "$elsewhere/there") || {
        say "The two builds differ in these files"
        return 1
    }
    say "The agents are equal; the engines are but for $(classes_that_differ) of $(find "$elsewhere/here/by-chance" -type f | wc -l)" \
        "classes that Quarkus generates, in $by_chance."
}

# unpack FOLDER TO: the agent's archive as it is, the engine's unpacked, and apart from it what is generated by chance.
unpack() {
    local jar
    mkdir -p "$2/engine" "$2/by-chance" &&
        cp "$1"/host-proxy-agent/target/ovirt-v2v-agent-*.tar.gz "$2" &&
        tar -C "$2/engine" --strip-components=1 -xzf "$(echo "$1"/engine-external-provider/target/ovirt-v2v-engine-*.tar.gz)" || return
    for jar in "$2/engine/$by_chance"/*.jar; do
        mkdir "$2/by-chance/${jar##*/}" && (cd "$2/by-chance/${jar##*/}" && jar --extract --file "$jar") || return
    done
    rm -r "$2/engine/$by_chance"
}

# contents UNPACKED: the checksums of all files, but the names alone of what is generated by chance.
contents() {
    (cd "$1" && find . -type f ! -path './by-chance/*' -exec sha256sum {} + | sort -k 2 && find by-chance | sort)
}

classes_that_differ() {
    diff -rq "$elsewhere/here/by-chance" "$elsewhere/there/by-chance" | wc -l
}
