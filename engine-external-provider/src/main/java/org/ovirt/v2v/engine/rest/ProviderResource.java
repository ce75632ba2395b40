package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.annotation.JsonRootName;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.EntityReference;
import org.ovirt.v2v.engine.provider.CertificateRequest;
import org.ovirt.v2v.engine.provider.CertificateService;
import org.ovirt.v2v.engine.provider.HostKeyRequest;
import org.ovirt.v2v.engine.provider.HostKeyService;
import org.ovirt.v2v.engine.provider.MachineService;
import org.ovirt.v2v.engine.provider.ProviderRequest;
import org.ovirt.v2v.engine.provider.ProviderService;
import org.ovirt.v2v.engine.provider.SourceCertificate;
import org.ovirt.v2v.engine.provider.SourceHostKey;
import org.ovirt.v2v.engine.rest.wire.Element;

/** The collection of external VM providers, and what can be done with one. */
@Tag(name = "Providers")
@Path(ApiPath.PROVIDERS)
@Produces({MediaType.APPLICATION_XML, MediaType.APPLICATION_JSON})
@Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML, MediaType.APPLICATION_JSON})
public class ProviderResource {
    private final ProviderService service;
    private final MachineService machines;
    private final CertificateService certificates;
    private final HostKeyService hostKeys;

    public ProviderResource(
            ProviderService service,
            MachineService machines,
            CertificateService certificates,
            HostKeyService hostKeys) {
        this.hostKeys = hostKeys;
        this.service = service;
        this.machines = machines;
        this.certificates = certificates;
    }

    @GET
    @Operation(operationId = "listProviders", summary = "Lists the providers: vCenters and Xen hosts")
    public Providers list(
            @Parameter(description = Searches.SEARCH) @QueryParam("search") String search,
            @Parameter(description = Searches.CASE) @QueryParam("case_sensitive") String caseSensitive,
            @Parameter(description = Searches.MAX) @QueryParam("max") String max) {
        return new Providers(Searches.of(Searches.PROVIDERS, service.list(), search, caseSensitive, max).stream()
                .map(ProviderRepresentation::of)
                .toList());
    }

    @POST
    @ResponseStatus(201)
    @Operation(operationId = "addProvider", summary = "Registers a provider")
    public RestResponse<ProviderRepresentation> add(ProviderRequest request) {
        return Versions.created(service.add(Body.required(request)), ProviderRepresentation::of);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getProvider", summary = "Shows a provider, never its password")
    public RestResponse<ProviderRepresentation> get(
            @Parameter(description = "The id of the provider.") @PathParam("id") String id) {
        return Versions.ok(service.get(ApiPath.id(EntityKind.PROVIDER, id)), ProviderRepresentation::of);
    }

    @PUT
    @Path("{id}")
    @Operation(
            operationId = "updateProvider",
            summary = "Changes what the body names of a provider; the password stays if none is sent",
            description =
                    "A change of address, url or tls needs the password in the same request (400 for the field password"
                            + " otherwise): a stored one is never sent to another server than the one it was given for.")
    public RestResponse<ProviderRepresentation> update(
            @Parameter(description = "The id of the provider.") @PathParam("id") String id,
            @Parameter(description = Versions.MEANING) @HeaderParam(Versions.IF_MATCH) String ifMatch,
            ProviderRequest request) {
        return Versions.ok(
                service.update(ApiPath.id(EntityKind.PROVIDER, id), Body.required(request), Versions.expected(ifMatch)),
                ProviderRepresentation::of);
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "removeProvider", summary = "Removes a provider without imports under way")
    public Element remove(
            @Parameter(description = "The id of the provider.") @PathParam("id") String id,
            @Parameter(description = Versions.MEANING) @HeaderParam(Versions.IF_MATCH) String ifMatch) {
        service.remove(ApiPath.id(EntityKind.PROVIDER, id), Versions.expected(ifMatch));
        return Action.complete();
    }

    @POST
    @Path("{id}/testconnectivity")
    @Operation(
            operationId = "testConnectivity",
            summary =
                    "Signs in to the source of a provider, and says what it is, as whom, and what the user may not do")
    public SourceTest testConnectivity(
            @Parameter(description = "The id of the provider.") @PathParam("id") String id, ThroughHost request) {
        EntityReference host =
                Optional.ofNullable(request).map(ThroughHost::host).orElse(null);
        return SourceTest.complete(machines.testConnectivity(ApiPath.id(EntityKind.PROVIDER, id), host));
    }

    @POST
    @Path("{id}/fetchcertificate")
    @Operation(
            operationId = "fetchProviderCertificate",
            summary = "Fetches the certificate that the source of a provider shows")
    public SourceCertificate fetchCertificate(
            @Parameter(description = "The id of the provider.") @PathParam("id") String id) {
        return certificates.fetch(ApiPath.id(EntityKind.PROVIDER, id));
    }

    @POST
    @Path("fetchcertificate")
    @Operation(
            operationId = "fetchCertificate",
            summary = "Fetches the certificate that a vCenter shows, before it is a provider")
    public SourceCertificate fetchCertificate(CertificateRequest request) {
        return certificates.fetch(Body.required(request));
    }

    @POST
    @Path("{id}/fetchhostkeys")
    @Operation(
            operationId = "fetchProviderHostKeys",
            summary = "Fetches the ssh host keys that the source of a provider shows, the best first")
    public HostKeys fetchHostKeys(@Parameter(description = "The id of the provider.") @PathParam("id") String id) {
        return new HostKeys(hostKeys.fetch(ApiPath.id(EntityKind.PROVIDER, id)));
    }

    @POST
    @Path("fetchhostkeys")
    @Operation(
            operationId = "fetchHostKeys",
            summary = "Fetches the ssh host keys that a Xen host shows, before it is a provider, the best first")
    public HostKeys fetchHostKeys(HostKeyRequest request) {
        return new HostKeys(hostKeys.fetch(Body.required(request)));
    }

    /** Host keys, the best first. */
    @JsonRootName("source_host_keys")
    public record HostKeys(List<SourceHostKey> sourceHostKey) {}

    /** The list. */
    @JsonRootName("external_vm_providers")
    public record Providers(List<ProviderRepresentation> externalVmProvider) {}

    /** Body of an action: the proxy host to go through. */
    public record ThroughHost(EntityReference host) {}
}
