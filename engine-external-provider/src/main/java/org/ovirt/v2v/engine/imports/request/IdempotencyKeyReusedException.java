package org.ovirt.v2v.engine.imports.request;

/** A key that another request was sent under. The REST layer answers 422. */
public final class IdempotencyKeyReusedException extends RuntimeException {
    IdempotencyKeyReusedException(String key) {
        super("Another request was sent with the Idempotency-Key " + key + ".");
    }
}
