package org.ovirt.v2v.engine.rest;

import jakarta.enterprise.context.RequestScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.engine.storage.StorageDomainService;
import org.ovirt.v2v.model.exportdomain.ExportedVm;

/**
 * The machines in export domains as one request sees them: each domain is read once, however many of its machines are looked up,
 * since a proxy host reads all of them for any. What changes a domain asks {@link StorageDomainService} itself.
 */
@RequestScoped
public class ExportedMachines {
    private final StorageDomainService domains;
    private final Map<UUID, List<ExportedVm>> read = new HashMap<>();

    public ExportedMachines(StorageDomainService domains) {
        this.domains = domains;
    }

    List<ExportedVm> in(UUID domain) {
        return read.computeIfAbsent(domain, domains::machines);
    }

    /** One of them; empty if it is not there. */
    Optional<ExportedVm> find(UUID domain, UUID machine) {
        return in(domain).stream().filter(each -> each.id().equals(machine)).findFirst();
    }
}
