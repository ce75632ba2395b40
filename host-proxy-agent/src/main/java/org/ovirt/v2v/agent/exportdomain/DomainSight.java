package org.ovirt.v2v.agent.exportdomain;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.exportdomain.DomainLayout;

/** Tells a domain in which something is missing from one that cannot be seen, such as one that is not mounted. */
record DomainSight(DomainFolder domain) {
    /** What is asked of the domain. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException, DomainUnavailableException;
    }

    /**
     * Does what changes or asks the domain. The domain is looked at before and after: what was not found in a folder that was
     * unmounted meanwhile was not missing.
     */
    <T> T with(Work<T> work) throws DomainUnavailableException {
        try {
            require();
            T answer = work.run();
            require();
            return answer;
        } catch (IOException e) {
            require();
            throw unavailable(e);
        }
    }

    /** Does what is not about the domain but about what lies beside it. */
    <T> T beside(Work<T> work) throws DomainUnavailableException {
        try {
            return work.run();
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    /**
     * Whether the domain was removed from its storage, which is seen without it: what a job has made beside it is there, or another
     * domain. That nothing is there is no sign, for perhaps nothing is mounted.
     *
     * @param left what the job has made
     */
    boolean isDomainRemoved(Path left) throws DomainUnavailableException {
        // looked at before and after: what is mounted in between was not removed
        return beside(() -> isSeenWithout(left) && !VdsmFiles.isFolder(domain.root()) && isSeenWithout(left));
    }

    private boolean isSeenWithout(Path left) throws IOException {
        if (VdsmFiles.isFolder(left)) {
            return true;
        }
        try {
            for (Path entry : VdsmFiles.list(domain.mount())) {
                // nobody but root may look into lost+found
                if (DomainValidator.isId(entry.getFileName().toString())
                        && VdsmFiles.isFile(entry.resolve(DomainLayout.METADATA))) {
                    return true;
                }
            }
        } catch (NoSuchFileException e) {
            return false; // nor is the folder where it would be mounted
        }
        return false;
    }

    private void require() throws DomainUnavailableException {
        try {
            if (!VdsmFiles.isFile(domain.metadata())) {
                throw new DomainUnavailableException(
                        Failure.of(
                                FailureCode.DOMAIN_MISSING,
                                "The export domain " + domain.id() + " is not at " + domain.mount()
                                        + " on this host; perhaps it is not mounted."),
                        null);
            }
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private DomainUnavailableException unavailable(IOException cause) {
        if (SystemError.isAboutWriting(cause)) {
            return new DomainUnavailableException(DomainAccess.unwritable(domain.mount(), cause), cause);
        }
        String message = "The export domain " + domain.id() + " at " + domain.mount() + " cannot be used at present: "
                + DomainAccess.reason(cause) + ".";
        if (SystemError.isOfStorage(cause)) {
            return new DomainUnavailableException(DomainAccess.notAnswering(message), cause);
        }
        return new DomainUnavailableException(
                new Failure(
                        FailureCode.DOMAIN_MISSING,
                        message,
                        "Look at the storage server and at the mount on the proxy host.",
                        null),
                cause);
    }
}
