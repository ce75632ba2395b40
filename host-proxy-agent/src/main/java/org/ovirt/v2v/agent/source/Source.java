package org.ovirt.v2v.agent.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.guest.Origin;
import org.ovirt.v2v.agent.process.BindMount;
import org.ovirt.v2v.agent.v2v.InputOptions;
import org.ovirt.v2v.agent.v2v.V2vCapabilities;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.rpc.SourceDescription;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.ExternalVm;

/** Where machines come from: all that differs between one kind of source and another. Each reads its URIs itself, and takes no others. */
public interface Source {
    /** The schemes of its URIs; no other source has one of them. */
    List<String> schemes();

    /** What oVirt calls it. */
    Origin origin();

    /** Signs in, and tells what the source is and what the user may do there. */
    SourceDescription describe(SourceParams source) throws FailureException;

    /** Names of all machines, sorted. */
    List<String> names(SourceParams source) throws FailureException;

    /**
     * The machines in full, sorted by name; only those that {@link SourceParams#vmNames()} names, by name, UUID or MoRef, if it
     * names any. A name that the source does not know is left out.
     */
    List<ExternalVm> machines(SourceParams source) throws FailureException;

    /** As {@link #machines}; a source that lets few lists be in memory at a time counts this one until the taker returns. */
    default void machines(SourceParams source, Consumer<List<ExternalVm>> taker) throws FailureException {
        taker.accept(machines(source));
    }

    /**
     * Where the machine with this id is looked for before its conversion, which may name the place where it was when the import was
     * asked for: somewhere else if the source knows it by the id wherever it is.
     */
    default SourceParams whereverItIs(SourceParams source, String id) {
        return source;
    }

    /** Why this virt-v2v cannot read from here, and what to do; empty if it can. */
    Optional<Failure> toolProblem(V2vCapabilities capabilities, String version);

    /** Why this virt-v2v cannot read this machine's disks, and what to do; empty if it can. */
    Optional<Failure> machineProblem(V2vCapabilities capabilities, ExternalVm machine);

    /**
     * What virt-v2v must see in place of the system's files, so that it trusts whom the admin trusts, and finds the host where it
     * was looked for.
     *
     * @param own a private folder of that virt-v2v, for files that are gone with it
     */
    List<BindMount> mounts(SourceParams source, Path own) throws FailureException, IOException;

    /**
     * By which options virt-v2v reads the machine.
     *
     * @param machine as {@link #machines} tells it
     * @param passwordFile empty if there is no password
     */
    InputOptions input(SourceParams source, ExternalVm machine, Optional<Path> passwordFile) throws FailureException;
}
