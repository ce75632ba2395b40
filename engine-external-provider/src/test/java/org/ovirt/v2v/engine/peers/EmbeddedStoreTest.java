package org.ovirt.v2v.engine.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.h2.api.ErrorCode;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.junit.jupiter.api.Test;

/** When the embedded database counts as closed for good. */
class EmbeddedStoreTest {
    private static final Optional<SQLException> CLOSED = failure(ErrorCode.DATABASE_IS_CLOSED);
    private static final Optional<SQLException> LOCKED = failure(ErrorCode.DATABASE_ALREADY_OPEN_1);

    private final EmbeddedStore store = new EmbeddedStore();

    @Test
    void itIsLostOnceItHasSaidForTenSecondsThatItIsClosed() {
        assertThat(isLost(CLOSED, 0)).isFalse();
        assertThat(isLost(LOCKED, 9)).isFalse();
        assertThat(isLost(LOCKED, 10)).isTrue();
    }

    @Test
    void itIsNotLostIfItIsOpenInBetween() {
        assertThat(isLost(CLOSED, 0)).isFalse();
        assertThat(isLost(Optional.empty(), 5)).isFalse();
        assertThat(isLost(CLOSED, 10)).isFalse();
        assertThat(isLost(CLOSED, 20)).isTrue();
    }

    @Test
    void otherFailuresAreSurvived() {
        assertThat(isLost(failure(ErrorCode.IO_EXCEPTION_1), 0)).isFalse();
        assertThat(isLost(failure(ErrorCode.IO_EXCEPTION_1), 60)).isFalse();
    }

    @Test
    void itIsLostTooIfEachConnectionOpensItAndClosesItByWriting() {
        Optional<Exception> full = Optional.of(
                new IllegalStateException(new MVStoreException(DataUtils.ERROR_WRITING_FAILED, "no space left")));

        assertThat(isLost(full, 0)).isFalse();
        assertThat(isLost(CLOSED, 5)).isFalse();
        assertThat(isLost(full, 10)).isTrue();
    }

    @Test
    void whatTheDatabaseSaidMayBeTheCauseOfTheFailure() {
        Optional<Exception> wrapped = CLOSED.map(IllegalStateException::new);

        assertThat(isLost(wrapped, 0)).isFalse();
        assertThat(isLost(wrapped, 10)).isTrue();
    }

    private boolean isLost(Optional<? extends Exception> failure, long second) {
        return store.isLost(failure, Duration.ofSeconds(second).toNanos());
    }

    private static Optional<SQLException> failure(int code) {
        return Optional.of(new SQLException("told", "90098", code));
    }
}
