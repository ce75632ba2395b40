package org.ovirt.v2v.agent.v2v;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ovirt.v2v.model.conversion.FailureCode;

/**
 * What the messages of virt-v2v, libguestfs and nbdkit mean and what helps, from {@code failures.json}; the more telling rows
 * come first there. Only explains: whether a conversion failed is never decided here.
 */
public final class FailureCatalogue {
    private final List<Explanation> explanations;

    /**
     * One kind of failure.
     *
     * @param row its number in the catalogue
     * @param texts any of which the output holds; with straight quotes
     * @param patterns as texts, with a group for what the failure is about (a file, a machine, an address)
     * @param symptom whether this is but the consequence of something else, which the output may name too
     * @param message one sentence that names no machine
     */
    public record Explanation(
            int row,
            List<String> texts,
            List<Pattern> patterns,
            boolean symptom,
            FailureCode code,
            String message,
            String remedy) {
        public Explanation {
            texts = List.copyOf(texts);
            patterns = List.copyOf(Objects.requireNonNullElse(patterns, List.of()));
        }

        /** The first line of the output that says so; empty if that takes several, or none does. */
        Optional<String> line(String output) {
            return output.lines().filter(line -> explains(plain(line))).findFirst();
        }

        private boolean explains(String output) {
            return texts.stream().anyMatch(output::contains) || subject(output).isPresent();
        }

        /** This one, with what it is about in its message if the output tells. */
        private Explanation about(String output) {
            return subject(output)
                    .map(subject -> new Explanation(row, texts, patterns, symptom, code, naming(subject), remedy))
                    .orElse(this);
        }

        /** A subject may be empty, where there is nothing to name. */
        private String naming(String subject) {
            return subject.isEmpty() ? message : message.substring(0, message.length() - 1) + ": " + subject + ".";
        }

        private Optional<String> subject(String output) {
            return patterns.stream()
                    .map(pattern -> pattern.matcher(output))
                    .filter(Matcher::find)
                    .map(matcher -> matcher.group(1).strip())
                    .findFirst();
        }
    }

    private FailureCatalogue(List<Explanation> explanations) {
        this.explanations = List.copyOf(explanations);
    }

    public static FailureCatalogue load() {
        try (InputStream resource = FailureCatalogue.class.getResourceAsStream("failures.json")) {
            return new FailureCatalogue(
                    new ObjectMapper().readValue(resource, new TypeReference<List<Explanation>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException("the failure catalogue in the program cannot be read", e);
        }
    }

    /** The explanation of what virt-v2v and its helpers wrote; empty if none is known. */
    public Optional<Explanation> explain(String output) {
        return find(output, explanation -> true);
    }

    /**
     * As {@link #explain(String)}, when virt-v2v's own errors are known apart from what else was written: its helpers also
     * complain of what they got over, so that a cause in its own words counts more. If those name but a symptom, the helpers
     * know the cause.
     */
    Optional<Explanation> explain(String own, String everything) {
        return cause(own).or(() -> explain(everything));
    }

    /** What virt-v2v's own errors name as the cause; empty if that is unknown, or but a symptom. */
    Optional<Explanation> cause(String own) {
        return find(own, explanation -> !explanation.symptom());
    }

    private Optional<Explanation> find(String output, Predicate<Explanation> wanted) {
        String plain = plain(output);
        return explanations.stream()
                .filter(wanted)
                .filter(explanation -> explanation.explains(plain))
                .map(explanation -> explanation.about(plain))
                .findFirst();
    }

    private static String plain(String output) {
        return output.replaceAll("[‘’]", "'").replaceAll("[“”]", "\"");
    }

    public List<Explanation> explanations() {
        return explanations;
    }
}
