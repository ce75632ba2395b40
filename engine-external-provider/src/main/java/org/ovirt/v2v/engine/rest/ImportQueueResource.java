package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRootName;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ovirt.v2v.engine.imports.run.ImportQueue;
import org.ovirt.v2v.engine.imports.run.QueuePause;

/** The queue of imports as a whole. */
@Tag(name = "Imports")
@Path(ApiPath.IMPORT_QUEUE)
@Produces({MediaType.APPLICATION_XML, MediaType.APPLICATION_JSON})
@Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML, MediaType.APPLICATION_JSON})
public class ImportQueueResource {
    private final ImportQueue queue;
    private final SecurityIdentity identity;

    public ImportQueueResource(ImportQueue queue, SecurityIdentity identity) {
        this.queue = queue;
        this.identity = identity;
    }

    @GET
    @Operation(operationId = "getImportQueue", summary = "Tells how many imports wait and run, and whether any begin")
    public Representation get() {
        return Representation.of(queue.overview());
    }

    @POST
    @Path("pause")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "pauseImportQueue", summary = "Lets no import begin; those that are under way go on")
    public QueueAction pause() {
        return QueueAction.complete(queue.pauseAll(identity.getPrincipal().getName()));
    }

    @POST
    @Path("resume")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "resumeImportQueue", summary = "Lets imports begin again")
    public QueueAction resume() {
        return QueueAction.complete(queue.resumeAll(identity.getPrincipal().getName()));
    }

    /**
     * The outcome of an action on the queue.
     *
     * @param status complete, as oVirt's actions have it
     * @param importQueue the queue as it is now
     */
    @JsonRootName("action")
    public record QueueAction(String status, Representation importQueue) {
        static QueueAction complete(ImportQueue.Overview queue) {
            return new QueueAction(Action.COMPLETE, Representation.of(queue));
        }
    }

    /**
     * The queue.
     *
     * @param paused whether no import begins
     * @param pausedBy who has paused it; null if it is not paused
     * @param waiting how many imports are queued
     * @param running how many are under way on a proxy host
     */
    @Schema(name = "ImportQueueRepresentation")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonRootName("import_queue")
    public record Representation(boolean paused, String pausedBy, Instant pausedSince, int waiting, int running) {
        static Representation of(ImportQueue.Overview queue) {
            return new Representation(
                    queue.paused().isPresent(),
                    queue.paused().map(QueuePause.Paused::by).orElse(null),
                    queue.paused().map(QueuePause.Paused::at).orElse(null),
                    queue.waiting(),
                    queue.running());
        }
    }
}
