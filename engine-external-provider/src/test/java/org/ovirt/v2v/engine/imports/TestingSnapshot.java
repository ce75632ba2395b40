package org.ovirt.v2v.engine.imports;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.model.conversion.Allocation;
import org.ovirt.v2v.model.conversion.DiskFormat;
import org.ovirt.v2v.model.conversion.Failure;

/** A snapshot of an import of which a test says what matters to it. */
public final class TestingSnapshot {
    private static final NamedId SOMEWHERE = new NamedId(UUID.randomUUID(), "somewhere");

    private UUID id = UUID.randomUUID();
    private int version;
    private String name = "web";
    private final ImportState state;
    private boolean cancelRequested;
    private NamedId provider = SOMEWHERE;
    private String uri = "vpx://vcenter.example";
    private NamedId place = SOMEWHERE;
    private long space;
    private Allocation allocation = Allocation.SPARSE;
    private ImportPlacement placement = ImportPlacement.unchecked(Optional.empty());
    private String owner = "admin";
    private Failure failure;
    private WaitReason waitingFor;
    private Instant unreachableSince;
    private CurrentAttempt attempt;
    private QueueEntry queue = QueueEntry.of(QueueEntry.USUAL_PRIORITY);
    private ImportTimes times = ImportTimes.created(Instant.EPOCH, Optional.empty());

    private TestingSnapshot(ImportState state) {
        this.state = state;
    }

    public static TestingSnapshot of(ImportState state) {
        return new TestingSnapshot(state);
    }

    public TestingSnapshot id(UUID given) {
        id = given;
        return this;
    }

    public TestingSnapshot version(int given) {
        version = given;
        return this;
    }

    public TestingSnapshot name(String given) {
        name = given;
        return this;
    }

    public TestingSnapshot cancelRequested(boolean given) {
        cancelRequested = given;
        return this;
    }

    public TestingSnapshot source(NamedId itsProvider, String itsUri) {
        provider = itsProvider;
        uri = itsUri;
        return this;
    }

    /** Data center, cluster and storage domain in one, and the bytes that it is going to take there. */
    public TestingSnapshot into(NamedId given, long bytes) {
        place = given;
        space = bytes;
        return this;
    }

    public TestingSnapshot allocation(Allocation given) {
        allocation = given;
        return this;
    }

    public TestingSnapshot placement(ImportPlacement given) {
        placement = given;
        return this;
    }

    public TestingSnapshot owner(String given) {
        owner = given;
        return this;
    }

    public TestingSnapshot lastFailure(Failure given) {
        failure = given;
        return this;
    }

    public TestingSnapshot waitingFor(WaitReason given) {
        waitingFor = given;
        return this;
    }

    public TestingSnapshot unreachableSince(Instant given) {
        unreachableSince = given;
        return this;
    }

    public TestingSnapshot attempt(CurrentAttempt given) {
        attempt = given;
        return this;
    }

    public TestingSnapshot queue(QueueEntry given) {
        queue = given;
        return this;
    }

    public TestingSnapshot times(ImportTimes given) {
        times = given;
        return this;
    }

    /** What it has come to. */
    public ImportSnapshot taken() {
        return new ImportSnapshot(
                id,
                version,
                name,
                state,
                cancelRequested,
                new ImportSource(provider, "vm-1", "web", uri),
                new ImportTarget(place, place, place, "/mnt", allocation, DiskFormat.RAW, List.of(), space, null),
                placement,
                new ImportOrigin(owner, null, UUID.randomUUID()),
                ImportProgress.waiting(""),
                failure,
                Optional.ofNullable(waitingFor),
                Optional.ofNullable(unreachableSince),
                attempt == null ? CurrentAttempt.first(id) : attempt,
                queue,
                times);
    }
}
