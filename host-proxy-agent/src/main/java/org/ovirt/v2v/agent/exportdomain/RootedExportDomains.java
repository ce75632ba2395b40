package org.ovirt.v2v.agent.exportdomain;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.exportdomain.ExportDomainCheck;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;
import org.ovirt.v2v.model.exportdomain.ExportedVm;
import org.ovirt.v2v.model.rpc.ExportDomainParams;

/**
 * Export domains of which only those below this host's roots can be named by a path. What the agent asks by a path of its own, of a
 * domain that was opened or that a job wrote to, is asked wherever it is: a job is brought to its end though the roots have changed.
 */
record RootedExportDomains(ExportRoots roots, ExportDomains domains) implements ExportDomains {
    @Override
    public ExportDomainInfo open(Path mount) throws FailureException {
        return domains.open(roots.requireReal(mount));
    }

    @Override
    public ExportDomainInfo find(UUID domain) throws FailureException {
        return domains.find(domain);
    }

    @Override
    public ExportDomainInfo create(ExportDomainParams params) throws FailureException {
        roots.requireReal(Path.of(params.path()));
        return domains.create(params);
    }

    @Override
    public Optional<String> occupant(Path mount, UUID machine) throws FailureException {
        return domains.occupant(mount, machine);
    }

    @Override
    public List<ExportedVm> machines(Path mount) throws FailureException {
        return domains.machines(roots.requireReal(mount));
    }

    @Override
    public String ovf(Path mount, UUID machine) throws FailureException {
        return domains.ovf(roots.requireReal(mount), machine);
    }

    @Override
    public ExportDomainCheck check(Path mount) throws FailureException {
        return domains.check(roots.requireReal(mount));
    }

    @Override
    public boolean remove(Path mount, UUID machine, Instant latest) throws FailureException {
        return domains.remove(roots.requireReal(mount), machine, latest);
    }

    @Override
    public boolean isReadableFile(Path file) throws FailureException {
        return domains.isReadableFile(file);
    }

    @Override
    public List<String> staged(Path mount) throws FailureException {
        return domains.staged(mount);
    }

    @Override
    public Staging staging(StagingPlace place) {
        return domains.staging(place);
    }
}
