package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRootName;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.NoSuchEntityException;
import org.ovirt.v2v.engine.host.HostGateway;
import org.ovirt.v2v.engine.host.HostMonitor;
import org.ovirt.v2v.engine.host.HostStatus;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.engine.host.ProxyHostService;
import org.ovirt.v2v.engine.imports.ImportSettings;
import org.ovirt.v2v.engine.rest.wire.Element;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.rpc.HostLoad;
import org.ovirt.v2v.model.rpc.OwedRemoval;

/** What a proxy host can convert, and what it is doing. */
@Tag(name = "Proxy hosts")
@Path(ApiPath.HOSTS + "/{id}/v2v")
@Produces({MediaType.APPLICATION_XML, MediaType.APPLICATION_JSON})
@Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML, MediaType.APPLICATION_JSON})
public class HostV2vResource {
    private static final int USUAL_LINES = 1_000;

    private final ProxyHostService hosts;
    private final HostMonitor monitor;
    private final HostGateway gateway;
    private final ImportSettings settings;

    public HostV2vResource(ProxyHostService hosts, HostMonitor monitor, HostGateway gateway, ImportSettings settings) {
        this.settings = settings;
        this.hosts = hosts;
        this.monitor = monitor;
        this.gateway = gateway;
    }

    @GET
    @Operation(
            operationId = "getHostV2v",
            summary = "Asks a proxy host what it can convert, how busy it is, and which jobs it has")
    public Representation get(@Parameter(description = "The id of the proxy host.") @PathParam("id") String id) {
        ProxyHost host = hosts.get(ApiPath.id(EntityKind.PROXY_HOST, id));
        // what is asked now tells more than what was heard before
        HostStatus status = monitor.ask(host.name(), host.agent());
        List<FailureRepresentation> problems =
                status.problems().stream().map(FailureRepresentation::of).toList();
        if (status.capabilities().isEmpty()) {
            return new Representation(false, null, null, null, null, problems);
        }
        return new Representation(
                status.state() == HostStatus.State.UP,
                HostElement.V2v.of(status.capabilities().get()),
                Load.of(gateway.load(host.agent()), settings.perHost().orElseGet(status::conversions)),
                gateway.jobs(host.agent()).stream().map(RunningJob::of).toList(),
                gateway.owedRemovals(host.agent()).stream().map(Removal::of).toList(),
                problems);
    }

    @GET
    @Path("log")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(
            operationId = "getAgentLog",
            summary = "Hands out what the agent of a proxy host has logged lately",
            description =
                    "At most the last 512 Ki characters since the agent was started; what is older is in the host's journal.")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING)))
    public String log(
            @Parameter(description = "The id of the proxy host.") @PathParam("id") String id,
            @Parameter(description = "How many of the latest lines are wanted; 1,000 if nothing is said.")
                    @QueryParam("max")
                    String max) {
        ProxyHost host = hosts.get(ApiPath.id(EntityKind.PROXY_HOST, id));
        int lines = Optional.ofNullable(QueryNumber.parse("max", max)).orElse(USUAL_LINES);
        if (lines < 1) {
            throw new InvalidFieldException("max", "The value is not a number of lines.");
        }
        return gateway.agentLog(host.agent(), lines)
                .orElseThrow(() -> new NoSuchEntityException(EntityKind.LOG, host.id()))
                .text();
    }

    @POST
    @Path("retryremovals")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "retryOwedRemovals",
            summary = "Has a proxy host try again at once what its ended jobs could not remove",
            description = "It is tried again now and then by itself.")
    public Element retryRemovals(@Parameter(description = "The id of the proxy host.") @PathParam("id") String id) {
        ProxyHost host = hosts.get(ApiPath.id(EntityKind.PROXY_HOST, id));
        gateway.retryOwedRemovals(host.agent());
        return Action.complete();
    }

    /**
     * A proxy host.
     *
     * @param able whether it can convert
     * @param capabilities null if it does not answer, as load, job and owedRemoval are
     * @param job its jobs, those that have ended until the engine has noted that
     * @param owedRemoval what jobs that have ended could not remove yet, since its storage did not let them
     * @param problem what keeps it from converting, or from answering
     */
    @Schema(name = "HostV2vRepresentation")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonRootName("host_v2v")
    public record Representation(
            boolean able,
            HostElement.V2v capabilities,
            Load load,
            List<RunningJob> job,
            List<Removal> owedRemoval,
            List<FailureRepresentation> problem) {}

    /**
     * How busy it is.
     *
     * @param cpuLoad the load average of the last minute
     * @param memoryAvailable in bytes
     * @param swapFree in bytes
     * @param agentSeconds since its agent was started
     * @param mostConversions how many it gets at a time
     */
    public record Load(double cpuLoad, long memoryAvailable, long swapFree, long agentSeconds, int mostConversions) {
        private static final long MEBIBYTE = 1L << 20;

        static Load of(HostLoad told, int mostConversions) {
            return new Load(
                    told.cpuLoad(),
                    told.memAvailable() * MEBIBYTE,
                    told.swapFree() * MEBIBYTE,
                    told.elapsedTime(),
                    mostConversions);
        }
    }

    /**
     * A job as the host knows it; its id is that of an attempt of an import.
     *
     * @param name of the machine
     * @param phase what is being done, in lower case
     * @param progress 0 to 100
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RunningJob(
            UUID id, String name, String status, String phase, String description, int progress, Instant started) {
        static RunningJob of(JobReport report) {
            return new RunningJob(
                    report.id(),
                    report.vmName(),
                    word(report.status()),
                    Optional.ofNullable(report.phase()).map(RunningJob::word).orElse(null),
                    report.description(),
                    report.progress(),
                    report.startedAt());
        }

        private static String word(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Something that could not be removed yet; until then nothing can be imported under the id of its machine into this domain.
     *
     * @param job that has left it
     * @param machine its id in oVirt
     * @param name of the machine
     * @param storageDomain the id of the export domain
     * @param path where that is mounted on the host
     * @param since when the job ended
     * @param obstacle why it could not be removed so far; null before the first attempt has ended
     */
    @Schema(name = "OwedRemoval")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Removal(
            UUID job,
            UUID machine,
            String name,
            UUID storageDomain,
            String path,
            Instant since,
            FailureRepresentation obstacle) {
        static Removal of(OwedRemoval owed) {
            return new Removal(
                    owed.job(),
                    owed.machine(),
                    owed.vmName(),
                    owed.domain(),
                    owed.path(),
                    owed.since(),
                    Optional.ofNullable(owed.obstacle())
                            .map(FailureRepresentation::of)
                            .orElse(null));
        }
    }
}
