package org.ovirt.v2v.engine.imports;

import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.model.conversion.Failure;

/**
 * An import at one moment.
 *
 * @param version grows with every stored change
 * @param failureOrNull why it failed
 */
public record ImportSnapshot(
        UUID id,
        int version,
        String name,
        ImportState state,
        boolean cancelRequested,
        ImportSource source,
        ImportTarget target,
        NamedId host,
        ImportOrigin origin,
        ImportProgress progress,
        Failure failureOrNull,
        ImportTimes times) {
    /** Empty unless it failed. */
    public Optional<Failure> failure() {
        return Optional.ofNullable(failureOrNull);
    }

    /** Whether the proxy host may be told to begin, perhaps once more: as far as is known nothing has been converted yet. */
    boolean mayBegin() {
        return switch (state) {
            case STARTING -> true;
            case CONVERTING -> progress.isBeforeConversion();
            case QUEUED, FINALIZING, SUCCEEDED, FAILED, CANCELLED -> false;
        };
    }

    ImportSnapshot with(ImportProgress newProgress) {
        return new ImportSnapshot(
                id,
                version,
                name,
                state,
                cancelRequested,
                source,
                target,
                host,
                origin,
                newProgress,
                failureOrNull,
                times);
    }
}
