package org.ovirt.v2v.engine.rest;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.EntityReference;
import org.ovirt.v2v.engine.IncompleteRequestException;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.imports.ImportItem;
import org.ovirt.v2v.engine.imports.ImportRequest;
import org.ovirt.v2v.engine.imports.ImportService;
import org.ovirt.v2v.model.conversion.Allocation;
import org.ovirt.v2v.model.conversion.DiskFormat;
import org.ovirt.v2v.model.conversion.NetworkMapping;

/** Imports several machines of a provider at once. */
@Tag(name = "Imports")
@Path(ApiPath.PROVIDERS + "/{provider}/import")
public class BatchImportResource {
    private static final int LARGEST = 500;
    private static final String ITEMS = "imports";

    private final ImportService service;
    private final SecurityIdentity identity;

    public BatchImportResource(ImportService service, SecurityIdentity identity) {
        this.service = service;
        this.identity = identity;
    }

    @POST
    @ResponseStatus(202)
    @Operation(
            operationId = "importMachines",
            summary = "Imports up to 500 machines; each that is refused carries its failure")
    public Imports add(
            @Parameter(description = "The id of the provider.") @PathParam("provider") String provider, Batch request) {
        return new Imports(service
                .submit(
                        ApiPath.id(EntityKind.PROVIDER, provider),
                        Body.required(request).items(),
                        identity.getPrincipal().getName())
                .stream()
                .map(ImportRepresentation::of)
                .toList());
    }

    /** What became of each, in the order of the request. */
    public record Imports(List<ImportRepresentation> externalVmImport) {}

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
                throw new IncompleteRequestException("ExternalVmImports", List.of(ITEMS), "import");
            }
            if (imports.size() > LARGEST) {
                throw new InvalidFieldException(
                        ITEMS,
                        "At most " + LARGEST + " machines can be imported at once; these are " + imports.size() + ".");
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
            return imports.stream().map(item -> item.with(defaults)).toList();
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
