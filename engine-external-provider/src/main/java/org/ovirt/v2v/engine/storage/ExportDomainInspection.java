package org.ovirt.v2v.engine.storage;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.ovirt.v2v.model.exportdomain.DomainLayout;
import org.ovirt.v2v.model.exportdomain.ExportDomainCheck;

/** Looks for what is wrong in an export domain. What imports under way have staged there is not. */
@ApplicationScoped
public class ExportDomainInspection {
    private final StorageDomainService domains;
    private final JobsUnderWay jobs;

    public ExportDomainInspection(StorageDomainService domains, JobsUnderWay jobs) {
        this.domains = domains;
        this.jobs = jobs;
    }

    /** Says which jobs there are on proxy hosts, or may be. */
    public interface JobsUnderWay {
        Set<UUID> ids();
    }

    /** What is broken in the domain, and what no machine and no import of this engine needs. */
    public ExportDomainCheck check(UUID id) {
        Set<UUID> underWay = new HashSet<>(jobs.ids());
        ExportDomainCheck found = domains.check(id);
        // one may have begun while the proxy host looked
        underWay.addAll(jobs.ids());
        Set<String> staged = new HashSet<>();
        underWay.forEach(job -> staged.add(DomainLayout.STAGING + "/" + job));
        return new ExportDomainCheck(
                found.defects(),
                found.orphans().stream()
                        .filter(orphan -> !staged.contains(orphan.path()))
                        .toList(),
                found.complete());
    }
}
