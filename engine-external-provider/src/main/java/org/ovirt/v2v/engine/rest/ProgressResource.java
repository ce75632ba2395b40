package org.ovirt.v2v.engine.rest;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.imports.ImportHistory;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.feed.ImportFeed;

/** Server-sent events: how the active imports are, then every change, and a comment now and then as a sign of life. */
@Tag(name = "Imports")
@Path(ApiPath.API + "/progress")
public class ProgressResource {
    private static final String EVENT = "import";

    private final ImportFeed feed;
    private final ImportHistory history;

    public ProgressResource(ImportFeed feed, ImportHistory history) {
        this.feed = feed;
        this.history = history;
    }

    /** With an id: only that import, and the stream ends with it. Blocking since it looks into the database first. */
    @GET
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(operationId = "followImports", summary = "Streams every change of imports as server-sent events")
    public Multi<OutboundSseEvent> progress(
            @Parameter(description = "Only this import; the stream ends with it.") @QueryParam("import") String id,
            @Context Sse sse) {
        Flow.Publisher<Optional<ImportSnapshot>> items = id == null ? feed.all() : feed.one(existing(id));
        return Multi.createFrom().publisher(items).map(item -> event(sse, item));
    }

    private UUID existing(String id) {
        return history.get(ApiPath.id(EntityKind.IMPORT, id)).id();
    }

    private static OutboundSseEvent event(Sse sse, Optional<ImportSnapshot> item) {
        return item.map(each -> sse.newEventBuilder()
                        .name(EVENT)
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(ImportRepresentation.of(each))
                        .build())
                .orElseGet(() -> sse.newEventBuilder().comment("heart-beat").build());
    }
}
