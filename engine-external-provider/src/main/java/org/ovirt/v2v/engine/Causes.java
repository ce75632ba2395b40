package org.ovirt.v2v.engine;

import java.util.Objects;
import java.util.stream.Stream;

/** What has caused a failure. */
public final class Causes {
    private static final int MOST = 20;

    private Causes() {}

    /** The failure itself, its cause, and so on; of a circle only the beginning. */
    public static Stream<Throwable> of(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(MOST);
    }
}
