package org.ovirt.v2v.engine.imports.request;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.PersistenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/** What ends an import that was accepted before it was checked, and what has it checked again. */
class VerdictTest {
    @Test
    void whatAHostOrASourceSaysIsAVerdict() {
        assertThat(Verdict.of(new FailureException(FailureCode.VM_RUNNING, "it runs"), 1))
                .map(Failure::code)
                .contains(FailureCode.VM_RUNNING);
    }

    @Test
    void whatIsWrongWithTheRequestIsAVerdictThatNamesTheField() {
        assertThat(Verdict.of(new InvalidFieldException("cluster", "There is none."), 1))
                .map(Failure::message)
                .contains("cluster: There is none.");
    }

    @Test
    void aFaultOfTheEnginesOwnIsNone() {
        assertThat(Verdict.of(new PersistenceException("the database is gone"), Verdict.TRIES))
                .isEmpty();
        assertThat(Verdict.of(new IllegalStateException("a defect"), Verdict.TRIES))
                .isEmpty();
    }

    @Test
    void whoeverIsBusyHasNotJudged() {
        assertThat(Verdict.of(new FailureException(FailureCode.HOST_BUSY, "later"), Verdict.TRIES))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"SOURCE_UNREACHABLE", "HOST_UNREACHABLE", "DOMAIN_NOT_ANSWERING"})
    void whoeverDoesNotAnswerHasJudgedOnlyAfterAWhile(FailureCode code) {
        FailureException silence = new FailureException(code, "no answer");

        assertThat(Verdict.of(silence, 1)).isEmpty();
        assertThat(Verdict.of(silence, Verdict.TRIES - 1)).isEmpty();
        assertThat(Verdict.of(silence, Verdict.TRIES)).map(Failure::code).contains(code);
    }
}
