package org.ovirt.v2v.testbed.rules.examples;

import org.junit.jupiter.api.Test;

/** Its name keeps its test from ever being run. */
public final class Forgotten {
    @Test
    void nobodyRunsThis() {}
}
