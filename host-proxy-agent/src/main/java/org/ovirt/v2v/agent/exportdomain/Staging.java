package org.ovirt.v2v.agent.exportdomain;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ovirt.v2v.agent.failure.FailureException;

/**
 * The place inside an export domain's mount where one job writes, out of everybody's sight, and the way from there into the
 * domain by renaming. Every step may be repeated after a crash; the OVF comes last and says that the machine is there.
 */
public interface Staging {
    /** What virt-v2v is given to write into ({@code -os}). */
    Path target();

    /** Makes the folders that virt-v2v expects. */
    void create() throws FailureException;

    /**
     * Checks the result and moves it into the domain; does nothing if that is done.
     *
     * @param expected the machine that was asked for
     * @return how the networks of the machine in the domain differ from those asked for, one sentence each
     * @throws FailureException RESULT_INVALID or RESULT_OF_ANOTHER_MACHINE, which are the only verdicts: nothing makes this
     *     result a good one any more
     * @throws DomainUnavailableException if it must be tried again later; the result stays where it is
     */
    List<String> commit(ExpectedMachine expected) throws FailureException, DomainUnavailableException;

    /** The OVF in the domain; empty if there is none. */
    Optional<String> ovf() throws DomainUnavailableException;

    /** Removes what this job has made beside the domain, also if the domain itself was removed since. */
    void removeStaging() throws DomainUnavailableException;

    /**
     * Takes what this job has put into the domain out of it again, unless the domain was removed; what is beside the domain stays for
     * {@link #removeStaging()}.
     *
     * @param committed whether the machine was put into the domain, for whoever knows; otherwise what is staged tells
     */
    void withdraw(boolean committed) throws DomainUnavailableException;
}
