package org.ovirt.v2v.agent.source.xen;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.guest.Origin;
import org.ovirt.v2v.agent.process.BindMount;
import org.ovirt.v2v.agent.source.Source;
import org.ovirt.v2v.agent.source.SourceAddresses;
import org.ovirt.v2v.agent.source.ssh.SourceHostKeys;
import org.ovirt.v2v.agent.source.ssh.SshFolder;
import org.ovirt.v2v.agent.v2v.InputOptions;
import org.ovirt.v2v.agent.v2v.V2vCapabilities;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.SourceDescription;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.ExternalVm;
import org.ovirt.v2v.model.source.SourceUri;

/**
 * A Xen host (dom0), over ssh. The agent logs in with its own ssh key; only virt-v2v is given the password of the request. Machines
 * with disks on block devices are listed too, although virt-v2v cannot read those over ssh.
 */
public final class XenSource implements Source {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** What libvirt's Xen driver calls disks without a format of their own. */
    private static final Set<String> RAW = Set.of("raw", "aio");

    private final XenChild child;
    private final XenFailures failures;

    public XenSource(SshFolder sshFolder, SourceAddresses addresses) {
        this(
                new XenChild(sshFolder, addresses, XenInventoryProcess.class, LIMIT),
                new XenFailures(sshFolder, new SourceHostKeys(addresses)));
    }

    XenSource(XenChild child, XenFailures failures) {
        this.child = child;
        this.failures = failures;
    }

    @Override
    public List<String> schemes() {
        return List.of(SourceUri.XEN_SSH);
    }

    @Override
    public Origin origin() {
        return Origin.XEN;
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
                .map(machine -> machine.withUri(uri))
                .sorted(Comparator.comparing(ExternalVm::vmName))
                .toList();
    }

    /** A virt-v2v before {@code -ip} has input from Xen hosts and does not tell; a later one that does not tell has none. */
    @Override
    public Optional<Failure> toolProblem(V2vCapabilities capabilities, String version) {
        if (capabilities.lines().contains("xen-ssh") || !capabilities.hasInputOptions()) {
            return Optional.empty();
        }
        return Optional.of(new Failure(
                FailureCode.TOOL_INCOMPLETE,
                "virt-v2v " + version + " on this host was built without input from Xen hosts.",
                "Import machines of Xen hosts by a proxy host with Debian 12 or EL 9.",
                null));
    }

    @Override
    public Optional<Failure> machineProblem(V2vCapabilities capabilities, ExternalVm machine) {
        return machine.disks().stream()
                .filter(disk -> capabilities.readsRawBySsh() && disk.backing() != null && !RAW.contains(disk.backing()))
                .findFirst()
                .map(disk -> new Failure(
                        FailureCode.GUEST_NOT_CONVERTIBLE,
                        "The disk " + disk.alias() + " of the machine " + machine.vmName() + " is of the format "
                                + disk.backing() + ", which this virt-v2v would take by ssh for a raw disk, so that"
                                + " the machine would have garbage for it",
                        "Make a raw disk of it on the Xen host (qemu-img convert -O raw) and let the machine use that.",
                        null));
    }

    @Override
    public List<BindMount> mounts(SourceParams source, Path own) throws FailureException, IOException {
        return child.mountsOfVirtV2v(source, own);
    }

    @Override
    public InputOptions input(SourceParams source, ExternalVm machine, Optional<Path> passwordFile)
            throws FailureException {
        return InputOptions.libvirt(XenUris.safe(source), machine, passwordFile);
    }

    private List<ExternalVm> ask(SourceParams source, String what) throws FailureException {
        SourceParams safe = source.withUri(XenUris.safe(source));
        XenAnswer answer = child.ask(safe, what);
        if (answer.machines() == null) {
            throw failures.explain(safe, String.valueOf(answer.error()));
        }
        return answer.machines();
    }
}
