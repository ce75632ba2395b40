package org.ovirt.v2v.engine.audit;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.ovirt.v2v.engine.search.SearchKey;
import org.ovirt.v2v.engine.search.SearchObject;
import org.ovirt.v2v.engine.search.ValueKind;

/** What events can be searched by: the names of oVirt's engine, and those of the linked entities. */
public final class EventSearch {
    static final SearchKey<AuditEvent, Long> ID =
            key("id", ValueKind.longNumber(), event -> Optional.of(event.id())).stored("id");

    public static final SearchObject<AuditEvent> EVENTS = new SearchObject<>(
            List.of("events", "event"),
            List.of(
                    key("type", ValueKind.number(), event -> Optional.of(event.code()))
                            .stored("code"),
                    key("severity", ValueKind.oneOf(AuditSeverity.class), event -> Optional.of(event.severity()))
                            .stored("severity"),
                    key("message", ValueKind.text(), event -> Optional.of(event.description()))
                            .stored("description"),
                    key("time", ValueKind.time(), event -> Optional.of(event.time()))
                            .stored("time"),
                    ID,
                    key("correlation_id", ValueKind.text(), AuditEvent::correlationId)
                            .stored("correlationId"),
                    name("user.name", AuditSubject.USER)
                            .alias("usrname", "user.usrname")
                            .stored("userName"),
                    id("vm.id", AuditSubject.VM).alias("_event_vm_id").stored("vmId"),
                    name("vm.name", AuditSubject.VM).alias("event_vm").stored("vmName"),
                    id("host.id", AuditSubject.HOST).alias("_event_host_id").stored("hostId"),
                    name("host.name", AuditSubject.HOST).alias("event_host").stored("hostName"),
                    id("cluster.id", AuditSubject.CLUSTER).stored("clusterId"),
                    name("cluster.name", AuditSubject.CLUSTER).stored("clusterName"),
                    id("data_center.id", AuditSubject.DATA_CENTER)
                            .alias("datacenter.id", "_event_datacenter_id")
                            .stored("dataCenterId"),
                    name("data_center.name", AuditSubject.DATA_CENTER)
                            .alias("datacenter.name", "event_datacenter")
                            .stored("dataCenterName"),
                    id("storage_domain.id", AuditSubject.STORAGE_DOMAIN)
                            .alias("storage.id", "_event_storage_id")
                            .stored("storageDomainId"),
                    name("storage_domain.name", AuditSubject.STORAGE_DOMAIN)
                            .alias("storage.name", "event_storage")
                            .stored("storageDomainName"),
                    id("provider.id", AuditSubject.PROVIDER).stored("providerId"),
                    name("provider.name", AuditSubject.PROVIDER).stored("providerName")));

    private EventSearch() {}

    private static SearchKey<AuditEvent, UUID> id(String name, AuditSubject subject) {
        return key(name, ValueKind.id(), event -> event.about(subject).flatMap(AuditEntry.Reference::id));
    }

    private static SearchKey<AuditEvent, String> name(String name, AuditSubject subject) {
        return key(name, ValueKind.text(), event -> event.about(subject).map(AuditEntry.Reference::name));
    }

    private static <C extends Comparable<? super C>> SearchKey<AuditEvent, C> key(
            String name, ValueKind<C> kind, Function<AuditEvent, Optional<C>> read) {
        return SearchKey.of(name, kind, read);
    }
}
