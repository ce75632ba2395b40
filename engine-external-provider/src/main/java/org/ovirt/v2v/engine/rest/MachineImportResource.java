package org.ovirt.v2v.engine.rest;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.imports.ImportItem;
import org.ovirt.v2v.engine.imports.ImportRequest;
import org.ovirt.v2v.engine.imports.ImportService;

/** Imports one machine of a provider. */
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
    public ImportRepresentation add(
            @PathParam("provider") String provider, @PathParam("machine") String machine, ImportRequest request) {
        return ImportRepresentation.of(service.submit(
                ApiPath.id(EntityKind.PROVIDER, provider),
                new ImportItem(machine, Body.required(request)),
                identity.getPrincipal().getName()));
    }
}
