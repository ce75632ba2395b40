package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRootName;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.EntityReference;
import org.ovirt.v2v.engine.IncompleteRequestException;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.imports.request.ImportItem;
import org.ovirt.v2v.engine.imports.request.ImportRequest;
import org.ovirt.v2v.engine.imports.request.ImportService;
import org.ovirt.v2v.engine.imports.request.ImportSubmissions;
import org.ovirt.v2v.engine.imports.request.ImportTrial;
import org.ovirt.v2v.model.conversion.Allocation;
import org.ovirt.v2v.model.conversion.DiskFormat;
import org.ovirt.v2v.model.conversion.NetworkMapping;

/** Imports several machines of a provider at once. */
@Tag(name = "Imports")
@Path(ApiPath.PROVIDERS + "/{provider}/import")
@Produces({MediaType.APPLICATION_XML, MediaType.APPLICATION_JSON})
@Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML, MediaType.APPLICATION_JSON})
public class BatchImportResource {
    private static final int LARGEST = 5_000;

    /** How many can be checked while somebody waits. */
    private static final int LARGEST_WAITED_FOR = 500;

    /** So that a few bytes for each machine, and mappings for all of them, do not become a large database. */
    private static final int MOST_MAPPINGS = 200_000;

    private static final String ITEMS = "imports";

    private final ImportService service;
    private final ImportSubmissions submissions;
    private final ImportTrial trial;
    private final ImportAnswers answers;

    public BatchImportResource(
            ImportService service, ImportSubmissions submissions, ImportTrial trial, ImportAnswers answers) {
        this.service = service;
        this.submissions = submissions;
        this.trial = trial;
        this.answers = answers;
    }

    @POST
    @ResponseStatus(202)
    @Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML, MediaType.APPLICATION_JSON, CsvBatch.TYPE})
    @Operation(
            operationId = "importMachines",
            summary = "Imports up to 5,000 machines; each that is refused carries its failure",
            description =
                    "As CSV, in UTF-8 unless Content-Type names another charset: a line with the names of columns (virtual_machine, name, cluster, storage_domain, host, allocation,"
                            + " format, network_mappings as in VM Network=ovirtmgmt|Backup=backup, drivers_iso, start_time, priority),"
                            + " then one for each machine.")
    public RestResponse<Imports> add(
            @Parameter(description = "The id of the provider.") @PathParam("provider") String provider,
            @Parameter(
                            description = ImportAnswers.WAIT_MEANING
                                    + " Without it, up to 500 machines are waited for; more never are.")
                    @QueryParam(ImportAnswers.WAIT)
                    String wait,
            @Parameter(description = ImportAnswers.DRY_RUN_MEANING + " For up to 500 machines.")
                    @QueryParam(ImportAnswers.DRY_RUN)
                    String dryRun,
            @Parameter(description = ImportAnswers.KEY_MEANING) @HeaderParam(ImportAnswers.KEY) String key,
            Batch request) {
        UUID id = ApiPath.id(EntityKind.PROVIDER, provider);
        List<ImportItem> items = Body.required(request).items();
        if (ImportAnswers.isDryRun(dryRun, wait)) {
            requireFew(items);
            return ImportAnswers.checked(new Imports(
                    trial.of(id, items).stream().map(ImportRepresentation::of).toList()));
        }
        boolean waits = wait == null ? items.size() <= LARGEST_WAITED_FOR : QueryFlag.parse(ImportAnswers.WAIT, wait);
        if (waits) {
            requireFew(items);
        }
        String owner = answers.owner();
        return answers.accepted(
                key,
                List.of(id, waits, request),
                Imports.class,
                () -> new Imports((waits ? service.submit(id, items, owner) : submissions.submit(id, items, owner))
                        .stream().map(ImportRepresentation::of).toList()));
    }

    private static void requireFew(List<ImportItem> items) {
        if (items.size() > LARGEST_WAITED_FOR) {
            throw new InvalidFieldException(
                    ITEMS,
                    "At most " + LARGEST_WAITED_FOR + " machines can be checked while you wait; these are "
                            + items.size() + ". With wait=false they are checked in the background.");
        }
    }

    /** What became of each, in the order of the request. */
    @JsonRootName("imports")
    public record Imports(@JsonProperty("import") List<ImportRepresentation> imports) {}

    /** Body of the action: the machines, and what counts for those that say nothing else. */
    public record Batch(
            List<Item> imports,
            EntityReference cluster,
            EntityReference storageDomain,
            EntityReference host,
            Allocation allocation,
            DiskFormat format,
            List<NetworkMapping> networkMappings,
            ImportRequest.DriversIso driversIso,
            Instant startTime,
            Integer priority) {
        private List<ImportItem> items() {
            if (imports == null || imports.isEmpty()) {
                throw new IncompleteRequestException("Imports", List.of(ITEMS), "import");
            }
            if (imports.size() > LARGEST) {
                throw new InvalidFieldException(
                        ITEMS,
                        "At most " + LARGEST + " machines can be imported in one request; these are " + imports.size()
                                + ".");
            }
            if (imports.contains(null)) {
                throw new InvalidFieldException(ITEMS + "." + imports.indexOf(null), "The value is not an object.");
            }
            ImportRequest defaults = new ImportRequest(
                    null,
                    cluster,
                    storageDomain,
                    host,
                    allocation,
                    format,
                    networkMappings,
                    driversIso,
                    startTime,
                    priority);
            List<ImportItem> items =
                    imports.stream().map(item -> item.with(defaults)).toList();
            requireFewMappings(items);
            return items;
        }
    }

    private static void requireFewMappings(List<ImportItem> items) {
        long mappings = items.stream()
                .map(item -> item.request().networkMappings())
                .filter(Objects::nonNull)
                .mapToLong(List::size)
                .sum();
        if (mappings > MOST_MAPPINGS) {
            throw new InvalidFieldException(
                    "network_mappings",
                    "There are " + mappings + " mappings for all machines together; " + MOST_MAPPINGS
                            + " are allowed.");
        }
    }

    /** One machine of a batch. */
    public record Item(
            EntityReference virtualMachine,
            String name,
            EntityReference cluster,
            EntityReference storageDomain,
            EntityReference host,
            Allocation allocation,
            DiskFormat format,
            List<NetworkMapping> networkMappings,
            ImportRequest.DriversIso driversIso,
            Instant startTime,
            Integer priority) {
        private ImportItem with(ImportRequest defaults) {
            ImportRequest own = new ImportRequest(
                    name,
                    cluster,
                    storageDomain,
                    host,
                    allocation,
                    format,
                    networkMappings,
                    driversIso,
                    startTime,
                    priority);
            String machine = Optional.ofNullable(virtualMachine)
                    .map(reference -> Optional.ofNullable(reference.id()).orElse(reference.name()))
                    .orElse(null);
            return new ImportItem(
                    machine,
                    own.withDefaults(defaults),
                    networkMappings == null ? ImportItem.Mapped.WITH_OTHERS : ImportItem.Mapped.ALONE);
        }
    }
}
