package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.imports.Import;
import org.ovirt.v2v.engine.imports.ImportMachines;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.ImportState;
import org.ovirt.v2v.engine.rest.wire.Element;
import org.ovirt.v2v.engine.rest.wire.OvirtType;
import org.ovirt.v2v.engine.search.SearchQuery;
import org.ovirt.v2v.engine.storage.StorageDomainService;
import org.ovirt.v2v.model.exportdomain.ExportedVm;

/** The machines that are imported, or have been. */
@Tag(name = "Machines")
@Path(ApiPath.VMS)
@Produces({MediaType.APPLICATION_XML, MediaType.APPLICATION_JSON})
@Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML, MediaType.APPLICATION_JSON})
public class VmResource {
    private final ImportMachines machines;
    private final StorageDomainService domains;
    private final ExportedMachines exported;

    public VmResource(ImportMachines machines, StorageDomainService domains, ExportedMachines exported) {
        this.machines = machines;
        this.domains = domains;
        this.exported = exported;
    }

    @GET
    @Operation(
            operationId = "listVms",
            summary = "Lists the machines that are imported, or have been, the newest first; 5,000 at most, of more"
                    + " search=page 2 lists the next")
    public Element list(
            @Parameter(description = Searches.SEARCH) @QueryParam("search") String search,
            @Parameter(description = Searches.CASE) @QueryParam("case_sensitive") String caseSensitive,
            @Parameter(description = Searches.MAX) @QueryParam("max") String max) {
        SearchQuery<Import> wanted = Searches.query(ImportMachines.SEARCH, search, caseSensitive);
        return OvirtType.VM.list(machines.list(wanted, Searches.size(max)).stream()
                .map(VmElement::of)
                .toList());
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getVm", summary = "Shows a machine that is imported, or has been")
    public Element get(@Parameter(description = "The id of the machine.") @PathParam("id") String id) {
        return VmElement.of(find(id));
    }

    @GET
    @Path("{id}/diskattachments")
    @Operation(
            operationId = "listVmDiskAttachments",
            summary =
                    "Lists the disks of a machine as they lie in the export domain; there are none before it is imported")
    public Element diskAttachments(@Parameter(description = "The id of the machine.") @PathParam("id") String id) {
        ImportSnapshot machine = find(id);
        return ExportedVmElement.attachments(ApiPath.VMS + "/" + machine.id(), exported(machine));
    }

    @GET
    @Path("{id}/nics")
    @Operation(
            operationId = "listVmNics",
            summary =
                    "Lists the network interfaces of a machine as the export domain has them; none before it is imported")
    public Element nics(
            @Parameter(description = "The id of the machine.") @PathParam("id") String id,
            @Parameter(description = Searches.MAX) @QueryParam("max") String max) {
        ImportSnapshot machine = find(id);
        return ExportedVmElement.nics(ApiPath.VMS + "/" + machine.id(), exported(machine), Searches.most(max));
    }

    @GET
    @Path("{id}/numanodes")
    @Operation(operationId = "listVmNumaNodes", summary = "Lists the NUMA nodes of a machine, of which there are none")
    public Element numaNodes(
            @Parameter(description = "The id of the machine.") @PathParam("id") String id,
            @Parameter(description = Searches.MAX) @QueryParam("max") String max) {
        find(id);
        Searches.size(max);
        return new Element("host_numa_nodes", JsonNodeFactory.instance.objectNode());
    }

    private ImportSnapshot find(String id) {
        return machines.get(ApiPath.id(EntityKind.VM, id));
    }

    /** Empty before it lies in the export domain, when it has been taken out of it, and when that is not known any more. */
    private Optional<ExportedVm> exported(ImportSnapshot machine) {
        UUID domain = machine.target().storageDomain().id();
        return machine.state() == ImportState.SUCCEEDED && domains.isKnown(domain)
                ? exported.find(domain, machine.id())
                : Optional.empty();
    }
}
