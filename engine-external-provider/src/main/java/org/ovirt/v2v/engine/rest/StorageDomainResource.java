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
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.NoSuchEntityException;
import org.ovirt.v2v.engine.rest.wire.Element;
import org.ovirt.v2v.engine.rest.wire.OvirtType;
import org.ovirt.v2v.engine.storage.DomainStatus;
import org.ovirt.v2v.engine.storage.ExportDomainInspection;
import org.ovirt.v2v.engine.storage.ExportedMachineRemoval;
import org.ovirt.v2v.engine.storage.StorageDomain;
import org.ovirt.v2v.engine.storage.StorageDomainRequest;
import org.ovirt.v2v.engine.storage.StorageDomainService;
import org.ovirt.v2v.model.exportdomain.ExportedVm;

/** The collection of export domains. */
@Tag(name = "Export domains")
@Path(ApiPath.STORAGE_DOMAINS)
@Produces({MediaType.APPLICATION_XML, MediaType.APPLICATION_JSON})
@Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML, MediaType.APPLICATION_JSON})
public class StorageDomainResource {
    private static final String ALL_CONTENT = "All-Content";
    private static final String DESTROY = "destroy";
    private static final String FORMAT = "format";
    private static final String UNREGISTERED = "unregistered";

    private final StorageDomainService service;
    private final ExportedMachineRemoval removal;
    private final ExportedMachines exported;
    private final ExportDomainInspection inspection;
    private final StorageDomainElement elements;

    public StorageDomainResource(
            StorageDomainService service,
            ExportedMachineRemoval removal,
            ExportedMachines exported,
            ExportDomainInspection inspection,
            StorageDomainElement elements) {
        this.inspection = inspection;
        this.removal = removal;
        this.exported = exported;
        this.elements = elements;
        this.service = service;
    }

    @GET
    @Operation(operationId = "listStorageDomains", summary = "Lists the export domains")
    public Element list(
            @Parameter(description = Searches.SEARCH) @QueryParam("search") String search,
            @Parameter(description = Searches.CASE) @QueryParam("case_sensitive") String caseSensitive,
            @Parameter(description = Searches.MAX) @QueryParam("max") String max) {
        List<StorageDomain> domains = service.list();
        Map<UUID, DomainStatus> statuses = service.statuses(domains);
        List<Searches.ShownDomain> shown = domains.stream()
                .map(domain -> new Searches.ShownDomain(domain, statuses.get(domain.id())))
                .toList();
        return OvirtType.STORAGE_DOMAIN.list(
                Searches.of(Searches.STORAGE_DOMAINS, shown, search, caseSensitive, max).stream()
                        .map(each -> elements.of(each.domain(), each.status()))
                        .toList());
    }

    @POST
    @ResponseStatus(201)
    @Operation(
            operationId = "addStorageDomain",
            summary = "Adds an export domain, which is made if the folder is empty")
    public RestResponse<Element> add(StorageDomainRequest request) {
        return Versions.created(service.add(Body.required(request)), this::withStatus);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getStorageDomain", summary = "Shows an export domain")
    public RestResponse<Element> get(
            @Parameter(description = "The id of the export domain.") @PathParam("id") String id) {
        return Versions.ok(service.get(ApiPath.id(EntityKind.STORAGE_DOMAIN, id)), this::withStatus);
    }

    @PUT
    @Path("{id}")
    @Operation(operationId = "updateStorageDomain", summary = "Changes what the body names of an export domain")
    public RestResponse<Element> update(
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
    public Element remove(
            @Parameter(description = "The id of the export domain.") @PathParam("id") String id,
            @Parameter(description = "The proxy host that oVirt's clients name; it is not asked for anything.")
                    @QueryParam("host")
                    String host,
            @Parameter(
                            description =
                                    "Whether the domain is to be forgotten whatever its storage says, as it always is: true or false.")
                    @QueryParam(DESTROY)
                    String destroy,
            @Parameter(
                            description =
                                    "Whether what lies in the domain is to be removed, which is refused: files are never removed here.")
                    @QueryParam(FORMAT)
                    String format,
            @Parameter(description = Versions.MEANING) @HeaderParam(Versions.IF_MATCH) String ifMatch) {
        QueryFlag.parse(DESTROY, destroy);
        if (QueryFlag.parse(FORMAT, format)) {
            throw new InvalidFieldException(
                    FORMAT,
                    "The files of an export domain are never removed here, since oVirt may still import them."
                            + " Say false, or nothing, and remove them from the storage yourself.");
        }
        service.remove(ApiPath.id(EntityKind.STORAGE_DOMAIN, id), Versions.expected(ifMatch));
        return Action.complete();
    }

    @GET
    @Path("{id}/vms")
    @Operation(operationId = "listExportedMachines", summary = "Lists the machines in an export domain")
    public Element machines(
            @Parameter(description = "The id of the export domain.") @PathParam("id") String id,
            @Parameter(description = Searches.MAX) @QueryParam("max") String max,
            @Parameter(
                            description =
                                    "Whether only machines that no engine runs are wanted, as those of export domains all are: true or false.")
                    @QueryParam(UNREGISTERED)
                    String unregistered) {
        QueryFlag.parse(UNREGISTERED, unregistered);
        UUID domain = ApiPath.id(EntityKind.STORAGE_DOMAIN, id);
        return OvirtType.VM.list(exported.in(domain).stream()
                .limit(Searches.most(max))
                .map(machine -> ExportedVmElement.of(domain, machine))
                .toList());
    }

    @GET
    @Path("{id}/vms/{vm}")
    @Operation(operationId = "getExportedMachine", summary = "Shows a machine in an export domain")
    public Element machine(
            @Parameter(description = "The id of the export domain.") @PathParam("id") String id,
            @Parameter(description = "The id of the machine.") @PathParam("vm") String vm,
            @Parameter(
                            description =
                                    "Whether the machine's OVF is wanted, as initialization.configuration: true or false.")
                    @HeaderParam(ALL_CONTENT)
                    String allContent) {
        boolean isWhole = QueryFlag.parse(ALL_CONTENT, allContent);
        UUID domain = ApiPath.id(EntityKind.STORAGE_DOMAIN, id);
        ExportedVm machine = exported(id, vm);
        return isWhole
                ? ExportedVmElement.withOvf(domain, machine, service.ovf(domain, machine.id()))
                : ExportedVmElement.of(domain, machine);
    }

    @GET
    @Path("{id}/check")
    @Operation(
            operationId = "checkStorageDomain",
            summary = "Looks for what is broken in an export domain, and for what no machine needs",
            description = "Nothing is changed. An orphan may belong to an import of another engine that runs.")
    public StorageDomainCheck check(
            @Parameter(description = "The id of the export domain.") @PathParam("id") String id) {
        return StorageDomainCheck.of(inspection.check(ApiPath.id(EntityKind.STORAGE_DOMAIN, id)));
    }

    @DELETE
    @Path("{id}/vms/{vm}")
    @Operation(
            operationId = "removeExportedMachine",
            summary = "Removes a machine from an export domain, with its disks",
            description =
                    "Also one that oVirt has exported: whoever may import into an export domain may remove machines from"
                            + " it, as in oVirt.")
    public Element removeMachine(
            @Parameter(description = "The id of the export domain.") @PathParam("id") String id,
            @Parameter(description = "The id of the machine.") @PathParam("vm") String vm) {
        removal.remove(ApiPath.id(EntityKind.STORAGE_DOMAIN, id), ApiPath.id(EntityKind.VM, vm));
        return Action.complete();
    }

    @GET
    @Path("{id}/vms/{vm}/diskattachments")
    @Operation(
            operationId = "listExportedDiskAttachments",
            summary = "Lists the disks of a machine in an export domain, and how it has them")
    public Element diskAttachments(
            @Parameter(description = "The id of the export domain.") @PathParam("id") String id,
            @Parameter(description = "The id of the machine.") @PathParam("vm") String vm) {
        return ExportedVmElement.attachments(href(id, vm), Optional.of(exported(id, vm)));
    }

    @GET
    @Path("{id}/vms/{vm}/disks")
    @Operation(operationId = "listExportedDisks", summary = "Lists the disks of a machine in an export domain")
    public Element disks(
            @Parameter(description = "The id of the export domain.") @PathParam("id") String id,
            @Parameter(description = "The id of the machine.") @PathParam("vm") String vm,
            @Parameter(description = Searches.MAX) @QueryParam("max") String max) {
        return ExportedVmElement.disks(exported(id, vm), Searches.most(max));
    }

    @GET
    @Path("{id}/vms/{vm}/nics")
    @Operation(
            operationId = "listExportedNics",
            summary = "Lists the network interfaces of a machine in an export domain")
    public Element nics(
            @Parameter(description = "The id of the export domain.") @PathParam("id") String id,
            @Parameter(description = "The id of the machine.") @PathParam("vm") String vm,
            @Parameter(description = Searches.MAX) @QueryParam("max") String max) {
        return ExportedVmElement.nics(href(id, vm), Optional.of(exported(id, vm)), Searches.most(max));
    }

    private ExportedVm exported(String id, String vm) {
        return exported.find(ApiPath.id(EntityKind.STORAGE_DOMAIN, id), ApiPath.id(EntityKind.VM, vm))
                .orElseThrow(() -> new NoSuchEntityException(EntityKind.VM, vm));
    }

    private static String href(String id, String vm) {
        return ApiPath.STORAGE_DOMAINS + "/" + id + "/vms/" + vm;
    }

    private Element withStatus(StorageDomain domain) {
        return elements.of(domain, service.status(domain));
    }
}
