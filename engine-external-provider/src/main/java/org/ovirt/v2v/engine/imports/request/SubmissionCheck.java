package org.ovirt.v2v.engine.imports.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.engine.imports.Import;
import org.ovirt.v2v.engine.imports.ImportAudit;
import org.ovirt.v2v.engine.imports.ImportChanges;
import org.ovirt.v2v.engine.imports.ImportEnding;
import org.ovirt.v2v.engine.imports.ImportPlan;
import org.ovirt.v2v.engine.imports.ImportRepository;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.ImportState;
import org.ovirt.v2v.engine.imports.NameReservations;
import org.ovirt.v2v.engine.imports.NamedId;
import org.ovirt.v2v.engine.imports.run.ImportScheduler;
import org.ovirt.v2v.engine.jobs.JobLog;
import org.ovirt.v2v.engine.jobs.StepType;
import org.ovirt.v2v.engine.provider.Provider;
import org.ovirt.v2v.engine.provider.ProviderRepository;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the machines of one request, and queues or ends the imports that were made of them. */
@ApplicationScoped
public class SubmissionCheck {
    private static final Logger LOG = LoggerFactory.getLogger(SubmissionCheck.class);

    /** After so many the queue is looked at, so that the first can start while others are still checked. */
    private static final int ADMITTED_AT_ONCE = 100;

    private final ImportSubmissionRepository submissions;
    private final ProviderRepository providers;
    private final ImportPlanner planner;
    private final RemoteCheckers checkers;
    private final NameReservations names;
    private final ImportReferences references;
    private final ImportRepository imports;
    private final ImportChanges changes;
    private final ImportEnding ending;
    private final ImportAudit audit;
    private final JobLog jobs;
    private final ImportScheduler scheduler;
    private final Clock clock;

    public SubmissionCheck(
            ImportSubmissionRepository submissions,
            ProviderRepository providers,
            ImportPlanner planner,
            RemoteCheckers checkers,
            NameReservations names,
            ImportReferences references,
            ImportRepository imports,
            ImportChanges changes,
            ImportEnding ending,
            ImportAudit audit,
            JobLog jobs,
            ImportScheduler scheduler,
            Clock clock) {
        this.submissions = submissions;
        this.providers = providers;
        this.planner = planner;
        this.checkers = checkers;
        this.names = names;
        this.references = references;
        this.imports = imports;
        this.changes = changes;
        this.ending = ending;
        this.audit = audit;
        this.jobs = jobs;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** A machine that has not been checked yet, and the import that was made of it. */
    private record Unchecked(ImportSnapshot asked, ImportItem item) {}

    /** Whether there is a verdict on each machine now; what the engine itself is to blame for is none. */
    boolean isDone(ImportSubmission submission) {
        List<Unchecked> machines = unchecked(submission);
        if (machines.isEmpty()) {
            return true;
        }
        Optional<Provider> provider = providers.find(submission.providerId());
        try {
            if (provider.isPresent()) {
                return check(machines, provider.get(), submission);
            }
            machines.forEach(each -> ending.refuse(each.asked().id(), removed(each.asked())));
            return true;
        } finally {
            scheduler.admitSoon();
        }
    }

    /**
     * Ends imports that nobody would ever check: a backup was restored beneath an engine that had checked them, and that removed their
     * request once more.
     */
    void endThoseWithoutRequest() {
        submissions
                .withoutRequest()
                .forEach(
                        id -> ending.refuse(
                                id,
                                Failure.of(
                                        FailureCode.INTERNAL,
                                        "The request for this import was lost when the database was restored. Try the import again.")));
    }

    private static Failure removed(ImportSnapshot asked) {
        return Failure.of(
                FailureCode.INVALID_REQUEST,
                "The provider " + asked.source().provider().name() + " has been removed.");
    }

    private List<Unchecked> unchecked(ImportSubmission submission) {
        List<SubmittedMachine> machines = submissions.unchecked(submission.id());
        // of a part of the machines none may be on a network that was mapped for one of the others
        boolean whole = submission.isWhole(machines.size());
        Map<UUID, ImportSnapshot> asked =
                imports.find(machines.stream().map(SubmittedMachine::importId).toList()).stream()
                        .collect(Collectors.toMap(Import::id, Import::snapshot));
        return machines.stream()
                .flatMap(machine -> Optional.ofNullable(asked.get(machine.importId())).stream()
                        .map(each -> new Unchecked(each, machine.item(each, whole))))
                .toList();
    }

    /** Whether there is a verdict on each. */
    private boolean check(List<Unchecked> machines, Provider provider, ImportSubmission submission) {
        RemoteChecks checks;
        try {
            checks = checkers.inBackground(
                    provider, machines.stream().map(Unchecked::item).toList());
        } catch (FailureException e) {
            // nobody can log in to the source, as with a password that cannot be decrypted
            Failure reason = Verdict.of(e, submission.tries()).orElseThrow(() -> e);
            machines.forEach(each -> ending.refuse(each.asked().id(), reason));
            return true;
        }
        RequestLookups lookups = planner.lookups();
        List<RuntimeException> obstacles = new ArrayList<>();
        try (RemoteChecks remote = checks) {
            List<Checked<Supplier<ImportCandidate>>> asked = new ArrayList<>(machines.size());
            for (Unchecked machine : machines) {
                asked.add(Checked.of(() -> planner.plan(provider, machine.item(), lookups, remote)));
            }
            for (int index = 0; index < machines.size(); index++) {
                ImportSnapshot machine = machines.get(index).asked();
                Checked<ImportCandidate> candidate = asked.get(index).then(Supplier::get);
                settle(machine, candidate, remote, submission).ifPresent(obstacles::add);
                if (index % ADMITTED_AT_ONCE == ADMITTED_AT_ONCE - 1) {
                    scheduler.admitSoon();
                }
            }
        }
        if (obstacles.stream().anyMatch(Verdict::isSilence)) {
            submissions.countSilence(submission.id());
        }
        if (!obstacles.isEmpty()) {
            LOG.warn(
                    "{} of {} machines could not be checked; they will be again",
                    obstacles.size(),
                    machines.size(),
                    obstacles.get(0));
        }
        return obstacles.isEmpty();
    }

    /** What was in the way of a verdict; empty if there is one. */
    private Optional<RuntimeException> settle(
            ImportSnapshot asked,
            Checked<ImportCandidate> candidate,
            RemoteChecks remote,
            ImportSubmission submission) {
        UUID id = asked.id();
        Optional<RuntimeException> obstacle = candidate
                .then(each -> accept(id, each, remote, submission.tries() > 1))
                .failure();
        Optional<Failure> verdict = obstacle.flatMap(each -> Verdict.of(each, submission.silences() + 1));
        if (verdict.isPresent()) {
            ending.refuse(id, verdict.get());
            return Optional.empty();
        }
        obstacle.ifPresent(each -> tell(asked, each));
        return obstacle;
    }

    /** Says what keeps a machine from being checked; once, since it may be the same again and again. */
    private void tell(ImportSnapshot asked, RuntimeException obstacle) {
        LOG.debug("The import {} could not be checked", asked.id(), obstacle);
        if (!(obstacle instanceof FailureException)) {
            return;
        }
        String waits = "Waiting to be checked again: " + obstacle.getMessage();
        if (asked.progress().describedAs(waits).equals(asked.progress())) {
            return;
        }
        changes.change(asked.id(), each -> {
            boolean unchecked = each.state() == ImportState.VALIDATING;
            if (unchecked) {
                each.waitForCheck(waits);
            }
            return unchecked;
        });
    }

    private boolean accept(UUID id, ImportCandidate candidate, RemoteChecks remote, boolean again) {
        ImportPlan plan = candidate.plan();
        if (again && !releaseEarlier(id)) {
            return false;
        }
        names.reserve(plan.target().dataCenter(), plan.name(), id);
        boolean accepted = false;
        try {
            // its own machine lies there if a backup was restored in which it is still being checked
            ExportedNames.requireFree(candidate, remote, Optional.of(id));
            accepted = validated(id, plan);
        } finally {
            if (!accepted) {
                // cancelled meanwhile; or another engine believed that this one was dead, and the import has its name
                releaseUnused(id, plan);
            }
        }
        return accepted;
    }

    /**
     * What an engine has left that died just before it stored what it had found out. An import that is not being checked any more may have
     * been tried again: its name is not this check's.
     *
     * @return whether it is still to be checked
     */
    private boolean releaseEarlier(UUID id) {
        return changes.change(id, each -> {
                    boolean unchecked = each.state() == ImportState.VALIDATING;
                    if (unchecked) {
                        names.release(id);
                    }
                    return unchecked;
                })
                .isPresent();
    }

    private boolean validated(UUID id, ImportPlan plan) {
        return changes.change(id, each -> {
                    if (each.state() != ImportState.VALIDATING) {
                        return false;
                    }
                    each.validated(plan, clock.instant());
                    jobs.begin(each.origin().jobId(), StepType.EXECUTING, Optional.empty());
                    references.keep(List.of(plan));
                    audit.record(AuditType.IMPORTEXPORT_STARTING_IMPORT_VM, each);
                    return true;
                })
                .isPresent();
    }

    /**
     * In its turn among the changes of the import: whoever is cancelling it at this moment has done so. Nothing but what was reserved
     * here: the import may be tried again by now, under another name.
     */
    private void releaseUnused(UUID id, ImportPlan plan) {
        NamedId dataCenter = plan.target().dataCenter();
        try {
            changes.change(id, each -> {
                ImportSnapshot now = each.snapshot();
                boolean used = !now.state().isFinal()
                        && now.name().equals(plan.name())
                        && now.target().dataCenter().id().equals(dataCenter.id());
                if (!used) {
                    names.release(dataCenter, plan.name(), id);
                }
                return false;
            });
        } catch (RuntimeException e) {
            LOG.warn("The name of the import {} cannot be given back at present; it will be: {}", id, e.toString());
            names.owe(dataCenter, plan.name(), id);
        }
    }
}
