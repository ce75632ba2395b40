package org.ovirt.v2v.engine.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.Page;
import org.ovirt.v2v.engine.provider.MachineProperty;
import org.ovirt.v2v.engine.provider.MachineQuery;
import org.ovirt.v2v.engine.provider.MachineService;
import org.ovirt.v2v.model.source.ExternalVm;

/** The machines of a provider. */
@Path(ApiPath.PROVIDERS + "/{provider}/virtualmachines")
public class VirtualMachineResource {
    private final MachineService service;

    public VirtualMachineResource(MachineService service) {
        this.service = service;
    }

    @GET
    @Filters(MachineProperty.class)
    public VirtualMachines list(
            @PathParam("provider") String provider,
            @QueryParam("search") String search,
            @QueryParam("sort") String sort,
            @QueryParam("max") String max,
            @QueryParam("page") String page,
            @Context UriInfo uri) {
        UUID id = ApiPath.id(EntityKind.PROVIDER, provider);
        MachineQuery query = MachineQuery.parse(
                filters(uri.getQueryParameters()),
                search,
                sort,
                QueryNumber.parse("max", max),
                QueryNumber.parse("page", page));
        Page<ExternalVm> machines = service.list(id, query);
        return new VirtualMachines(
                machines.items().stream()
                        .map(machine -> VirtualMachineRepresentation.of(id, machine))
                        .toList(),
                machines.total());
    }

    @GET
    @Path("{machine}")
    public VirtualMachineRepresentation get(
            @PathParam("provider") String provider, @PathParam("machine") String machine) {
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

    /** A page of the list; total counts all machines that fit. */
    public record VirtualMachines(List<VirtualMachineRepresentation> virtualMachine, int total) {}
}
