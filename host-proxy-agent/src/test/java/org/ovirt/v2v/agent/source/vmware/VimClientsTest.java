package org.ovirt.v2v.agent.source.vmware;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ovirt.v2v.model.source.TlsTrust;

/** A client costs a thread, so that three hundred look-ups must not make three hundred. */
class VimClientsTest {
    private final VimClients clients = new VimClients();

    @Test
    void whoTrustsTheSameSharesAClient() throws Exception {
        assertThat(clients.of(TlsTrust.NONE)).isSameAs(clients.of(new TlsTrust(TlsTrust.Mode.NONE, "")));
        assertThat(clients.of(TlsTrust.NONE)).isNotSameAs(clients.of(TlsTrust.SYSTEM));
    }
}
