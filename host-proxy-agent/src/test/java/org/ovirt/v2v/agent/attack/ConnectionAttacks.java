package org.ovirt.v2v.agent.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.ovirt.v2v.agent.rpc.stomp.TestingFlood;
import org.ovirt.v2v.agent.rpc.stomp.TestingStompClient;

/** By whoever connects and does not get as far as a request. */
final class ConnectionAttacks {
    private static final byte[] PLAIN = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int MANY = 2_500;
    private static final int SOME = 200;
    private static final int FEW = 20;

    private final Target target;

    private ConnectionAttacks(Target target) {
        this.target = target;
    }

    static List<Attack> on(Target target) throws Exception {
        ConnectionAttacks attacks = new ConnectionAttacks(target);
        SSLContext stranger = target.stranger();
        SSLContext otherHost = target.otherHost();
        SSLContext anonymous = target.anonymous();
        TestingFlood flood = target.flood();
        return List.of(
                new Attack("silent connections", () -> flood.silentConnections(MANY)),
                new Attack("ClientHellos", () -> flood.clientHellos(MANY)),
                new Attack("plain text before TLS", () -> flood.connect(SOME, PLAIN)),
                new Attack("no certificate", () -> attacks.comeInVain(anonymous)),
                new Attack("a stranger's certificate", () -> attacks.comeInVain(stranger)),
                new Attack("another host's certificate", () -> attacks.comeInVain(otherHost)),
                new Attack("clients that vanish", attacks::vanish));
    }

    private void comeInVain(SSLContext certificate) {
        for (int i = 0; i < FEW; i++) {
            if (target.answers(certificate)) {
                throw new AssertionError("somebody was let in who should not be");
            }
        }
    }

    private void vanish() throws IOException {
        for (int i = 0; i < FEW; i++) {
            TestingStompClient client = target.client(TestingFlood.ATTACKER);
            client.send("SUBSCRIBE\ndestination:jms.queue.events\nid:e\n\n\0");
            client.ping("nobody reads the answer");
            client.vanish();
        }
    }
}
