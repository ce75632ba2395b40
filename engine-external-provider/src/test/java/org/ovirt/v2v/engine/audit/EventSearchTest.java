package org.ovirt.v2v.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.search.SearchQuery;

class EventSearchTest {
    private static final UUID VM = UUID.fromString("5c1b9f3e-0000-4000-8000-000000000001");

    private static final AuditEvent IMPORTED = new AuditEvent(
            AuditEntry.of(AuditType.IMPORTEXPORT_IMPORT_VM)
                    .about(AuditSubject.VM, VM, "web and more")
                    .about(AuditSubject.DATA_CENTER, UUID.randomUUID(), "Default")
                    .about(AuditSubject.CLUSTER, UUID.randomUUID(), "West")
                    .by("admin@internal"),
            Instant.parse("2026-11-28T08:00:00Z"));
    private static final AuditEvent FAILED = new AuditEvent(
            AuditEntry.of(AuditType.IMPORTEXPORT_IMPORT_VM_FAILED)
                    .about(AuditSubject.VM, UUID.randomUUID(), "db")
                    .by("operator@internal"),
            Instant.parse("2026-11-28T09:00:00Z"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type=1152 and vm.id=5c1b9f3e-0000-4000-8000-000000000001",
                "Events: severity = normal AND vm.name=\"web and more\"",
                "event: _event_vm_id=5c1b9f3e-0000-4000-8000-000000000001",
                "event_vm=web*",
                "usrname=admin@internal",
                "user.name=admin*",
                "user.usrname=admin@*",
                "datacenter.name=Default and event_datacenter=Default",
                "cluster.name!=East",
                "message=\"Vm web and more was imported*\"",
                "time<2026-11-28T09:00:00Z",
                "severity<error",
                "imported Cluster"
            })
    void eventsAreFoundByTheNamesOfTheEngine(String search) {
        assertThat(find(search)).containsExactly(IMPORTED);
    }

    @Test
    void anEmptySearchAsksForEverything() {
        assertThat(find(" ")).hasSize(2);
        assertThat(find("severity>normal or type=1152 sortby time desc")).containsExactly(FAILED, IMPORTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type=x",
                "vm.id=1",
                "severity=loud",
                "password=1",
                "type=1 and",
                "vm.name=\"a",
                "1=1; drop table jobs"
            })
    void whatIsNotUnderstoodIsRefused(String search) {
        assertThatThrownBy(() -> EventQuery.of(search)).isInstanceOf(InvalidFieldException.class);
    }

    @Test
    void aSortedListDoesNotGoOnBehindAnEvent() {
        SearchQuery<AuditEvent> sorted = EventQuery.of("sortby time").search();
        assertThatThrownBy(() -> new EventQuery(sorted, Optional.empty(), Optional.of(3L), Optional.empty()))
                .isInstanceOf(InvalidFieldException.class);
        assertThat(EventQuery.of(sorted).canGoOn()).isFalse();
        assertThat(EventQuery.of("type=1152").canGoOn()).isTrue();
    }

    private static List<AuditEvent> find(String search) {
        return EventQuery.of(search).search().apply(List.of(IMPORTED, FAILED), Optional.empty());
    }
}
