package org.ovirt.v2v.engine.imports;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A value, or the failure that was met on the way to it. */
record Attempt<T>(Optional<T> value, Optional<RuntimeException> failure) {
    static <T> Attempt<T> of(Supplier<T> work) {
        try {
            return new Attempt<>(Optional.of(work.get()), Optional.empty());
        } catch (RuntimeException e) {
            return new Attempt<>(Optional.empty(), Optional.of(e));
        }
    }

    <R> Attempt<R> then(Function<T, R> next) {
        return failure.isPresent()
                ? new Attempt<>(Optional.empty(), failure)
                : of(() -> next.apply(value.orElseThrow()));
    }
}
