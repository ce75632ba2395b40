# What the launchers of both programs do first. Wants $program, the launcher's name; leaves $java, which is Java 17 or later, and
# $addresses, an option for it or empty.
# shellcheck shell=sh disable=SC2154,SC2034

die() {
    echo "$program: $*" >&2
    exit 1
}

# Java's own number of its version, as in 17.
version_of() {
    "$1" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1
}

java=
for candidate in "${JAVA_HOME:+$JAVA_HOME/bin/java}" "$(command -v java || true)" /usr/lib/jvm/*/bin/java; do
    if [ -n "$candidate" ] && [ -x "$candidate" ]; then
        version=$(version_of "$candidate")
        if [ "${version:-0}" -ge 17 ]; then
            java=$candidate
            break
        fi
    fi
done
[ -n "$java" ] || die "Java 17 or later is missing; install it: apt install openjdk-17-jre-headless (Debian)," \
    "dnf install java-17-openjdk-headless (EL 9)"

# Names of machines are UTF-8 wherever the program is started from.
export LC_ALL=C.UTF-8

# Of a name that has both, Java takes the address of IPv4 and tries no other. Where no route is of IPv4, the system's order tells which
# can be reached.
case $({ wc -l </proc/net/route; } 2>/dev/null) in
    0 | 1) addresses=-Djava.net.preferIPv6Addresses=system ;;
    *) addresses= ;;
esac
