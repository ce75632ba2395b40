package org.ovirt.v2v.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ovirt.v2v.agent.job.JobException;
import org.ovirt.v2v.agent.job.JobListener;
import org.ovirt.v2v.agent.job.JobService;
import org.ovirt.v2v.model.conversion.DiskProgress;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.conversion.JobReportBuilder;
import org.ovirt.v2v.model.conversion.JobStatus;
import org.ovirt.v2v.model.conversion.Phase;
import org.ovirt.v2v.model.rpc.ConvertParams;
import org.ovirt.v2v.model.rpc.JobLogParams;
import org.ovirt.v2v.model.rpc.JobLogPart;
import org.ovirt.v2v.model.rpc.OwedRemoval;
import org.ovirt.v2v.model.rpc.RpcErrorCode;

/** Jobs that copy nothing: each gets on by one percent in a given time, whenever it is told that time has passed, and succeeds. */
final class TestingJobs implements JobService {
    private static final int WHOLE = 100;
    private static final long CAPACITY = 100L << 30;

    private final Duration onePercent;
    private final Map<UUID, Running> jobs = new ConcurrentHashMap<>();
    private final List<JobListener> listeners = new CopyOnWriteArrayList<>();

    /** A job, and with how many percent it began. */
    private record Running(JobReport report, UUID machine, int begun) {}

    TestingJobs(Duration onePercent) {
        this.onePercent = onePercent;
    }

    /** Begins far enough on that jobs which were started together do not end together. */
    @Override
    public JobReport start(ConvertParams request) throws JobException {
        UUID job = request.jobid();
        int begun = Math.floorMod(job.hashCode(), WHOLE);
        String name = request.vminfo().targetName();
        Running running = new Running(report(job, name, begun, Instant.now()), request.machineId(), begun);
        if (jobs.putIfAbsent(job, running) != null) {
            throw new JobException(RpcErrorCode.JOB_EXISTS);
        }
        tell(running.report());
        return running.report();
    }

    /** Tells of the jobs that have got on. */
    void goOn() {
        jobs.keySet()
                .forEach(id -> jobs.computeIfPresent(id, (job, running) -> {
                    JobReport old = running.report();
                    if (old.status().isFinal()) {
                        return running;
                    }
                    long passed =
                            Duration.between(old.startedAt(), Instant.now()).toMillis() / onePercent.toMillis();
                    JobReport now =
                            report(job, old.vmName(), (int) Math.min(WHOLE, running.begun() + passed), old.startedAt());
                    if (now.progress() != old.progress()) {
                        tell(now);
                    }
                    return new Running(now, running.machine(), running.begun());
                }));
    }

    private static JobReport report(UUID job, String name, int progress, Instant started) {
        boolean done = progress == WHOLE;
        Phase phase = done ? Phase.FINISHED : Phase.COPYING_DISKS;
        return JobReportBuilder.builder()
                .id(job)
                .vmName(name)
                .status(done ? JobStatus.DONE : JobStatus.COPYING_DISK)
                .phase(phase)
                .description(done ? phase.description() : "Copying disk 1/1")
                .progress(progress)
                .disks(List.of(new DiskProgress(1, CAPACITY, progress)))
                .startedAt(started)
                .endedAt(done ? Instant.now() : null)
                .build();
    }

    @Override
    public void abort(UUID job) throws JobException {
        Running aborted = jobs.computeIfPresent(job, (id, running) -> {
            JobReport old = running.report();
            return new Running(
                    old.with(next -> next.id(id)
                            .status(JobStatus.ABORTED)
                            .phase(Phase.FINISHED)
                            .description(Phase.FINISHED.description())
                            .warnings(List.of())
                            .endedAt(Instant.now())
                            .failure(null)),
                    running.machine(),
                    running.begun());
        });
        tell(present(aborted).report());
    }

    @Override
    public void retry(UUID job) {
        // none waits
    }

    @Override
    public void giveUp(UUID job) throws JobException {
        abort(job);
    }

    @Override
    public List<OwedRemoval> owed() {
        return List.of();
    }

    @Override
    public void retryOwed() {
        // nothing is owed
    }

    @Override
    public void delete(UUID job) throws JobException {
        present(jobs.remove(job));
    }

    @Override
    public JobReport report(UUID job) throws JobException {
        return present(jobs.get(job)).report();
    }

    @Override
    public List<JobReport> reports() {
        return jobs.values().stream()
                .map(Running::report)
                .sorted(Comparator.comparing(JobReport::startedAt))
                .toList();
    }

    @Override
    public JobLogPart log(JobLogParams wanted) throws JobException {
        return JobLogPart.of(0, present(jobs.get(wanted.jobid())).report().endedAt() != null, new byte[0]);
    }

    @Override
    public String ovf(UUID job) throws JobException {
        Running running = present(jobs.get(job));
        return """
                <ovf:Envelope xmlns:ovf='http://schemas.dmtf.org/ovf/envelope/1/'>
                  <Section><Disk/></Section>
                  <Content><Name>%s</Name><Section ovf:id='%s'/></Content>
                </ovf:Envelope>
                """
                .formatted(running.report().vmName(), running.machine());
    }

    @Override
    public void addListener(JobListener listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        jobs.clear();
    }

    private void tell(JobReport report) {
        listeners.forEach(each -> each.changed(report));
    }

    private static Running present(Running running) throws JobException {
        return Optional.ofNullable(running).orElseThrow(() -> new JobException(RpcErrorCode.NO_SUCH_JOB));
    }
}
