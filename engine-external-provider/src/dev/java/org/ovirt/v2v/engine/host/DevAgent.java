package org.ovirt.v2v.engine.host;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ovirt.v2v.model.exportdomain.ExportDomainCheck;
import org.ovirt.v2v.model.rpc.AgentLog;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.conversion.JobReportBuilder;
import org.ovirt.v2v.model.conversion.JobStatus;
import org.ovirt.v2v.model.conversion.Phase;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;
import org.ovirt.v2v.model.exportdomain.ExportedVm;
import org.ovirt.v2v.model.rpc.ConvertParams;
import org.ovirt.v2v.model.rpc.ExportDomainParams;
import org.ovirt.v2v.model.rpc.ExportedVmParams;
import org.ovirt.v2v.model.rpc.HostCapabilities;
import org.ovirt.v2v.model.rpc.HostLoad;
import org.ovirt.v2v.model.rpc.JobLogParams;
import org.ovirt.v2v.model.rpc.JobLogPart;
import org.ovirt.v2v.model.rpc.OwedRemoval;
import org.ovirt.v2v.model.rpc.SourceDescription;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.ExternalDisk;
import org.ovirt.v2v.model.source.ExternalVm;
import org.ovirt.v2v.model.source.ExternalVmBuilder;
import org.ovirt.v2v.model.source.SourceUri;

/**
 * The agent of dev mode, for work on the engine without hosts and sources: every address is a host of its, every vCenter has
 * forty machines ({@code vm-1} is on, {@code vm-2} fails to copy), and a conversion takes {@link #LENGTH}. It is compiled with
 * Maven's profile dev only and never shipped.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class DevAgent implements HostGateway {
    private static final int MACHINES = 40;
    private static final long CAPACITY = 10L << 30;
    private static final Duration LENGTH = Duration.ofSeconds(30);
    private static final Duration UNTIL_COPY = Duration.ofSeconds(5);
    private static final int FAILS_AT_PERCENT = 60;

    private final Map<UUID, Conversion> conversions = new ConcurrentHashMap<>();
    private final Map<String, ExportDomainInfo> domains = new ConcurrentHashMap<>();

    /** What was asked for, when it began, and when it was aborted. */
    private record Conversion(ConvertParams params, Instant started, Optional<Instant> aborted) {}

    @Override
    public HostCapabilities capabilities(HostAddress host) {
        return new HostCapabilities(
                "dev", "Debian 12", 2, 4096, "2.2.0", List.of(), true, List.of("curl", "ssh"), null, 1L << 40, List.of(), List.of());
    }

    @Override
    public HostLoad load(HostAddress host) {
        return new HostLoad(0.5, 2048, 50, 1024, 60);
    }

    @Override
    public List<ExternalVm> externalVms(HostAddress host, SourceParams source) {
        List<String> wanted = source.vmNames();
        return IntStream.rangeClosed(1, MACHINES)
                .mapToObj(number -> machine(number, source.uri()))
                .filter(each -> wanted == null
                        || Stream.of(each.vmName(), each.moref(), each.vmId()).anyMatch(wanted::contains))
                .toList();
    }

    @Override
    public List<String> externalVmNames(HostAddress host, SourceParams source) {
        return externalVms(host, source).stream().map(ExternalVm::vmName).toList();
    }

    @Override
    public SourceDescription describeSource(HostAddress host, SourceParams source) {
        return new SourceDescription(
                "Dev mode", source.username(), externalVmNames(host, source).size(), List.of());
    }

    @Override
    public String sourceCertificate(HostAddress host, SourceParams source) {
        throw new FailureException(
                FailureCode.SOURCE_UNREACHABLE, "Dev mode has no certificates: use \"tls\": {\"mode\": \"none\"}.");
    }

    @Override
    public List<String> sourceHostKeys(HostAddress host, SourceParams source) {
        throw new FailureException(FailureCode.SOURCE_UNREACHABLE, "Dev mode has no Xen hosts: leave \"ssh\" out.");
    }

    @Override
    public ExportDomainInfo openExportDomain(HostAddress host, ExportDomainParams domain) {
        return domains.computeIfAbsent(domain.path(), path -> domain(domain));
    }

    @Override
    public ExportDomainInfo createExportDomain(HostAddress host, ExportDomainParams domain) {
        return openExportDomain(host, domain);
    }

    @Override
    public List<ExportedVm> exportedVms(HostAddress host, ExportDomainParams domain) {
        return List.of();
    }

    @Override
    public String exportedVmOvf(HostAddress host, ExportedVmParams machine) {
        return "<ovf/>";
    }

    @Override
    public ExportDomainCheck checkExportDomain(HostAddress host, ExportDomainParams domain) {
        return new ExportDomainCheck(List.of(), List.of(), true);
    }

    @Override
    public boolean removeExportedVm(HostAddress host, ExportedVmParams machine) {
        return false;
    }

    @Override
    public void convert(HostAddress host, ConvertParams params) {
        conversions.putIfAbsent(params.jobid(), new Conversion(params, Instant.now(), Optional.empty()));
    }

    @Override
    public JobReport job(HostAddress host, UUID job) {
        return report(job, known(job));
    }

    @Override
    public List<JobReport> jobs(HostAddress host) {
        List<JobReport> reports = new ArrayList<>();
        conversions.forEach((job, conversion) -> reports.add(report(job, conversion)));
        return reports;
    }

    @Override
    public String convertedVm(HostAddress host, UUID job) {
        return """
                <ovf:Envelope xmlns:ovf='http://schemas.dmtf.org/ovf/envelope/1/'>
                  <Section><Disk/></Section>
                  <Content><Name>%s</Name><Section ovf:id='%s'/></Content>
                </ovf:Envelope>
                """
                .formatted(
                        known(job).params().vminfo().vmName(),
                        known(job).params().machineId());
    }

    @Override
    public Optional<AgentLog> agentLog(HostAddress host, int lines) {
        return Optional.of(new AgentLog(List.of("Dev mode has no agent that could have logged something.")));
    }

    @Override
    public Optional<JobLogPart> jobLog(HostAddress host, JobLogParams wanted) {
        return Optional.ofNullable(conversions.get(wanted.jobid())).map(known -> {
            byte[] text = ("virt-v2v: " + known.params().vminfo().targetName() + "\n").getBytes(StandardCharsets.UTF_8);
            int from = (int) Math.min(wanted.offset(), text.length);
            return JobLogPart.of(text.length, true, Arrays.copyOfRange(text, from, text.length));
        });
    }

    @Override
    public void abort(HostAddress host, UUID job) {
        Conversion conversion = known(job);
        if (!report(job, conversion).status().isFinal()) {
            conversions.put(
                    job, new Conversion(conversion.params(), conversion.started(), Optional.of(Instant.now())));
        }
    }

    @Override
    public void retry(HostAddress host, UUID job) {}

    @Override
    public List<OwedRemoval> owedRemovals(HostAddress host) {
        return List.of();
    }

    @Override
    public void retryOwedRemovals(HostAddress host) {}

    @Override
    public void delete(HostAddress host, UUID job) {
        conversions.remove(job);
    }

    @Override
    public void forget(HostAddress host) {
        // there is no connection
    }

    private Conversion known(UUID job) {
        return Optional.ofNullable(conversions.get(job))
                .orElseThrow(() -> new FailureException(
                        FailureCode.JOB_LOST, "Dev mode forgets its jobs when it reloads; there is no " + job + "."));
    }

    /** How far it has come by now: everything follows from the time. */
    private static JobReport report(UUID job, Conversion conversion) {
        Instant now = conversion.aborted().orElseGet(Instant::now);
        Duration elapsed = Duration.between(conversion.started(), now);
        int percent = (int) Math.min(
                100,
                Math.max(0, 100 * elapsed.minus(UNTIL_COPY).toMillis() / LENGTH.minus(UNTIL_COPY).toMillis()));
        if (conversion.aborted().isPresent()) {
            return report(job, conversion, JobStatus.ABORTED, Phase.FINISHED, percent, null);
        }
        if (conversion.params().vminfo().vmName().equals("vm-2") && percent >= FAILS_AT_PERCENT) {
            Failure failure = Failure.of(FailureCode.COPY_FAILED, "vm-2 always fails in dev mode.");
            return report(job, conversion, JobStatus.ERROR, Phase.FINISHED, FAILS_AT_PERCENT, failure);
        }
        if (percent == 100) {
            return report(job, conversion, JobStatus.DONE, Phase.FINISHED, percent, null);
        }
        Phase phase = percent > 0 ? Phase.COPYING_DISKS : Phase.CONVERTING;
        return report(job, conversion, JobStatus.COPYING_DISK, phase, percent, null);
    }

    private static JobReport report(
            UUID job, Conversion conversion, JobStatus status, Phase phase, int percent, Failure failure) {
        return JobReportBuilder.builder()
                .id(job)
                .vmName(conversion.params().vminfo().vmName())
                .status(status)
                .phase(phase)
                .description(phase.description())
                .progress(percent)
                .startedAt(conversion.started())
                .endedAt(status.isFinal() ? Instant.now() : null)
                .failure(failure)
                .build();
    }

    private static ExportDomainInfo domain(ExportDomainParams params) {
        return new ExportDomainInfo(
                params.path(), UUID.randomUUID(), params.name(), null, params.remotePath(), 1L << 40, 1L << 40);
    }

    private static ExternalVm machine(int number, SourceUri uri) {
        ExternalDisk disk = new ExternalDisk(
                "disk", "sda", "file", "[ds] vm/vm.vmdk", null, null, "RAW", null, CAPACITY, CAPACITY / 4, null, null, null);
        return ExternalVmBuilder.builder()
                .vmName("vm-" + number)
                .vmId(new UUID(0, number).toString())
                .status(number == 1 ? ExternalVm.UP : ExternalVm.DOWN)
                .memSize(2048)
                .smp(2)
                .arch("x86_64")
                .hasSnapshots(false)
                .disks(List.of(disk))
                .moref("vm-1" + number)
                .host("esxi")
                .cluster("cluster")
                .datacenter("dc")
                .folder("")
                .firmware("bios")
                .guestOs("debian")
                .uri(uri)
                .build();
    }
}
