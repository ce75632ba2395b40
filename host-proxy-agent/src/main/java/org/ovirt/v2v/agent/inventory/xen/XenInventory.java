package org.ovirt.v2v.agent.inventory.xen;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.inventory.SourceAddresses;
import org.ovirt.v2v.agent.inventory.SourceHostKeys;
import org.ovirt.v2v.agent.inventory.SourceInventory;
import org.ovirt.v2v.agent.ssh.SshFolder;
import org.ovirt.v2v.model.rpc.SourceDescription;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.ExternalVm;
import org.ovirt.v2v.model.source.SourceUri;

/**
 * Lists the machines of a Xen host. The agent logs in with its own ssh key; the password of the request is not used. Machines
 * with disks on block devices are listed too (disktype "block"), although virt-v2v cannot read those over ssh.
 */
public final class XenInventory implements SourceInventory {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final XenChild child;
    private final XenFailures failures;

    public XenInventory(SshFolder sshFolder, SourceAddresses addresses) {
        this(
                new XenChild(sshFolder, addresses, XenInventoryProcess.class, LIMIT),
                new XenFailures(sshFolder, new SourceHostKeys(addresses)));
    }

    XenInventory(XenChild child, XenFailures failures) {
        this.child = child;
        this.failures = failures;
    }

    @Override
    public List<String> names(SourceParams source) throws FailureException {
        return ask(source, XenInventoryProcess.NAMES).stream()
                .map(ExternalVm::vmName)
                .sorted()
                .toList();
    }

    /** libvirt tells no more than that it is there; on a Xen host whoever may sign in may do everything that is needed. */
    @Override
    public SourceDescription describe(SourceParams source) throws FailureException {
        return new SourceDescription(
                "Xen host (libvirt over ssh)",
                XenUris.safe(source).user(),
                names(source).size(),
                List.of());
    }

    @Override
    public List<ExternalVm> machines(SourceParams source) throws FailureException {
        SourceUri uri = XenUris.safe(source);
        return ask(source, XenInventoryProcess.MACHINES).stream()
                .filter(machine -> isWanted(source, machine))
                .map(machine -> machine.withUri(uri))
                .sorted(Comparator.comparing(ExternalVm::vmName))
                .toList();
    }

    private List<ExternalVm> ask(SourceParams source, String what) throws FailureException {
        SourceParams safe = source.withUri(XenUris.safe(source));
        XenAnswer answer = child.ask(safe, what);
        if (answer.machines() == null) {
            throw failures.explain(safe, String.valueOf(answer.error()));
        }
        return answer.machines();
    }

    private static boolean isWanted(SourceParams source, ExternalVm machine) {
        return source.vmNames() == null
                || source.vmNames().stream()
                        .anyMatch(name -> name.equals(machine.vmName()) || name.equalsIgnoreCase(machine.vmId()));
    }
}
