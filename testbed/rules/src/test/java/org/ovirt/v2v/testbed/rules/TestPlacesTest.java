package org.ovirt.v2v.testbed.rules;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.testbed.rules.examples.AskingHelper;
import org.ovirt.v2v.testbed.rules.examples.Daemon;
import org.ovirt.v2v.testbed.rules.examples.Forgotten;
import org.ovirt.v2v.testbed.rules.examples.HelpedTest;
import org.ovirt.v2v.testbed.rules.examples.RightIT;

class TestPlacesTest {
    @Test
    void anIntegrationTestMayUsePeers() {
        assertThatCode(() -> TestPlaces.check(classes(RightIT.class, Daemon.class)))
                .doesNotThrowAnyException();
    }

    @Test
    void aUnitTestMayNotUseThemEvenThroughAHelper() {
        assertThatThrownBy(() -> TestPlaces.check(classes(HelpedTest.class, AskingHelper.class, Daemon.class)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("HelpedTest")
                .hasMessageContaining("Daemon");
    }

    @Test
    void aTestMethodInAnotherClassWouldNeverRun() {
        assertThatThrownBy(() -> TestPlaces.check(classes(Forgotten.class, RightIT.class)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Forgotten");
    }

    private static JavaClasses classes(Class<?>... types) {
        return new ClassFileImporter().importClasses(types);
    }
}
