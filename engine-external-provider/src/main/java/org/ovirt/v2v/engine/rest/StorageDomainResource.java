package org.ovirt.v2v.engine.rest;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.storage.DomainStatus;
import org.ovirt.v2v.engine.storage.StorageDomain;
import org.ovirt.v2v.engine.storage.StorageDomainRequest;
import org.ovirt.v2v.engine.storage.StorageDomainService;

/** The collection of export domains. */
@Tag(name = "Export domains")
@Path(ApiPath.STORAGE_DOMAINS)
public class StorageDomainResource {
    private final StorageDomainService service;

    public StorageDomainResource(StorageDomainService service) {
        this.service = service;
    }

    @GET
    @Operation(operationId = "listStorageDomains", summary = "Lists the export domains")
    public StorageDomains list() {
        List<StorageDomain> domains = service.list();
        Map<UUID, DomainStatus> statuses = service.statuses(domains);
        return new StorageDomains(domains.stream()
                .map(domain -> StorageDomainRepresentation.of(domain, statuses.get(domain.id())))
                .toList());
    }

    @POST
    @ResponseStatus(201)
    @Operation(
            operationId = "addStorageDomain",
            summary = "Adds an export domain, which is made if the folder is empty")
    public RestResponse<StorageDomainRepresentation> add(StorageDomainRequest request) {
        return Versions.created(service.add(Body.required(request)), this::withStatus);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getStorageDomain", summary = "Shows an export domain")
    public RestResponse<StorageDomainRepresentation> get(
            @Parameter(description = "The id of the export domain.") @PathParam("id") String id) {
        return Versions.ok(service.get(ApiPath.id(EntityKind.STORAGE_DOMAIN, id)), this::withStatus);
    }

    @PUT
    @Path("{id}")
    @Operation(operationId = "updateStorageDomain", summary = "Changes what the body names of an export domain")
    public RestResponse<StorageDomainRepresentation> update(
            @Parameter(description = "The id of the export domain.") @PathParam("id") String id,
            @Parameter(description = Versions.MEANING) @HeaderParam(Versions.IF_MATCH) String ifMatch,
            StorageDomainRequest request) {
        return Versions.ok(
                service.update(
                        ApiPath.id(EntityKind.STORAGE_DOMAIN, id), Body.required(request), Versions.expected(ifMatch)),
                this::withStatus);
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "removeStorageDomain", summary = "Forgets an export domain; what lies in it stays there")
    public Action remove(
            @Parameter(description = "The id of the export domain.") @PathParam("id") String id,
            @Parameter(description = Versions.MEANING) @HeaderParam(Versions.IF_MATCH) String ifMatch) {
        service.remove(ApiPath.id(EntityKind.STORAGE_DOMAIN, id), Versions.expected(ifMatch));
        return Action.COMPLETE;
    }

    @GET
    @Path("{id}/vms")
    @Operation(operationId = "listExportedMachines", summary = "Lists the machines in an export domain")
    public ExportedVms machines(@Parameter(description = "The id of the export domain.") @PathParam("id") String id) {
        UUID domain = ApiPath.id(EntityKind.STORAGE_DOMAIN, id);
        return new ExportedVms(service.machines(domain).stream()
                .map(machine -> ExportedVmRepresentation.of(domain, machine))
                .toList());
    }

    private StorageDomainRepresentation withStatus(StorageDomain domain) {
        return StorageDomainRepresentation.of(domain, service.status(domain));
    }

    /** The list, as oVirt writes it. */
    public record StorageDomains(List<StorageDomainRepresentation> storageDomain) {}

    /** The machines in an export domain, as oVirt writes them. */
    public record ExportedVms(List<ExportedVmRepresentation> vm) {}
}
