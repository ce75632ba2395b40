package org.ovirt.v2v.engine.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.ConflictException;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.EntityRemoval;
import org.ovirt.v2v.engine.audit.AuditLog;
import org.ovirt.v2v.engine.provider.ProviderRepository;

class EntityAdministrationTest {
    private final AuditLog log = mock(AuditLog.class);
    private final ProviderRepository providers = mock(ProviderRepository.class);
    private final EntityAdministration administration = new EntityAdministration(mock(EntityRemoval.class), log);

    @Test
    void aNameThatAnotherHasByNowIsNoEventIfItWasOnlyTried() {
        when(providers.kind()).thenReturn(EntityKind.PROVIDER);

        assertThat(administration.addIfFree(providers, "taken", () -> {
                    throw ConflictException.nameTaken(EntityKind.PROVIDER, "taken");
                }))
                .isEmpty();
        verifyNoInteractions(log);
    }
}
