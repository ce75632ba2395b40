package org.ovirt.v2v.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whom a process is connected to, by lines as kernels write them. */
class TcpConnectionTest {
    private static final String REST = " 00000000:00000000 00:00000000 00000000     0        0 4711 1 0 20 4 30 10 -1";

    @Test
    void thePeerIsNamed() {
        assertThat(TcpConnection.parse("   0: 0100007F:0016 0B0200C0:01BB 01" + REST))
                .hasValueSatisfying(connection -> {
                    assertThat(connection.peer()).isEqualTo("192.0.2.11:443");
                    assertThat(connection.inode()).isEqualTo("4711");
                    assertThat(connection.isLocal()).isFalse();
                });
    }

    @Test
    void thePeerIsNamedBySix() {
        String line = "   0: 00000000000000000000000001000000:0016 B80D0120000000000000000001000000:01BB 02" + REST;

        assertThat(TcpConnection.parse(line).orElseThrow().peer()).isEqualTo("[2001:db8:0:0:0:0:0:1]:443");
    }

    @Test
    void whatListensOrIsUnknownIsNoConnection() {
        assertThat(TcpConnection.parse("   0: 0100007F:0016 00000000:0000 0A" + REST))
                .isEmpty();
        assertThat(TcpConnection.parse("nonsense")).isEmpty();
        assertThat(TcpConnection.parse("   0: x y:z 01" + REST)).isEmpty();
    }

    @Test
    void theMachineItselfIsNoPeer() {
        assertThat(TcpConnection.parse("   0: 0100007F:0016 0100007F:01BB 01" + REST)
                        .orElseThrow()
                        .isLocal())
                .isTrue();
    }
}
