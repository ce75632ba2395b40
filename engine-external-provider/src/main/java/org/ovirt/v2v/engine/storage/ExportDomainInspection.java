package org.ovirt.v2v.engine.storage;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.ovirt.v2v.engine.Answers;
import org.ovirt.v2v.model.exportdomain.DomainLayout;
import org.ovirt.v2v.model.exportdomain.ExportDomainCheck;

/** Looks for what is wrong in an export domain. What imports under way have staged there is not. */
@ApplicationScoped
public class ExportDomainInspection {
    private final StorageDomainService domains;
    private final JobsUnderWay jobs;

    /** What has not begun yet, by domain: it sees all that has been done before it was asked for. */
    private final ConcurrentMap<UUID, FutureTask<ExportDomainCheck>> waiting = new ConcurrentHashMap<>();

    private final ConcurrentMap<UUID, Lock> turns = new ConcurrentHashMap<>();

    public ExportDomainInspection(StorageDomainService domains, JobsUnderWay jobs) {
        this.domains = domains;
        this.jobs = jobs;
    }

    /** Says which jobs there are on proxy hosts, or may be. */
    public interface JobsUnderWay {
        Set<UUID> ids();
    }

    /**
     * What is broken in the domain, and what no machine and no import of this engine needs. A proxy host has to look at all that lies
     * there: it does so once at a time, and whoever asks meanwhile gets what it finds the next time, together with all others who do.
     */
    public ExportDomainCheck check(UUID id) {
        // whoever waits for what another has asked may have to be refused
        domains.get(id);
        FutureTask<ExportDomainCheck> mine = new FutureTask<>(() -> look(id));
        FutureTask<ExportDomainCheck> theirs = waiting.putIfAbsent(id, mine);
        if (theirs != null) {
            return Answers.of(theirs);
        }
        Lock turn = turns.computeIfAbsent(id, domain -> new ReentrantLock());
        turn.lock();
        try {
            waiting.remove(id, mine);
            mine.run();
        } finally {
            turn.unlock();
        }
        return Answers.of(mine);
    }

    private ExportDomainCheck look(UUID id) {
        Set<UUID> underWay = new HashSet<>(jobs.ids());
        ExportDomainCheck found = domains.check(id);
        // one may have begun while the proxy host looked
        underWay.addAll(jobs.ids());
        Set<String> staged = new HashSet<>();
        underWay.forEach(job -> staged.add(DomainLayout.STAGING + "/" + job));
        return new ExportDomainCheck(
                found.defects(),
                found.orphans().stream()
                        .filter(orphan -> !staged.contains(orphan.path()))
                        .toList(),
                found.complete());
    }
}
