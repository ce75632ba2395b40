package org.ovirt.v2v.agent.v2v;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
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
     * @param message one sentence that names no machine
     */
    public record Explanation(int row, List<String> texts, FailureCode code, String message, String remedy) {
        boolean explains(String output) {
            return texts.stream().anyMatch(output::contains);
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

    /** The explanation of what virt-v2v wrote; empty if none is known. */
    public Optional<Explanation> explain(String output) {
        String plain = output.replaceAll("[‘’]", "'").replaceAll("[“”]", "\"");
        return explanations.stream()
                .filter(explanation -> explanation.explains(plain))
                .findFirst();
    }

    public List<Explanation> explanations() {
        return explanations;
    }
}
