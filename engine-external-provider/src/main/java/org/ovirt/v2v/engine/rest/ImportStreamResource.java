package org.ovirt.v2v.engine.rest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.imports.ImportHistory;
import org.ovirt.v2v.engine.imports.feed.FeedBatch;
import org.ovirt.v2v.engine.imports.feed.ImportFeed;

/** Server-sent events: how the active imports are, then every change, and a heart-beat now and then. */
@Tag(name = "Imports")
@Path(ApiPath.IMPORTS)
public class ImportStreamResource {
    /** Microseconds since 1970, so that any engine can go on where another one has stopped. */
    private static final Pattern EVENT_ID = Pattern.compile("\\d{1,17}");

    private static final int MOST_BYTES = 4 << 20;

    private final ImportFeed feed;
    private final ImportHistory history;
    private final ImportStreamText events;
    private final OpenStreams streams;

    /** Each batch as a text, for as long as somebody may still be told of it: it is the same for all who listen. */
    private final Cache<FeedBatch, Buffer> texts = Caffeine.newBuilder()
            .weakKeys()
            .maximumWeight(MOST_BYTES)
            .weigher((FeedBatch each, Buffer text) -> text.length())
            .build();

    public ImportStreamResource(ImportFeed feed, ImportHistory history, ImportStreamText events, OpenStreams streams) {
        this.streams = streams;
        this.feed = feed;
        this.history = history;
        this.events = events;
    }

    /**
     * Blocking since it looks into the database first.
     *
     * @param lastEvent as browsers send it that have been cut off; what is not an id of an event counts as none
     */
    @GET
    @Path("stream")
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "followImports",
            summary = "Streams every change of imports as server-sent events",
            description =
                    "First come the active imports, then every change of state, and of progress as much as 1,000 events a second"
                            + " for each client and 500 messages a second for all clients of an engine allow, of each import always"
                            + " the latest. A client that was cut off and sends the id of the last event in the header"
                            + " Last-Event-ID, as browsers do, also gets the imports that have ended meanwhile, of more than 1,000"
                            + " the latest; some of them perhaps for the second time.")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    public Uni<Void> all(
            @Parameter(description = "The last id that has come, with an event or without.")
                    @HeaderParam("Last-Event-ID")
                    String lastEvent,
            @Context RoutingContext http) {
        return write(http, feed.all(Optional.ofNullable(lastEvent).flatMap(ImportStreamResource::heard)));
    }

    /** Blocking since it looks into the database first. */
    @GET
    @Path("{id}/stream")
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "followImport",
            summary = "Streams every change of an import as server-sent events, until it has ended")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    public Uni<Void> one(
            @Parameter(description = "The id of the import.") @PathParam("id") String id,
            @Context RoutingContext http) {
        return write(
                http, feed.one(history.get(ApiPath.id(EntityKind.IMPORT, id)).id()));
    }

    private Uni<Void> write(RoutingContext http, Flow.Publisher<FeedBatch> batches) {
        return streams.write(http, batches, each -> texts.get(each, events::of));
    }

    private static Optional<Instant> heard(String eventId) {
        return EVENT_ID.matcher(eventId).matches()
                ? Optional.of(Instant.EPOCH.plus(Long.parseLong(eventId), ChronoUnit.MICROS))
                : Optional.empty();
    }
}
