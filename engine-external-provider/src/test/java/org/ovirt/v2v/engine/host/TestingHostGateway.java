package org.ovirt.v2v.engine.host;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.exportdomain.ExportDomainCheck;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;
import org.ovirt.v2v.model.exportdomain.ExportedVm;
import org.ovirt.v2v.model.rpc.AgentLog;
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
import org.ovirt.v2v.model.source.ExternalVm;
import org.ovirt.v2v.model.source.ExternalVmBuilder;

/**
 * Hosts that exist only here. Names say how they are: "able" has virt-v2v, "bare" has not, anything else cannot be reached. A
 * source answers to the password {@value #SOURCE_PASSWORD} with 3000 machines and shows
 * the certificate of the engine under test.
 */
@Alternative
@ApplicationScoped
public class TestingHostGateway implements HostGateway {
    /** What every Xen host shows. */
    public static final List<String> HOST_KEYS = List.of(
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHznThiCoDZc4tFXkGeHnF6AVq0dbRSX8smGotcmy/Rx",
            "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBHhNOChx/e5QOrpnsP"
                    + "yJ7/K2wUgPeXx4qdWqdWdqpja5NazhcauVJ0dWTZ42uuRWl5w9vsaaVKFeFNP0icBr/nU=");

    public static final String SOURCE_PASSWORD = "s0urce-Secret";
    public static final int MACHINES = 3000;

    private final Map<String, ExportDomainInfo> domains = new ConcurrentHashMap<>();
    private final List<ConvertParams> conversions = new ArrayList<>();

    @Override
    public HostCapabilities capabilities(HostAddress host) {
        reach(host);
        String version = host.address().startsWith("able") ? "2.2.0" : null;
        return new HostCapabilities(
                "1",
                "Debian 12",
                2,
                2048,
                version,
                List.of(),
                false,
                List.of("curl"),
                null,
                1L << 40,
                List.of(),
                List.of());
    }

    @Override
    public HostLoad load(HostAddress host) {
        return new HostLoad(0.5, 2048, 50, 1024, 60);
    }

    @Override
    public List<ExternalVm> externalVms(HostAddress host, SourceParams source) {
        reach(host);
        if (!source.password().value().equals(SOURCE_PASSWORD)) {
            throw new FailureException(
                    FailureCode.SOURCE_CREDENTIALS_REFUSED, source.uri().host() + " refused the user.");
        }
        return IntStream.rangeClosed(1, MACHINES)
                .mapToObj(TestingHostGateway::machine)
                .filter(machine -> source.vmNames() == null || source.vmNames().contains(machine.moref()))
                .toList();
    }

    @Override
    public List<String> externalVmNames(HostAddress host, SourceParams source) {
        return externalVms(host, source).stream().map(ExternalVm::vmName).toList();
    }

    @Override
    public SourceDescription describeSource(HostAddress host, SourceParams source) {
        return new SourceDescription(
                "VMware vCenter Server",
                source.username(),
                externalVms(host, source).size(),
                List.of("VirtualMachine.Provisioning.DiskRandomRead"));
    }

    @Override
    public String sourceCertificate(HostAddress host, SourceParams source) {
        reach(host);
        try {
            return Files.readString(ConfigProvider.getConfig().getValue("v2v.web.certificate", Path.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> sourceHostKeys(HostAddress host, SourceParams source) {
        reach(host);
        return HOST_KEYS;
    }

    @Override
    public ExportDomainInfo openExportDomain(HostAddress host, ExportDomainParams domain) {
        reach(host);
        ExportDomainInfo info = domains.get(domain.path());
        if (info == null) {
            throw new FailureException(FailureCode.DOMAIN_INVALID, domain.path() + " holds no export domain.");
        }
        return info;
    }

    @Override
    public ExportDomainInfo createExportDomain(HostAddress host, ExportDomainParams domain) {
        reach(host);
        if (domain.path().contains("full-of-files")) {
            throw new FailureException(FailureCode.DOMAIN_EXISTS, domain.path() + " is not empty.");
        }
        ExportDomainInfo created = new ExportDomainInfo(
                domain.path(), UUID.randomUUID(), domain.name(), null, domain.remotePath(), 100, 60);
        domains.put(domain.path(), created);
        return created;
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
        conversions.add(params);
    }

    @Override
    public JobReport job(HostAddress host, UUID job) {
        throw new FailureException(FailureCode.JOB_LOST, "There are no jobs here.");
    }

    @Override
    public List<JobReport> jobs(HostAddress host) {
        return List.of();
    }

    @Override
    public String convertedVm(HostAddress host, UUID job) {
        throw new FailureException(FailureCode.JOB_LOST, "There are no jobs here.");
    }

    @Override
    public Optional<JobLogPart> jobLog(HostAddress host, JobLogParams wanted) {
        return Optional.empty();
    }

    @Override
    public Optional<AgentLog> agentLog(HostAddress host, int lines) {
        return Optional.empty();
    }

    @Override
    public void abort(HostAddress host, UUID job) {}

    @Override
    public void forget(HostAddress host) {
        // there is no connection
    }

    @Override
    public void retry(HostAddress host, UUID job) {}

    @Override
    public List<OwedRemoval> owedRemovals(HostAddress host) {
        return List.of();
    }

    @Override
    public void retryOwedRemovals(HostAddress host) {
        reach(host);
    }

    @Override
    public void delete(HostAddress host, UUID job) {}

    private static void reach(HostAddress host) {
        if (!host.address().startsWith("able") && !host.address().startsWith("bare")) {
            throw new FailureException(FailureCode.HOST_UNREACHABLE, host.address() + " does not answer.");
        }
    }

    private static ExternalVm machine(int number) {
        String status = number % 2 == 0 ? ExternalVm.DOWN : ExternalVm.UP;
        return ExternalVmBuilder.builder()
                .vmName("machine-" + number)
                .vmId(UUID.nameUUIDFromBytes(new byte[] {(byte) number}).toString())
                .status(status)
                .memSize(1024)
                .smp(1)
                .arch("x86_64")
                .hasSnapshots(false)
                .moref("vm-" + number)
                .host("esx1")
                .cluster("c")
                .datacenter("dc")
                .folder("")
                .firmware("bios")
                .guestOs("otherGuest")
                .build();
    }
}
