package org.ovirt.v2v.agent.v2v;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.testbed.GeneratedFile;
import org.ovirt.v2v.testbed.Repository;

/** {@code docs/errors.md} tells of every failure code and of every message of virt-v2v that is known. */
class ErrorsDocumentTest {
    /** An agent's room and an engine's are named by their package. */
    private static final Map<String, Path> SOURCES = Map.of(
            "agent", Path.of("host-proxy-agent/src/main/java/org/ovirt/v2v/agent"),
            "engine", Path.of("engine-external-provider/src/main/java/org/ovirt/v2v/engine"));

    private static final Pattern USE = Pattern.compile("\\bFailureCode\\s*\\.\\s*([A-Z_]+)\\b");
    private static final String CATALOGUE = "virt-v2v's output";

    private final FailureCatalogue catalogue = FailureCatalogue.load();

    @Test
    void theDocumentIsMadeOfCodesAndCatalogue() throws IOException {
        GeneratedFile.mustBe("docs/errors.md", text());
    }

    @Test
    void everyCodeCanHappen() throws IOException {
        assertThat(raised().entrySet().stream()
                        .filter(entry -> entry.getValue().isEmpty())
                        .map(Map.Entry::getKey))
                .as("codes that nothing raises")
                .isEmpty();
    }

    private String text() throws IOException {
        Map<FailureCode, Set<String>> raised = raised();
        return "# What can go wrong\n\n"
                + "<!-- Made by " + GeneratedFile.COMMAND + "; change FailureCode or failures.json instead. -->\n\n"
                + "A failure has a `code`, a `message` with the names at hand, a `remedy` and, where a tool has failed, its own\n"
                + "words (`detail` of an import's `failure`, `output` of a fault). The remedies here are the usual ones; a\n"
                + "failure may carry one that knows more.\n\n"
                + "## Codes\n\n"
                + "| code | what it means | what to do | raised by |\n|---|---|---|---|\n"
                + Arrays.stream(FailureCode.values())
                        .map(code -> row(
                                "`" + code + "`",
                                code.meaning()
                                        + (code.isTransient()
                                                ? " This passes: imports are tried again by themselves."
                                                : ""),
                                code.remedy(),
                                raised.get(code).stream().collect(joining(", "))))
                        .collect(joining())
                + "\nA name such as *agent: preflight* is that of the room in the code, below `org.ovirt.v2v`.\n\n"
                + "## What virt-v2v says\n\n"
                + "When virt-v2v fails, its output is searched for these texts from top to bottom; the first row that fits\n"
                + "explains the failure. Whether a conversion failed is never read from texts.\n\n"
                + "| text | code | what it means | what to do |\n|---|---|---|---|\n"
                + catalogue.explanations().stream()
                        .map(each -> row(
                                words(each).map(text -> "`" + text + "`").collect(joining("<br>")),
                                "`" + each.code() + "`",
                                each.message(),
                                each.remedy()))
                        .collect(joining());
    }

    /** What is searched for; the patterns of most rows only tell what their texts are about. */
    private static Stream<String> words(FailureCatalogue.Explanation explanation) {
        return explanation.texts().isEmpty()
                ? explanation.patterns().stream().map(Pattern::pattern)
                : explanation.texts().stream();
    }

    private static String row(String... cells) {
        return Stream.of(cells)
                        .map(cell -> cell.replace("|", "\\|").replace("<vmware", "&lt;vmware"))
                        .collect(joining(" | ", "| ", " |"))
                + "\n";
    }

    private Map<FailureCode, Set<String>> raised() throws IOException {
        Map<FailureCode, Set<String>> raised = new EnumMap<>(FailureCode.class);
        Stream.of(FailureCode.values()).forEach(code -> raised.put(code, new TreeSet<>()));
        for (Map.Entry<String, Path> source : SOURCES.entrySet()) {
            Path folder = Repository.root().resolve(source.getValue());
            for (Path file : javaFiles(folder)) {
                Matcher use = USE.matcher(Files.readString(file));
                while (use.find()) {
                    raised.get(FailureCode.valueOf(use.group(1)))
                            .add(source.getKey() + ": " + room(folder.relativize(file)));
                }
            }
        }
        catalogue.explanations().forEach(each -> raised.get(each.code()).add(CATALOGUE));
        return raised;
    }

    private static String room(Path file) {
        return file.getNameCount() > 1 ? file.getName(0).toString() : "start";
    }

    private static List<Path> javaFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }
}
