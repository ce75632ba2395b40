package org.ovirt.v2v.agent.preflight;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.ovirt.v2v.agent.exportdomain.ExportDomains;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.host.WindowsTools;
import org.ovirt.v2v.agent.source.RecentMachines;
import org.ovirt.v2v.agent.source.Source;
import org.ovirt.v2v.agent.source.Sources;
import org.ovirt.v2v.agent.v2v.MachineName;
import org.ovirt.v2v.agent.v2v.NetworkOptions;
import org.ovirt.v2v.agent.v2v.V2vCapabilities;
import org.ovirt.v2v.model.conversion.ConversionSpec;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;
import org.ovirt.v2v.model.rpc.ConvertParams;
import org.ovirt.v2v.model.source.ExternalVm;

/** All checks before a conversion, the cheap ones first. The first that fails ends the job; none leaves anything behind. */
public final class Preflight {
    private final ToolCheck tools;
    private final TemporarySpaceCheck temporarySpace;
    private final DriversCheck drivers;
    private final DomainCheck domain;
    private final IdentityCheck identity;
    private final Sources sources;
    private final RecentMachines recent;
    private final SpaceCheck space;
    private final SpaceLedger ledger;

    /** Enters into the ledger what the jobs that it lets pass are going to write. */
    public Preflight(
            String program,
            Path tempDir,
            ExportDomains domains,
            Sources sources,
            RecentMachines recent,
            SpaceLedger ledger) {
        this(program, tempDir, domains, sources, recent, ledger, new WindowsTools());
    }

    Preflight(
            String program,
            Path tempDir,
            ExportDomains domains,
            Sources sources,
            RecentMachines recent,
            SpaceLedger ledger,
            WindowsTools windows) {
        this.tools = new ToolCheck(program);
        this.temporarySpace = new TemporarySpaceCheck(tempDir, ledger);
        this.space = new SpaceCheck(ledger);
        this.ledger = ledger;
        this.drivers = new DriversCheck(domains, windows);
        this.domain = new DomainCheck(domains);
        this.identity = new IdentityCheck(domains);
        this.sources = sources;
        this.recent = recent;
    }

    public PreflightResult run(ConvertParams request) throws FailureException {
        try {
            return check(request);
        } catch (FailureException | RuntimeException e) {
            ledger.forget(request.jobid());
            throw e;
        }
    }

    private PreflightResult check(ConvertParams request) throws FailureException {
        ConversionSpec spec = request.vminfo();
        DisksCheck.run(spec);
        Source source = sources.forUri(request.uri());
        V2vCapabilities capabilities = tools.run(source);
        temporarySpace.run(request.jobid());
        Optional<Path> driversIso = drivers.run(spec.virtioIsoPath());
        String target = valid(spec);
        NetworkOptions asked = networks(() -> new NetworkOptions(spec.networks()));
        Map<UUID, SpaceLedger.Outstanding> outstanding = ledger.outstanding();
        ExportDomainInfo opened = domain.run(spec);
        identity.run(opened, request.jobid(), request.machineId(), target);
        ExternalVm found = MachineCheck.run(source, capabilities, recent, request);
        drivers.requireFor(found, driversIso);
        NetworkOptions networks = networks(() -> asked.on(found.networks(), capabilities));
        requireUuid(found);
        SpaceCheck.Result fits = space.run(request.jobid(), opened, found, spec.allocation(), outstanding);
        return new PreflightResult(
                source, capabilities, found, opened, target, networks, driversIso, fits.claim(), fits.warnings());
    }

    private static String valid(ConversionSpec spec) throws FailureException {
        try {
            return MachineName.valid(spec.targetName());
        } catch (IllegalArgumentException e) {
            throw new FailureException(FailureCode.INVALID_REQUEST, "The request is wrong: " + e.getMessage() + ".", e);
        }
    }

    private static NetworkOptions networks(Supplier<NetworkOptions> made) throws FailureException {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw new FailureException(FailureCode.INVALID_REQUEST, "The request is wrong: " + e.getMessage() + ".", e);
        }
    }

    private static void requireUuid(ExternalVm machine) throws FailureException {
        try {
            UUID.fromString(machine.vmId());
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new FailureException(
                    FailureCode.SOURCE_ERROR, "The source tells no UUID of the machine " + machine.vmName() + ".", e);
        }
    }
}
