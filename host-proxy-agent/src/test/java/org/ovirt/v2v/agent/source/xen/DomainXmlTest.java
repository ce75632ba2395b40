package org.ovirt.v2v.agent.source.xen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.ovirt.v2v.model.source.ExternalDisk;
import org.ovirt.v2v.model.source.ExternalNic;
import org.xml.sax.SAXException;

class DomainXmlTest {
    private static final String XEN =
            """
            <domain type='xen'><name>web</name><uuid>AB3A2F04-0E3C-4A8D-9D0D-000000000001</uuid>
            <memory unit='GiB'>2</memory><vcpu>3</vcpu>
            <os firmware='efi'><type arch='x86_64' machine='xenfv'>hvm</type></os>
            <devices>
              <disk type='block' device='disk'><driver name='phy'/><source dev='/dev/vg/web'/><target dev='xvda'/></disk>
              <disk type='file'><driver name='tap' type='qcow2'/><source file='/srv/web.qcow2'/><target dev='xvdb'/></disk>
              <disk type='volume' device='disk'><source pool='default' volume='w'/><target dev='xvdc'/></disk>
              <disk type='file' device='cdrom'><target dev='hdc'/></disk>
              <interface type='bridge'><mac address='00:16:3e:00:00:01'/><source bridge='xenbr0'/><model type='netfront'/>
              </interface>
              <interface type='network'><source network='lan'/></interface>
              <graphics type='vnc'/><video><model type='cirrus'/></video>
            </devices></domain>""";

    @Test
    void tellsWhatAnAdminWantsToKnow() throws Exception {
        DomainXml domain = DomainXml.parse(XEN);

        assertThat(domain.name()).isEqualTo("web");
        assertThat(domain.uuid()).isEqualTo("ab3a2f04-0e3c-4a8d-9d0d-000000000001");
        assertThat(domain.memoryMebibytes()).isEqualTo(2048);
        assertThat(domain.processors()).isEqualTo(3);
        assertThat(domain.architecture()).isEqualTo("x86_64");
        assertThat(domain.firmware()).isEqualTo("uefi");
        assertThat(domain.graphics()).contains("vnc");
        assertThat(domain.video()).contains("cirrus");
        assertThat(domain.nics())
                .extracting(ExternalNic::type, ExternalNic::bridge, ExternalNic::model)
                .containsExactly(tuple("bridge", "xenbr0", "netfront"), tuple("network", "lan", null));
    }

    @Test
    void disksOfEveryKindAreListedButNoDrives() throws Exception {
        assertThat(DomainXml.parse(XEN).disks())
                .extracting(disk -> disk.describe(DiskSize.UNKNOWN))
                .extracting(ExternalDisk::dev, ExternalDisk::disktype, ExternalDisk::alias, ExternalDisk::format)
                .containsExactly(
                        tuple("xvda", "block", "/dev/vg/web", "RAW"),
                        tuple("xvdb", "file", "/srv/web.qcow2", "COW"),
                        tuple("xvdc", "volume", "w", "RAW"));
    }

    /** As the administration guide has a machine edited whose disk was a block device. */
    @Test
    void aDiskThatWasCopiedToAFileIsOne() throws Exception {
        String edited = XEN.replace(
                "<disk type='block' device='disk'><driver name='phy'/><source dev='/dev/vg/web'/>",
                "<disk type='file' device='disk'><driver name='file'/><source file='/images/web.img'/>");

        assertThat(DomainXml.parse(edited).disks().get(0).describe(DiskSize.UNKNOWN))
                .extracting(ExternalDisk::disktype, ExternalDisk::alias, ExternalDisk::format, ExternalDisk::backing)
                .containsExactly("file", "/images/web.img", "RAW", "raw");
    }

    @Test
    void anOldHostsKibibytesAreUnderstood() throws Exception {
        assertThat(DomainXml.parse("<domain><memory>524288</memory></domain>").memoryMebibytes())
                .isEqualTo(512);
    }

    @Test
    void figuresThatCannotBeAreNeverShownAsNegativeOnes() throws Exception {
        DomainXml domain =
                DomainXml.parse("<domain><memory unit='TiB'>9000000000000000</memory><vcpu>3000000000</vcpu></domain>");

        assertThat(domain.memoryMebibytes()).isEqualTo(Integer.MAX_VALUE);
        assertThat(domain.processors()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void documentTypesAreRefused() {
        assertThatThrownBy(() -> DomainXml.parse(
                        "<!DOCTYPE d [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><domain><name>&e;</name></domain>"))
                .isInstanceOf(SAXException.class);
    }

    @Test
    void sizesAreReadFromAListingOfFiles() {
        assertThat(
                        SftpSizes.parse(
                                """
                        sftp> -ls -ln "/srv/my disk.img"
                        -rw-r--r--    1 0        0         4194304 Nov 23 03:00 /srv/my disk.img
                        drwxr-xr-x    2 0        0            4096 Nov 23 03:00 /srv/folder
                        """))
                .containsOnlyKeys("/srv/my disk.img")
                .containsEntry("/srv/my disk.img", 4_194_304L);
    }
}
