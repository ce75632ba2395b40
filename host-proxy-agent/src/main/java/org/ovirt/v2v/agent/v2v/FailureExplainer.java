package org.ovirt.v2v.agent.v2v;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/** What to tell people of a virt-v2v that did not end well, from its exit code and from what it wrote. */
public final class FailureExplainer {
    /** A shell adds this to the number of the signal that ended a program. */
    private static final int SIGNALS = 128;

    private static final int KILL = 9;

    /** Numbers as on Linux (signal(7)); only those that end a program. */
    private static final Map<Integer, String> SIGNAL_NAMES = Map.ofEntries(
            Map.entry(1, "SIGHUP"),
            Map.entry(2, "SIGINT"),
            Map.entry(3, "SIGQUIT"),
            Map.entry(4, "SIGILL"),
            Map.entry(6, "SIGABRT"),
            Map.entry(7, "SIGBUS"),
            Map.entry(8, "SIGFPE"),
            Map.entry(KILL, "SIGKILL"),
            Map.entry(11, "SIGSEGV"),
            Map.entry(13, "SIGPIPE"),
            Map.entry(15, "SIGTERM"));

    /** What a program does to itself. */
    private static final Set<Integer> CRASHES = Set.of(4, 6, 7, 8, 11);

    private static final Set<FailureCode> ABOUT_GUEST = Set.of(
            FailureCode.GUEST_NOT_CONVERTIBLE,
            FailureCode.GUEST_HIBERNATED,
            FailureCode.GUEST_ENCRYPTED,
            FailureCode.GUEST_WITHOUT_SPACE);

    private static final Set<FailureCode> ABOUT_DOMAIN = Set.of(
            FailureCode.DOMAIN_MISSING,
            FailureCode.DOMAIN_NOT_ANSWERING,
            FailureCode.DOMAIN_INVALID,
            FailureCode.DOMAIN_READ_ONLY,
            FailureCode.DOMAIN_FOREIGN_OWNER,
            FailureCode.DOMAIN_FULL);

    private final FailureCatalogue catalogue;

    public FailureExplainer(FailureCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The failure of a virt-v2v that ended with this exit code, as a shell tells it; never 0. */
    public Failure explain(String machine, int exitCode, ConversionOutput output) {
        if (exitCode > SIGNALS) {
            return killed(machine, exitCode - SIGNALS, output);
        }
        return lost(machine, output).orElseGet(() -> explained(machine, exitCode, output));
    }

    /**
     * A source that was lost, if that explains more than what virt-v2v says: it came before. What virt-v2v says of the guest counts
     * less once it was told of a disk that cannot be read; what it says of the proxy host or of the domain counts as ever, and so does
     * what its helpers say of the domain.
     */
    private Optional<Failure> lost(String machine, ConversionOutput output) {
        Optional<FailureCatalogue.Explanation> own = catalogue.cause(output.errorSummary());
        boolean explains = own.isEmpty()
                ? !isAboutDomain(output)
                : ABOUT_GUEST.contains(own.get().code()) && output.loss().isGivenUp();
        return output.loss().words().filter(words -> explains).map(words -> catalogue
                .explain(words)
                .filter(found -> found.code() == FailureCode.SOURCE_UNREACHABLE)
                .map(found -> failure(machine, found, output))
                .orElseGet(() -> Failure.of(
                                FailureCode.SOURCE_UNREACHABLE,
                                machine + " could not be converted. The source did not answer any more: " + words)
                        .withDetail(detail(output))));
    }

    private boolean isAboutDomain(ConversionOutput output) {
        return catalogue
                .explain(output.errorText())
                .filter(found -> ABOUT_DOMAIN.contains(found.code()))
                .isPresent();
    }

    private Failure explained(String machine, int exitCode, ConversionOutput output) {
        return catalogue
                .explain(output.errorSummary(), output.errorText())
                .map(found -> failure(machine, found, output))
                .orElseGet(() -> Failure.of(
                                FailureCode.CONVERSION_FAILED,
                                machine + " could not be converted: " + firstLine(output.errorSummary(), exitCode))
                        .withDetail(detail(output.helperWords().stream(), output)));
    }

    private static Failure failure(String machine, FailureCatalogue.Explanation found, ConversionOutput output) {
        return new Failure(
                found.code(),
                machine + " could not be converted. " + found.message(),
                found.remedy(),
                detail(found, output));
    }

    /** virt-v2v's own words, after those of the helper that knew the cause; where but a symptom is known, any of them may. */
    private static String detail(FailureCatalogue.Explanation found, ConversionOutput output) {
        Stream<String> cause = found.line(output.errorText()).filter(line -> !ErrorText.holdsSecret(line)).stream();
        return detail(found.symptom() ? Stream.concat(cause, output.helperWords().stream()) : cause, output);
    }

    private static String detail(Stream<String> causes, ConversionOutput output) {
        String own = output.errorSummary();
        return Stream.concat(
                        causes.map(ErrorText::ownWords)
                                .filter(line -> !own.contains(line))
                                .distinct(),
                        Stream.of(own).filter(text -> !text.isEmpty()))
                .reduce((first, second) -> first + "\n" + second)
                .orElse(null);
    }

    private static Failure killed(String machine, int signal, ConversionOutput output) {
        String name = Optional.ofNullable(SIGNAL_NAMES.get(signal)).orElse("signal " + signal);
        if (CRASHES.contains(signal)) {
            return new Failure(
                    FailureCode.CONVERSION_FAILED,
                    machine + " could not be converted: virt-v2v crashed (" + name + ").",
                    "Update virt-v2v, libguestfs and nbdkit on the proxy host and try again; if it crashes again, report it to them with"
                            + " the log of the import.",
                    detail(output));
        }
        String remedy = signal == KILL
                ? "Look in the proxy host's kernel log (dmesg) for \"Out of memory\": if the kernel ended it, let the host run"
                        + " fewer conversions at a time or give it more memory; else somebody ended it. Then try again."
                : "Find out who or what sent it the signal (the proxy host's journal may tell), then try again.";
        return new Failure(
                FailureCode.CONVERSION_FAILED,
                machine + " could not be converted: virt-v2v was killed by " + name + " from outside.",
                remedy,
                detail(output));
    }

    private static String firstLine(String text, int exitCode) {
        return text.lines()
                .findFirst()
                .filter(line -> !line.isBlank())
                .orElse("virt-v2v ended with exit code " + exitCode + " and did not say why.");
    }

    /** The tool's own words; null if it said nothing, as {@link Failure} has it. */
    public static String detail(ConversionOutput output) {
        String summary = output.errorSummary();
        return summary.isEmpty() ? null : summary;
    }
}
