package org.ovirt.v2v.engine.host;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentMap;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.exportdomain.ExportDomainCheck;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;
import org.ovirt.v2v.model.exportdomain.ExportedVm;
import org.ovirt.v2v.model.rpc.AgentLog;
import org.ovirt.v2v.model.rpc.AgentLogParams;
import org.ovirt.v2v.model.rpc.ConvertParams;
import org.ovirt.v2v.model.rpc.ExportDomainParams;
import org.ovirt.v2v.model.rpc.ExportedVmParams;
import org.ovirt.v2v.model.rpc.HostCapabilities;
import org.ovirt.v2v.model.rpc.HostLoad;
import org.ovirt.v2v.model.rpc.JobLogParams;
import org.ovirt.v2v.model.rpc.JobLogPart;
import org.ovirt.v2v.model.rpc.JobParams;
import org.ovirt.v2v.model.rpc.OwedRemoval;
import org.ovirt.v2v.model.rpc.RpcErrorCode;
import org.ovirt.v2v.model.rpc.SourceDescription;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.rpc.VerbName;
import org.ovirt.v2v.model.source.ExternalVm;

/** Speaks with the agents through oVirt's own client (vdsm-jsonrpc-java), one shared connection for each host. */
@ApplicationScoped
public class VdsmHostGateway implements HostGateway {
    /** As when another engine has removed the host, or watches it now. */
    private static final Duration UNUSED = Duration.ofMinutes(15);

    private final EngineTls tls;
    private final HostSettings settings;
    private final HostProbe probe;
    private final HostListener listener;
    private final ConcurrentMap<HostAddress, HostConnection> connections;

    @Inject
    public VdsmHostGateway(EngineTls tls, HostSettings settings, HostProbe probe, Instance<HostListener> listeners) {
        this(tls, settings, probe, toldBy(listeners), UNUSED);
    }

    private static HostListener toldBy(Instance<HostListener> listeners) {
        return new HostListener() {
            @Override
            public void jobChanged(HostAddress host, JobReport job) {
                listeners.forEach(each -> each.jobChanged(host, job));
            }

            @Override
            public void disconnected(HostAddress host) {
                listeners.forEach(each -> each.disconnected(host));
            }
        };
    }

    VdsmHostGateway(
            EngineTls tls, HostSettings settings, HostProbe probe, HostListener listener, Duration unusedClosedAfter) {
        this.connections = Caffeine.newBuilder()
                .expireAfterAccess(unusedClosedAfter)
                .scheduler(Scheduler.systemScheduler())
                .removalListener(VdsmHostGateway::closeUnused)
                .<HostAddress, HostConnection>build()
                .asMap();
        this.tls = tls;
        this.settings = settings;
        this.probe = probe;
        this.listener = listener;
    }

    @Override
    public HostCapabilities capabilities(HostAddress host) {
        return ask(host, VerbName.GET_CAPABILITIES, nothing(), settings.checkTimeout(), new TypeReference<>() {});
    }

    @Override
    public HostLoad load(HostAddress host) {
        return ask(host, VerbName.GET_STATS, nothing(), settings.checkTimeout(), new TypeReference<>() {});
    }

    @Override
    public List<ExternalVm> externalVms(HostAddress host, SourceParams source) {
        return ask(host, VerbName.GET_EXTERNAL_VMS, source, settings.listTimeout(), new TypeReference<>() {});
    }

    @Override
    public List<String> externalVmNames(HostAddress host, SourceParams source) {
        return ask(host, VerbName.GET_EXTERNAL_VM_NAMES, source, settings.listTimeout(), new TypeReference<>() {});
    }

    @Override
    public SourceDescription describeSource(HostAddress host, SourceParams source) {
        AgentAnswer answer = call(host, VerbName.DESCRIBE_SOURCE, source, settings.listTimeout());
        return answer.isError(RpcErrorCode.METHOD_NOT_FOUND)
                ? new SourceDescription(
                        null, source.username(), externalVmNames(host, source).size(), null)
                : read(answer, new TypeReference<>() {});
    }

    @Override
    public String sourceCertificate(HostAddress host, SourceParams source) {
        return ask(host, VerbName.GET_SOURCE_CERTIFICATE, source, settings.jobTimeout(), new TypeReference<>() {});
    }

    @Override
    public List<String> sourceHostKeys(HostAddress host, SourceParams source) {
        return ask(host, VerbName.GET_SOURCE_HOST_KEYS, source, settings.jobTimeout(), new TypeReference<>() {});
    }

    @Override
    public ExportDomainInfo openExportDomain(HostAddress host, ExportDomainParams domain) {
        return ask(host, VerbName.OPEN_EXPORT_DOMAIN, domain, settings.checkTimeout(), new TypeReference<>() {});
    }

    @Override
    public ExportDomainInfo createExportDomain(HostAddress host, ExportDomainParams domain) {
        return ask(host, VerbName.CREATE_EXPORT_DOMAIN, domain, settings.jobTimeout(), new TypeReference<>() {});
    }

    @Override
    public List<ExportedVm> exportedVms(HostAddress host, ExportDomainParams domain) {
        return ask(host, VerbName.LIST_EXPORTED_VMS, domain, settings.jobTimeout(), new TypeReference<>() {});
    }

    @Override
    public String exportedVmOvf(HostAddress host, ExportedVmParams machine) {
        return ask(host, VerbName.GET_EXPORTED_VM_OVF, machine, settings.jobTimeout(), new TypeReference<>() {});
    }

    @Override
    public ExportDomainCheck checkExportDomain(HostAddress host, ExportDomainParams domain) {
        return ask(host, VerbName.CHECK_EXPORT_DOMAIN, domain, settings.listTimeout(), new TypeReference<>() {});
    }

    @Override
    public boolean removeExportedVm(HostAddress host, ExportedVmParams machine) {
        // large disks take their time, as does what else is at work in the domain; what nobody waits for any more is
        // not to begin
        Duration patience = settings.listTimeout();
        return ask(host, VerbName.REMOVE_EXPORTED_VM, machine.within(patience), patience, new TypeReference<>() {});
    }

    @Override
    public void convert(HostAddress host, ConvertParams params) {
        AgentAnswer answer = call(host, VerbName.CONVERT_EXTERNAL_VM, params, settings.jobTimeout());
        if (!answer.isError(RpcErrorCode.JOB_EXISTS)) {
            answer.orThrow();
        }
    }

    @Override
    public JobReport job(HostAddress host, UUID job) {
        return ask(host, VerbName.GET_JOB, new JobParams(job), settings.jobTimeout(), new TypeReference<>() {});
    }

    @Override
    public List<JobReport> jobs(HostAddress host) {
        return ask(host, VerbName.LIST_JOBS, nothing(), settings.jobTimeout(), new TypeReference<>() {});
    }

    @Override
    public String convertedVm(HostAddress host, UUID job) {
        return ask(
                host, VerbName.GET_CONVERTED_VM, new JobParams(job), settings.jobTimeout(), new TypeReference<>() {});
    }

    @Override
    public Optional<JobLogPart> jobLog(HostAddress host, JobLogParams wanted) {
        AgentAnswer answer = call(host, VerbName.GET_JOB_LOG, wanted, settings.jobTimeout());
        return answer.isError(RpcErrorCode.NO_SUCH_JOB)
                ? Optional.empty()
                : Optional.of(read(answer, new TypeReference<>() {}));
    }

    @Override
    public Optional<AgentLog> agentLog(HostAddress host, int lines) {
        AgentAnswer answer = call(host, VerbName.GET_AGENT_LOG, new AgentLogParams(lines), settings.jobTimeout());
        return answer.isError(RpcErrorCode.METHOD_NOT_FOUND)
                ? Optional.empty()
                : Optional.of(read(answer, new TypeReference<>() {}));
    }

    @Override
    public void abort(HostAddress host, UUID job) {
        call(host, VerbName.ABORT_JOB, new JobParams(job), settings.jobTimeout())
                .orThrow();
    }

    @Override
    public void retry(HostAddress host, UUID job) {
        call(host, VerbName.RETRY_JOB, new JobParams(job), settings.jobTimeout())
                .orThrow();
    }

    @Override
    public List<OwedRemoval> owedRemovals(HostAddress host) {
        AgentAnswer answer = call(host, VerbName.GET_OWED_REMOVALS, nothing(), settings.jobTimeout());
        return answer.isError(RpcErrorCode.METHOD_NOT_FOUND) ? List.of() : read(answer, new TypeReference<>() {});
    }

    @Override
    public void retryOwedRemovals(HostAddress host) {
        call(host, VerbName.RETRY_OWED_REMOVALS, nothing(), settings.jobTimeout())
                .orThrow();
    }

    @Override
    public void delete(HostAddress host, UUID job) {
        AgentAnswer answer = call(host, VerbName.DELETE_JOB, new JobParams(job), settings.jobTimeout());
        if (!answer.isError(RpcErrorCode.NO_SUCH_JOB)) {
            answer.orThrow();
        }
    }

    /** Whoever removes one himself closes it too. */
    private static void closeUnused(HostAddress host, HostConnection connection, RemovalCause cause) {
        if (cause.wasEvicted() && connection != null) {
            connection.close();
        }
    }

    @Override
    public void forget(HostAddress host) {
        Optional.ofNullable(connections.remove(host)).ifPresent(HostConnection::close);
    }

    @PreDestroy
    void close() {
        connections.values().forEach(HostConnection::close);
        connections.clear();
    }

    private <T> T ask(HostAddress host, VerbName verb, Object params, Duration timeout, TypeReference<T> type) {
        return read(call(host, verb, params, timeout), type);
    }

    private static <T> T read(AgentAnswer answer, TypeReference<T> type) {
        JsonNode result = answer.orThrow();
        try {
            // read from the tree itself: to convert a value copies it first, and a list of machines has many megabytes
            return Wire.MAPPER.readerFor(type).readValue(result);
        } catch (IOException e) {
            throw new FailureException(
                    FailureCode.INTERNAL,
                    "Proxy host " + answer.host() + " answered " + answer.verb().wireName()
                            + " with something that is not understood: " + e.getMessage(),
                    e);
        }
    }

    private AgentAnswer call(HostAddress host, VerbName verb, Object params, Duration timeout) {
        HostConnection connection = connections.computeIfAbsent(
                host, address -> new HostConnection(address, tls, settings, probe, listener));
        JsonNode json = Wire.MAPPER.valueToTree(params);
        return new AgentAnswer(host, verb, connection.call(verb, json, timeout));
    }

    private static JsonNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }
}
