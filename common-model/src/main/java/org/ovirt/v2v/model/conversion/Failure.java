package org.ovirt.v2v.model.conversion;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why something did not work, for people: what happened and what to do. Never holds a secret.
 *
 * @param code names the kind of failure
 * @param message one sentence with the names at hand: which machine, which host, which folder
 * @param remedy what the admin can do
 * @param detail the words of the tool that failed, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Failure(FailureCode code, String message, String remedy, String detail) {
    private static final String SENTENCE_ENDS = ".!?:…";

    public Failure {
        Objects.requireNonNull(code, "code is null");
        Objects.requireNonNull(message, "message is null");
        remedy = Objects.requireNonNullElse(remedy, code.remedy());
    }

    /** A failure with its code's usual remedy. */
    public static Failure of(FailureCode code, String message) {
        return new Failure(code, message, code.remedy(), null);
    }

    /** Message and remedy as sentences, one after the other; the one place where they are joined. */
    public String text() {
        return Stream.of(message, remedy)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(Failure::sentence)
                .collect(Collectors.joining(" "));
    }

    private static String sentence(String text) {
        return SENTENCE_ENDS.indexOf(text.charAt(text.length() - 1)) >= 0 ? text : text + ".";
    }

    public Failure withDetail(String newDetail) {
        return new Failure(code, message, remedy, newDetail);
    }
}
