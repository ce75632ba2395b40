package org.ovirt.v2v.engine.retention;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.ovirt.v2v.engine.PeriodicTasks;
import org.ovirt.v2v.engine.audit.AuditEntry;
import org.ovirt.v2v.engine.audit.AuditLog;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.engine.config.UnitLimits;
import org.ovirt.v2v.engine.imports.Import;
import org.ovirt.v2v.engine.imports.ImportAttempt;
import org.ovirt.v2v.engine.imports.ImportAttempts;
import org.ovirt.v2v.engine.imports.ImportRepository;
import org.ovirt.v2v.engine.jobs.Job;
import org.ovirt.v2v.engine.jobs.JobLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves imports that ended long ago out of the database and into the archive, once a day. A row goes only when its line is on the
 * disk; an engine that is killed in between writes that line once more.
 */
@ApplicationScoped
public class ImportRetention {
    private static final Logger LOG = LoggerFactory.getLogger(ImportRetention.class);
    private static final int AT_ONCE = 200;
    private static final Duration REMINDER = Duration.ofDays(1);

    private final ImportRepository imports;
    private final ImportAttempts attempts;
    private final JobLog jobs;
    private final ImportArchive archive;
    private final AuditLog log;
    private final RetentionSettings settings;
    private final Clock clock;
    private final PeriodicTasks timer = new PeriodicTasks("import-retention");

    public ImportRetention(
            ImportRepository imports,
            ImportAttempts attempts,
            JobLog jobs,
            ImportArchive archive,
            AuditLog log,
            RetentionSettings settings,
            Clock clock) {
        this.attempts = attempts;
        this.imports = imports;
        this.jobs = jobs;
        this.archive = archive;
        this.log = log;
        this.settings = settings;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        timer.daily(this::tryToArchive);
    }

    @PreDestroy
    void stop() {
        timer.end();
    }

    /** Archives what is older than it is kept; if that fails, an event says so and the next attempt is in a day. */
    void tryToArchive() {
        try {
            int archived = archiveOld();
            if (archived > 0) {
                LOG.info("{} imports that ended more than {} ago were archived", archived, settings.keep());
            }
        } catch (UncheckedIOException e) {
            LOG.warn("Old imports cannot be archived and stay; the next attempt is in a day", e);
            tellOf(e.getCause());
        } catch (RuntimeException e) {
            LOG.warn("Old imports cannot be archived and stay; the next attempt is in a day", e);
        }
    }

    private void tellOf(IOException reason) {
        try {
            log.recordAgainAfter(
                    REMINDER,
                    AuditEntry.of(AuditType.IMPORTS_NOT_ARCHIVED)
                            .with("Folder", archive.folder().toString())
                            .with("Reason", UnitLimits.explain(reason)));
        } catch (RuntimeException e) {
            // a task that throws is never run again
            LOG.warn("That old imports cannot be archived could not be recorded as an event", e);
        }
    }

    private int archiveOld() {
        Instant limit = clock.instant().minus(settings.keep());
        int archived = 0;
        int last;
        do {
            last = QuarkusTransaction.requiringNew().call(() -> archiveSome(limit));
            archived += last;
        } while (last == AT_ONCE);
        return archived;
    }

    private int archiveSome(Instant limit) {
        List<Import> ended = imports.endedBefore(limit, AT_ONCE);
        if (ended.isEmpty()) {
            return 0;
        }
        List<UUID> jobIds =
                ended.stream().flatMap(each -> each.jobIds().stream()).toList();
        List<UUID> ids = ended.stream().map(Import::id).toList();
        Map<UUID, List<ImportAttempt>> itsAttempts =
                attempts.of(ids).stream().collect(groupingBy(ImportAttempt::importId));
        Map<UUID, Job> itsJobs = jobs.withSteps(jobIds).stream().collect(toMap(Job::id, Function.identity()));
        try {
            archive.add(ended.stream()
                    .map(each -> ArchivedImport.of(
                            each.snapshot(),
                            each.jobIds().stream()
                                    .flatMap(id -> Optional.ofNullable(itsJobs.get(id)).stream())
                                    .toList(),
                            itsAttempts.getOrDefault(each.id(), List.of())))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        imports.remove(ids);
        jobs.remove(jobIds);
        return ended.size();
    }
}
