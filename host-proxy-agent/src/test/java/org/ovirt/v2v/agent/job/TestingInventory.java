package org.ovirt.v2v.agent.job;

import java.util.ArrayList;
import java.util.List;
import org.ovirt.v2v.agent.FailureException;
import org.ovirt.v2v.agent.inventory.SourceInventory;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.ExternalDisk;
import org.ovirt.v2v.model.source.ExternalVm;

/** A source with one machine, called web. */
final class TestingInventory implements SourceInventory {
    static final String UUID = "265104de-1472-547c-b873-6dc7883fb6cb";

    private List<ExternalDisk> disks = List.of();
    private String status = ExternalVm.DOWN;
    private FailureCode refusal;

    TestingInventory withDisks(long... capacities) {
        List<ExternalDisk> made = new ArrayList<>();
        for (long capacity : capacities) {
            made.add(disk("file", capacity));
        }
        disks = List.copyOf(made);
        return this;
    }

    TestingInventory withBlockDisk() {
        disks = List.of(disk("block", 1 << 20));
        return this;
    }

    TestingInventory running() {
        status = ExternalVm.UP;
        return this;
    }

    TestingInventory refusing(FailureCode code) {
        refusal = code;
        return this;
    }

    @Override
    public List<String> names(SourceParams source) {
        return List.of("web");
    }

    @Override
    public List<ExternalVm> machines(SourceParams source) throws FailureException {
        if (refusal != null) {
            throw new FailureException(refusal, "vcenter says no.");
        }
        if (!source.vmNames().contains("web")) {
            return List.of();
        }
        return List.of(new ExternalVm(
                "web",
                UUID,
                status,
                1024,
                2,
                "x86_64",
                false,
                null,
                null,
                disks,
                List.of(),
                "vm-1",
                "esx",
                null,
                "DC",
                "",
                "bios",
                "debian",
                source.uri()));
    }

    private static ExternalDisk disk(String type, long capacity) {
        return new ExternalDisk("disk", "sda", type, "disk", null, null, "RAW", null, capacity, 0, null, null);
    }
}
