package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.annotation.JsonRootName;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.provider.MachinePage;
import org.ovirt.v2v.engine.provider.MachineProperty;
import org.ovirt.v2v.engine.provider.MachineQuery;
import org.ovirt.v2v.engine.provider.MachineService;

/** The machines of a provider. */
@Tag(name = "Machines")
@Path(ApiPath.PROVIDERS + "/{provider}/virtualmachines")
@Produces({MediaType.APPLICATION_XML, MediaType.APPLICATION_JSON})
@Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML, MediaType.APPLICATION_JSON})
public class VirtualMachineResource {
    private final MachineService service;

    public VirtualMachineResource(MachineService service) {
        this.service = service;
    }

    @GET
    @Filters(MachineProperty.class)
    @Operation(operationId = "listMachines", summary = "Lists the machines of a provider")
    public VirtualMachines list(
            @Parameter(description = "The id of the provider.") @PathParam("provider") String provider,
            @Parameter(description = "A part of the name, or conditions joined with and: name=web* and status=down.")
                    @QueryParam("search")
                    String search,
            @Parameter(description = "The member to sort by, descending with a minus sign in front.")
                    @QueryParam("sort")
                    String sort,
            @Parameter(description = "How many machines a page has at most.") @QueryParam("max") String max,
            @Parameter(description = "Which page of the list, counted from 1.") @QueryParam("page") String page,
            @Parameter(
                            description =
                                    "Whether the source is asked for a new list and this waited for: true or false. By default a"
                                            + " list that is kept is shown, and as_of tells of when it is.")
                    @QueryParam("refresh")
                    String refresh,
            @Context UriInfo uri) {
        UUID id = ApiPath.id(EntityKind.PROVIDER, provider);
        MachineQuery query = MachineQuery.parse(
                filters(uri.getQueryParameters()),
                search,
                sort,
                QueryNumber.parse("max", max),
                QueryNumber.parse("page", page));
        MachinePage found = service.list(id, query, QueryFlag.parse("refresh", refresh));
        return new VirtualMachines(
                found.machines().items().stream()
                        .map(machine -> VirtualMachineRepresentation.of(id, machine))
                        .toList(),
                found.machines().total(),
                found.asOf());
    }

    @GET
    @Path("{machine}")
    @Operation(operationId = "getMachine", summary = "Shows a machine of a provider")
    public VirtualMachineRepresentation get(
            @Parameter(description = "The id of the provider.") @PathParam("provider") String provider,
            @Parameter(description = "The machine's id at its source, as the list of machines has it.")
                    @PathParam("machine")
                    String machine) {
        UUID id = ApiPath.id(EntityKind.PROVIDER, provider);
        return VirtualMachineRepresentation.of(id, service.get(id, machine));
    }

    private static Map<String, String> filters(MultivaluedMap<String, String> parameters) {
        Map<String, String> filters = new HashMap<>();
        for (MachineProperty property : MachineProperty.values()) {
            Optional.ofNullable(parameters.getFirst(property.word()))
                    .ifPresent(glob -> filters.put(property.word(), glob));
        }
        return filters;
    }

    /**
     * A page of the list.
     *
     * @param total how many machines fit in all
     * @param asOf when the source began to be asked for the list that this is a page of
     */
    @JsonRootName("virtual_machines")
    public record VirtualMachines(List<VirtualMachineRepresentation> virtualMachine, int total, Instant asOf) {}
}
