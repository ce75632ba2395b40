package org.ovirt.v2v.engine;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** What is logged of something that fails each second. */
class RepeatedFailuresTest {
    private static final String WHAT = "It failed";

    private final Logger log = mock(Logger.class);
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE); // which passes zero meanwhile
    private final RepeatedFailures failures = new RepeatedFailures(log, nanos::get);
    private final IllegalStateException failure = new IllegalStateException("told to");

    @Test
    void aRowIsAStackThenALineAMinuteAndItsEnd() {
        add(120);
        failures.end();
        failures.end();

        verify(log).error(WHAT, failure);
        verify(log).error("{} ({} times in a row): {}", WHAT, 61, failure.toString());
        verify(log).info("What failed {} times in a row goes well again", 120);
    }

    @Test
    void whatFailsForAnotherReasonHasItsStackToo() {
        IllegalStateException other = new IllegalStateException("another");
        for (int round = 0; round < 10; round++) {
            add(1);
            failures.add(WHAT, other);
        }

        verify(log, times(1)).error(WHAT, failure);
        verify(log, times(1)).error(WHAT, other);
    }

    @Test
    void eachRowBeginsWithItsStack() {
        add(1);
        failures.end();
        add(1);

        verify(log, times(2)).error(WHAT, failure);
        verifyNoMoreInteractions(log);
    }

    private void add(int seconds) {
        for (int second = 0; second < seconds; second++) {
            failures.add(WHAT, failure);
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        }
    }
}
