package org.ovirt.v2v.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.ovirt.v2v.testbed.Command;
import org.ovirt.v2v.testbed.Repository;
import org.ovirt.v2v.testbed.TestingExportDomain;

/** What an import has put into an export domain, looked at with tools that had no part in it. */
final class ImportedMachine {
    private ImportedMachine() {}

    /** Fails unless the domain holds exactly this machine, complete, with one disk of this size, and nothing beside it. */
    static void assertComplete(TestingExportDomain domain, String importId, long capacity) {
        assertThat(domain.ovf(UUID.fromString(importId))).exists();
        Command.require("qemu-img", "qemu-utils");
        Command.require("jq", "jq");
        Command.run(List.of(
                Repository.file("bin/lib/check-result").toString(),
                domain.root().toString(),
                importId,
                "[" + capacity + "]"));
        assertThat(domain.staged()).isEmpty();
    }
}
