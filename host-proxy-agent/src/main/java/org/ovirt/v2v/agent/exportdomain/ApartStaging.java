package org.ovirt.v2v.agent.exportdomain;

import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.storage.Pace;
import org.ovirt.v2v.model.conversion.FailureCode;

/** Staging by a helper process. One that was killed in the middle is repeated, as after a crash of the agent. */
record ApartStaging(ApartExportDomains domains, StagingPlace place) implements Staging {
    private static final Set<FailureCode> VERDICTS =
            Set.of(FailureCode.RESULT_INVALID, FailureCode.RESULT_OF_ANOTHER_MACHINE);

    @Override
    public Path target() {
        return new StagedOutput(place).target();
    }

    @Override
    public void create() throws FailureException {
        try {
            ask(Pace.LOOK, new DomainRequest.Stage(place));
        } catch (DomainUnavailableException e) {
            throw new FailureException(e.failure(), e);
        }
    }

    @Override
    public List<String> commit(ExpectedMachine expected) throws FailureException, DomainUnavailableException {
        try {
            return domains.ask(
                    Path.of(place.mount()),
                    Pace.WORK,
                    new DomainRequest.Commit(place, expected),
                    new TypeReference<DomainAnswer<List<String>>>() {});
        } catch (FailureException e) {
            if (VERDICTS.contains(e.failure().code())) {
                throw e;
            }
            throw new DomainUnavailableException(e.failure(), e); // a defect of ours is no verdict on the result
        }
    }

    @Override
    public Optional<String> ovf() throws DomainUnavailableException {
        return Optional.ofNullable(passing(Pace.LOOK, new DomainRequest.StagedOvf(place)));
    }

    @Override
    public void removeStaging() throws DomainUnavailableException {
        passing(Pace.WORK, new DomainRequest.RemoveStaging(place));
    }

    @Override
    public void withdraw(boolean committed) throws DomainUnavailableException {
        passing(Pace.WORK, new DomainRequest.Withdraw(place, committed));
    }

    /** For what has no verdict: whatever failed is tried again. */
    private String passing(Pace pace, DomainRequest request) throws DomainUnavailableException {
        try {
            return ask(pace, request);
        } catch (FailureException e) {
            throw new DomainUnavailableException(e.failure(), e);
        }
    }

    private String ask(Pace pace, DomainRequest request) throws FailureException, DomainUnavailableException {
        return domains.ask(Path.of(place.mount()), pace, request, new TypeReference<DomainAnswer<String>>() {});
    }
}
