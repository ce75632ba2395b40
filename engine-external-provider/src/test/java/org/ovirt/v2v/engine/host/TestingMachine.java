package org.ovirt.v2v.engine.host;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.ovirt.v2v.model.source.ExternalDisk;
import org.ovirt.v2v.model.source.ExternalNic;
import org.ovirt.v2v.model.source.ExternalVm;
import org.ovirt.v2v.model.source.ExternalVmBuilder;
import org.ovirt.v2v.model.source.SourceUri;

/** Machines of a vCenter. */
public final class TestingMachine {
    private static final long GIBIBYTE = 1L << 30;

    private TestingMachine() {}

    /** A machine with a disk of 10 GiB, shut down. */
    public static ExternalVm of(String id, String name) {
        return of(id, name, ExternalVm.DOWN, disk());
    }

    /** As {@link #of(String, String)}, with an interface on each of the networks. */
    public static ExternalVm on(List<String> networks, String id, String name) {
        return of(id, name, ExternalVm.DOWN, networks, null, List.of(disk()));
    }

    public static ExternalVm of(String id, String name, String status, ExternalDisk... disks) {
        return of(id, name, status, List.of(), null, List.of(disks));
    }

    /** One whose UUID another machine has too. */
    public static ExternalVm sharingItsUuid(String id, String name, String other) {
        return of(id, name, ExternalVm.DOWN, List.of(), List.of(other), List.of(disk()));
    }

    private static ExternalVm of(
            String id,
            String name,
            String status,
            List<String> networks,
            List<String> sharingUuid,
            List<ExternalDisk> disks) {
        return ExternalVmBuilder.builder()
                .vmName(name)
                .vmId(UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8))
                        .toString())
                .status(status)
                .memSize(1024)
                .smp(1)
                .arch("x86_64")
                .hasSnapshots(false)
                .disks(disks)
                .networks(networks.stream()
                        .map(network -> new ExternalNic("bridge", "00:50:56:00:00:01", network, "eth0", "vmxnet3"))
                        .toList())
                .moref(id)
                .host("esxi")
                .cluster("cluster")
                .datacenter("dc")
                .folder("")
                .firmware("bios")
                .guestOs("debian")
                .uri(SourceUri.parse("vpx://vcenter.example/dc/cluster/esxi"))
                .uuidSharedWith(sharingUuid)
                .build();
    }

    /** 10 GiB, half a GiB of it used. */
    public static ExternalDisk disk() {
        return new ExternalDisk(
                "disk",
                "sda",
                "file",
                "[ds] a/a.vmdk",
                null,
                null,
                "RAW",
                null,
                10 * GIBIBYTE,
                GIBIBYTE / 2,
                null,
                null,
                null);
    }
}
