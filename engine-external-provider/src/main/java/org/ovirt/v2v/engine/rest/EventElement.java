package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Date;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.ovirt.engine.sdk4.builders.EventBuilder;
import org.ovirt.engine.sdk4.types.LogSeverity;
import org.ovirt.v2v.engine.audit.AuditEvent;
import org.ovirt.v2v.engine.audit.AuditSeverity;
import org.ovirt.v2v.engine.audit.AuditSubject;
import org.ovirt.v2v.engine.rest.wire.Element;
import org.ovirt.v2v.engine.rest.wire.OvirtType;

/** An event as oVirt's element, with a member of our own: {@code external_vm_provider}, the provider that it is about. */
final class EventElement {
    private static final String ORIGIN = "oVirt";

    private EventElement() {}

    static Element of(AuditEvent event) {
        EventBuilder element = new EventBuilder()
                .id(String.valueOf(event.id()))
                .href(ApiPath.EVENTS + "/" + event.id())
                .code(event.code())
                .severity(severity(event.severity()))
                .time(Date.from(event.time()))
                .description(event.description())
                .correlationId(event.correlationId().orElse(null))
                .origin(ORIGIN)
                .index(event.id());
        about(event, AuditSubject.USER, References::user, element::user);
        about(event, AuditSubject.VM, References::vm, element::vm);
        about(event, AuditSubject.CLUSTER, References::cluster, element::cluster);
        about(event, AuditSubject.DATA_CENTER, References::dataCenter, element::dataCenter);
        about(event, AuditSubject.HOST, References::host, element::host);
        about(event, AuditSubject.STORAGE_DOMAIN, References::storageDomain, element::storageDomain);
        return OvirtType.EVENT.one(element.build()).with("external_vm_provider", provider(event));
    }

    private static <B> void about(
            AuditEvent event, AuditSubject subject, BiFunction<UUID, String, B> reference, Consumer<B> member) {
        event.about(subject)
                .ifPresent(about -> member.accept(reference.apply(about.id().orElse(null), about.name())));
    }

    private static ObjectNode provider(AuditEvent event) {
        return event.about(AuditSubject.PROVIDER)
                .map(about -> {
                    ObjectNode reference = JsonNodeFactory.instance.objectNode();
                    about.id()
                            .ifPresent(
                                    id -> reference.put("id", id.toString()).put("href", ApiPath.PROVIDERS + "/" + id));
                    return reference.put("name", about.name());
                })
                .orElse(null);
    }

    private static LogSeverity severity(AuditSeverity severity) {
        return switch (severity) {
            case NORMAL -> LogSeverity.NORMAL;
            case WARNING -> LogSeverity.WARNING;
            case ERROR -> LogSeverity.ERROR;
            case ALERT -> LogSeverity.ALERT;
        };
    }
}
