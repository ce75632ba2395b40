package org.ovirt.v2v.engine.host;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Instance;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.conversion.JobReportBuilder;
import org.ovirt.v2v.model.conversion.JobStatus;
import org.ovirt.v2v.model.conversion.Phase;
import org.ovirt.v2v.model.exportdomain.ExportDomainCheck;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;
import org.ovirt.v2v.model.exportdomain.ExportedVm;
import org.ovirt.v2v.model.rpc.AgentLog;
import org.ovirt.v2v.model.rpc.ConvertParams;
import org.ovirt.v2v.model.rpc.ExportDomainParams;
import org.ovirt.v2v.model.rpc.ExportedVmParams;
import org.ovirt.v2v.model.rpc.HostCapabilities;
import org.ovirt.v2v.model.rpc.HostLoad;
import org.ovirt.v2v.model.rpc.JobLogParams;
import org.ovirt.v2v.model.rpc.JobLogPart;
import org.ovirt.v2v.model.rpc.OwedRemoval;
import org.ovirt.v2v.model.rpc.SourceDescription;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.rpc.VerbName;
import org.ovirt.v2v.model.source.ExternalVm;

/**
 * Agents in memory, one for every address: they keep jobs, say what they are told to say, and fail or keep one waiting when they
 * are told to. What is said without an address is said of all of them.
 */
@Alternative
@ApplicationScoped
public class TestingAgent implements HostGateway {
    /** Where a job is that was put there without having been started. */
    private static final HostAddress UNKNOWN = new HostAddress("unknown", 1);

    private final Instance<HostListener> listeners;
    private final Map<VerbName, Failure> failures = new ConcurrentHashMap<>();
    private final Map<VerbName, Integer> asked = new ConcurrentHashMap<>();
    private final Map<UUID, JobReport> jobs = new ConcurrentHashMap<>();
    private final Map<String, ExportDomainInfo> domains = new ConcurrentHashMap<>();
    private final List<ExternalVm> machines = new CopyOnWriteArrayList<>();
    private final List<ExportedVm> exported = new CopyOnWriteArrayList<>();
    private final List<ConvertParams> conversions = new CopyOnWriteArrayList<>();
    private final Map<VerbName, Hold> holds = new ConcurrentHashMap<>();
    private final Map<UUID, byte[]> logs = new ConcurrentHashMap<>();
    private final Map<UUID, HostAddress> places = new ConcurrentHashMap<>();
    private final Set<String> downAddresses = ConcurrentHashMap.newKeySet();
    private final Set<String> withoutDomains = ConcurrentHashMap.newKeySet();
    private final Map<HostAddress, List<UUID>> started = new ConcurrentHashMap<>();
    private final List<OwedRemoval> owed = new CopyOnWriteArrayList<>();
    private volatile boolean busy;
    private volatile Optional<Failure> down = Optional.empty();
    private volatile Optional<String> ovf = Optional.empty();
    private volatile List<String> ownLog = List.of();
    private volatile String certificate = "";
    private volatile HostCapabilities capabilities = able();

    /** Calls that are not answered yet. */
    private record Hold(CountDownLatch end, AtomicInteger waiting) {}

    public TestingAgent(Instance<HostListener> listeners) {
        this.listeners = listeners;
    }

    /** As new. */
    public void reset() {
        List.copyOf(holds.keySet()).forEach(this::release);
        failures.clear();
        ownLog = List.of("line 1", "line 2");
        asked.clear();
        busy = false;
        jobs.clear();
        logs.clear();
        domains.clear();
        machines.clear();
        exported.clear();
        conversions.clear();
        places.clear();
        downAddresses.clear();
        withoutDomains.clear();
        started.clear();
        owed.clear();
        down = Optional.empty();
        ovf = Optional.empty();
        capabilities = able();
    }

    public void fail(VerbName verb, FailureCode code) {
        failures.put(verb, Failure.of(code, "told to fail with " + code));
    }

    public void heal(VerbName verb) {
        failures.remove(verb);
    }

    /** An aborted job has something to clean up first, which takes its time. */
    public void keepWhenAborted() {
        busy = true;
    }

    /** How many times this was asked, with or without an answer. */
    public int asked(VerbName verb) {
        return asked.getOrDefault(verb, 0);
    }

    /** Answers no call of the verb until {@link #release}. */
    public void hold(VerbName verb) {
        holds.put(verb, new Hold(new CountDownLatch(1), new AtomicInteger()));
    }

    /** How many calls of a verb that is held wait for their answer. */
    public int waiting(VerbName verb) {
        return Optional.ofNullable(holds.get(verb))
                .map(hold -> hold.waiting().get())
                .orElse(0);
    }

    public void release(VerbName verb) {
        Optional.ofNullable(holds.remove(verb)).ifPresent(hold -> hold.end().countDown());
    }

    /** Nobody answers any more; jobs go on. */
    public void goDown() {
        down = Optional.of(Failure.of(FailureCode.HOST_UNREACHABLE, "told to be down"));
    }

    public void comeUp() {
        down = Optional.empty();
    }

    /** The agent at this address does not answer any more; its jobs go on. */
    public void goDown(String address) {
        downAddresses.add(address);
    }

    public void comeUp(String address) {
        downAddresses.remove(address);
    }

    /** No export domain is mounted on the host at this address. */
    public void unmount(String address) {
        withoutDomains.add(address);
    }

    /** The jobs that were started at each address, in order. */
    public Map<HostAddress, List<UUID>> started() {
        return Map.copyOf(started);
    }

    /** Jobs are forgotten, as by an agent whose folder was lost. */
    public void forgetJobs() {
        jobs.clear();
    }

    public void add(ExternalVm machine) {
        machines.add(machine);
    }

    /** The machine takes the place of the one with its id, as after a change of it. */
    public void replace(ExternalVm machine) {
        machines.removeIf(each -> machine.moref().equals(each.moref()));
        machines.add(machine);
    }

    public void add(ExportDomainInfo domain) {
        domains.put(domain.path(), domain);
    }

    public void add(ExportedVm machine) {
        exported.add(machine);
    }

    /** What vCenters show, as PEM. */
    public void certificate(String pem) {
        certificate = pem;
    }

    public void ovf(String document) {
        ovf = Optional.of(document);
    }

    public void capabilities(HostCapabilities told) {
        capabilities = told;
    }

    /** What virt-v2v has written for a job, whatever log is asked for. */
    public void log(UUID job, String text) {
        logs.put(job, text.getBytes(StandardCharsets.UTF_8));
    }

    public List<ConvertParams> conversions() {
        return List.copyOf(conversions);
    }

    public List<UUID> jobIds() {
        return List.copyOf(jobs.keySet());
    }

    /** The job changes, and the engine hears of it. */
    public void report(UUID job, JobStatus status, Phase phase, int progress, Failure failure) {
        report(set(job, status, phase, progress, failure));
    }

    /** A job of this report is there, and the engine hears of it. */
    public void report(JobReport report) {
        jobs.put(report.id(), report);
        HostAddress place = Optional.ofNullable(places.get(report.id())).orElse(UNKNOWN);
        if (down.isEmpty() && !downAddresses.contains(place.address())) {
            listeners.forEach(each -> each.jobChanged(place, report));
        }
    }

    /** This agent has the job too, which no event tells of. */
    public void put(HostAddress agent, UUID job, JobStatus status, Phase phase, int progress) {
        places.put(job, agent);
        set(job, status, phase, progress, null);
    }

    /** An agent says this of a job, whether it has it or not. */
    public void claim(HostAddress agent, JobReport report) {
        listeners.forEach(each -> each.jobChanged(agent, report));
    }

    /** The job changes, and no event tells of it. */
    public JobReport set(UUID job, JobStatus status, Phase phase, int progress, Failure failure) {
        JobReport report = JobReportBuilder.builder()
                .id(job)
                .vmName("vm")
                .status(status)
                .phase(phase)
                .description(phase.description())
                .progress(progress)
                .failure(failure)
                .build();
        jobs.put(job, report);
        return report;
    }

    @Override
    public HostCapabilities capabilities(HostAddress host) {
        check(host, VerbName.GET_CAPABILITIES);
        return capabilities;
    }

    @Override
    public HostLoad load(HostAddress host) {
        check(host, VerbName.GET_STATS);
        return new HostLoad(0.5, 2048, 50, 1024, 60);
    }

    @Override
    public List<ExternalVm> externalVms(HostAddress host, SourceParams source) {
        check(host, VerbName.GET_EXTERNAL_VMS);
        return Optional.ofNullable(source.vmNames())
                .map(wanted -> wanted.stream().flatMap(this::called).distinct().toList())
                .orElseGet(() -> List.copyOf(machines));
    }

    /** As with a real one, an id is meant as such, even if it is another machine's name. */
    private Stream<ExternalVm> called(String text) {
        List<ExternalVm> byId = machines.stream()
                .filter(each -> text.equals(each.moref()) || text.equals(each.vmId()))
                .toList();
        return byId.isEmpty() ? machines.stream().filter(each -> text.equals(each.vmName())) : byId.stream();
    }

    @Override
    public List<String> externalVmNames(HostAddress host, SourceParams source) {
        check(host, VerbName.GET_EXTERNAL_VM_NAMES);
        return machines.stream().map(ExternalVm::vmName).sorted().toList();
    }

    @Override
    public SourceDescription describeSource(HostAddress host, SourceParams source) {
        check(host, VerbName.DESCRIBE_SOURCE);
        return new SourceDescription("VMware vCenter Server", source.username(), machines.size(), List.of());
    }

    @Override
    public String sourceCertificate(HostAddress host, SourceParams source) {
        check(host, VerbName.GET_SOURCE_CERTIFICATE);
        return certificate;
    }

    @Override
    public List<String> sourceHostKeys(HostAddress host, SourceParams source) {
        check(host, VerbName.GET_SOURCE_HOST_KEYS);
        return TestingHostGateway.HOST_KEYS;
    }

    @Override
    public ExportDomainInfo openExportDomain(HostAddress host, ExportDomainParams domain) {
        check(host, VerbName.OPEN_EXPORT_DOMAIN);
        return Optional.ofNullable(domains.get(domain.path()))
                .filter(found -> !withoutDomains.contains(host.address()))
                .orElseThrow(() -> new FailureException(FailureCode.DOMAIN_MISSING, "nothing at " + domain.path()));
    }

    @Override
    public ExportDomainInfo createExportDomain(HostAddress host, ExportDomainParams domain) {
        check(host, VerbName.CREATE_EXPORT_DOMAIN);
        ExportDomainInfo created = new ExportDomainInfo(
                domain.path(), UUID.randomUUID(), domain.name(), null, domain.remotePath(), 1L << 40, 1L << 40);
        domains.put(domain.path(), created);
        return created;
    }

    @Override
    public List<ExportedVm> exportedVms(HostAddress host, ExportDomainParams domain) {
        check(host, VerbName.LIST_EXPORTED_VMS);
        return List.copyOf(exported);
    }

    @Override
    public String exportedVmOvf(HostAddress host, ExportedVmParams machine) {
        check(host, VerbName.GET_EXPORTED_VM_OVF);
        return ovf.orElse("<ovf:Envelope/>");
    }

    @Override
    public ExportDomainCheck checkExportDomain(HostAddress host, ExportDomainParams domain) {
        check(host, VerbName.CHECK_EXPORT_DOMAIN);
        Optional<ExportedVm> broken = exported.stream().findFirst();
        return new ExportDomainCheck(
                broken
                        .map(machine -> new ExportDomainCheck.Defect(
                                machine.id().toString(), "d/images/i/v", "The disk is missing."))
                        .stream()
                        .toList(),
                List.of(new ExportDomainCheck.Orphan("d/images/i", 1L << 30, Instant.EPOCH)),
                true);
    }

    @Override
    public boolean removeExportedVm(HostAddress host, ExportedVmParams machine) {
        check(host, VerbName.REMOVE_EXPORTED_VM);
        return exported.removeIf(each -> each.id().equals(machine.vmid()));
    }

    @Override
    public void convert(HostAddress host, ConvertParams params) {
        check(host, VerbName.CONVERT_EXTERNAL_VM);
        conversions.add(params);
        if (!jobs.containsKey(params.jobid())) {
            places.put(params.jobid(), host);
            started.computeIfAbsent(host, address -> new CopyOnWriteArrayList<>())
                    .add(params.jobid());
            set(params.jobid(), JobStatus.STARTING, Phase.PREFLIGHT, 0, null);
        }
    }

    @Override
    public JobReport job(HostAddress host, UUID job) {
        check(host, VerbName.GET_JOB);
        return Optional.ofNullable(jobs.get(job))
                .filter(found -> isAt(host, job))
                .orElseThrow(TestingAgent::lost);
    }

    @Override
    public List<JobReport> jobs(HostAddress host) {
        check(host, VerbName.LIST_JOBS);
        return jobs.values().stream().filter(job -> isAt(host, job.id())).toList();
    }

    @Override
    public String convertedVm(HostAddress host, UUID job) {
        check(host, VerbName.GET_CONVERTED_VM);
        return ovf.orElseGet(() -> ovfOf(machineOf(job)));
    }

    /** As an agent that cannot tell what it has logged. */
    public void forgetOwnLog() {
        ownLog = List.of();
    }

    @Override
    public Optional<AgentLog> agentLog(HostAddress host, int lines) {
        check(host, VerbName.GET_AGENT_LOG);
        return Optional.of(ownLog)
                .filter(log -> !log.isEmpty())
                .map(log -> new AgentLog(log.subList(Math.max(0, log.size() - lines), log.size())));
    }

    @Override
    public Optional<JobLogPart> jobLog(HostAddress host, JobLogParams wanted) {
        check(host, VerbName.GET_JOB_LOG);
        return Optional.ofNullable(logs.get(wanted.jobid())).map(text -> {
            int from = (int) Math.min(wanted.offset(), text.length);
            int to = (int) Math.min(from + (long) wanted.length(), text.length);
            boolean ended = Optional.ofNullable(jobs.get(wanted.jobid()))
                    .map(job -> job.phase() == Phase.FINISHED)
                    .orElse(true);
            return JobLogPart.of(text.length, ended, Arrays.copyOfRange(text, from, to));
        });
    }

    /** The job waits for this to go away. */
    public void obstruct(UUID job, Failure obstacle) {
        report(jobs.get(job).withFailure(obstacle));
    }

    /** Jobs that have ended have left this, until somebody has it tried again. */
    public void owe(OwedRemoval removal) {
        owed.add(removal);
    }

    @Override
    public void retry(HostAddress host, UUID job) {
        check(host, VerbName.RETRY_JOB);
        report(job(host, job).with(next -> next.description("Trying again").failure(null)));
    }

    @Override
    public List<OwedRemoval> owedRemovals(HostAddress host) {
        check(host, VerbName.GET_OWED_REMOVALS);
        return List.copyOf(owed);
    }

    @Override
    public void retryOwedRemovals(HostAddress host) {
        check(host, VerbName.RETRY_OWED_REMOVALS);
        owed.clear();
    }

    @Override
    public void abort(HostAddress host, UUID job) {
        check(host, VerbName.ABORT_JOB);
        if (!jobs.containsKey(job) || !isAt(host, job)) {
            throw lost();
        }
        if (!busy) {
            report(job, JobStatus.ABORTED, Phase.FINISHED, 0, null);
        }
    }

    @Override
    public void forget(HostAddress host) {
        // there is no connection
    }

    @Override
    public void delete(HostAddress host, UUID job) {
        check(host, VerbName.DELETE_JOB);
        if (isAt(host, job)) {
            jobs.remove(job);
        }
    }

    private UUID machineOf(UUID job) {
        return conversions.stream()
                .filter(sent -> sent.jobid().equals(job))
                .findFirst()
                .map(ConvertParams::machineId)
                .orElse(job);
    }

    private boolean isAt(HostAddress host, UUID job) {
        return Optional.ofNullable(places.get(job)).orElse(host).equals(host);
    }

    private void check(HostAddress host, VerbName verb) {
        if (downAddresses.contains(host.address())) {
            asked.merge(verb, 1, Integer::sum);
            throw new FailureException(FailureCode.HOST_UNREACHABLE, host.address() + " was told to be down");
        }
        check(verb);
    }

    private void check(VerbName verb) {
        asked.merge(verb, 1, Integer::sum);
        Optional.ofNullable(holds.get(verb)).ifPresent(TestingAgent::await);
        down.or(() -> Optional.ofNullable(failures.get(verb))).ifPresent(failure -> {
            throw new FailureException(failure);
        });
    }

    private static void await(Hold hold) {
        hold.waiting().incrementAndGet();
        try {
            hold.end().await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailureException(FailureCode.HOST_UNREACHABLE, "no longer waited for", e);
        } finally {
            hold.waiting().decrementAndGet();
        }
    }

    private static FailureException lost() {
        return new FailureException(FailureCode.JOB_LOST, "no such job");
    }

    private static HostCapabilities able() {
        return new HostCapabilities(
                "1", "Debian", 2, 1024, "2.2.0", List.of(), false, List.of(), null, 1L << 40, List.of(), List.of());
    }

    private static String ovfOf(UUID vm) {
        return """
                <ovf:Envelope xmlns:ovf='http://schemas.dmtf.org/ovf/envelope/1/'>
                  <Section><Disk/></Section>
                  <Content><Name>vm</Name><Section ovf:id='%s'/></Content>
                </ovf:Envelope>
                """
                .formatted(vm);
    }
}
