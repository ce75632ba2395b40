package org.ovirt.v2v.engine.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.model.conversion.Allocation;
import org.ovirt.v2v.model.conversion.DiskFormat;
import org.ovirt.v2v.model.conversion.NetworkMapping;

class SharedPartsTest {
    private final SharedParts parts = new SharedParts();

    @Test
    void importsOfOneBatchShareWhatTheyHaveInCommonAndStayAsTheyWere() {
        ImportSnapshot web = read("web");
        ImportSnapshot database = read("database");

        ImportSnapshot one = parts.in(web);
        ImportSnapshot other = parts.in(database);

        assertThat(one).isEqualTo(web);
        assertThat(other).isEqualTo(database);
        assertThat(other.target()).isSameAs(one.target());
        assertThat(other.placement()).isSameAs(one.placement());
        assertThat(other.source().provider()).isSameAs(one.source().provider());
        assertThat(other.source().uri()).isSameAs(one.source().uri());
        assertThat(other.origin().owner()).isSameAs(one.origin().owner());
        assertThat(other.progress()).isSameAs(one.progress());
        assertThat(other.source().vmId()).isEqualTo("vm-database");
    }

    @Test
    void whatIsAbsentStaysAbsent() {
        ImportSnapshot unchecked = TestingSnapshot.of(ImportState.VALIDATING).taken();

        assertThat(parts.in(unchecked)).isEqualTo(unchecked);
    }

    /** As from the database: nothing is shared with another. */
    private static ImportSnapshot read(String name) {
        ImportSnapshot made = TestingSnapshot.of(ImportState.QUEUED).name(name).taken();
        return new ImportSnapshot(
                made.id(),
                made.version(),
                made.name(),
                made.state(),
                false,
                new ImportSource(entity("vcenter"), "vm-" + name, name, text("vpx://vc/dc/host")),
                new ImportTarget(
                        entity("dc"),
                        entity("cluster"),
                        entity("export"),
                        text("/export"),
                        Allocation.SPARSE,
                        DiskFormat.RAW,
                        List.of(new NetworkMapping(text("VM Network"), text("ovirtmgmt"))),
                        1,
                        null),
                new ImportPlacement(entity("host"), false, List.of()),
                new ImportOrigin(text("anna"), text("batch"), UUID.randomUUID()),
                ImportProgress.waiting(text("Waiting")),
                null,
                made.waitingFor(),
                made.unreachableSince(),
                made.attempt(),
                QueueEntry.of(50),
                made.times());
    }

    private static NamedId entity(String name) {
        return new NamedId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)), text(name));
    }

    private static String text(String value) {
        return String.copyValueOf(value.toCharArray());
    }
}
