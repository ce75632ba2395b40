package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRootName;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.IncompleteRequestException;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.KnownNames;
import org.ovirt.v2v.engine.ListKey;
import org.ovirt.v2v.engine.Slice;
import org.ovirt.v2v.engine.imports.ImportHistory;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.ImportState;
import org.ovirt.v2v.engine.imports.request.ImportRequest;
import org.ovirt.v2v.engine.imports.request.ImportRetry;
import org.ovirt.v2v.engine.imports.run.ImportCancellation;
import org.ovirt.v2v.engine.imports.run.ImportQueue;
import org.ovirt.v2v.engine.imports.run.ObstructedImports;
import org.ovirt.v2v.engine.imports.run.QueuePlace;
import org.ovirt.v2v.engine.imports.run.QueuePlaces;

/** The collection of imports. */
@Tag(name = "Imports")
@Path(ApiPath.IMPORTS)
@Produces({MediaType.APPLICATION_XML, MediaType.APPLICATION_JSON})
@Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML, MediaType.APPLICATION_JSON})
public class ImportResource {
    private static final int PAGE = 100;
    private static final int LARGEST_PAGE = 1000;

    /** Nobody reads on so far, and to count all would take longer than to list them. */
    private static final int COUNTED = 10_000;

    private final ImportHistory history;
    private final ImportCancellation cancellation;
    private final ImportRetry retry;
    private final ImportQueue queue;
    private final QueuePlaces places;
    private final ObstructedImports obstructed;
    private final SecurityIdentity identity;

    public ImportResource(
            ImportHistory history,
            ImportCancellation cancellation,
            ImportRetry retry,
            ImportQueue queue,
            QueuePlaces places,
            ObstructedImports obstructed,
            SecurityIdentity identity) {
        this.obstructed = obstructed;
        this.queue = queue;
        this.places = places;
        this.retry = retry;
        this.identity = identity;
        this.history = history;
        this.cancellation = cancellation;
    }

    @GET
    @Operation(operationId = "listImports", summary = "Lists imports, the newest first")
    public Imports list(
            @Parameter(description = "Only imports of these states, separated by commas.") @QueryParam("status")
                    String status,
            @Parameter(description = "How many at most.") @QueryParam("max") String max,
            @Parameter(description = "Which page of the list, counted from 1; those far behind are slow.")
                    @QueryParam("page")
                    String page,
            @Parameter(description = "Only imports behind this place of the list: what next of another page says.")
                    @QueryParam("after")
                    String after) {
        Set<ImportState> states = states(status);
        int size = Math.min(number("max", max, PAGE), LARGEST_PAGE);
        int number = Math.max(number("page", page, 1), 1);
        Optional<ListKey> key = QueryKey.parse(after);
        if (key.isPresent() && page != null) {
            throw new InvalidFieldException(
                    "page", "A page is given by its number or by what it comes after, not by both.");
        }
        Slice<ImportSnapshot> found = history.list(states, key, Math.multiplyExact(number - 1, size), size);
        boolean waiting = found.items().stream().anyMatch(each -> each.state() == ImportState.QUEUED);
        Map<UUID, QueuePlace> places = waiting ? this.places.now() : Map.of();
        long count = history.count(states, COUNTED + 1);
        return new Imports(
                found.map(each -> ImportRepresentation.of(each, Optional.ofNullable(places.get(each.id()))))
                        .items(),
                Math.min(count, COUNTED),
                count > COUNTED ? true : null,
                found.next(each -> new ListKey(each.times().createdAt(), each.id()).text())
                        .orElse(null));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getImport", summary = "Shows an import")
    public ImportRepresentation get(@Parameter(description = "The id of the import.") @PathParam("id") String id) {
        return represented(history.get(ApiPath.id(EntityKind.IMPORT, id)));
    }

    private ImportRepresentation represented(ImportSnapshot each) {
        boolean waits = each.state() == ImportState.QUEUED;
        return ImportRepresentation.of(
                each, waits ? Optional.ofNullable(places.now().get(each.id())) : Optional.empty());
    }

    @PUT
    @Path("{id}")
    @Operation(operationId = "updateImport", summary = "Gives an import that waits another priority")
    public ImportRepresentation update(
            @Parameter(description = "The id of the import.") @PathParam("id") String id, Priority change) {
        return represented(queue.prioritize(
                ApiPath.id(EntityKind.IMPORT, id), Body.required(change).required()));
    }

    @POST
    @Path("{id}/pause")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "pauseImport", summary = "Keeps an import that waits from beginning")
    public ImportAction pause(@Parameter(description = "The id of the import.") @PathParam("id") String id) {
        return ImportAction.complete(represented(queue.pause(ApiPath.id(EntityKind.IMPORT, id))));
    }

    @POST
    @Path("{id}/resume")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "resumeImport", summary = "Lets an import that was paused begin in its turn")
    public ImportAction resume(@Parameter(description = "The id of the import.") @PathParam("id") String id) {
        return ImportAction.complete(represented(queue.resume(ApiPath.id(EntityKind.IMPORT, id))));
    }

    @GET
    @Path("{id}/attempts")
    @Operation(
            operationId = "listAttempts",
            summary = "Lists the attempts of an import, each a job on a proxy host, the first one first")
    public Attempts attempts(@Parameter(description = "The id of the import.") @PathParam("id") String id) {
        return new Attempts(history.attempts(ApiPath.id(EntityKind.IMPORT, id)).stream()
                .map(AttemptRepresentation::of)
                .toList());
    }

    @POST
    @Path("{id}/cancel")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "cancelImport",
            summary = "Cancels an import; one whose machine lies in the export domain goes on, unless forced")
    public ImportAction cancel(
            @Parameter(description = "The id of the import.") @PathParam("id") String id,
            @Parameter(description = "Whether it ends at once, whatever its proxy host does: true or false.")
                    @QueryParam("force")
                    String force) {
        return ImportAction.complete(ImportRepresentation.of(cancellation.request(
                ApiPath.id(EntityKind.IMPORT, id),
                identity.getPrincipal().getName(),
                QueryFlag.parse("force", force))));
    }

    @POST
    @Path("{id}/trynow")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "tryImportNow",
            summary = "Tries at once what an import waits for that has an obstacle, as in a full export domain",
            description = "It is tried again now and then by itself. To give the import up, cancel it.")
    public ImportAction tryNow(@Parameter(description = "The id of the import.") @PathParam("id") String id) {
        return ImportAction.complete(represented(obstructed.tryNow(ApiPath.id(EntityKind.IMPORT, id))));
    }

    @POST
    @Path("{id}/retry")
    @ResponseStatus(202)
    @Operation(
            operationId = "retryImport",
            summary = "Begins an import again that has failed or was cancelled, with what the body says different")
    public ImportAction retry(
            @Parameter(description = "The id of the import.") @PathParam("id") String id, ImportRequest request) {
        return ImportAction.complete(ImportRepresentation.of(retry.request(
                ApiPath.id(EntityKind.IMPORT, id),
                Optional.ofNullable(request).orElse(ImportRequest.SAME),
                identity.getPrincipal().getName())));
    }

    private static int number(String field, String text, int otherwise) {
        int number = Optional.ofNullable(QueryNumber.parse(field, text)).orElse(otherwise);
        if (number < 0 || number > 1_000_000) {
            throw new InvalidFieldException(field, "The value is out of range.");
        }
        return number;
    }

    private static Set<ImportState> states(String status) {
        if (status == null || status.isBlank()) {
            return EnumSet.allOf(ImportState.class);
        }
        Set<ImportState> states = EnumSet.noneOf(ImportState.class);
        for (String word : status.split(",", -1)) {
            states.add(state(word.strip()));
        }
        return states;
    }

    private static ImportState state(String word) {
        try {
            return ImportState.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new InvalidFieldException(
                    "status",
                    "There is no status " + KnownNames.quoted(word) + " of imports. "
                            + KnownNames.hint(
                                    word,
                                    Arrays.stream(ImportState.values())
                                            .map(state -> state.name().toLowerCase(Locale.ROOT))
                                            .toList()),
                    e);
        }
    }

    /** What can be changed of an import that waits. */
    public record Priority(Integer priority) {
        private int required() {
            if (priority == null) {
                throw new IncompleteRequestException("Import", List.of("priority"), "update");
            }
            return priority;
        }
    }

    /** The attempts of an import in their order. */
    @JsonRootName("attempts")
    public record Attempts(List<AttemptRepresentation> attempt) {}

    /**
     * A page of the list, newest first.
     *
     * @param total how many fit in all; nobody counts beyond 10,000
     * @param totalExceeded true if there are more than total; null otherwise
     * @param next what {@code after} of the next page is; null if this is the last
     */
    @JsonRootName("imports")
    public record Imports(
            @JsonProperty("import") List<ImportRepresentation> imports,
            long total,
            Boolean totalExceeded,
            String next) {}
}
