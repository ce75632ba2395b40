package org.ovirt.v2v.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.testbed.EngineClient;

/**
 * How something was refused: by a fault at once, or by an import that fails soon.
 *
 * @param code the kind of failure
 * @param message names the cause
 * @param remedy what to do
 */
record Refusal(String code, String message, String remedy) {
    /** Without other work on the machine it takes less than five seconds, which is printed. */
    private static final Duration TIME_OUT = Duration.ofSeconds(30);

    /** Asks for something that must be refused; prints how long that took. */
    static Refusal of(Deployment deployment, String what, Supplier<EngineClient.Answer> request) {
        long started = System.nanoTime();
        EngineClient.Answer answer = request.get();
        Refusal refusal;
        if (answer.status() >= 400) {
            assertThat(answer.status()).as("%s", answer.body()).isLessThan(500);
            JsonNode fault = answer.body();
            refusal = new Refusal(text(fault, "code"), text(fault, "detail"), text(fault, "remedy"));
        } else {
            JsonNode end = deployment.awaitEnd(answer.id(), TIME_OUT);
            assertThat(text(end, "status")).as("%s", end).isEqualTo("failed");
            JsonNode failure = end.path("failure");
            refusal = new Refusal(text(failure, "code"), text(failure, "message"), text(failure, "remedy"));
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - started);
        System.out.printf(Locale.ROOT, "MEASURED %s: refused after %.2f s%n", what, taken.toMillis() / 1000.0);
        assertThat(taken).isLessThan(TIME_OUT);
        return refusal;
    }

    Refusal hasCode(FailureCode expected) {
        assertThat(code).as("%s", this).isEqualTo(expected.name());
        return this;
    }

    /** Names these things, and what to do. */
    Refusal names(String... things) {
        assertThat(message).contains(things);
        assertThat(remedy).isNotBlank();
        return this;
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asText();
    }
}
