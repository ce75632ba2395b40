package org.ovirt.v2v.engine.rest;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.EntityReference;
import org.ovirt.v2v.engine.provider.CertificateRequest;
import org.ovirt.v2v.engine.provider.CertificateService;
import org.ovirt.v2v.engine.provider.MachineService;
import org.ovirt.v2v.engine.provider.ProviderRequest;
import org.ovirt.v2v.engine.provider.ProviderService;
import org.ovirt.v2v.engine.provider.SourceCertificate;

/** The collection of external VM providers, and what can be done with one. */
@Path(ApiPath.PROVIDERS)
public class ProviderResource {
    private final ProviderService service;
    private final MachineService machines;
    private final CertificateService certificates;

    public ProviderResource(ProviderService service, MachineService machines, CertificateService certificates) {
        this.service = service;
        this.machines = machines;
        this.certificates = certificates;
    }

    @GET
    public Providers list() {
        return new Providers(
                service.list().stream().map(ProviderRepresentation::of).toList());
    }

    @POST
    @ResponseStatus(201)
    public ProviderRepresentation add(ProviderRequest request) {
        return ProviderRepresentation.of(service.add(Body.required(request)));
    }

    @GET
    @Path("{id}")
    public ProviderRepresentation get(@PathParam("id") String id) {
        return ProviderRepresentation.of(service.get(ApiPath.id(EntityKind.PROVIDER, id)));
    }

    @PUT
    @Path("{id}")
    public ProviderRepresentation update(@PathParam("id") String id, ProviderRequest request) {
        return ProviderRepresentation.of(service.update(ApiPath.id(EntityKind.PROVIDER, id), Body.required(request)));
    }

    @DELETE
    @Path("{id}")
    public Action remove(@PathParam("id") String id) {
        service.remove(ApiPath.id(EntityKind.PROVIDER, id));
        return Action.COMPLETE;
    }

    @POST
    @Path("{id}/testconnectivity")
    public Action testConnectivity(@PathParam("id") String id, ThroughHost request) {
        EntityReference host =
                Optional.ofNullable(request).map(ThroughHost::host).orElse(null);
        machines.testConnectivity(ApiPath.id(EntityKind.PROVIDER, id), host);
        return Action.COMPLETE;
    }

    @POST
    @Path("{id}/fetchcertificate")
    public SourceCertificate fetchCertificate(@PathParam("id") String id) {
        return certificates.fetch(ApiPath.id(EntityKind.PROVIDER, id));
    }

    @POST
    @Path("fetchcertificate")
    public SourceCertificate fetchCertificate(CertificateRequest request) {
        return certificates.fetch(Body.required(request));
    }

    /** The list. */
    public record Providers(List<ProviderRepresentation> externalVmProvider) {}

    /** Body of an action: the proxy host to go through. */
    public record ThroughHost(EntityReference host) {}
}
