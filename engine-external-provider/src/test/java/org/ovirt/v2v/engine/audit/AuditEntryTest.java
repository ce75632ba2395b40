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
}
