package org.ovirt.v2v.engine;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.ovirt.v2v.model.conversion.FailureCode;

/** Waits for what another thread asks. */
public final class Answers {
    private Answers() {}

    /** The answer, or the failure that was met. */
    public static <T> T of(Future<T> asked) {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailureException(FailureCode.ENGINE_BUSY, "The engine is being stopped.", e);
        }
    }
}
