package org.ovirt.v2v.agent.job;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.ovirt.v2v.agent.AgentConfig;
import org.ovirt.v2v.agent.FailureException;
import org.ovirt.v2v.agent.exportdomain.DomainUnavailableException;
import org.ovirt.v2v.agent.exportdomain.ExportDomains;
import org.ovirt.v2v.agent.inventory.SourceAddresses;
import org.ovirt.v2v.agent.preflight.InventoryChoice;
import org.ovirt.v2v.agent.preflight.Preflight;
import org.ovirt.v2v.agent.preflight.PreflightResult;
import org.ovirt.v2v.agent.ssh.SshFolder;
import org.ovirt.v2v.agent.v2v.FailureCatalogue;
import org.ovirt.v2v.agent.v2v.FailureExplainer;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.conversion.JobStatus;
import org.ovirt.v2v.model.rpc.ConvertParams;
import org.ovirt.v2v.model.rpc.JobLogParams;
import org.ovirt.v2v.model.rpc.JobLogPart;
import org.ovirt.v2v.model.rpc.RpcErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Jobs that live in folders below the agent's state folder, and conversions in processes of their own. */
public final class DurableJobService implements JobService {
    private static final Logger LOGGER = LoggerFactory.getLogger(DurableJobService.class);

    private final JobFolders folders;
    private final EndedJobs endedJobs;
    private final ConversionStart starting;
    private final Map<UUID, Job> jobs = new ConcurrentHashMap<>();
    private final List<JobListener> listeners = new CopyOnWriteArrayList<>();
    private final ExportDomains domains;
    private final JobWorkers workers = new JobWorkers();
    private final Retries retries;
    private final ConversionEnd ending;
    private final Supervisor supervisor;

    private DurableJobService(
            JobFolders folders, EndedJobs endedJobs, ConversionStart starting, ExportDomains domains, BackOff backOff) {
        this.folders = folders;
        this.endedJobs = endedJobs;
        this.starting = starting;
        this.domains = domains;
        this.retries = new Retries(backOff);
        this.ending = new ConversionEnd(new FailureExplainer(FailureCatalogue.load()), domains, workers, retries);
        this.supervisor = new Supervisor(ending::finishSoon);
    }

    /**
     * Opens the jobs below the agent's state folder and takes up those that were left running.
     *
     * @param emulated whether conversions must do without KVM; asked before each
     */
    public static DurableJobService open(
            AgentConfig config, ExportDomains domains, InventoryChoice inventories, BooleanSupplier emulated)
            throws IOException {
        return open(config, domains, inventories, emulated, BackOff.USUAL);
    }

    static DurableJobService open(
            AgentConfig config,
            ExportDomains domains,
            InventoryChoice inventories,
            BooleanSupplier emulated,
            BackOff backOff)
            throws IOException {
        Path stateDir = config.stateDir().toAbsolutePath();
        Path tempDir = config.v2v().tempDir().toAbsolutePath();
        String program = config.v2v().program();
        ConversionStart starting = new ConversionStart(
                program,
                tempDir,
                domains,
                new Preflight(program, tempDir, domains, inventories),
                new SourceAccess(SshFolder.below(stateDir), new SourceAddresses(config)),
                SecretFiles.in(config.secretsDir()),
                emulated);
        DurableJobService service = new DurableJobService(
                new JobFolders(stateDir.resolve("jobs")),
                new EndedJobs(stateDir.resolve("ended")),
                starting,
                domains,
                backOff);
        service.reload();
        return service;
    }

    @Override
    public JobReport start(ConvertParams request) throws JobException {
        Instant now = Instant.now();
        JobReport fresh = Job.fresh(request.jobid(), request.vminfo().targetName());
        JobRequest asked = JobRequest.of(request, now, MDC.get(Job.FLOW));
        Job job = new Job(folders.folder(request.jobid()), asked, fresh, this::tell);
        // in this order: whoever is told that the job exists must find it
        if (jobs.putIfAbsent(job.id(), job) != null) {
            throw new JobException(RpcErrorCode.JOB_EXISTS);
        }
        try {
            if (!job.folder().create()) {
                jobs.remove(job.id(), job);
                throw new JobException(RpcErrorCode.JOB_EXISTS);
            }
            job.folder().writeRequest(asked);
            job.folder().writeState(fresh);
            tell(fresh);
            // whoever names no domain has one of his own
            UUID domain = Objects.requireNonNullElse(request.vminfo().domainID(), job.id());
            workers.execute(domain, () -> job.inFlow(() -> run(job, request)));
        } catch (IOException e) {
            job.failed(Failure.of(
                    FailureCode.INTERNAL,
                    "The folder of the job cannot be made on this host: " + e.getMessage() + "."));
        }
        return job.report();
    }

    @Override
    public void abort(UUID id) throws JobException {
        Job job = job(id);
        try {
            if (job.markAborted()) {
                retries.now(id);
            }
        } catch (IOException e) {
            LOGGER.error("Job {} cannot be aborted: {}", id, e.getMessage());
            throw new JobException(RpcErrorCode.UNEXPECTED);
        }
    }

    @Override
    public void delete(UUID id) throws JobException {
        Job job = job(id);
        if (!job.isEnded()) {
            throw new JobException(RpcErrorCode.JOB_NOT_DONE);
        }
        try {
            endedJobs.take(job.folder());
            // another job may have been started under this id since
            jobs.remove(id, job);
        } catch (IOException e) {
            LOGGER.error("Job {} cannot be deleted: {}", id, e.getMessage());
            throw new JobException(RpcErrorCode.UNEXPECTED);
        }
    }

    @Override
    public JobReport report(UUID id) throws JobException {
        return job(id).report();
    }

    @Override
    public List<JobReport> reports() {
        return jobs.values().stream()
                .sorted(Comparator.comparing(Job::created))
                .map(Job::report)
                .toList();
    }

    @Override
    public String ovf(UUID id) throws JobException, FailureException {
        Job job = job(id);
        if (job.report().status() != JobStatus.DONE) {
            throw new JobException(RpcErrorCode.JOB_NOT_DONE);
        }
        try {
            Optional<JobPlan> plan = job.folder().plan();
            Optional<String> ovf =
                    plan.isPresent() ? domains.staging(plan.get().place()).ovf() : Optional.empty();
            return ovf.orElseThrow(() -> new JobException(RpcErrorCode.NO_SUCH_OVF));
        } catch (DomainUnavailableException e) {
            throw new FailureException(e.failure(), e);
        } catch (IOException e) {
            LOGGER.info("The plan of job {} cannot be read: {}", id, e.getMessage());
            throw new JobException(RpcErrorCode.UNEXPECTED);
        }
    }

    @Override
    public JobLogPart log(JobLogParams wanted) throws JobException {
        Optional<Job> job = Optional.ofNullable(jobs.get(wanted.jobid()));
        // asked before the file is read: what is written in between is not the end
        boolean ended = job.map(Job::isEnded).orElse(true);
        JobFolder folder = job.map(Job::folder)
                .or(() -> endedJobs.find(wanted.jobid()))
                .orElseThrow(() -> new JobException(RpcErrorCode.NO_SUCH_JOB));
        try {
            return LogPart.read(folder.log(wanted.log()), wanted.offset(), wanted.length(), ended);
        } catch (IOException e) {
            LOGGER.error("The log of job {} cannot be read: {}", wanted.jobid(), e.getMessage());
            throw new JobException(RpcErrorCode.UNEXPECTED);
        }
    }

    @Override
    public void addListener(JobListener listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        supervisor.close();
        retries.close();
        workers.close();
    }

    private Job job(UUID id) throws JobException {
        Job job = jobs.get(id);
        if (job == null) {
            throw new JobException(RpcErrorCode.NO_SUCH_JOB);
        }
        return job;
    }

    private void reload() {
        endedJobs.removeOld();
        for (Job job : folders.load(this::tell)) {
            jobs.put(job.id(), job);
            if (!job.isEnded()) {
                job.inFlow(() -> resume(job));
            }
        }
    }

    private void run(Job job, ConvertParams request) {
        try {
            PreflightResult checked = starting.check(request);
            if (job.folder().isMarkedAborted()) {
                job.aborted();
                return;
            }
            JobPlan plan = starting.plan(request, checked);
            job.folder().writePlan(plan);
            launch(job, plan, request, checked);
        } catch (FailureException e) {
            job.failed(e.failure());
        } catch (IOException | RuntimeException e) {
            job.failed(unexpected(job, e));
        }
    }

    private void launch(Job job, JobPlan plan, ConvertParams request, PreflightResult checked) {
        RunningConversion conversion = new RunningConversion(job, plan);
        try {
            starting.launch(job, plan, request, checked);
            supervisor.watch(conversion);
        } catch (FailureException e) {
            giveUp(conversion, e.failure());
        } catch (IOException | RuntimeException e) {
            giveUp(conversion, unexpected(job, e));
        }
    }

    /** Ends a conversion that could not be started; what was made of it may have to be removed. */
    private void giveUp(RunningConversion conversion, Failure failure) {
        conversion.setOutcome(Outcome.failed(failure));
        ending.finish(conversion);
    }

    /** Takes up a job that another run of the agent left. */
    private void resume(Job job) {
        try {
            Optional<JobPlan> plan = job.folder().plan();
            if (plan.isPresent()) {
                supervisor.watch(new RunningConversion(job, plan.get()));
            } else {
                job.failed(new Failure(
                        FailureCode.JOB_LOST,
                        "The agent was restarted before the conversion of "
                                + job.report().vmName() + " began.",
                        "Start the import again.",
                        null));
            }
        } catch (IOException | RuntimeException e) {
            job.failed(unexpected(job, e));
        }
    }

    private void tell(JobReport report) {
        for (JobListener listener : listeners) {
            try {
                listener.changed(report);
            } catch (RuntimeException e) {
                LOGGER.error("A listener failed on a change of job {}", report.id(), e);
            }
        }
    }

    private static Failure unexpected(Job job, Exception cause) {
        LOGGER.error("Job {} could not be started", job.id(), cause);
        return Failure.of(FailureCode.INTERNAL, "The agent met an unexpected error: " + cause.getMessage() + ".");
    }
}
