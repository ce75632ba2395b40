package org.ovirt.v2v.engine.rest;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.audit.AuditEvent;
import org.ovirt.v2v.engine.audit.EventCursor;
import org.ovirt.v2v.engine.audit.EventFeed;
import org.ovirt.v2v.engine.audit.EventSearch;
import org.ovirt.v2v.engine.imports.ImportSettings;
import org.ovirt.v2v.engine.search.SearchQuery;

/** Events as server-sent events, each as soon as it is recorded. */
@Tag(name = "Events")
@Path(ApiPath.EVENTS)
public class EventStreamResource {
    private final EventFeed feed;
    private final ImportSettings settings;
    private final Clock clock;
    private final OpenStreams streams;

    public EventStreamResource(EventFeed feed, ImportSettings settings, Clock clock, OpenStreams streams) {
        this.streams = streams;
        this.feed = feed;
        this.settings = settings;
        this.clock = clock;
    }

    /** Blocking since it looks into the database first. */
    @GET
    @Path("stream")
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "followEvents",
            summary = "Streams events as server-sent events, each as it is recorded",
            description =
                    "It begins with what is recorded from now on, or behind the event that from names. A client that was cut off"
                            + " and sends the id of the last event in the header Last-Event-ID, as browsers do, gets all that has come"
                            + " since, from whichever engine; some perhaps for the second time.")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    public Uni<Void> follow(
            @Parameter(description = "Begin behind the event with this id.") @QueryParam("from") String from,
            @Parameter(
                            description =
                                    "Only those that fulfil this, in oVirt's search language, without sortby and page.")
                    @QueryParam("search")
                    String search,
            @Parameter(description = Searches.CASE) @QueryParam("case_sensitive") String caseSensitive,
            @Parameter(description = "The last id that has come, with an event or without.")
                    @HeaderParam("Last-Event-ID")
                    String lastEvent,
            @Context RoutingContext http) {
        SearchQuery<AuditEvent> wanted = Searches.query(EventSearch.EVENTS, search, caseSensitive);
        if (wanted.sort().isPresent() || wanted.page().isPresent()) {
            throw new InvalidFieldException("search", "A stream of events has neither sortby nor page.");
        }
        Optional<EventCursor> begin = Optional.ofNullable(lastEvent)
                .flatMap(EventCursor::parse)
                .or(() ->
                        Optional.ofNullable(from).map(text -> EventCursor.behind(EventResource.eventId("from", text))));
        EventStreamText text = new EventStreamText(clock, settings.progressHeartBeat());
        return streams.write(http, feed.follow(wanted, begin), text::of);
    }
}
