package org.ovirt.v2v.model.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.model.conversion.Allocation;
import org.ovirt.v2v.model.conversion.DiskFormat;
import org.ovirt.v2v.model.source.ExternalDisk;
import org.ovirt.v2v.model.source.TlsTrust;

class WireFormatTest {
    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void sizesOfDisksAreStrings() {
        ExternalDisk disk = new ExternalDisk(
                "disk", "sda", "file", "[ds] a/a.vmdk", null, null, "RAW", null, 10_737_418_240L, 0, null, null, null);

        JsonNode json = mapper.valueToTree(disk);

        assertThat(json.get("capacity").isTextual()).isTrue();
        assertThat(json.get("capacity").textValue()).isEqualTo("10737418240");
        assertThat(json.has("pool")).isFalse();
        assertThat(mapper.convertValue(json, ExternalDisk.class)).isEqualTo(disk);
    }

    /** An agent of an earlier version does not tell of it. */
    @Test
    void aDiskNeedNotTellOfAParent() throws Exception {
        ExternalDisk whole = mapper.readValue("{\"type\":\"disk\",\"alias\":\"[ds] a/a.vmdk\"}", ExternalDisk.class);

        assertThat(whole.parent()).isNull();
        assertThat(mapper.valueToTree(whole).has("parent")).isFalse();
        assertThat(mapper.valueToTree(whole.withParent("[ds] b/b.vmdk"))
                        .get("parent")
                        .textValue())
                .isEqualTo("[ds] b/b.vmdk");
    }

    /** An engine of an earlier version sends none, and an agent of one knows none. */
    @Test
    void aRemovalNeedNotSayWhenItHasToBegin() throws Exception {
        UUID machine = UUID.fromString("00000000-0000-0000-0000-000000000006");
        ExportedVmParams plain = mapper.readValue(
                "{\"path\":\"/d\",\"vmid\":\"" + machine + "\",\"novelty\":1}", ExportedVmParams.class);

        assertThat(plain).isEqualTo(new ExportedVmParams("/d", machine));
        assertThat(mapper.valueToTree(plain).has("within")).isFalse();
        assertThat(mapper.valueToTree(plain.within(Duration.ofMinutes(3)))
                        .get("within")
                        .longValue())
                .isEqualTo(180);
    }

    @Test
    void theRequestOfOvirtsEngineIsUnderstood() throws Exception {
        ConvertParams params = mapper.readValue(
                """
                {"uri":"vpx://admin%40vsphere.local@vc.example/DC/Cluster/esx1?no_verify=1",
                 "username":"admin@vsphere.local","password":"secret",
                 "vminfo":{"vmName":"src-vm","poolID":"00000000-0000-0000-0000-000000000001",
                           "domainID":"00000000-0000-0000-0000-000000000002",
                           "qcow2_compat":"1.1","format":"COW","allocation":"Sparse",
                           "disks":[{"imageID":"00000000-0000-0000-0000-000000000003",
                                     "volumeID":"00000000-0000-0000-0000-000000000004"}],
                           "virtio_iso_path":"/rhev/virtio-win.iso"},
                 "jobid":"00000000-0000-0000-0000-000000000005"}
                """,
                ConvertParams.class);

        assertThat(params.vminfo().format()).isEqualTo(DiskFormat.COW);
        assertThat(params.vminfo().allocation()).isEqualTo(Allocation.SPARSE);
        assertThat(params.vminfo().targetName()).isEqualTo("src-vm");
        assertThat(params.machineId()).isEqualTo(params.jobid());
        assertThat(params.source().trust()).isEqualTo(TlsTrust.NONE);
        assertThat(params.source().uri().path()).isEqualTo(List.of("DC", "Cluster", "esx1"));
    }

    @Test
    void aMachineMayHaveAnotherIdThanItsJob() throws Exception {
        ConvertParams params = mapper.readValue(
                """
                {"uri":"vpx://vc/","jobid":"00000000-0000-0000-0000-000000000005",
                 "vminfo":{"vmName":"a","domainID":"00000000-0000-0000-0000-000000000002",
                           "vmID":"00000000-0000-0000-0000-000000000006"}}
                """,
                ConvertParams.class);

        assertThat(params.machineId()).hasToString("00000000-0000-0000-0000-000000000006");
    }

    @Test
    void aPasswordIsNeverPrinted() throws Exception {
        SourceParams params = mapper.readValue(
                "{\"uri\":\"vpx://vc/\",\"username\":\"u\",\"password\":\"hunter2\"}", SourceParams.class);

        assertThat(params.password().value()).isEqualTo("hunter2");
        assertThat(params.toString()).doesNotContain("hunter2");
    }
}
