package org.ovirt.v2v.engine.rest;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.ovirt.engine.sdk4.builders.ExternalVmImportBuilder;
import org.ovirt.engine.sdk4.types.ExternalVmProviderType;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.NamedId;
import org.ovirt.v2v.engine.imports.request.DirectImportRequest;
import org.ovirt.v2v.engine.imports.request.DirectImports;
import org.ovirt.v2v.engine.rest.wire.Element;
import org.ovirt.v2v.engine.rest.wire.OvirtType;

/** Imports as oVirt's clients ask for them. */
@Tag(name = "Imports")
@Path(ApiPath.EXTERNAL_VM_IMPORTS)
@Produces({MediaType.APPLICATION_XML, MediaType.APPLICATION_JSON})
@Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML, MediaType.APPLICATION_JSON})
public class ExternalVmImportResource {
    /** oVirt's header for the job that shows how far it is. */
    private static final String JOB_ID = "JobId";

    private final DirectImports imports;
    private final SecurityIdentity identity;

    public ExternalVmImportResource(DirectImports imports, SecurityIdentity identity) {
        this.imports = imports;
        this.identity = identity;
    }

    @POST
    @ResponseStatus(201)
    @Operation(
            operationId = "addExternalVmImport",
            summary = "Imports a machine of a source that the request names itself, as oVirt's engine does")
    public RestResponse<Element> add(DirectImportRequest request) {
        ImportSnapshot added =
                imports.submit(Body.required(request), identity.getPrincipal().getName());
        return RestResponse.ResponseBuilder.create(
                        RestResponse.Status.CREATED,
                        OvirtType.EXTERNAL_VM_IMPORT.one(echo(request, added).build()))
                .header(JOB_ID, added.origin().jobId())
                .build();
    }

    /** What was asked for, without the password; what it named by name now has its id. */
    private static ExternalVmImportBuilder echo(DirectImportRequest request, ImportSnapshot added) {
        ExternalVmImportBuilder echo = new ExternalVmImportBuilder()
                .name(request.name())
                .provider(ExternalVmProviderType.fromValue(request.provider().toLowerCase(Locale.ROOT)))
                .url(request.url())
                .username(request.username())
                .sparse(request.sparse())
                .cluster(References.cluster(added.target().cluster().id(), null))
                .storageDomain(
                        References.storageDomain(added.target().storageDomain().id(), null))
                .vm(References.vm(added.id(), null));
        NamedId host = added.placement().fixed() ? added.host() : null;
        return host == null ? echo : echo.host(References.host(host.id(), null));
    }
}
