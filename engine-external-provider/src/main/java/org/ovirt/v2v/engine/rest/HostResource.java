package org.ovirt.v2v.engine.rest;

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
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.host.HostMonitor;
import org.ovirt.v2v.engine.host.HostStatus;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.engine.host.ProxyHostRequest;
import org.ovirt.v2v.engine.host.ProxyHostService;
import org.ovirt.v2v.engine.imports.run.ImportFencing;
import org.ovirt.v2v.engine.rest.wire.Element;
import org.ovirt.v2v.engine.rest.wire.OvirtType;

/** The collection of proxy hosts. */
@Tag(name = "Proxy hosts")
@Path(ApiPath.HOSTS)
@Produces({MediaType.APPLICATION_XML, MediaType.APPLICATION_JSON})
@Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML, MediaType.APPLICATION_JSON})
public class HostResource {
    private static final String MANUAL = "manual";

    private final ProxyHostService service;
    private final HostMonitor monitor;
    private final ImportFencing fencing;
    private final HostElement elements;

    public HostResource(ProxyHostService service, HostMonitor monitor, ImportFencing fencing, HostElement elements) {
        this.elements = elements;
        this.fencing = fencing;
        this.service = service;
        this.monitor = monitor;
    }

    @GET
    @Operation(operationId = "listHosts", summary = "Lists the proxy hosts, with what their agents say of themselves")
    public Element list(
            @Parameter(description = Searches.SEARCH) @QueryParam("search") String search,
            @Parameter(description = Searches.CASE) @QueryParam("case_sensitive") String caseSensitive,
            @Parameter(description = Searches.MAX) @QueryParam("max") String max) {
        List<ProxyHost> hosts = service.list();
        Map<ProxyHost, HostStatus> statuses = monitor.statuses(hosts);
        List<Searches.ShownHost> shown = hosts.stream()
                .map(host -> new Searches.ShownHost(host, statuses.get(host)))
                .toList();
        return OvirtType.HOST.list(Searches.of(Searches.HOSTS, shown, search, caseSensitive, max).stream()
                .map(each -> elements.of(each.host(), each.status()))
                .toList());
    }

    @POST
    @ResponseStatus(201)
    @Operation(operationId = "addHost", summary = "Adds a proxy host whose agent answers and has virt-v2v")
    public RestResponse<Element> add(ProxyHostRequest request) {
        return Versions.created(service.add(Body.required(request)), this::withStatus);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getHost", summary = "Shows a proxy host")
    public RestResponse<Element> get(@Parameter(description = "The id of the proxy host.") @PathParam("id") String id) {
        return Versions.ok(service.get(ApiPath.id(EntityKind.PROXY_HOST, id)), this::withStatus);
    }

    @PUT
    @Path("{id}")
    @Operation(operationId = "updateHost", summary = "Changes what the body names of a proxy host")
    public RestResponse<Element> update(
            @Parameter(description = "The id of the proxy host.") @PathParam("id") String id,
            @Parameter(description = Versions.MEANING) @HeaderParam(Versions.IF_MATCH) String ifMatch,
            ProxyHostRequest request) {
        return Versions.ok(
                service.update(
                        ApiPath.id(EntityKind.PROXY_HOST, id), Body.required(request), Versions.expected(ifMatch)),
                this::withStatus);
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "removeHost", summary = "Removes a proxy host without imports")
    public Element remove(
            @Parameter(description = "The id of the proxy host.") @PathParam("id") String id,
            @Parameter(description = Versions.MEANING) @HeaderParam(Versions.IF_MATCH) String ifMatch) {
        service.remove(ApiPath.id(EntityKind.PROXY_HOST, id), Versions.expected(ifMatch));
        return Action.complete();
    }

    @POST
    @Path("{id}/fence")
    @Operation(
            operationId = "fenceHost",
            summary =
                    "Lets the imports of a proxy host go on elsewhere that does not answer and is known to be off or restarted")
    public Element fence(
            @Parameter(description = "The id of the proxy host.") @PathParam("id") String id, Fencing request) {
        UUID host = ApiPath.id(EntityKind.PROXY_HOST, id);
        if (!MANUAL.equals(Body.required(request).fenceType())) {
            throw new InvalidFieldException(
                    "fence_type", "Only manual is known: this engine cannot switch hosts off or on.");
        }
        fencing.fence(host);
        return Action.complete();
    }

    private Element withStatus(ProxyHost host) {
        return elements.of(host, monitor.status(host));
    }

    /**
     * Body of the action, as oVirt has it.
     *
     * @param fenceType manual: the caller has seen to it that the host is off or restarted
     * @param async does not matter: it is done when it is answered
     */
    public record Fencing(String fenceType, Boolean async) {}
}
