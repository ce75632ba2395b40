package org.ovirt.v2v.engine.storage;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.ovirt.v2v.engine.ConflictException;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.NoSuchEntityException;
import org.ovirt.v2v.engine.access.CurrentAccess;
import org.ovirt.v2v.engine.access.PermissionMissingException;
import org.ovirt.v2v.engine.access.Permit;
import org.ovirt.v2v.engine.administration.EntityAdministration;
import org.ovirt.v2v.engine.audit.AuditEntry;
import org.ovirt.v2v.engine.audit.AuditSubject;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.engine.host.HostGateway;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.exportdomain.ExportedVm;
import org.ovirt.v2v.model.rpc.ExportedVmParams;

/** Takes machines out of export domains, with their disks. */
@ApplicationScoped
public class ExportedMachineRemoval {
    private final StorageDomainService domains;
    private final MachinesUnderWay underWay;
    private final MachinesTakenOut takenOut;
    private final HostGateway gateway;
    private final EntityAdministration administration;
    private final CurrentAccess access;

    public ExportedMachineRemoval(
            StorageDomainService domains,
            MachinesUnderWay underWay,
            MachinesTakenOut takenOut,
            HostGateway gateway,
            EntityAdministration administration,
            CurrentAccess access) {
        this.domains = domains;
        this.underWay = underWay;
        this.takenOut = takenOut;
        this.gateway = gateway;
        this.administration = administration;
        this.access = access;
    }

    /** Says which machines are being imported: nobody takes those out. */
    public interface MachinesUnderWay {
        boolean contains(UUID machine);
    }

    /** Remembers which machines do not lie in their export domains any more: nobody has those listed. */
    public interface MachinesTakenOut {
        void add(UUID domain, UUID machine);
    }

    /** Removes a machine; one that is not there any more, with what was left when an earlier removal was cut short. */
    public void remove(UUID domainId, UUID machine) {
        StorageDomain domain = domains.get(domainId);
        if (!access.get().may(Permit.IMPORT, domain.dataCenter().id())) {
            throw new PermissionMissingException(access.get(), Permit.IMPORT);
        }
        String name = domains.machine(domainId, machine).map(ExportedVm::name).orElse(machine.toString());
        administration.recordAfter(
                entry(AuditType.EXPORTED_VM_REMOVED, domain, machine, name),
                entry(AuditType.EXPORTED_VM_REMOVAL_FAILED, domain, machine, name),
                () -> {
                    if (underWay.contains(machine)) {
                        throw new ConflictException(
                                "The machine " + name + " is being imported.",
                                "Cancel its import, or wait for its end.");
                    }
                    ExportedVmParams params =
                            new ExportedVmParams(domain.location().mountPath(), machine);
                    boolean wasThere = removed(domain, params, name);
                    // also one that somebody else has taken out, or this engine before it crashed
                    takenOut.add(domain.id(), machine);
                    if (!wasThere) {
                        throw new NoSuchEntityException(EntityKind.VM, machine);
                    }
                    return true;
                });
    }

    private boolean removed(StorageDomain domain, ExportedVmParams params, String name) {
        try {
            return gateway.removeExportedVm(domain.host().agent(), params);
        } catch (FailureException e) {
            Failure failure = e.failure();
            if (failure.code() != FailureCode.HOST_UNREACHABLE) {
                throw e;
            }
            // it may have heard of it all the same, and what it has begun it brings to its end
            throw new FailureException(new Failure(
                    failure.code(),
                    failure.message() + " If it was asked before that, it may still remove " + name + ".",
                    "Look at the export domain again when the proxy host answers, and remove the machine again: if it is gone by"
                            + " then, that is noted.",
                    failure.detail()));
        }
    }

    private static AuditEntry entry(AuditType type, StorageDomain domain, UUID machine, String name) {
        return AuditEntry.of(type)
                .about(AuditSubject.VM, machine, name)
                .about(AuditSubject.STORAGE_DOMAIN, domain.id(), domain.name())
                .about(
                        AuditSubject.DATA_CENTER,
                        domain.dataCenter().id(),
                        domain.dataCenter().name());
    }
}
