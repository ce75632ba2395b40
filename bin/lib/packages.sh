# Which packages are needed, and installing them.
# shellcheck shell=bash disable=SC2034 # the lists are for those who read this file

# To build, and to look whether a vCenter can be reached.
build_packages=(openjdk-17-jdk-headless maven npm ca-certificates curl jq openssl)
# What a proxy host needs; without a kernel, libguestfs cannot make its appliance.
host_packages=(virt-v2v nbdkit nbdkit-plugin-libvirt libnbd-bin qemu-utils qemu-system-x86 libvirt0 libvirt-clients
    libguestfs-xfs openssh-client linux-image-amd64 mount util-linux)
# The simulated vCenter and its guest.
demo_packages=(golang-go golang-github-vmware-govmomi-dev e2fsprogs fdisk procps)
# Further peers of the tests: a Xen dom0, a database, a browser, storage that fails (with FUSE), a systemd.
test_packages=(chromium fuse3 libvirt-daemon-system openssh-server postgresql python3-fusepy python3-minimal iproute2 shellcheck systemd)

# A proxy host of EL 9, as in docs/administration.md; virt-v2v brings nbdkit's plugins along there.
el_packages=(java-17-openjdk-headless virt-v2v nbdkit libnbd qemu-img openssh-clients nfs-utils jq openssl)

require_root() {
    [ "$(id -u)" -eq 0 ] || die "run this as root: it $1"
}

# Fails with what to do unless this is a system that packages can be installed on.
require_known_system() {
    [ "$(uname -m)" = x86_64 ] || die "virt-v2v runs on x86_64 only; this is $(uname -m)"
    local id='' like='' version='' name=''
    if [ -r /etc/os-release ]; then
        id=$(. /etc/os-release && echo "${ID:-}")
        like=$(. /etc/os-release && echo "${ID_LIKE:-}")
        version=$(. /etc/os-release && echo "${VERSION_ID:-}")
        name=$(. /etc/os-release && echo "${PRETTY_NAME:-${NAME:-${ID:-}} ${VERSION_ID:-}}")
    fi
    case "$id ${version%%.*} $like " in
        "debian 12 "*)
            command -v apt-get >/dev/null || die "apt-get is missing"
            ;;
        "rhel 9 "* | *" 9 "*"rhel "* | *" 9 "*"centos "* | *" 9 "*"fedora "*)
            say "${0##*/} runs on Debian 12 only. On this system, ${name:-$id $version}, install what a proxy host needs:"
            say "  dnf install ${el_packages[*]}"
            say "Build on Debian 12 (or with Java 17, npm and Maven 3.8.7 or later: EL 9's own is older), and go on as"
            say "docs/administration.md says."
            exit 3
            ;;
        *)
            die "this system (${name:-unknown}) is not supported: use Debian 12, or EL 9 with packages installed by hand"
            ;;
    esac
}

missing_packages() {
    local package
    for package; do
        case $(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null) in
            installed) ;;
            *) printf '%s\n' "$package" ;;
        esac
    done
}

# A kernel of any flavour serves libguestfs.
without_kernel_if_there_is_one() {
    local package
    for package; do
        if [ "$package" = linux-image-amd64 ] && compgen -G '/boot/vmlinuz-*' >/dev/null &&
            compgen -G '/lib/modules/*/modules.dep' >/dev/null; then
            continue
        fi
        printf '%s\n' "$package"
    done
}

# npm builds the pages. Whoever has it from elsewhere, as part of a newer Node, cannot have Debian's beside it.
without_npm_if_there_is_one() {
    local package
    for package; do
        [ "$package" = npm ] && command -v npm >/dev/null || printf '%s\n' "$package"
    done
}

# install_packages LOG PACKAGE...
install_packages() {
    local log=$1 wanted missing
    shift
    mapfile -t wanted < <(without_kernel_if_there_is_one "$@")
    mapfile -t wanted < <(without_npm_if_there_is_one "${wanted[@]}")
    mapfile -t missing < <(missing_packages "${wanted[@]}")
    [ ${#missing[@]} -gt 0 ] || return 0
    say "Packages to install: ${missing[*]}"
    with_progress "Looking up packages" "$log" apt-get -q update
    # services of these packages are not wanted here: the tests start their own
    with_progress "Installing ${#missing[@]} packages" "$log" \
        env DEBIAN_FRONTEND=noninteractive apt-get -q -y install --no-install-recommends "${missing[@]}"
}
