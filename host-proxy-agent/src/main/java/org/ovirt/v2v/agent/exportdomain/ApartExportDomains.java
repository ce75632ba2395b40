package org.ovirt.v2v.agent.exportdomain;

import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.storage.Pace;
import org.ovirt.v2v.agent.storage.StorageException;
import org.ovirt.v2v.agent.storage.StorageHelpers;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.exportdomain.ExportDomainCheck;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;
import org.ovirt.v2v.model.exportdomain.ExportedVm;
import org.ovirt.v2v.model.rpc.ExportDomainParams;

/**
 * Export domains that this process itself never touches: helper processes do, which may hang. A domain that does not answer in time is
 * one of which nothing can be told at present.
 */
public final class ApartExportDomains implements ExportDomains {
    private final ExportRoots roots;
    private final StorageHelpers helpers;

    /** Takes the folders in and below which domains are; the helpers must know them, too, who see where links lead. */
    public ApartExportDomains(List<Path> roots, StorageHelpers helpers) {
        this.roots = new ExportRoots(roots);
        this.helpers = helpers;
    }

    @Override
    public ExportDomainInfo open(Path mount) throws FailureException {
        return require(
                roots.require(mount),
                Pace.LOOK,
                new DomainRequest.Open(mount.toString()),
                new TypeReference<DomainAnswer<ExportDomainInfo>>() {});
    }

    @Override
    public ExportDomainInfo find(UUID domain) throws FailureException {
        List<Path> spared = helpers.spared();
        byte[] request = DomainAnswer.write(new DomainRequest.Find(
                roots.folders().stream().map(Path::toString).toList(),
                domain,
                spared.stream().map(Path::toString).toList(),
                DomainSearch.LIMIT.toMillis()));
        try {
            DomainSearch.Found found =
                    found(helpers.search(request, DomainSearch.LIMIT, answer -> DomainSearch.paths(silent(answer))));
            return open(found.require(domain, roots.folders(), spared));
        } catch (StorageException e) {
            throw new FailureException(failure(e), e);
        }
    }

    private static List<String> silent(byte[] answer) {
        try {
            return found(answer).silent();
        } catch (FailureException e) {
            return List.of(); // whoever reads the answer meets that too
        }
    }

    private static DomainSearch.Found found(byte[] answer) throws FailureException {
        try {
            return DomainAnswer.read(answer, new TypeReference<DomainAnswer<DomainSearch.Found>>() {})
                    .require();
        } catch (DomainUnavailableException e) {
            throw new FailureException(e.failure(), e);
        }
    }

    @Override
    public ExportDomainInfo create(ExportDomainParams params) throws FailureException {
        return require(
                roots.require(Path.of(params.path())),
                Pace.WORK,
                new DomainRequest.Create(params),
                new TypeReference<DomainAnswer<ExportDomainInfo>>() {});
    }

    @Override
    public Optional<String> occupant(Path mount, UUID machine) throws FailureException {
        return Optional.ofNullable(require(
                mount,
                Pace.LOOK,
                new DomainRequest.Occupant(mount.toString(), machine),
                new TypeReference<DomainAnswer<String>>() {}));
    }

    @Override
    public List<ExportedVm> machines(Path mount) throws FailureException {
        try {
            return ask(
                    roots.require(mount),
                    Pace.LOOK,
                    new DomainRequest.Machines(mount.toString()),
                    new TypeReference<DomainAnswer<List<ExportedVm>>>() {});
        } catch (DomainUnavailableException e) {
            throw new FailureException(e.failure(), e);
        }
    }

    @Override
    public String ovf(Path mount, UUID machine) throws FailureException {
        return require(
                roots.require(mount),
                Pace.LOOK,
                new DomainRequest.Ovf(mount.toString(), machine),
                new TypeReference<DomainAnswer<String>>() {});
    }

    @Override
    public ExportDomainCheck check(Path mount) throws FailureException {
        return require(
                roots.require(mount),
                Pace.LOOK,
                new DomainRequest.Check(mount.toString()),
                new TypeReference<DomainAnswer<ExportDomainCheck>>() {});
    }

    @Override
    public boolean remove(Path mount, UUID machine, Instant latest) throws FailureException {
        return require(
                roots.require(mount),
                Pace.WORK,
                new DomainRequest.Remove(mount.toString(), machine, latest.toEpochMilli()),
                new TypeReference<DomainAnswer<Boolean>>() {});
    }

    @Override
    public boolean isReadableFile(Path file) throws FailureException {
        Path folder = Objects.requireNonNullElse(file.getParent(), file);
        return require(
                folder,
                Pace.LOOK,
                new DomainRequest.ReadableFile(file.toString()),
                new TypeReference<DomainAnswer<Boolean>>() {});
    }

    @Override
    public List<String> staged(Path mount) throws FailureException {
        return require(
                mount,
                Pace.LOOK,
                new DomainRequest.Staged(mount.toString()),
                new TypeReference<DomainAnswer<List<String>>>() {});
    }

    @Override
    public Staging staging(StagingPlace place) {
        return new ApartStaging(this, place);
    }

    private <T> T require(Path mount, Pace pace, DomainRequest request, TypeReference<DomainAnswer<T>> type)
            throws FailureException {
        try {
            return ask(mount, pace, request, type);
        } catch (DomainUnavailableException e) {
            throw new FailureException(e.failure(), e);
        }
    }

    /** The result may be null where the request has none. */
    <T> T ask(Path mount, Pace pace, DomainRequest request, TypeReference<DomainAnswer<T>> type)
            throws FailureException, DomainUnavailableException {
        Path folder = DomainValidator.requireAbsolute(mount);
        try {
            return DomainAnswer.read(helpers.ask(folder, pace, DomainAnswer.write(request)), type)
                    .require();
        } catch (StorageException e) {
            throw new DomainUnavailableException(failure(e), e);
        }
    }

    private static Failure failure(StorageException e) {
        String message = Objects.requireNonNullElse(e.getMessage(), "");
        return switch (e.reason()) {
            case SILENT -> Failure.of(FailureCode.DOMAIN_NOT_ANSWERING, "The export domain at " + message);
            case BUSY ->
                new Failure(
                        FailureCode.DOMAIN_NOT_ANSWERING,
                        message,
                        "Try again later. If that happens again and again, the storage server is too slow.",
                        null);
            case BROKEN ->
                new Failure(
                        FailureCode.DOMAIN_NOT_ANSWERING,
                        message,
                        "Look at the agent's log on the proxy host; perhaps it is short of memory.",
                        null);
        };
    }
}
