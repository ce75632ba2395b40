package org.ovirt.v2v.agent.job;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ovirt.v2v.agent.exportdomain.ExportDomains;
import org.ovirt.v2v.agent.exportdomain.LocalOutput;
import org.ovirt.v2v.agent.exportdomain.OutputMode;
import org.ovirt.v2v.agent.exportdomain.Staging;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.files.TreeDeletion;
import org.ovirt.v2v.agent.preflight.Preflight;
import org.ovirt.v2v.agent.preflight.PreflightResult;
import org.ovirt.v2v.agent.process.BindMount;
import org.ovirt.v2v.agent.process.PrivateNamespace;
import org.ovirt.v2v.agent.v2v.ApplianceCache;
import org.ovirt.v2v.agent.v2v.OutputOptions;
import org.ovirt.v2v.agent.v2v.SecretTemp;
import org.ovirt.v2v.agent.v2v.V2vCommand;
import org.ovirt.v2v.agent.v2v.V2vEnvironment;
import org.ovirt.v2v.model.conversion.DiskProgress;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.ConvertParams;

/** The way of a job from the request to a running virt-v2v. */
final class ConversionStart {
    private final String program;
    private final Path tempDir;
    private final ExportDomains domains;
    private final Preflight preflight;
    private final SecretFiles secrets;
    private final BooleanSupplier emulated;
    private final Launcher launcher;

    ConversionStart(
            String program,
            Path tempDir,
            ExportDomains domains,
            Preflight preflight,
            SecretFiles secrets,
            BooleanSupplier emulated,
            Launcher launcher) {
        this.program = program;
        this.tempDir = tempDir;
        this.domains = domains;
        this.preflight = preflight;
        this.secrets = secrets;
        this.emulated = emulated;
        this.launcher = launcher;
    }

    PreflightResult check(ConvertParams request) throws FailureException {
        return preflight.run(request);
    }

    JobPlan plan(ConvertParams request, PreflightResult checked) {
        UUID job = request.jobid();
        boolean secret = !request.source().password().isEmpty();
        return new JobPlan(
                job,
                request.machineId(),
                checked.domain().path(),
                checked.domain().id(),
                checked.domain().poolId(),
                temp(job).toString(),
                secret ? secrets.file(job).toString() : null,
                checked.capacities(),
                checked.expected(),
                checked.space(),
                checked.warnings(),
                output(request, checked));
    }

    /** Sockets lie below it, whose paths must be shorter than 108 bytes. */
    private Path temp(UUID job) {
        return tempDir.resolve("v2v-" + shortName(job));
    }

    /** Removes password and temporary files of a job whose plan does not tell where they are. */
    void removeLocal(UUID job) throws IOException {
        Files.deleteIfExists(secrets.file(job));
        new TreeDeletion().delete(temp(job));
    }

    private static OutputMode output(ConvertParams request, PreflightResult checked) {
        return OutputMode.preferred(
                checked.capabilities().lines(),
                new LocalOutput(
                        checked.name(),
                        checked.source().origin(),
                        checked.capacities().size(),
                        request.vminfo().format(),
                        request.vminfo().allocation()));
    }

    /** The whole id in 22 characters: two jobs must never share a folder, which the first to end would remove. */
    private static String shortName(UUID job) {
        byte[] bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(job.getMostSignificantBits())
                .putLong(job.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Makes what the plan names and starts virt-v2v. Whoever calls cleans up if this throws. */
    void launch(Job job, JobPlan plan, ConvertParams request, PreflightResult checked)
            throws FailureException, IOException {
        Staging staging = domains.staging(plan.place());
        staging.create();
        requireWanted(job); // which nobody would wait for while the domain hung
        Path temp = Files.createDirectory(
                Path.of(plan.temp()),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
        Optional<Path> passwordFile = Optional.ofNullable(plan.passwordFile()).map(Path::of);
        if (passwordFile.isPresent()) {
            secrets.write(passwordFile.get(), request.source().password());
        }
        V2vCommand command = new V2vCommand(
                program,
                checked.source().input(request.source(), checked.machine(), passwordFile),
                options(plan, staging, request, checked),
                checked.networks(),
                job.folder().jsonLog());
        Optional<Path> secretTemp =
                passwordFile.isPresent() ? Optional.of(Files.createDirectory(SecretTemp.in(temp))) : Optional.empty();
        ApplianceCache cache = ApplianceCache.of(checked.capabilities(), tempDir, temp);
        V2vEnvironment environment = new V2vEnvironment(
                temp,
                secretTemp,
                cache.folder(),
                emulated.getAsBoolean(),
                checked.drivers(),
                checked.capabilities().asksForSshAgent());
        requireWanted(job); // nor while KVM was tried
        List<String> virtV2v = command.arguments(checked.capabilities());
        List<BindMount> mounts = new ArrayList<>(
                checked.source().mounts(request.source(), job.folder().path()));
        cache.mount().ifPresent(mounts::add);
        PrivateTmp.make(temp, local(job, temp, passwordFile, mounts), stored(plan, checked))
                .ifPresent(mounts::add);
        List<String> wrapped =
                PrivateNamespace.wrap(mounts, secretTemp, secretTemp.isPresent() ? SecretTemp.wrap(virtV2v) : virtV2v);
        if (!launcher.startsInUnit(plan, job.folder(), environment.variables(), wrapped)) {
            requireWanted(job); // nor while systemd did
            launcher.start(plan, job.folder(), environment.variables(), wrapped);
        }
        // not before: a job that was lost earlier can be started again by whoever wants it
        job.started(checked.name(), disks(plan.capacities()));
    }

    /** What virt-v2v must find at its place on this host's own disks; programs that it starts are in the PATH too. */
    private List<Path> local(Job job, Path temp, Optional<Path> passwordFile, List<BindMount> mounts) {
        Stream<Path> programs = Stream.of(
                        Objects.requireNonNullElse(System.getenv("PATH"), "").split(":", -1))
                .map(Path::of)
                .flatMap(folder -> Stream.of(folder, folder.resolve(program)))
                .filter(Path::isAbsolute);
        return Stream.of(
                        Stream.of(temp, job.folder().path()),
                        passwordFile.stream(),
                        mounts.stream().map(BindMount::target),
                        programs)
                .flatMap(paths -> paths)
                .toList();
    }

    /** The same on storage, which is not looked at here. */
    private static List<Path> stored(JobPlan plan, PreflightResult checked) {
        return Stream.concat(Stream.of(Path.of(plan.mount())), checked.drivers().stream())
                .toList();
    }

    private static void requireWanted(Job job) throws FailureException {
        if (job.isEnded() || job.folder().isTurned()) {
            throw new FailureException(FailureCode.INTERNAL, "The job was aborted before virt-v2v was started.");
        }
    }

    private static OutputOptions options(
            JobPlan plan, Staging staging, ConvertParams request, PreflightResult checked) {
        Set<String> capabilities = checked.capabilities().lines();
        return new OutputOptions(
                plan.output()
                        .word(capabilities)
                        .orElseThrow(() -> new IllegalStateException("this virt-v2v cannot fill export domains")),
                staging.target(),
                request.vminfo().format(),
                request.vminfo().allocation(),
                plan.output().machineName(plan.place(), checked.name()));
    }

    private static List<DiskProgress> disks(List<Long> capacities) {
        return IntStream.range(0, capacities.size())
                .mapToObj(index -> new DiskProgress(index + 1, capacities.get(index), 0))
                .toList();
    }
}
