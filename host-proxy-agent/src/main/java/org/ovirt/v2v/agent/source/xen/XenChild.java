package org.ovirt.v2v.agent.source.xen;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.process.BindMount;
import org.ovirt.v2v.agent.process.PrivateNamespace;
import org.ovirt.v2v.agent.process.ProcessTree;
import org.ovirt.v2v.agent.source.SourceAddresses;
import org.ovirt.v2v.agent.source.ssh.SshFolder;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.SourceUri;

/** Runs {@link XenInventoryProcess}. Whatever happens to that process, the agent lives on. */
final class XenChild {
    private static final int MAX_ANSWER_BYTES = 32 << 20;
    private static final int SIGNAL_EXIT_CODES = 128;
    private static final int MAX_DETAIL_CHARACTERS = 2_000;

    private final SshFolder sshFolder;
    private final SourceAddresses addresses;
    private final Class<?> mainClass;
    private final Duration limit;

    XenChild(SshFolder sshFolder, SourceAddresses addresses, Class<?> mainClass, Duration limit) {
        this.sshFolder = sshFolder;
        this.addresses = addresses;
        this.mainClass = mainClass;
        this.limit = limit;
    }

    XenAnswer ask(SourceParams source, String what) throws FailureException {
        SourceUri uri = source.uri();
        Path own = null;
        try {
            own = Files.createTempDirectory("xen-inventory");
            Path errors = own.resolve("stderr");
            Path question = own.resolve("question"); // names may be many, and anything: they are no arguments
            new ObjectMapper().writeValue(question.toFile(), new XenQuestion(source.vmNames()));
            ProcessBuilder builder = new ProcessBuilder(command(uri, what, mounts(source, own)))
                    .redirectInput(question.toFile())
                    .redirectError(errors.toFile());
            builder.environment().remove("SSH_AUTH_SOCK");
            builder.environment().remove("DISPLAY");
            builder.environment().put("LC_ALL", "C.UTF-8");
            return run(builder.start(), uri, errors);
        } catch (IOException e) {
            throw new FailureException(
                    FailureCode.INTERNAL,
                    "The process that asks " + uri.host() + " cannot be run: " + e.getMessage(),
                    e);
        } finally {
            Optional.ofNullable(own).ifPresent(XenChild::deleteQuietly);
        }
    }

    /** The agent's ssh identity, the host key that was confirmed, and where the host is. */
    private List<BindMount> mounts(SourceParams source, Path own) throws FailureException, IOException {
        return withAddress(sshFolder.prepare(source, own), source, own);
    }

    /** The same for virt-v2v. */
    List<BindMount> mountsOfVirtV2v(SourceParams source, Path own) throws FailureException, IOException {
        return withAddress(sshFolder.prepareForVirtV2v(source, own), source, own);
    }

    private List<BindMount> withAddress(List<BindMount> ssh, SourceParams source, Path own)
            throws FailureException, IOException {
        List<BindMount> mounts = new ArrayList<>(ssh);
        addresses.mount(source.uri().host(), own).ifPresent(mounts::add);
        return mounts;
    }

    private List<String> command(SourceUri uri, String what, List<BindMount> mounts) {
        return PrivateNamespace.wrap(
                mounts,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:ErrorFile=/dev/null",
                        "-cp",
                        System.getProperty("java.class.path"),
                        mainClass.getName(),
                        uri.toString(),
                        what));
    }

    private XenAnswer run(Process process, SourceUri uri, Path errors) throws IOException, FailureException {
        CompletableFuture<Process> end = process.onExit().orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture<Process> guard = end.whenComplete((ended, late) -> ProcessTree.kill(process));
        byte[] answer;
        try (InputStream output = process.getInputStream()) {
            answer = output.readNBytes(MAX_ANSWER_BYTES);
            if (output.read() >= 0) {
                throw new FailureException(
                        FailureCode.SOURCE_ERROR,
                        "The answer of " + uri.host() + " is larger than " + MAX_ANSWER_BYTES + " bytes");
            }
        } finally {
            killTreeUnlessEnding(process);
        }
        if (guard.handle((ended, late) -> late != null).join()) {
            throw new FailureException(
                    FailureCode.SOURCE_UNREACHABLE, uri.host() + " did not answer within " + limit.toSeconds() + " s");
        }
        return parse(answer, process.exitValue(), uri, errors);
    }

    private static XenAnswer parse(byte[] answer, int exitCode, SourceUri uri, Path errors)
            throws IOException, FailureException {
        if (exitCode == 0) {
            try {
                return new ObjectMapper().readValue(answer, XenAnswer.class);
            } catch (JsonProcessingException e) {
                throw crash("printed something that is no answer", uri, errors);
            }
        }
        throw crash(
                exitCode > SIGNAL_EXIT_CODES
                        ? "crashed with signal " + (exitCode - SIGNAL_EXIT_CODES)
                        : "ended with exit code " + exitCode,
                uri,
                errors);
    }

    private static FailureException crash(String what, SourceUri uri, Path errors) throws IOException {
        String text = Files.readString(errors, StandardCharsets.ISO_8859_1).strip();
        return new FailureException(
                Failure.of(FailureCode.SOURCE_ERROR, "The process that asked libvirt on " + uri.host() + " " + what)
                        .withDetail(text.substring(0, Math.min(text.length(), MAX_DETAIL_CHARACTERS))));
    }

    /** The standard output is at its end: either the process is, too, or nobody waits for it any more. */
    private static void killTreeUnlessEnding(Process process) {
        try {
            if (!process.waitFor(1, TimeUnit.SECONDS)) {
                ProcessTree.kill(process);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ProcessTree.kill(process);
        }
    }

    private static void deleteQuietly(Path folder) {
        File[] files = folder.toFile().listFiles();
        if (files != null) {
            Stream.of(files).forEach(File::delete);
        }
        folder.toFile().delete();
    }
}
