package org.ovirt.v2v.agent.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovirt.v2v.format.SecureXml;
import org.ovirt.v2v.model.conversion.Allocation;
import org.ovirt.v2v.model.conversion.DiskFormat;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** A guest that virt-v2v describes for libvirt is described for oVirt as virt-v2v itself would have done. */
class OvfWriterTest {
    private static final UUID MACHINE = UUID.fromString("aaaaaaaa-0000-0000-0000-000000000001");
    private static final UUID DOMAIN = UUID.fromString("dddddddd-0000-0000-0000-000000000001");
    private static final long GIB = 1L << 30;

    private final XPath paths = XPathFactory.newDefaultInstance().newXPath();

    /** The XML is virt-v2v 2.2's own; {@code RealOutputModesIT} compares all of the OVF with that of its rhv mode. */
    @Test
    void tellsOfALinuxWithTwoDisksAndTwoNics() throws Exception {
        Document ovf = ovf("debian.xml", "web", Allocation.SPARSE);

        assertThat(value(ovf, "//Content/Name")).isEqualTo("web");
        assertThat(value(ovf, "//Content/Section/@ovf:id")).isEqualTo(MACHINE.toString());
        assertThat(value(ovf, "//Content/Section/Description")).isEqualTo("debian_7");
        assertThat(value(ovf, "//VmType")).isEqualTo("1");
        assertThat(value(ovf, "//BiosType")).as("q35 with a BIOS").isEqualTo("1");
        assertThat(value(ovf, "//Origin")).isEqualTo("1");
        assertThat(value(ovf, "//CreationDate")).isEqualTo("2026/11/29 06:35:59");
        assertThat(value(ovf, "//CustomCpuName")).isEmpty();
        assertThat(item(ovf, "3", "num_of_sockets")).containsExactly("2");
        assertThat(item(ovf, "3", "cpu_per_socket")).containsExactly("2");
        assertThat(item(ovf, "3", "threads_per_cpu")).containsExactly("1");
        assertThat(item(ovf, "4", "VirtualQuantity")).containsExactly("1024");
        assertThat(item(ovf, "17", "HostResource"))
                .containsExactly(volume(0).file(), volume(1).file());
        assertThat(item(ovf, "17", "StorageId")).containsOnly(DOMAIN.toString());
        assertThat(item(ovf, "17", "BootOrder")).containsExactly("1");
        assertThat(item(ovf, "10", "MACAddress")).containsExactly("00:50:56:00:00:01", "00:50:56:00:00:02");
        assertThat(item(ovf, "10", "ResourceSubType")).containsOnly("3");
        assertThat(item(ovf, "10", "Name")).containsExactly("eth0", "eth1");
        assertThat(item(ovf, "0", "Type")).containsExactly("rng", "balloon", "sound");
        assertThat(item(ovf, "0", "Device")).containsExactly("virtio", "memballoon", "ich6");
        assertThat(all(ovf, "//Disk/@ovf:disk-interface")).containsOnly("VirtIO");
        assertThat(all(ovf, "//Disk/@ovf:boot")).containsExactly("True", "False");
        assertThat(all(ovf, "//Disk/@ovf:volume-type")).containsOnly("Sparse");
        assertThat(all(ovf, "//Disk/@ovf:capacity")).containsExactly("" + (GIB + 512), "" + (2 * GIB + 512));
        assertThat(all(ovf, "//Disk/@ovf:size")).as("GiB, rounded up").containsExactly("2", "3");
        assertThat(all(ovf, "//Disk/@ovf:actual_size")).containsExactly("1", "1");
        assertThat(all(ovf, "//File/@ovf:size")).containsExactly("4096", "4096");
    }

    @Test
    void tellsOfAWindowsWithUefiOnVirtioScsi() throws Exception {
        Document ovf = ovf("windows-uefi.xml", "web", Allocation.PREALLOCATED);

        assertThat(value(ovf, "//Content/Section/Description")).isEqualTo("windows_2022");
        assertThat(value(ovf, "//VmType")).isEqualTo("1");
        assertThat(value(ovf, "//BiosType"))
                .as("UEFI, without Secure Boot, which is the proxy host's and not the guest's")
                .isEqualTo("2");
        assertThat(value(ovf, "//CustomCpuName")).isEqualTo("Skylake-Server");
        assertThat(item(ovf, "3", "threads_per_cpu")).containsExactly("2");
        assertThat(all(ovf, "//Disk/@ovf:disk-interface"))
                .as("the CD drive is no disk")
                .containsExactly("VirtIO_SCSI");
        assertThat(all(ovf, "//Disk/@ovf:volume-type")).containsExactly("Preallocated");
        assertThat(item(ovf, "10", "Connection")).containsExactly("prod", "a <b> & \"c\"", "old");
        assertThat(all(ovf, "//Network/@ovf:name")).containsExactly("prod", "a <b> & \"c\"", "old");
        assertThat(item(ovf, "10", "ResourceSubType")).containsExactly("3", "2", "1");
        assertThat(item(ovf, "10", "MACAddress")).containsExactly("00:50:56:00:00:01", "00:50:56:00:00:03");
        assertThat(item(ovf, "0", "Type")).as("no sb16 in oVirt, no balloon").isEmpty();
    }

    @Test
    void tellsOfAWindowsWithoutVirtioDrivers() throws Exception {
        Document ovf = ovf("windows-ide.xml", "web", Allocation.SPARSE);

        assertThat(value(ovf, "//Content/Section/Description")).isEqualTo("Windows7");
        assertThat(value(ovf, "//VmType")).isEqualTo("0");
        assertThat(all(ovf, "//Disk/@ovf:disk-interface")).containsExactly("IDE", "SATA");
        assertThat(item(ovf, "3", "num_of_sockets")).containsExactly("1");
        assertThat(item(ovf, "3", "threads_per_cpu")).isEmpty();
    }

    @Test
    void bootsFromTheDiskThatIsSaidToBeTheOne() throws Exception {
        String text = resource("debian.xml")
                .replace("<target dev='vdb' bus='virtio'/>", "<target dev='vdb' bus='virtio'/><boot order='1'/>");
        Document ovf = ovf(GuestReader.read(text), "web", Allocation.SPARSE);

        assertThat(all(ovf, "//Disk/@ovf:boot")).containsExactly("False", "True");
        assertThat(value(ovf, "//Item[BootOrder]/*[name()='rasd:Caption']")).isEqualTo("Drive 2");
    }

    @ParameterizedTest
    @CsvSource({
        "http://redhat.com/rhel/6.9, x86_64, RHEL6x64",
        "http://redhat.com/rhel/5.11, i686, RHEL5",
        "http://redhat.com/rhel/9.4, x86_64, rhel_9x64",
        "http://centos.org/centos/7.0, x86_64, rhel_7x64",
        "http://centos.org/centos/8, x86_64, rhel_8x64",
        "http://suse.com/sles/15.4, x86_64, sles_11",
        "http://opensuse.org/opensuse/15.4, x86_64, OtherLinux",
        "http://fedoraproject.org/fedora/40, x86_64, OtherLinux",
        "http://rockylinux.org/rocky/9.3, x86_64, OtherLinux",
        "http://debian.org/debian/6, x86_64, OtherLinux",
        "http://ubuntu.com/ubuntu/12.04, x86_64, ubuntu_12_04",
        "http://ubuntu.com/ubuntu/24.04, x86_64, ubuntu_14_04",
        "http://ubuntu.com/ubuntu/10.04, x86_64, OtherLinux",
        "http://microsoft.com/win/xp, i686, WindowsXP",
        "http://microsoft.com/win/2k3r2, x86_64, Windows2003x64",
        "http://microsoft.com/win/2k8r2, x86_64, Windows2008R2x64",
        "http://microsoft.com/win/8.1, x86_64, windows_8x64",
        "http://microsoft.com/win/2k12r2, x86_64, windows_2012R2x64",
        "http://microsoft.com/win/10, i686, windows_10",
        "http://microsoft.com/win/11, x86_64, windows_11",
        "http://microsoft.com/win/2k19, x86_64, windows_2019x64",
        "http://microsoft.com/win/3.1, i686, Unassigned",
        "something else, x86_64, Unassigned"
    })
    void callsOperatingSystemsAsOvirtDoes(String id, String architecture, String name) throws Exception {
        String text = resource("debian.xml")
                .replace("http://debian.org/debian/12", id)
                .replace("x86_64", architecture);

        assertThat(OvirtOs.of(GuestReader.read(text)).name()).isEqualTo(name);
    }

    @Test
    void anOperatingSystemThatVirtV2vDoesNotKnowIsUnassigned() throws Exception {
        String text = resource("debian.xml").replaceAll("(?s)<metadata>.*</metadata>", "");

        assertThat(OvirtOs.of(GuestReader.read(text)).name()).isEqualTo("Unassigned");
    }

    @ParameterizedTest
    @CsvSource({
        "<type arch='x86_64' machine='pc'>hvm</type>, 0",
        "<type arch='x86_64' machine='q35'>hvm</type>, 1",
        "<type arch='x86_64' machine='q35'>hvm</type><loader>code</loader>, 2",
        "<type arch='x86_64' machine='pc'>hvm</type><loader>code</loader>, ''",
        "<type arch='aarch64' machine='virt'>hvm</type>, 0"
    })
    void tellsOfTheFirmwareInOvirtsNumbers(String os, String biosType) throws Exception {
        String text = resource("debian.xml").replaceAll("<type arch.*</type>", os);

        assertThat(value(ovf(GuestReader.read(text), "web", Allocation.SPARSE), "//BiosType"))
                .isEqualTo(biosType);
    }

    @Test
    void escapesTheName() throws Exception {
        assertThat(value(ovf("debian.xml", "a</Name><b>&", Allocation.SPARSE), "//Content/Name"))
                .isEqualTo("a</Name><b>&");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<domain/>",
                "<domain><memory unit='KiB'>1048576</memory></domain>",
                "<domain><memory unit='GiB'>1</memory><vcpu>1</vcpu></domain>",
                "<domain><memory>many</memory><vcpu>1</vcpu></domain>",
                "<domain><memory>1048576</memory><vcpu>-1</vcpu></domain>",
                "<domain><memory>1048576</memory><vcpu>99999999999</vcpu></domain>",
                "<!DOCTYPE domain [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
                        + "<domain><memory>1048576</memory><vcpu>1</vcpu><cpu><model>&a;</model></cpu></domain>"
            })
    void refusesWhatDescribesNoGuest(String text) {
        assertThatThrownBy(() -> GuestReader.read(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesDisksOnABusThatOvirtDoesNotKnow() throws Exception {
        Guest guest = GuestReader.read(resource("debian.xml").replace("bus='virtio'", "bus='usb'"));

        assertThatThrownBy(() -> ovf(guest, "web", Allocation.SPARSE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("usb");
    }

    private Document ovf(String resource, String name, Allocation allocation) throws Exception {
        return ovf(GuestReader.read(resource(resource)), name, allocation);
    }

    private static Document ovf(Guest guest, String name, Allocation allocation) throws Exception {
        List<Volume> volumes = IntStream.range(0, guest.disks().size())
                .mapToObj(disk -> {
                    Volume usual = volume(disk);
                    return new Volume(
                            usual.image(),
                            usual.volume(),
                            usual.capacity(),
                            usual.allocated(),
                            usual.format(),
                            allocation);
                })
                .toList();
        String text = OvfWriter.write(
                guest,
                name,
                MACHINE,
                DOMAIN,
                Origin.VMWARE,
                guest.disks(),
                volumes,
                Instant.parse("2026-11-29T06:35:59.7Z"));
        return SecureXml.documentBuilder().parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Volume volume(int number) {
        return new Volume(
                new UUID(1, number),
                new UUID(2, number),
                (number + 1) * GIB + 512,
                4096,
                DiskFormat.RAW,
                Allocation.SPARSE);
    }

    private List<String> item(Document ovf, String type, String element) throws XPathExpressionException {
        return all(
                ovf,
                "//Item[*[name()='rasd:ResourceType']='" + type + "']/*[name()='" + element + "' or name()='rasd:"
                        + element + "']");
    }

    private String value(Document ovf, String path) throws XPathExpressionException {
        return String.join("", all(ovf, path).stream().limit(1).toList());
    }

    /** The reader of these documents is one without namespaces. */
    private List<String> all(Document ovf, String path) throws XPathExpressionException {
        String plain = path.replaceAll("@(ovf:[a-z_A-Z-]+)", "@*[name()='$1']");
        NodeList found = (NodeList) paths.evaluate(plain, ovf, XPathConstants.NODESET);
        return Stream.iterate(0, number -> number < found.getLength(), number -> number + 1)
                .map(number -> found.item(number).getTextContent())
                .toList();
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = OvfWriterTest.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
