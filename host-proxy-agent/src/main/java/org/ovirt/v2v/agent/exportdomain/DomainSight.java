package org.ovirt.v2v.agent.exportdomain;

import java.io.IOException;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

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
