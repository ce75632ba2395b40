package org.ovirt.v2v.agent.source.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/**
 * The keys with which the agent signs in, one or more of them: what is there is used, and one is made if none is.
 *
 * @param keygen the program that makes one, as {@code ssh-keygen}
 */
record IdentityKeys(Path folder, String keygen) {
    private static final String ED25519 = "id_ed25519";
    private static final String ECDSA = "id_ecdsa";
    private static final String RSA = "id_rsa";
    private static final long SECONDS = 20;

    /** The first that is there, or that would be made. */
    Path first() {
        return existing().orElseGet(() -> folder.resolve(ED25519));
    }

    Path rsa() {
        return folder.resolve(RSA);
    }

    void makeIfNone() throws IOException, FailureException {
        if (existing().isPresent() || failureToMake(ED25519, "ed25519").isEmpty()) {
            return;
        }
        // a host in FIPS mode refuses ed25519
        Optional<String> refused = failureToMake(ECDSA, "ecdsa", "-b", "256");
        if (refused.isPresent()) {
            throw new FailureException(Failure.of(FailureCode.INTERNAL, "ssh-keygen could not make a key in " + folder)
                    .withDetail(refused.get()));
        }
    }

    private Optional<Path> existing() {
        return List.of(ED25519, ECDSA, RSA).stream()
                .map(folder::resolve)
                .filter(Files::exists)
                .findFirst();
    }

    /** Empty if it was made; otherwise why not, in the program's words. */
    private Optional<String> failureToMake(String name, String... type) throws IOException, FailureException {
        Process process = new ProcessBuilder(command(name, type))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .start();
        try {
            if (process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0) {
                return Optional.empty();
            }
            process.toHandle().destroyForcibly(); // the process itself would close what it has printed, too
            return Optional.of(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailureException(FailureCode.INTERNAL, "Interrupted while ssh-keygen made a key in " + folder, e);
        } finally {
            process.destroyForcibly();
        }
    }

    private List<String> command(String name, String... type) {
        List<String> command = new ArrayList<>(List.of(keygen, "-q", "-t"));
        command.addAll(List.of(type));
        command.addAll(List.of(
                "-N", "", "-C", "ovirt-v2v-agent", "-f", folder.resolve(name).toString()));
        return command;
    }
}
