package org.ovirt.v2v.engine.imports;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ovirt.v2v.engine.PeriodicTasks;
import org.ovirt.v2v.engine.RepeatedFailures;
import org.ovirt.v2v.engine.peers.Leases;
import org.ovirt.v2v.engine.peers.Notices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the board like the database, also in what other engines change: they say so at once, and what is not heard is found by
 * comparing versions every other second. So is what the database has lost, as when PostgreSQL's stand-by takes over without the last
 * transactions, or a backup is restored beneath the engine.
 */
@ApplicationScoped
public class ImportBroadcast {
    private static final Logger LOG = LoggerFactory.getLogger(ImportBroadcast.class);
    private static final Duration COMPARED = Duration.ofSeconds(2);
    private static final String CHANGED = "changed";
    private static final String PROGRESS = "progress";

    /** So many are read from the database at once. */
    private static final int AT_ONCE = 500;

    private static final JsonText<Progress> JSON = new JsonText<>(new TypeReference<>() {});

    private final ImportBoard board;
    private final ImportRepository imports;
    private final Notices notices;
    private final Leases leases;
    private final PeriodicTasks timer = new PeriodicTasks("import-board");

    /** For when the database has lost that imports have begun. */
    private Runnable beforeTakingBack = () -> {};

    private Runnable afterTakingBack = () -> {};

    private final RepeatedFailures failed = new RepeatedFailures(LOG);

    /** Imports that others have changed, and which have not been read yet. */
    private final Set<UUID> unread = new HashSet<>();

    /** What engines tell each other of how far an import is. */
    private record Progress(UUID job, ImportProgress progress) {}

    public ImportBroadcast(ImportBoard board, ImportRepository imports, Notices notices, Leases leases) {
        this.board = board;
        this.imports = imports;
        this.notices = notices;
        this.leases = leases;
    }

    /** What to do before and after imports are shown as queued that had begun, because the database has lost it. To be called first. */
    public void whenTakenBack(Runnable before, Runnable after) {
        beforeTakingBack = before;
        afterTakingBack = after;
    }

    /** Reads what is active, and hears of changes from now on. */
    public void begin() {
        notices.listen(CHANGED, text -> heard(UUID.fromString(text)));
        notices.listen(PROGRESS, text -> heard(JSON.read(text)));
        notices.begin();
        compare();
        // without others too: what was stored may not have been shown, if the answer of the database was lost
        timer.every(COMPARED, this::tryToCompare);
    }

    @PreDestroy
    void end() {
        timer.end();
    }

    /** Shows everybody, in other engines too, how an import is after a change was stored. */
    public void changed(ImportSnapshot stored) {
        if (board.show(stored)) {
            notices.tell(CHANGED, stored.id().toString(), stored.id().toString());
        }
    }

    /** Shows everybody, in other engines too, progress that is not stored. */
    public void progress(UUID job, ImportProgress progress) {
        board.progress(job, progress);
        if (leases.engines() > 1) {
            notices.tell(PROGRESS, job.toString(), JSON.write(new Progress(job, progress)));
        }
    }

    /** Afterwards the board is as the database was at some moment since the call. */
    public void compare() {
        Map<UUID, Integer> shown = board.versions();
        Map<UUID, Integer> stored = imports.activeVersions();
        Set<UUID> news = stored.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(shown.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(HashSet::new));
        shown.keySet().stream().filter(id -> !stored.containsKey(id)).forEach(news::add);
        read(news);
    }

    private void tryToCompare() {
        try {
            compare();
            failed.end();
        } catch (RuntimeException e) {
            failed.add("What other engines have changed cannot be read at present", e);
        }
    }

    private void heard(UUID id) {
        synchronized (unread) {
            if (unread.add(id) && unread.size() == 1) {
                timer.after(Duration.ZERO, this::readUnread);
            }
        }
    }

    private void heard(Progress told) {
        board.findByJob(told.job())
                .filter(ImportSnapshot::isOnHost)
                .map(known -> told.progress().notBehind(known.progress()))
                .ifPresent(latest -> board.progress(told.job(), latest));
    }

    private void readUnread() {
        Set<UUID> ids;
        synchronized (unread) {
            ids = Set.copyOf(unread);
            unread.clear();
        }
        try {
            read(ids);
        } catch (RuntimeException e) {
            LOG.warn("{} imports that other engines have changed are read later: {}", ids.size(), e.toString());
        }
    }

    private void read(Collection<UUID> ids) {
        List<UUID> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            show(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
        }
    }

    private void show(List<UUID> ids) {
        // before the database is asked, which then has at least these: only what is stored is shown
        Map<UUID, Optional<Integer>> shown = ids.stream().collect(Collectors.toMap(id -> id, board::version));
        Map<UUID, ImportSnapshot> found = imports.find(ids).stream()
                .map(Import::snapshot)
                .collect(Collectors.toMap(ImportSnapshot::id, each -> each));
        ids.stream().filter(id -> !found.containsKey(id)).forEach(board::remove);
        boolean begun = found.values().stream()
                .anyMatch(stored -> stored.state() == ImportState.QUEUED && isLost(stored, shown.get(stored.id())));
        if (begun) {
            beforeTakingBack.run();
        }
        try {
            found.values().forEach(stored -> show(stored, shown.get(stored.id())));
        } finally {
            if (begun) {
                afterTakingBack.run();
            }
        }
    }

    private static boolean isLost(ImportSnapshot stored, Optional<Integer> shown) {
        return shown.filter(version -> version > stored.version()).isPresent();
    }

    private void show(ImportSnapshot stored, Optional<Integer> shown) {
        if (isLost(stored, shown)) {
            LOG.warn(
                    "The database has lost changes of the import {} (version {}, there was {}): it goes on as it is stored",
                    stored.id(),
                    stored.version(),
                    shown.orElseThrow());
            board.takeBack(stored, shown.orElseThrow());
        } else {
            board.show(stored);
        }
    }
}
