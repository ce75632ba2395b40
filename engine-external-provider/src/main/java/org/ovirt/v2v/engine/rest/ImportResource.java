package org.ovirt.v2v.engine.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.KnownNames;
import org.ovirt.v2v.engine.imports.ImportCancellation;
import org.ovirt.v2v.engine.imports.ImportHistory;
import org.ovirt.v2v.engine.imports.ImportState;

/** The collection of imports. */
@Tag(name = "Imports")
@Path(ApiPath.IMPORTS)
public class ImportResource {
    private static final int PAGE = 100;
    private static final int LARGEST_PAGE = 1000;

    private final ImportHistory history;
    private final ImportCancellation cancellation;

    public ImportResource(ImportHistory history, ImportCancellation cancellation) {
        this.history = history;
        this.cancellation = cancellation;
    }

    @GET
    @Operation(operationId = "listImports", summary = "Lists imports, the newest first")
    public Imports list(
            @Parameter(description = "Only imports of these states, separated by commas.") @QueryParam("status")
                    String status,
            @Parameter(description = "How many at most.") @QueryParam("max") String max,
            @Parameter(description = "Which page of the list, counted from 1.") @QueryParam("page") String page) {
        List<ImportState> states = states(status);
        int size = Math.min(number("max", max, PAGE), LARGEST_PAGE);
        int number = Math.max(number("page", page, 1), 1);
        return new Imports(
                history.list(states, Math.multiplyExact(number - 1, size), size).stream()
                        .map(ImportRepresentation::of)
                        .toList(),
                history.count(states));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getImport", summary = "Shows an import")
    public ImportRepresentation get(@Parameter(description = "The id of the import.") @PathParam("id") String id) {
        return ImportRepresentation.of(history.get(ApiPath.id(EntityKind.IMPORT, id)));
    }

    @POST
    @Path("{id}/cancel")
    @Operation(
            operationId = "cancelImport",
            summary = "Cancels an import; one whose machine lies in the export domain goes on, unless forced")
    public ImportRepresentation cancel(
            @Parameter(description = "The id of the import.") @PathParam("id") String id,
            @Parameter(description = "Whether it ends at once, whatever its proxy host does: true or false.")
                    @QueryParam("force")
                    String force) {
        return ImportRepresentation.of(
                cancellation.request(ApiPath.id(EntityKind.IMPORT, id), QueryFlag.parse("force", force)));
    }

    private static int number(String field, String text, int otherwise) {
        int number = Optional.ofNullable(QueryNumber.parse(field, text)).orElse(otherwise);
        if (number < 0 || number > 1_000_000) {
            throw new InvalidFieldException(field, "The value is out of range.");
        }
        return number;
    }

    private static List<ImportState> states(String status) {
        if (status == null || status.isBlank()) {
            return List.of(ImportState.values());
        }
        List<ImportState> states = new ArrayList<>();
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

    /** A page of the list, newest first; total counts all that fit. */
    public record Imports(List<ImportRepresentation> externalVmImport, long total) {}
}
