package org.ovirt.v2v.agent.exportdomain;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.exportdomain.ExportDomainCheck;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;
import org.ovirt.v2v.model.exportdomain.ExportedVm;
import org.ovirt.v2v.model.rpc.ExportDomainParams;

/** The oVirt export domains that this host has mounted. */
public interface ExportDomains {
    /** When something may begin that nobody is in a hurry for. */
    Instant ANY_TIME = Instant.ofEpochMilli(Long.MAX_VALUE);

    /** Checks that a domain can take a machine: it is one, attached to a data center or not, and vdsm can write to it. */
    ExportDomainInfo open(Path mount) throws FailureException;

    /** Opens the domain of this id, wherever below the host's export roots it is mounted. */
    ExportDomainInfo find(UUID domain) throws FailureException;

    /** Makes a domain in an empty folder; leaves the folder empty if that fails. */
    ExportDomainInfo create(ExportDomainParams params) throws FailureException;

    /**
     * What lies in the domain under a machine's id, described for people; empty if nothing does. A machine counts too whose OVF
     * cannot be read.
     */
    Optional<String> occupant(Path mount, UUID machine) throws FailureException;

    /** The machines whose OVF can be read, sorted by name. */
    List<ExportedVm> machines(Path mount) throws FailureException;

    /** The OVF of a machine as it lies there; VM_NOT_FOUND if there is none. */
    String ovf(Path mount, UUID machine) throws FailureException;

    /** Compares the domain's OVFs with its files. */
    ExportDomainCheck check(Path mount) throws FailureException;

    /**
     * Takes a machine out of the domain, with its disks; whether there was one. Can be repeated when it was cut short.
     *
     * @param latest when it has to begin, or is refused: whoever asked for it has been told by then that it came to nothing
     */
    boolean remove(Path mount, UUID machine, Instant latest) throws FailureException;

    /**
     * Whether this is a plain file of this host that root can read, which may lie on storage too, such as an ISO. Links are followed, as
     * VDSM makes them; no device, pipe or socket counts, and none is opened.
     */
    boolean isReadableFile(Path file) throws FailureException;

    /** The names of what lies beside a domain, where jobs of any host write: their ids, and whatever else somebody has put there. */
    List<String> staged(Path mount) throws FailureException;

    /** Where a job writes; nothing is made yet. */
    Staging staging(StagingPlace place);
}
