package org.ovirt.v2v.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class AuditEntryTest {
    @Test
    void theTextIsOvirtsWithTheValuesInIt() {
        AuditEntry entry = AuditEntry.of(AuditType.IMPORTEXPORT_IMPORT_VM)
                .about(AuditSubject.VM, UUID.randomUUID(), "$web\\1")
                .about(AuditSubject.DATA_CENTER, UUID.randomUUID(), "Default")
                .about(AuditSubject.CLUSTER, UUID.randomUUID(), "West");

        assertThat(entry.text()).isEqualTo("Vm $web\\1 was imported successfully to Data Center Default, Cluster West");
    }

    @Test
    void aMissingValueIsShownAsUnknown() {
        assertThat(AuditEntry.of(AuditType.VM_CANCEL_CONVERSION_FAILED).text())
                .isEqualTo("Failed to cancel conversion for VM: <UNKNOWN>");
    }

    @Test
    void noNameForgesALineOrExceedsItsColumn() {
        String name = "a\nb\u2028c" + "x".repeat(10_000);
        AuditEntry entry = AuditEntry.of(AuditType.PROVIDER_ADDITION_FAILED).about(AuditSubject.PROVIDER, name);
        assertThat(entry.references().get(AuditSubject.PROVIDER).name())
                .startsWith("a b c")
                .hasSize(255);
        AuditEntry listed = AuditEntry.of(AuditType.IMPORTEXPORT_GET_EXTERNAL_VMS_NOT_IN_DOWN_STATUS)
                .with("Vms", name)
                .with("URL", "u");
        assertThat(listed.text()).hasSizeLessThanOrEqualTo(8_192).doesNotContain("\n");
    }
}
