package org.ovirt.v2v.agent.v2v;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ovirt.v2v.agent.v2v.FailureCatalogue.Explanation;
import org.ovirt.v2v.model.conversion.FailureCode;

/**
 * The catalogue knows what virt-v2v and its helpers are known to write. Most of that is recorded (see {@link
 * RecordedOutputsTest}); what cannot be provoked without VMware, Windows or another version stands here, in the words of the
 * sources of virt-v2v, libguestfs and nbdkit and of reports of their users, never taken from the catalogue.
 */
class FailureCatalogueTest {
    private static final FailureCatalogue CATALOGUE = FailureCatalogue.load();

    /** Rows 22 and 23 are warnings. */
    private static final List<Integer> WARNINGS = List.of(22, 23);

    private static final int LAST_PUBLISHED_ROW = 53;

    /** What is written, and what it means. */
    record Published(int row, FailureCode code, String text) {}

    static List<Published> published() {
        return List.of(
                is(
                        61,
                        FailureCode.SOURCE_ERROR,
                        "nbdkit: ssh[1]: error: cannot open file for reading: SFTP server: Permission denied"),
                is(
                        1,
                        FailureCode.GUEST_HIBERNATED,
                        "virt-v2v: error: unable to mount the disk image for writing. This has probably happened because Windows Hibernation or Fast Restart is being used in this guest."),
                is(
                        2,
                        FailureCode.GUEST_HIBERNATED,
                        "virt-v2v: error: filesystem was mounted read-only, even though we asked for it to be mounted read-write.  This usually means that the filesystem was not cleanly unmounted.  Possible causes include trying to convert a guest which is running, or using Windows Hibernation or Fast Restart.\n\nOriginal error message: touch: open: /ab12cd34: Read-only file system"),
                is(3, FailureCode.GUEST_NOT_CONVERTIBLE, "No root device found in this operating system image."),
                is(
                        4,
                        FailureCode.GUEST_NOT_CONVERTIBLE,
                        "virt-v2v: error: inspection could not detect the source guest. Inspection field ‘i_distro’ was ‘unknown’."),
                is(
                        5,
                        FailureCode.GUEST_NOT_CONVERTIBLE,
                        "virt-v2v: error: virt-v2v is unable to convert this guest type (freebsd/unknown)"),
                is(
                        6,
                        FailureCode.GUEST_NOT_CONVERTIBLE,
                        "virt-v2v: error: multi-boot operating systems are not supported by virt-v2v. Use the --root option to change how virt-v2v handles this."),
                is(6, FailureCode.GUEST_NOT_CONVERTIBLE, "virt-v2v: error: connection closed"),
                is(
                        7,
                        FailureCode.GUEST_NOT_CONVERTIBLE,
                        "virt-v2v: error: root device /dev/sdb7 not found.  Roots found were: /dev/sda1, /dev/sda3"),
                is(
                        8,
                        FailureCode.GUEST_WITHOUT_SPACE,
                        "virt-v2v: error: not enough free space for conversion on filesystem ‘/’.  28.5 MB free < 50 MB needed"),
                is(
                        9,
                        FailureCode.GUEST_WITHOUT_SPACE,
                        "virt-v2v: error: not enough available inodes for conversion on filesystem ‘/’.  12 inodes available < 100 inodes needed"),
                is(
                        10,
                        FailureCode.TEMPORARY_SPACE,
                        "virt-v2v: error: insufficient free space in the conversion server temporary directory /var/tmp (512.0M)."),
                is(
                        11,
                        FailureCode.GUEST_NOT_CONVERTIBLE,
                        "virt-v2v: error: no installed kernel packages were found.  This probably indicates that virt-v2v was unable to inspect this guest properly."),
                is(
                        12,
                        FailureCode.GUEST_NOT_CONVERTIBLE,
                        "virt-v2v: error: only Xen kernels are installed in this guest."),
                is(
                        13,
                        FailureCode.GUEST_NOT_CONVERTIBLE,
                        "virt-v2v: error: unable to find any valid modprobe configuration file such as /etc/modprobe.conf"),
                is(
                        14,
                        FailureCode.GUEST_NOT_CONVERTIBLE,
                        "virt-v2v: error: unable to rebuild initrd (/boot/initrd.img-5.10.0) because update-initramfs was not found in the guest"),
                is(
                        14,
                        FailureCode.GUEST_NOT_CONVERTIBLE,
                        "virt-v2v: error: unable to rebuild initrd (/boot/initramfs-4.18.0.img) because mkinitrd or dracut was not found in the guest"),
                is(
                        15,
                        FailureCode.GUEST_NOT_CONVERTIBLE,
                        "virt-v2v: error: libguestfs error: command: dracut: dracut module 'network-legacy' cannot be found or installed."),
                is(
                        16,
                        FailureCode.GUEST_NOT_CONVERTIBLE,
                        "virt-v2v: error: libguestfs error: sh_out: rename: /sysroot/etc/resolv.conf to /sysroot/etc/abcd1234: Operation not permitted"),
                is(17, FailureCode.GUEST_NOT_CONVERTIBLE, "virt-v2v: error: no bootloader detected"),
                is(
                        17,
                        FailureCode.GUEST_NOT_CONVERTIBLE,
                        "virt-v2v: error: could not find bootloader mount point (\\EFI)"),
                is(
                        17,
                        FailureCode.GUEST_NOT_CONVERTIBLE,
                        "virt-v2v: error: failed to find grub2-mkconfig binary (but Grub2 was detected on guest)"),
                is(
                        18,
                        FailureCode.GUEST_NOT_CONVERTIBLE,
                        "virt-v2v: error: inspection of the package database failed for this Linux guest."),
                is(19, FailureCode.GUEST_ENCRYPTED, "virt-v2v: could not find key to open LUKS encrypted /dev/sda2."),
                is(19, FailureCode.GUEST_ENCRYPTED, "virt-v2v: could not read key from user"),
                is(
                        20,
                        FailureCode.GUEST_ENCRYPTED,
                        "virt-v2v: error: libguestfs error: cryptsetup_open: cryptsetup exited with status 1: Activation of partially decrypted BITLK device is not supported."),
                is(
                        21,
                        FailureCode.DRIVERS_MISSING,
                        "virt-v2v: error: One of rhsrvany.exe or pvvxsvc.exe is missing in /usr/share/virt-tools.  One of them is required in order to install Windows firstboot scripts."),
                is(
                        24,
                        FailureCode.SOURCE_UNREACHABLE,
                        "virt-v2v: error: exception: libvirt: VIR_ERR_INTERNAL_ERROR: VIR_FROM_ESX: internal error: curl_easy_perform() returned an error: Couldn't connect to server (7)"),
                is(
                        25,
                        FailureCode.SOURCE_CERTIFICATE_UNTRUSTED,
                        "internal error: curl_easy_perform() returned an error: Peer certificate cannot be authenticated with given CA certificates (60)"),
                is(
                        25,
                        FailureCode.SOURCE_CERTIFICATE_UNTRUSTED,
                        "SSL: no alternative certificate subject name matches target host name 'vcenter'"),
                is(
                        26,
                        FailureCode.VM_NOT_FOUND,
                        "internal error: Path '/Datacenter/cluster' does not specify a host system"),
                is(
                        26,
                        FailureCode.VM_NOT_FOUND,
                        "internal error: Path '/Datacenter/cluster' does not specify a compute resource"),
                is(
                        26,
                        FailureCode.VM_NOT_FOUND,
                        "virt-v2v: error: exception: libvirt: VIR_ERR_INVALID_ARG: VIR_FROM_ESX: invalid argument: Path has to specify the datacenter and compute resource"),
                is(
                        27,
                        FailureCode.SOURCE_CREDENTIALS_REFUSED,
                        "internal error: HTTP response code 500 for call to 'Login'. Fault: ServerFaultCode - Cannot complete login due to an incorrect user name or password."),
                is(
                        27,
                        FailureCode.SOURCE_CREDENTIALS_REFUSED,
                        "virt-v2v: error: vcenter: incorrect username or password"),
                is(
                        28,
                        FailureCode.COPY_FAILED,
                        "virt-v2v: error: vcenter: URL not found: https://vcenter/folder/web/web-flat.vmdk?dcPath=dc&dsName=vsan"),
                is(
                        28,
                        FailureCode.COPY_FAILED,
                        "virt-v2v: error: exception: libvirt: VIR_ERR_INTERNAL_ERROR: VIR_FROM_ESX: internal error: HTTP response code 404"),
                is(
                        28,
                        FailureCode.COPY_FAILED,
                        "nbdkit: curl[1]: error: pread: HTTP response code said error: The requested URL returned error: 404"),
                is(29, FailureCode.SOURCE_UNREACHABLE, "HTTP response code 503 for upload to 'https://vcenter/folder'"),
                is(29, FailureCode.SOURCE_UNREACHABLE, "virt-v2v: error: vcenter: invalid response from server: 503"),
                is(
                        29,
                        FailureCode.SOURCE_UNREACHABLE,
                        "503 Service Unavailable: Out of HTTP sessions: Limited to 2000"),
                is(
                        30,
                        FailureCode.TOOL_INCOMPLETE,
                        "virt-v2v: error: <vmware:moref> was not found in the output of ‘virsh dumpxml’"),
                is(
                        30,
                        FailureCode.TOOL_INCOMPLETE,
                        "virt-v2v: error: exception: libvirt: VIR_ERR_INTERNAL_ERROR: VIR_FROM_NONE: internal error: Missing essential config entry 'ethernet0.networkName'"),
                is(
                        30,
                        FailureCode.TOOL_INCOMPLETE,
                        "virt-v2v: error: <vmware:datacenterpath> was not found in the XML.  You need to upgrade to libvirt ≥ 1.2.20."),
                is(
                        31,
                        FailureCode.TOOL_INCOMPLETE,
                        "virt-v2v: error: nbdkit VDDK plugin is not installed or not working.  It is required if you want to use VDDK."),
                is(
                        31,
                        FailureCode.TOOL_INCOMPLETE,
                        "virt-v2v: error: ‘-io vddk-libdir=/opt/vddk’ does not point to a directory"),
                is(
                        31,
                        FailureCode.TOOL_INCOMPLETE,
                        "nbdkit: error: libvixDiskLib.so.6: cannot open shared object file: No such file or directory"),
                is(
                        32,
                        FailureCode.SOURCE_CERTIFICATE_UNTRUSTED,
                        "nbdkit: error: If the server certificate changed, verify whether the \"thumbprint\" parameter is correct"),
                is(
                        33,
                        FailureCode.COPY_FAILED,
                        "nbdkit: vddk[1]: error: [NFC ERROR] NfcFssrvrProcessErrorMsg: received NFC error 5 from server: Failed to allocate the requested 24117272 bytes"),
                is(
                        33,
                        FailureCode.COPY_FAILED,
                        "nbdkit: vddk[1]: error: NfcNewAuthdConnectionEx: Failed to connect to host esxi:902"),
                is(
                        33,
                        FailureCode.COPY_FAILED,
                        "nbdkit: error: NBD_ClientOpen: Failed to open disk using NFC. VixError 1"),
                is(
                        34,
                        FailureCode.VM_RUNNING,
                        "virt-v2v: error: libvirt domain ‘web’ is running or paused.  It must be shut down in order to perform virt-v2v conversion"),
                is(34, FailureCode.VM_RUNNING, "nbdkit: vddk[1]: error: VixDiskLib_Open: Failed to lock the file"),
                is(
                        35,
                        FailureCode.SOURCE_ERROR,
                        "virt-v2v: error: This transport does not support guests with snapshots. Either collapse the snapshots for this guest and try the conversion again, or use one of the alternate conversion methods"),
                is(
                        36,
                        FailureCode.SOURCE_HOST_KEY_UNKNOWN,
                        "nbdkit: ssh[1]: error: could not connect to remote server: the host key for server has changed"),
                is(
                        36,
                        FailureCode.SOURCE_HOST_KEY_UNKNOWN,
                        "nbdkit: ssh[1]: error: host key is unknown or not in known_hosts"),
                is(
                        37,
                        FailureCode.SOURCE_CREDENTIALS_REFUSED,
                        "nbdkit: ssh[1]: error: all possible authentication methods failed"),
                is(
                        37,
                        FailureCode.SOURCE_CREDENTIALS_REFUSED,
                        "nbdkit: ssh[1]: error: the server does not offer password authentication but you tried to use a password"),
                is(
                        37,
                        FailureCode.SOURCE_CREDENTIALS_REFUSED,
                        "VIR_FROM_RPC: Cannot recv data: Permission denied, please try again."),
                is(
                        37,
                        FailureCode.SOURCE_UNREACHABLE,
                        "ssh: connect to host xen.example.org port 22: Connection timed out"),
                is(
                        37,
                        FailureCode.SOURCE_UNREACHABLE,
                        "virt-v2v: error: exception: libvirt: VIR_ERR_INTERNAL_ERROR: VIR_FROM_RPC: Cannot recv data: Connection closed by 192.0.2.7 port 22: Connection reset by peer"),
                is(
                        37,
                        FailureCode.SOURCE_UNREACHABLE,
                        "Cannot recv data: kex_exchange_identification: Connection closed by remote host: Connection reset by peer"),
                is(
                        39,
                        FailureCode.SOURCE_UNREACHABLE,
                        "Unable to negotiate with 10.0.0.1 port 22: no matching host key type found. Their offer: ssh-rsa,ssh-dss"),
                is(
                        40,
                        FailureCode.COPY_FAILED,
                        "virt-v2v: error: nbdkit did not start up.  There may be errors printed by nbdkit above."),
                is(
                        41,
                        FailureCode.APPLIANCE_BROKEN,
                        "virt-v2v: error: libguestfs error: appliance closed the connection unexpectedly."),
                is(
                        41,
                        FailureCode.APPLIANCE_BROKEN,
                        "qemu-system-x86_64: error: failed to set MSR 0x10a to 0x200000000e69"),
                is(42, FailureCode.APPLIANCE_BROKEN, "supermin: failed to find a suitable kernel (host_cpu=x86_64)."),
                is(
                        43,
                        FailureCode.APPLIANCE_BROKEN,
                        "libguestfs error: could not create appliance through libvirt: Cannot access storage file '/root/disk.img' (as uid:107, gid:107): Permission denied"),
                is(
                        43,
                        FailureCode.APPLIANCE_BROKEN,
                        "qemu-system-x86_64: -drive file=/root/x.img: Could not open '/root/x.img': Permission denied"),
                is(44, FailureCode.APPLIANCE_BROKEN, "libguestfs error: passt exited with status 1"),
                is(
                        45,
                        FailureCode.DOMAIN_INVALID,
                        "virt-v2v: error: there are no UUIDs in the Export Storage Domain (/mnt/export).  Is it really an OVirt or RHV-M Export Storage Domain?"),
                is(
                        45,
                        FailureCode.DOMAIN_INVALID,
                        "virt-v2v: error: there are multiple UUIDs in the Export Storage Domain (/mnt/export).  This is unexpected, and may be a bug in virt-v2v or OVirt."),
                is(
                        45,
                        FailureCode.DOMAIN_INVALID,
                        "Most likely cause: Either the Export Storage Domain (/mnt/export) has not been attached to any Data Center, or the path /mnt/export/x is not an Export Storage Domain at all."),
                is(45, FailureCode.DOMAIN_INVALID, "virt-v2v: error: mount command failed, see earlier errors."),
                is(
                        72,
                        FailureCode.DOMAIN_FOREIGN_OWNER,
                        "virt-v2v: error: could not read the Export Storage Domain specified by the '-os /mnt/.v2v/1' parameter on the command line.  Is it really an OVirt or RHV-M Export Storage Domain?  The original error is: /mnt/.v2v/1: Permission denied"),
                is(
                        46,
                        FailureCode.DOMAIN_FULL,
                        "qemu-img: error while writing at byte 1073741824: No space left on device"),
                is(
                        46,
                        FailureCode.DOMAIN_FULL,
                        "nbdkit: file.6: error: pwrite: No space left on device\nvirt-v2v: error: nbdcopy command failed, see earlier error messages"),
                is(47, FailureCode.COPY_FAILED, "virt-v2v: error: qemu-img command failed, see earlier errors"),
                is(47, FailureCode.COPY_FAILED, "virt-v2v: error: nbdcopy exited with non-zero error code 1"),
                is(
                        48,
                        FailureCode.GUEST_NOT_CONVERTIBLE,
                        "virt-v2v: error: this output module doesn't support copying more than 23 disks"),
                is(51, FailureCode.CONVERSION_FAILED, "libguestfs error: setfiles: Out of memory!"),
                is(
                        52,
                        FailureCode.GUEST_NOT_CONVERTIBLE,
                        "virt-v2v: error: detected errors on the XFS filesystem on /dev/sda2"),
                is(
                        52,
                        FailureCode.GUEST_NOT_CONVERTIBLE,
                        "virt-v2v: error: libguestfs error: e2fsck: e2fsck 1.47.1 (20-May-2024)\n/dev/sda1: ********** WARNING: Filesystem still has errors **********"),
                is(
                        53,
                        FailureCode.TOOL_INCOMPLETE,
                        "virt-v2v: error: nbdcopy: executable not found, you may need to install libnbd"),
                is(
                        52,
                        FailureCode.GUEST_NOT_CONVERTIBLE,
                        "virt-v2v: error: libguestfs error: btrfs_scrub_full: ERROR: there are 1 uncorrectable errors"),
                is(
                        68,
                        FailureCode.DOMAIN_NOT_ANSWERING,
                        "nbdkit: file.1: error: pwrite: Input/output error\nvirt-v2v: error: nbdcopy command failed, see earlier error messages"),
                is(
                        68,
                        FailureCode.DOMAIN_NOT_ANSWERING,
                        "nbdkit: file.1: error: pwrite: Stale file handle\nvirt-v2v: error: nbdcopy command failed, see earlier error messages"),
                is(
                        69,
                        FailureCode.DOMAIN_READ_ONLY,
                        "nbdkit: file.1: error: pwrite: Read-only file system\nvirt-v2v: error: nbdcopy command failed, see earlier error messages"),
                is(
                        68,
                        FailureCode.DOMAIN_NOT_ANSWERING,
                        "nbdkit[out]: file.1: error: pwrite: Connection timed out\nvirt-v2v: error: nbdcopy command failed, see earlier error messages"),
                is(
                        68,
                        FailureCode.DOMAIN_NOT_ANSWERING,
                        "nbdkit[out]: file.1: error: fdatasync: Input/output error\nvirt-v2v: error: nbdcopy command failed, see earlier error messages"),
                is(
                        68,
                        FailureCode.DOMAIN_NOT_ANSWERING,
                        "nbdkit[out]: file.1: error: fdatasync: Stale file handle\nvirt-v2v: error: nbdcopy command failed, see earlier error messages"),
                is(
                        69,
                        FailureCode.DOMAIN_READ_ONLY,
                        "nbdkit[out]: file.1: error: fdatasync: Read-only file system\nvirt-v2v: error: nbdcopy command failed, see earlier error messages"),
                is(
                        46,
                        FailureCode.DOMAIN_FULL,
                        "nbdkit[out]: file.1: error: pwrite: Disk quota exceeded\nvirt-v2v: error: nbdcopy command failed, see earlier error messages"),
                is(
                        46,
                        FailureCode.DOMAIN_FULL,
                        "nbdkit[out]: file.1: error: fdatasync: Disk quota exceeded\nvirt-v2v: error: nbdcopy command failed, see earlier error messages"),
                is(
                        46,
                        FailureCode.DOMAIN_FULL,
                        "nbdkit[out]: file.1: error: fdatasync: No space left on device\nvirt-v2v: error: nbdcopy command failed, see earlier error messages"),
                is(
                        68,
                        FailureCode.DOMAIN_NOT_ANSWERING,
                        "qemu-img: error while writing at byte 1073741824: Input/output error\nvirt-v2v: error: qemu-img command failed, see earlier errors"),
                is(
                        69,
                        FailureCode.DOMAIN_READ_ONLY,
                        "qemu-img: error while writing at byte 1073741824: Read-only file system\nvirt-v2v: error: qemu-img command failed, see earlier errors"),
                is(
                        46,
                        FailureCode.DOMAIN_FULL,
                        "qemu-img: error while writing at byte 1073741824: Disk quota exceeded\nvirt-v2v: error: qemu-img command failed, see earlier errors"),
                is(46, FailureCode.DOMAIN_FULL, "nbdkit: error: /mnt/x/images/1/2: fallocate: Disk quota exceeded"),
                is(
                        73,
                        FailureCode.SOURCE_UNREACHABLE,
                        "virt-v2v: error: exception: libvirt: VIR_ERR_INTERNAL_ERROR: VIR_FROM_ESX: internal error: IP address lookup for host 'vc6.example' failed: Address family for hostname not supported"),
                is(
                        73,
                        FailureCode.SOURCE_UNREACHABLE,
                        "virt-v2v: error: exception: libvirt: VIR_ERR_INTERNAL_ERROR: VIR_FROM_ESX: internal error: IP address lookup for host 'vc6.example' failed: No address associated with hostname"),
                is(70, FailureCode.TOOL_INCOMPLETE, "unshare: unshare failed: Operation not permitted"),
                is(70, FailureCode.TOOL_INCOMPLETE, "unshare: unshare failed: No space left on device"),
                is(
                        70,
                        FailureCode.TOOL_INCOMPLETE,
                        "unshare: cannot change root filesystem propagation: Permission denied"),
                is(
                        71,
                        FailureCode.TOOL_INCOMPLETE,
                        "mount: /var/tmp/v2v-x/m: mount(2) system call failed: No space left on device."),
                is(
                        71,
                        FailureCode.TOOL_INCOMPLETE,
                        "mount: /var/tmp/v2v-x/m: permission denied.\n       dmesg(1) may have more information after failed mount system call."));
    }

    @ParameterizedTest
    @MethodSource("published")
    void aPublishedMessageIsExplained(Published message) {
        Explanation found = CATALOGUE.explain(message.text()).orElseThrow();

        assertThat(found.code()).isEqualTo(message.code());
        assertThat(found.row()).isEqualTo(message.row());
    }

    @Test
    void everyPublishedCauseHasARow() {
        assertThat(CATALOGUE.explanations())
                .extracting(Explanation::row)
                .containsAll(IntStream.rangeClosed(1, LAST_PUBLISHED_ROW)
                        .filter(row -> !WARNINGS.contains(row))
                        .boxed()
                        .toList());
    }

    @Test
    void noRowIsThereThatNothingLeadsTo() {
        Set<Integer> reached = new TreeSet<>(RecordedOutputsTest.rows());
        published().stream().map(Published::row).forEach(reached::add);

        assertThat(CATALOGUE.explanations()).extracting(Explanation::row).allMatch(reached::contains);
    }

    @Test
    void everyRowTellsWhatAndWhatToDo() {
        assertThat(CATALOGUE.explanations()).allSatisfy(explanation -> {
            assertThat(Stream.of(explanation.texts(), explanation.patterns()).flatMap(List::stream))
                    .isNotEmpty();
            assertThat(explanation.message()).endsWith(".").doesNotContain("\n");
            assertThat(explanation.remedy()).isNotBlank();
        });
    }

    @Test
    void namesWhatTheFailureIsAbout() {
        String text =
                "virt-v2v: error: not enough free space for conversion on filesystem ‘/boot’.  2.5 MB free < 50 MB needed";

        assertThat(CATALOGUE.explain(text).orElseThrow().message())
                .isEqualTo("A file system inside the guest is too full to be converted: /boot.");
        assertThat(CATALOGUE
                        .explain("mount: /tmp/m: permission denied.\n       dmesg(1) may have more information.")
                        .orElseThrow()
                        .message())
                .isEqualTo("What virt-v2v needs could not be mounted on the proxy host: /tmp/m: permission denied.");
    }

    @Test
    void whatVirtV2vSaysCountsMoreThanWhatItsHelpersGotOver() {
        String own = "not enough free space for conversion on filesystem ‘/’.  28.5 MB free < 50 MB needed";
        String noise = "nbdkit: curl[1]: error: pread: Couldn't connect to server";

        assertThat(CATALOGUE.explain(own, own + "\n" + noise).orElseThrow().code())
                .isEqualTo(FailureCode.GUEST_WITHOUT_SPACE);
    }

    @Test
    void whatItsHelpersSayCountsMoreThanASymptom() {
        String own = "No root device found in this operating system image.";
        String cause = "nbdkit: curl[1]: error: pread: Couldn't connect to server";

        assertThat(CATALOGUE.explain(own, own + "\n" + cause).orElseThrow().code())
                .isEqualTo(FailureCode.SOURCE_UNREACHABLE);
    }

    @Test
    void explainsNothingThatItDoesNotKnow() {
        assertThat(CATALOGUE.explain("the moon is in the wrong phase")).isEmpty();
    }

    private static Published is(int row, FailureCode code, String text) {
        return new Published(row, code, text);
    }
}
