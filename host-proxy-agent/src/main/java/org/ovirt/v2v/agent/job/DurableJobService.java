package org.ovirt.v2v.agent.job;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.ovirt.v2v.agent.exportdomain.DomainUnavailableException;
import org.ovirt.v2v.agent.exportdomain.ExportDomains;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.preflight.Preflight;
import org.ovirt.v2v.agent.preflight.SpaceLedger;
import org.ovirt.v2v.agent.settings.AgentConfig;
import org.ovirt.v2v.agent.source.RecentMachines;
import org.ovirt.v2v.agent.source.Sources;
import org.ovirt.v2v.agent.unit.ConversionUnits;
import org.ovirt.v2v.agent.unit.UnitSettings;
import org.ovirt.v2v.agent.v2v.FailureCatalogue;
import org.ovirt.v2v.agent.v2v.FailureExplainer;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.conversion.JobStatus;
import org.ovirt.v2v.model.rpc.ConvertParams;
import org.ovirt.v2v.model.rpc.JobLogParams;
import org.ovirt.v2v.model.rpc.JobLogPart;
import org.ovirt.v2v.model.rpc.OwedRemoval;
import org.ovirt.v2v.model.rpc.RpcErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Jobs that live in folders below the agent's state folder, and conversions in processes of their own. */
public final class DurableJobService implements JobService {
    private static final Logger LOGGER = LoggerFactory.getLogger(DurableJobService.class);

    private final JobFolders folders;
    private final EndedJobs endedJobs;
    private final KnownJobs jobs;
    private final List<JobListener> listeners = new CopyOnWriteArrayList<>();
    private final ExportDomains domains;
    private final JobWorkers workers = new JobWorkers();
    private final Debts debts;
    private final JobLife life;
    private final Sweep sweep;
    private final OldJobs old;

    private DurableJobService(
            Path stateDir,
            ConversionStart starting,
            ExportDomains domains,
            SpaceLedger ledger,
            StallLimits limits,
            BackOff backOff,
            KnownJobs jobs) {
        this.jobs = jobs;
        listeners.add(ledger::changed);
        this.folders = new JobFolders(stateDir.resolve("jobs"));
        this.endedJobs = new EndedJobs(stateDir.resolve("ended"));
        this.domains = domains;
        this.debts = new Debts(stateDir.resolve("owed"), domains, workers, backOff);
        this.sweep = new Sweep(folders, endedJobs, domains, debts, workers);
        this.old = new OldJobs(folders, jobs, Clock.systemUTC());
        this.life = new JobLife(
                starting,
                new FailureExplainer(FailureCatalogue.load()),
                domains,
                debts,
                new EarlierMachines(folders, endedJobs, domains),
                ledger,
                workers,
                limits,
                backOff);
    }

    /**
     * Opens the jobs below the agent's state folder and takes up those that were left running.
     *
     * @param recent what sources have told verbs just now
     * @param emulated whether conversions must do without KVM; asked before each
     */
    public static DurableJobService open(
            AgentConfig config, ExportDomains domains, Sources sources, RecentMachines recent, BooleanSupplier emulated)
            throws IOException {
        return open(config, domains, sources, recent, emulated, BackOff.USUAL, KnownJobs.inHeap());
    }

    static DurableJobService open(
            AgentConfig config,
            ExportDomains domains,
            Sources sources,
            RecentMachines recent,
            BooleanSupplier emulated,
            BackOff backOff,
            KnownJobs jobs)
            throws IOException {
        Path stateDir = config.stateDir().toAbsolutePath();
        Path tempDir = config.v2v().tempDir().toAbsolutePath();
        String program = config.v2v().program();
        SpaceLedger ledger = new SpaceLedger();
        ConversionStart starting = new ConversionStart(
                program,
                tempDir,
                domains,
                new Preflight(program, tempDir, domains, sources, recent, ledger),
                SecretFiles.in(config.secretsDir()),
                emulated,
                new Launcher(new ConversionUnits(UnitSettings.of(config.v2v()))));
        DurableJobService service =
                new DurableJobService(stateDir, starting, domains, ledger, StallLimits.of(config.v2v()), backOff, jobs);
        service.reload();
        return service;
    }

    @Override
    public JobReport start(ConvertParams request) throws JobException, FailureException {
        Instant now = Instant.now();
        JobReport fresh = Job.fresh(request.jobid(), request.vminfo().targetName());
        JobRequest asked = JobRequest.of(request, now, MDC.get(Job.FLOW));
        Job job = new Job(folders.folder(request.jobid()), asked, fresh, this::tell);
        // in this order: whoever finds in the meantime what a job of this id has left must see that there is one again
        if (!jobs.add(job)) {
            throw new JobException(RpcErrorCode.JOB_EXISTS);
        }
        if (debts.know(job.id())) {
            jobs.remove(job);
            throw new JobException(RpcErrorCode.JOB_EXISTS);
        }
        try {
            if (!job.folder().create()) {
                jobs.remove(job);
                throw new JobException(RpcErrorCode.JOB_EXISTS);
            }
            job.folder().writeRequest(asked);
            job.folder().writeState(fresh);
            tell(fresh);
            life.begin(job, request);
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
            life.abort(job);
        } catch (IOException e) {
            LOGGER.error("Job {} cannot be aborted: {}", id, e.getMessage());
            throw new JobException(RpcErrorCode.UNEXPECTED);
        }
    }

    @Override
    public void retry(UUID id) throws JobException {
        life.retry(job(id));
    }

    @Override
    public void giveUp(UUID id) throws JobException {
        Job job = job(id);
        try {
            life.giveUp(job);
        } catch (IOException e) {
            LOGGER.error("Job {} cannot be given up: {}", id, e.getMessage());
            throw new JobException(RpcErrorCode.UNEXPECTED);
        }
    }

    @Override
    public List<OwedRemoval> owed() {
        return debts.list().stream().map(Debt::told).toList();
    }

    @Override
    public void retryOwed() {
        debts.retry();
        sweep();
    }

    private void sweep() {
        sweep.run(this::isAlive);
    }

    private boolean isAlive(UUID id) {
        return jobs.find(id).filter(job -> !job.isEnded()).isPresent();
    }

    @Override
    public void delete(UUID id) throws JobException {
        Job job = job(id);
        if (!job.isEnded()) {
            throw new JobException(RpcErrorCode.JOB_NOT_DONE);
        }
        try {
            endedJobs.take(job.folder());
            jobs.remove(job);
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
        return jobs.all().stream()
                .sorted(Comparator.comparing(Job::created))
                .map(Job::report)
                .toList();
    }

    /** The jobs whose conversions have no unit of their own: they may end with the agent's. */
    public List<UUID> withoutUnit() {
        Set<UUID> running = JobProcesses.withoutUnit();
        return jobs.all().stream().map(Job::id).filter(running::contains).toList();
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
        Optional<Job> job = find(wanted.jobid());
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
        old.close();
        life.close();
        debts.close();
        workers.close();
    }

    private Job job(UUID id) throws JobException {
        return find(id).orElseThrow(() -> new JobException(RpcErrorCode.NO_SUCH_JOB));
    }

    private Optional<Job> find(UUID id) {
        return jobs.find(id).or(() -> folders.findEnded(id, this::tell));
    }

    private void reload() throws IOException {
        endedJobs.removeOld();
        folders.load(this::tell, jobs::load);
        List<Job> alive = jobs.all().stream().filter(job -> !job.isEnded()).toList();
        debts.load(this::isAlive);
        alive.forEach(job -> job.inFlow(() -> life.resume(job)));
        sweep();
        old.begin();
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
}
