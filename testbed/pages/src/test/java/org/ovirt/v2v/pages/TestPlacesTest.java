package org.ovirt.v2v.pages;

import org.junit.jupiter.api.Test;
import org.ovirt.v2v.testbed.rules.TestPlaces;

class TestPlacesTest {
    @Test
    void everyTestStandsWhereItBelongs() {
        TestPlaces.check();
    }
}
