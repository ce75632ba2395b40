package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Flow;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.imports.ImportHistory;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.feed.FeedItem;
import org.ovirt.v2v.engine.imports.feed.ImportFeed;

/** Server-sent events: how the active imports are, then every change, and a comment now and then as a sign of life. */
@Tag(name = "Imports")
@Path(ApiPath.API + "/progress")
public class ProgressResource {
    private static final String EVENT = "import";

    /** Microseconds since 1970, so that any engine can go on where another one has stopped. */
    private static final Pattern EVENT_ID = Pattern.compile("\\d{1,17}");

    /** Characters, of which most take a byte. */
    private static final int MOST_TEXT = 20 << 20;

    private final ImportFeed feed;
    private final ImportHistory history;
    private final ObjectMapper json;

    /** Each change as a text, for as long as somebody may still be told of it: it is the same for all who listen. */
    private final LoadingCache<ImportSnapshot, String> texts = Caffeine.newBuilder()
            .weakKeys()
            .maximumWeight(MOST_TEXT)
            .weigher((ImportSnapshot each, String text) -> text.length())
            .build(this::text);

    public ProgressResource(ImportFeed feed, ImportHistory history, ObjectMapper json) {
        this.feed = feed;
        this.history = history;
        this.json = json;
    }

    /**
     * With an id: only that import, and the stream ends with it. Blocking since it looks into the database first.
     *
     * @param lastEvent as browsers send it that have been cut off; what is not an id of an event counts as none
     */
    @GET
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "followImports",
            summary = "Streams every change of imports as server-sent events",
            description =
                    "First come the active imports, then every change. A client that was cut off and sends the id of the last"
                            + " event in the header Last-Event-ID, as browsers do, also gets the imports that have ended meanwhile, of"
                            + " more than 1,000 the latest; some of them perhaps for the second time.")
    public Multi<OutboundSseEvent> progress(
            @Parameter(description = "Only this import; the stream ends with it.") @QueryParam("import") String id,
            @Parameter(description = "The id of the last event that has come.") @HeaderParam("Last-Event-ID")
                    String lastEvent,
            @Context Sse sse) {
        Flow.Publisher<Optional<FeedItem>> items = id == null
                ? feed.all(Optional.ofNullable(lastEvent).flatMap(ProgressResource::heard))
                : feed.one(existing(id));
        return Multi.createFrom().publisher(items).map(item -> event(sse, item));
    }

    private UUID existing(String id) {
        return history.get(ApiPath.id(EntityKind.IMPORT, id)).id();
    }

    private static Optional<Instant> heard(String eventId) {
        return EVENT_ID.matcher(eventId).matches()
                ? Optional.of(Instant.EPOCH.plus(Long.parseLong(eventId), ChronoUnit.MICROS))
                : Optional.empty();
    }

    private String text(ImportSnapshot each) throws JsonProcessingException {
        return json.writeValueAsString(ImportRepresentation.of(each));
    }

    private OutboundSseEvent event(Sse sse, Optional<FeedItem> item) {
        return item.map(each -> sse.newEventBuilder()
                        .id(Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, each.heard())))
                        .name(EVENT)
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(texts.get(each.subject()))
                        .build())
                .orElseGet(() -> sse.newEventBuilder().comment("heart-beat").build());
    }
}
