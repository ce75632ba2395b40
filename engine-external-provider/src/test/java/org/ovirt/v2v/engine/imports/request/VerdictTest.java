package org.ovirt.v2v.engine.imports.request;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.PersistenceException;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/** What ends an import that was accepted before it was checked, and what has it checked again. */
class VerdictTest {
    @Test
    void whatAHostOrASourceSaysIsAVerdict() {
        assertThat(Verdict.of(new FailureException(FailureCode.VM_RUNNING, "it runs")))
                .map(Failure::code)
                .contains(FailureCode.VM_RUNNING);
    }

    @Test
    void whatIsWrongWithTheRequestIsAVerdictThatNamesTheField() {
        assertThat(Verdict.of(new InvalidFieldException("cluster", "There is none.")))
                .map(Failure::message)
                .contains("cluster: There is none.");
    }

    @Test
    void aFaultOfTheEnginesOwnIsNone() {
        assertThat(Verdict.of(new PersistenceException("the database is gone"))).isEmpty();
        assertThat(Verdict.of(new IllegalStateException("a defect"))).isEmpty();
    }

    @Test
    void whoeverIsBusyHasNotJudged() {
        assertThat(Verdict.of(new FailureException(FailureCode.HOST_BUSY, "later")))
                .isEmpty();
    }
}
