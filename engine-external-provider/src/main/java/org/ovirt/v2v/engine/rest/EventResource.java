package org.ovirt.v2v.engine.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.NoSuchEntityException;
import org.ovirt.v2v.engine.Slice;
import org.ovirt.v2v.engine.audit.AuditEvent;
import org.ovirt.v2v.engine.audit.AuditEventRepository;
import org.ovirt.v2v.engine.audit.EventQuery;
import org.ovirt.v2v.engine.audit.EventSearch;
import org.ovirt.v2v.engine.rest.wire.Element;
import org.ovirt.v2v.engine.rest.wire.OvirtType;

/** The collection of events. */
@Tag(name = "Events")
@Path(ApiPath.EVENTS)
@Produces({MediaType.APPLICATION_XML, MediaType.APPLICATION_JSON})
@Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML, MediaType.APPLICATION_JSON})
public class EventResource {
    private final AuditEventRepository events;

    public EventResource(AuditEventRepository events) {
        this.events = events;
    }

    @GET
    @Operation(operationId = "listEvents", summary = "Lists events, the newest first")
    public Element list(
            @Parameter(description = "How many at most.") @QueryParam("max") String max,
            @Parameter(description = "Only events with a higher id than this one.") @QueryParam("from") String from,
            @Parameter(
                            description =
                                    "Only events behind the one with this id in the list: what next of another page says.")
                    @QueryParam("after")
                    String after,
            @Parameter(description = "oVirt's search language, such as severity=error and vm.name=web* sortby time.")
                    @QueryParam("search")
                    String search,
            @Parameter(description = Searches.CASE) @QueryParam("case_sensitive") String caseSensitive) {
        EventQuery query = new EventQuery(
                Searches.query(EventSearch.EVENTS, search, caseSensitive),
                Optional.ofNullable(from).map(text -> eventId("from", text)),
                Optional.ofNullable(after).map(text -> eventId("after", text)),
                Searches.size(max));
        Slice<AuditEvent> found = events.slice(query);
        return OvirtType.EVENT
                .list(found.map(EventElement::of).items())
                .with(
                        "next",
                        found.next(event -> String.valueOf(event.id()))
                                .filter(next -> query.canGoOn())
                                .orElse(null));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getEvent", summary = "Shows an event")
    public Element get(@Parameter(description = "The id of the event.") @PathParam("id") String id) {
        return Optional.of(id)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .flatMap(text -> events.find(Long.parseLong(text)))
                .map(EventElement::of)
                .orElseThrow(() -> new NoSuchEntityException(EntityKind.EVENT, id));
    }

    static Long eventId(String field, String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new InvalidFieldException(field, "The value is not the id of an event.", e);
        }
    }
}
