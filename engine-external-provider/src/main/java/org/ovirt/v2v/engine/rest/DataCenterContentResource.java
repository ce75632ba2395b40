package org.ovirt.v2v.engine.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
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
import org.ovirt.v2v.engine.EntityReference;
import org.ovirt.v2v.engine.datacenter.ClusterService;
import org.ovirt.v2v.engine.datacenter.DataCenterService;
import org.ovirt.v2v.engine.datacenter.NetworkService;
import org.ovirt.v2v.engine.rest.wire.Element;
import org.ovirt.v2v.engine.rest.wire.OvirtType;
import org.ovirt.v2v.engine.storage.DomainStatus;
import org.ovirt.v2v.engine.storage.StorageDomain;
import org.ovirt.v2v.engine.storage.StorageDomainAttachment;
import org.ovirt.v2v.engine.storage.StorageDomainService;

/** What belongs to a data center: its clusters and networks, and the export domains that are attached to it. */
@Tag(name = "Data centers")
@Path(ApiPath.DATA_CENTERS + "/{id}")
@Produces({MediaType.APPLICATION_XML, MediaType.APPLICATION_JSON})
@Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML, MediaType.APPLICATION_JSON})
public class DataCenterContentResource {
    private static final String ID_MEANING = "The id of the data center.";

    private final DataCenterService dataCenters;
    private final ClusterService clusters;
    private final NetworkService networks;
    private final StorageDomainAttachment attachment;
    private final StorageDomainService domains;
    private final StorageDomainElement elements;

    public DataCenterContentResource(
            DataCenterService dataCenters,
            ClusterService clusters,
            NetworkService networks,
            StorageDomainAttachment attachment,
            StorageDomainService domains,
            StorageDomainElement elements) {
        this.dataCenters = dataCenters;
        this.clusters = clusters;
        this.networks = networks;
        this.attachment = attachment;
        this.domains = domains;
        this.elements = elements;
    }

    @GET
    @Path("clusters")
    @Operation(operationId = "listClustersOfDataCenter", summary = "Lists the clusters of a data center")
    public Element clusters(
            @Parameter(description = ID_MEANING) @PathParam("id") String id,
            @Parameter(description = Searches.MAX) @QueryParam("max") String max) {
        UUID dataCenter =
                dataCenters.get(ApiPath.id(EntityKind.DATA_CENTER, id)).id();
        return OvirtType.CLUSTER.list(clusters.list().stream()
                .filter(cluster -> cluster.dataCenter().id().equals(dataCenter))
                .limit(Searches.most(max))
                .map(ClusterElement::of)
                .toList());
    }

    @GET
    @Path("networks")
    @Operation(operationId = "listNetworksOfDataCenter", summary = "Lists the networks of a data center")
    public Element networks(
            @Parameter(description = ID_MEANING) @PathParam("id") String id,
            @Parameter(description = Searches.MAX) @QueryParam("max") String max) {
        UUID dataCenter =
                dataCenters.get(ApiPath.id(EntityKind.DATA_CENTER, id)).id();
        return OvirtType.NETWORK.list(networks.list().stream()
                .filter(network -> network.dataCenter().id().equals(dataCenter))
                .limit(Searches.most(max))
                .map(NetworkElement::of)
                .toList());
    }

    @GET
    @Path("storagedomains")
    @Operation(
            operationId = "listAttachedStorageDomains",
            summary = "Lists the export domains that are attached to a data center")
    public Element storageDomains(
            @Parameter(description = ID_MEANING) @PathParam("id") String id,
            @Parameter(description = Searches.MAX) @QueryParam("max") String max) {
        List<StorageDomain> attached = attachment.of(ApiPath.id(EntityKind.DATA_CENTER, id)).stream()
                .limit(Searches.most(max))
                .toList();
        Map<UUID, DomainStatus> statuses = domains.statuses(attached);
        return OvirtType.STORAGE_DOMAIN.list(attached.stream()
                .map(domain -> elements.of(domain, statuses.get(domain.id())))
                .toList());
    }

    @GET
    @Path("storagedomains/{domain}")
    @Operation(
            operationId = "getAttachedStorageDomain",
            summary = "Shows an export domain that is attached to a data center")
    public RestResponse<Element> storageDomain(
            @Parameter(description = ID_MEANING) @PathParam("id") String id,
            @Parameter(description = "The id of the export domain.") @PathParam("domain") String domain) {
        return Versions.ok(
                attachment.of(ApiPath.id(EntityKind.DATA_CENTER, id), ApiPath.id(EntityKind.STORAGE_DOMAIN, domain)),
                this::shown);
    }

    @POST
    @Path("storagedomains")
    @ResponseStatus(201)
    @Operation(
            operationId = "attachStorageDomain",
            summary = "Attaches an export domain to a data center, so that machines can be imported into it")
    public RestResponse<Element> attach(
            @Parameter(description = ID_MEANING) @PathParam("id") String id, EntityReference domain) {
        return Versions.created(
                attachment.attach(ApiPath.id(EntityKind.DATA_CENTER, id), Body.required(domain)), this::shown);
    }

    @DELETE
    @Path("storagedomains/{domain}")
    @Operation(
            operationId = "detachStorageDomain",
            summary = "Detaches an export domain that no import goes into; what lies in it stays there")
    public Element detach(
            @Parameter(description = ID_MEANING) @PathParam("id") String id,
            @Parameter(description = "The id of the export domain.") @PathParam("domain") String domain,
            @Parameter(description = Versions.MEANING) @HeaderParam(Versions.IF_MATCH) String ifMatch) {
        attachment.detach(
                ApiPath.id(EntityKind.DATA_CENTER, id),
                ApiPath.id(EntityKind.STORAGE_DOMAIN, domain),
                Versions.expected(ifMatch));
        return Action.complete();
    }

    private Element shown(StorageDomain domain) {
        return elements.of(domain, domains.status(domain));
    }
}
