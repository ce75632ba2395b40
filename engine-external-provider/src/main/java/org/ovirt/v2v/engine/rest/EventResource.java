package org.ovirt.v2v.engine.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.NoSuchEntityException;
import org.ovirt.v2v.engine.Slice;
import org.ovirt.v2v.engine.audit.AuditEvent;
import org.ovirt.v2v.engine.audit.AuditEventRepository;
import org.ovirt.v2v.engine.audit.AuditSeverity;
import org.ovirt.v2v.engine.audit.AuditSubject;
import org.ovirt.v2v.engine.audit.EventQuery;
import org.ovirt.v2v.engine.audit.EventSearch;
import org.ovirt.v2v.engine.search.SearchQuery;

/** The collection of events. */
@Tag(name = "Events")
@Path(ApiPath.EVENTS)
public class EventResource {
    private final AuditEventRepository events;

    public EventResource(AuditEventRepository events) {
        this.events = events;
    }

    @GET
    @Operation(operationId = "listEvents", summary = "Lists events, the newest first")
    public Events list(
            @Parameter(description = "How many at most.") @QueryParam("max") String max,
            @Parameter(description = "Only events with a higher id than this one.") @QueryParam("from") String from,
            @Parameter(
                            description =
                                    "Only events behind the one with this id in the list: what next of another page says.")
                    @QueryParam("after")
                    String after,
            @Parameter(description = "oVirt's search language, such as severity=error and vm.name=web* sortby time.")
                    @QueryParam("search")
                    String search) {
        EventQuery query = new EventQuery(
                SearchQuery.parse(Optional.ofNullable(search).orElse(""), EventSearch.EVENTS, true),
                Optional.ofNullable(from).map(text -> eventId("from", text)),
                Optional.ofNullable(after).map(text -> eventId("after", text)),
                Optional.ofNullable(QueryNumber.parse("max", max)).map(size -> Math.max(size, 0)));
        Slice<AuditEvent> found = events.slice(query);
        return new Events(
                found.map(Representation::of).items(),
                found.next(event -> String.valueOf(event.id()))
                        .filter(next -> query.canGoOn())
                        .orElse(null));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getEvent", summary = "Shows an event")
    public Representation get(@Parameter(description = "The id of the event.") @PathParam("id") String id) {
        return Optional.of(id)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .flatMap(text -> events.find(Long.parseLong(text)))
                .map(Representation::of)
                .orElseThrow(() -> new NoSuchEntityException(EntityKind.EVENT, id));
    }

    private static Long eventId(String field, String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new InvalidFieldException(field, "The value is not the id of an event.", e);
        }
    }

    /**
     * The list, newest first, as oVirt writes it.
     *
     * @param next ours: what {@code after} of the next page is; null if this is the last
     */
    public record Events(List<Representation> event, String next) {}

    /** An event, as oVirt writes it. */
    @Schema(name = "EventRepresentation")
    public record Representation(
            String id,
            String href,
            int code,
            AuditSeverity severity,
            Instant time,
            String description,
            String correlationId,
            String origin,
            long index,
            EntityLink user,
            EntityLink vm,
            EntityLink cluster,
            EntityLink dataCenter,
            EntityLink host,
            EntityLink storageDomain,
            EntityLink externalVmProvider) {
        private static final String ORIGIN = "oVirt";

        static Representation of(AuditEvent event) {
            return new Representation(
                    String.valueOf(event.id()),
                    ApiPath.EVENTS + "/" + event.id(),
                    event.code(),
                    event.severity(),
                    event.time(),
                    event.description(),
                    event.correlationId().orElse(null),
                    ORIGIN,
                    event.id(),
                    link(event, AuditSubject.USER, ApiPath.USERS),
                    link(event, AuditSubject.VM, ApiPath.VMS),
                    link(event, AuditSubject.CLUSTER, ApiPath.CLUSTERS),
                    link(event, AuditSubject.DATA_CENTER, ApiPath.DATA_CENTERS),
                    link(event, AuditSubject.HOST, ApiPath.HOSTS),
                    link(event, AuditSubject.STORAGE_DOMAIN, ApiPath.STORAGE_DOMAINS),
                    link(event, AuditSubject.PROVIDER, ApiPath.PROVIDERS));
        }

        private static EntityLink link(AuditEvent event, AuditSubject subject, String collection) {
            return event.about(subject)
                    .map(about -> about.id()
                            .map(id -> EntityLink.of(collection, id, about.name()))
                            .orElseGet(() -> new EntityLink(null, null, about.name())))
                    .orElse(null);
        }
    }
}
