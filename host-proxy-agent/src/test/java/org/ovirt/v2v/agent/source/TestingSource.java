package org.ovirt.v2v.agent.source;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.guest.Origin;
import org.ovirt.v2v.agent.process.BindMount;
import org.ovirt.v2v.agent.v2v.InputOptions;
import org.ovirt.v2v.agent.v2v.V2vCapabilities;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.SourceDescription;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.ExternalDisk;
import org.ovirt.v2v.model.source.ExternalNic;
import org.ovirt.v2v.model.source.ExternalVm;
import org.ovirt.v2v.model.source.ExternalVmBuilder;
import org.ovirt.v2v.model.source.SourceUri;

/** A source with one machine, called web. */
public final class TestingSource implements Source {
    public static final String UUID = "265104de-1472-547c-b873-6dc7883fb6cb";

    private List<ExternalDisk> disks = List.of();
    private String status = ExternalVm.DOWN;
    private String uuid = UUID;
    private List<ExternalNic> nics = List.of();
    private List<String> sharedWith = List.of();
    private boolean snapshots;
    private String guestOs = "debian";
    private String moved;
    private boolean hostUnseen;
    private FailureCode refusal;
    private Failure lackingTool;
    private Failure unreadable;
    private CountDownLatch hold = new CountDownLatch(0);
    private final CountDownLatch asked = new CountDownLatch(1);

    public TestingSource withDisks(long... capacities) {
        return having(LongStream.of(capacities).mapToObj(each -> file(each, 0)).toArray(ExternalDisk[]::new));
    }

    /** No virt-v2v can read its disks. */
    public TestingSource unreadable(Failure problem) {
        unreadable = problem;
        return this;
    }

    /** It needs another virt-v2v. */
    public TestingSource lackingTool(Failure problem) {
        lackingTool = problem;
        return this;
    }

    public TestingSource having(ExternalDisk... made) {
        disks = List.of(made);
        return this;
    }

    /** With an interface on a network. */
    public TestingSource withNic(String mac, String network) {
        nics = Stream.concat(nics.stream(), Stream.of(new ExternalNic("bridge", mac, network, "eth", "vmxnet3")))
                .toList();
        return this;
    }

    public TestingSource running() {
        status = ExternalVm.UP;
        return this;
    }

    /** It tells no more than the machine's name and that it is off. */
    public TestingSource withoutUuid() {
        uuid = null;
        return this;
    }

    /** Another machine has the same UUID. */
    public TestingSource sharingItsUuidWith(String other) {
        sharedWith = List.of(other);
        return this;
    }

    /** The user may not see the host that its machine is on. */
    public TestingSource withUnseenHost() {
        hostUnseen = true;
        return this;
    }

    /** It says that this operating system is installed. */
    public TestingSource withGuestOs(String name) {
        guestOs = name;
        return this;
    }

    public TestingSource withSnapshots() {
        snapshots = true;
        return this;
    }

    public TestingSource refusing(FailureCode code) {
        refusal = code;
        return this;
    }

    /** Answers nothing until that is there. */
    public TestingSource holding(CountDownLatch until) {
        hold = until;
        return this;
    }

    /** Whether it was asked for machines. */
    public boolean wasAsked() {
        return asked.getCount() == 0;
    }

    @Override
    public List<String> schemes() {
        return List.of(SourceUri.VPX);
    }

    @Override
    public Origin origin() {
        return Origin.VMWARE;
    }

    @Override
    public SourceDescription describe(SourceParams source) throws FailureException {
        return new SourceDescription(
                "a source", source.username(), names(source).size(), List.of());
    }

    @Override
    public List<String> names(SourceParams source) {
        return List.of("web");
    }

    @Override
    public List<ExternalVm> machines(SourceParams source) throws FailureException {
        asked.countDown();
        try {
            hold.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailureException(FailureCode.SOURCE_UNREACHABLE, "Interrupted.");
        }
        if (refusal != null) {
            throw new FailureException(refusal, "vcenter says no.");
        }
        if (Collections.disjoint(source.vmNames(), List.of("web", "vm-1"))) {
            return List.of();
        }
        return List.of(ExternalVmBuilder.builder()
                .vmName("web")
                .vmId(uuid)
                .status(status)
                .memSize(1024)
                .smp(2)
                .arch("x86_64")
                .hasSnapshots(snapshots)
                .disks(disks)
                .networks(nics)
                .moref("vm-1")
                .host("esx")
                .datacenter("DC")
                .folder("")
                .firmware("bios")
                .guestOs(guestOs)
                .uri(hostUnseen ? null : source.uri())
                .uuidSharedWith(sharedWith)
                .build());
    }

    /** Its machine has moved to the host. */
    public TestingSource movedTo(String path) {
        moved = path;
        return this;
    }

    @Override
    public SourceParams whereverItIs(SourceParams source, String id) {
        return moved == null ? source : source.withUri(source.uri().withPath(List.of(moved)));
    }

    @Override
    public Optional<Failure> toolProblem(V2vCapabilities capabilities, String version) {
        return Optional.ofNullable(lackingTool);
    }

    @Override
    public Optional<Failure> machineProblem(V2vCapabilities capabilities, ExternalVm machine) {
        return Optional.ofNullable(unreadable);
    }

    @Override
    public List<BindMount> mounts(SourceParams source, Path own) {
        return List.of();
    }

    @Override
    public InputOptions input(SourceParams source, ExternalVm machine, Optional<Path> passwordFile) {
        return InputOptions.libvirt(machine.uri().withUser(source.username()), machine, passwordFile);
    }

    /** A disk of so many bytes, of which so many are in use. */
    public static ExternalDisk file(long capacity, long allocation) {
        return new ExternalDisk(
                "disk", "sda", "file", "disk", null, null, "RAW", null, capacity, allocation, null, null, null);
    }
}
