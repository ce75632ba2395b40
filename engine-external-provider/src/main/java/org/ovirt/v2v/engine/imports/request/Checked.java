package org.ovirt.v2v.engine.imports.request;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A value, or the failure that was met on the way to it. */
record Checked<T>(Optional<T> value, Optional<RuntimeException> failure) {
    static <T> Checked<T> of(Supplier<T> work) {
        try {
            return new Checked<>(Optional.of(work.get()), Optional.empty());
        } catch (RuntimeException e) {
            return new Checked<>(Optional.empty(), Optional.of(e));
        }
    }

    <R> Checked<R> then(Function<T, R> next) {
        return failure.isPresent()
                ? new Checked<>(Optional.empty(), failure)
                : of(() -> next.apply(value.orElseThrow()));
    }
}
