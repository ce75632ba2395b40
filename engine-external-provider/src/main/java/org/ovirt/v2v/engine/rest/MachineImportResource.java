package org.ovirt.v2v.engine.rest;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.imports.ImportItem;
import org.ovirt.v2v.engine.imports.ImportRequest;
import org.ovirt.v2v.engine.imports.ImportService;

/** Imports one machine of a provider. */
@Tag(name = "Imports")
@Path(ApiPath.PROVIDERS + "/{provider}/virtualmachines/{machine}/import")
public class MachineImportResource {
    private final ImportService service;
    private final SecurityIdentity identity;

    public MachineImportResource(ImportService service, SecurityIdentity identity) {
        this.service = service;
        this.identity = identity;
    }

    @POST
    @ResponseStatus(202)
    @Operation(operationId = "importMachine", summary = "Imports one machine")
    public ImportRepresentation add(
            @Parameter(description = "The id of the provider.") @PathParam("provider") String provider,
            @Parameter(description = "The machine's id at its source, as the list of machines has it.")
                    @PathParam("machine")
                    String machine,
            ImportRequest request) {
        return ImportRepresentation.of(service.submit(
                ApiPath.id(EntityKind.PROVIDER, provider),
                new ImportItem(machine, Body.required(request)),
                identity.getPrincipal().getName()));
    }
}
