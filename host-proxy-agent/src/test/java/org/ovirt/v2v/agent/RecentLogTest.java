package org.ovirt.v2v.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What an agent can tell of itself. It hears all that is logged in the process, of other tests too if they run beside it. */
@Isolated
class RecentLogTest {
    private static final Logger LOG = LoggerFactory.getLogger(RecentLogTest.class);

    private final RecentLog log = RecentLog.listen();

    @AfterEach
    void stop() {
        log.stop();
    }

    @Test
    void theLatestLinesAreKnownWithTimeAndCause() {
        LOG.info("one");
        LOG.warn("two", new IllegalStateException("the cause"));

        assertThat(log.latest(1_000).get(0)).matches("\\d{4}-\\d\\d-\\d\\dT.*Z INFO  \\[.*] RecentLogTest: one");
        assertThat(log.latest(1_000)).anyMatch(line -> line.contains("IllegalStateException: the cause"));
        assertThat(log.latest(1)).hasSize(1).noneMatch(line -> line.contains("one"));
        assertThat(log.latest(0)).isEmpty();
        assertThat(log.latest(-1)).isEmpty();
    }

    @Test
    void aLineNamesWhoHasAskedForWhat() {
        MDC.put("client", "192.0.2.7:4242");
        MDC.put("request", "7");
        LOG.info("asked");
        MDC.put("flow", "import of web");
        MDC.remove("request");
        LOG.info("going on");
        MDC.clear();

        assertThat(log.latest(1_000).get(0)).endsWith("RecentLogTest client=192.0.2.7:4242 request=7: asked");
        assertThat(log.latest(1_000).get(1))
                .endsWith("RecentLogTest client=192.0.2.7:4242 flow=import of web: going on");
    }

    @Test
    void textsFromOutsideAreNoLinesOfTheirOwn() {
        MDC.put("flow", "flow\nERROR forged");
        LOG.info("Path {}", "/mnt/\r\n2026-01-01 ERROR all is lost\u001b[31m\u2028\u202e");
        MDC.clear();

        assertThat(log.latest(1_000))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("flow=flow\\u000aERROR forged")
                .endsWith("Path /mnt/\\u000d\\u000a2026-01-01 ERROR all is lost\\u001b[31m\\u2028\\u202e");
    }

    @Test
    void whatIsLoggedForEverTakesNoMoreMemoryThanIsSet() {
        LOG.info("the first");
        for (int entry = 0; entry < 1_000; entry++) {
            LOG.info("x".repeat(10_000));
        }

        assertThat(log.latest(Integer.MAX_VALUE).stream()
                        .mapToInt(String::length)
                        .sum())
                .isLessThanOrEqualTo(RecentLog.CAPACITY)
                .isGreaterThan(RecentLog.CAPACITY / 2);
        assertThat(log.latest(Integer.MAX_VALUE)).noneMatch(line -> line.contains("the first"));
    }

    @Test
    void linesWithoutCharactersTakeRoomAsLongAsTheyAreKept() {
        for (int entry = 0; entry < 1_000; entry++) {
            LOG.warn("failed", new IllegalStateException("\r\n".repeat(1_500)));
        }
        assertThat(log.latest(Integer.MAX_VALUE)).hasSizeLessThanOrEqualTo(RecentLog.CAPACITY);

        whatIsLoggedForEverTakesNoMoreMemoryThanIsSet();
    }

    @Test
    void nothingIsHeardAfterTheEnd() {
        log.stop();
        LOG.info("later");

        assertThat(log.latest(1_000)).noneMatch(line -> line.contains("later"));
    }
}
