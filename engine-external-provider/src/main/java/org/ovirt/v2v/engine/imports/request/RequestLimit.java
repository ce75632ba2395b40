package org.ovirt.v2v.engine.imports.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.imports.ImportSettings;
import org.ovirt.v2v.model.conversion.FailureCode;

/**
 * Lets so many requests to import be checked at a time. Each holds a thread of Quarkus's while it waits for proxy hosts; those
 * that are left answer everything else.
 */
@ApplicationScoped
public class RequestLimit {
    private final int limit;
    private final Semaphore free;

    public RequestLimit(ImportSettings settings) {
        limit = settings.simultaneousRequests();
        free = new Semaphore(limit);
    }

    /** Works on a request, or throws ENGINE_BUSY at once. */
    <T> T within(Supplier<T> request) {
        if (!free.tryAcquire()) {
            throw new FailureException(
                    FailureCode.ENGINE_BUSY,
                    "The engine is checking " + limit + " requests to import already, as many as it may.");
        }
        try {
            return request.get();
        } finally {
            free.release();
        }
    }
}
