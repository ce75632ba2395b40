package org.ovirt.v2v.engine.peers;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.h2.api.ErrorCode;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.ovirt.v2v.engine.Causes;

/**
 * Notices that the embedded database is closed while the engine runs: H2 closes it for good when it cannot be written, as on a full disk,
 * and keeps its file locked, so that only another process can open it again. Used by one thread.
 */
final class EmbeddedStore {
    /** The second is what a new connection is told: the file is locked by this process itself. */
    private static final Set<Integer> CLOSED = Set.of(ErrorCode.DATABASE_IS_CLOSED, ErrorCode.DATABASE_ALREADY_OPEN_1);

    /** What closes it; or closes it anew, where a new connection could open it. */
    private static final Set<Integer> CLOSING =
            Set.of(DataUtils.ERROR_WRITING_FAILED, DataUtils.ERROR_READING_FAILED, DataUtils.ERROR_CLOSED);

    /** For how long it must have been so, in case that H2 opens it again by itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private OptionalLong closedSince = OptionalLong.empty();

    /**
     * Whether it is closed for good.
     *
     * @param failure what came of using it just now; empty if that went well
     * @param now by {@link System#nanoTime()}
     */
    boolean isLost(Optional<? extends Exception> failure, long now) {
        if (failure.filter(EmbeddedStore::isAboutStore).isEmpty()) {
            closedSince = OptionalLong.empty();
            return false;
        }
        long since = closedSince.orElse(now);
        closedSince = OptionalLong.of(since);
        return now - since >= PATIENCE.toNanos();
    }

    private static boolean isAboutStore(Exception failure) {
        return Causes.of(failure)
                .anyMatch(cause -> (cause instanceof SQLException sql && CLOSED.contains(sql.getErrorCode()))
                        || (cause instanceof MVStoreException store && CLOSING.contains(store.getErrorCode())));
    }
}
