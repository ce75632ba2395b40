package org.ovirt.v2v.agent.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.ovirt.v2v.agent.rpc.stomp.TestingCaller;
import org.ovirt.v2v.agent.source.TestingStranger;
import org.ovirt.v2v.model.rpc.VerbName;

/** By what stands at the address of a source. */
final class SourceAttacks {
    private static final byte[] SSH_BANNER = "SSH-2.0-OpenSSH_9.2p1\r\n".getBytes(StandardCharsets.US_ASCII);

    /** The header of a TLS record with a long handshake message. */
    private static final byte[] LONG_RECORD = {22, 3, 3, 0x3f, 0};

    private static final Duration DRIP = Duration.ofMillis(500);

    /** As many as may ask one source at a time. */
    private static final int AT_ONCE = 4;

    private final Target target;

    SourceAttacks(Target target) {
        this.target = target;
    }

    List<Attack> all() {
        return List.of(
                new Attack("an ssh banner and no more", this::greetAsSsh),
                new Attack("a server that drips", this::drip),
                new Attack("a vCenter that says nothing", this::saySilence));
    }

    private void greetAsSsh() throws Exception {
        Future<?> list;
        try (TestingStranger ssh = TestingStranger.fallingSilent(SSH_BANNER)) {
            // by another name, so that they do not wait for each other; it ends when the address hangs up
            list = target.begin(() ->
                    ask(VerbName.GET_EXTERNAL_VM_NAMES, "xen+ssh://root@localhost:" + ssh.port() + "/", Map.of()));
            askAtOnce(VerbName.GET_SOURCE_HOST_KEYS, "xen+ssh://root@127.0.0.1:" + ssh.port() + "/");
        }
        list.get();
    }

    private void drip() throws Exception {
        try (TestingStranger dripping = TestingStranger.goingOn(LONG_RECORD, new byte[] {2}, DRIP)) {
            askAtOnce(VerbName.GET_SOURCE_CERTIFICATE, "vpx://127.0.0.1:" + dripping.port() + "/");
        }
    }

    private void saySilence() throws Exception {
        try (TestingStranger silent = TestingStranger.fallingSilent(new byte[0])) {
            askAtOnce(VerbName.DESCRIBE_SOURCE, "vpx://127.0.0.1:" + silent.port() + "/");
        }
    }

    private void askAtOnce(VerbName verb, String uri) throws Exception {
        target.atOnce(AT_ONCE, () -> ask(verb, uri, Map.of("mode", "NONE")));
    }

    private int ask(VerbName verb, String uri, Map<String, ?> trust) throws IOException {
        try (TestingCaller caller = target.caller()) {
            Map<String, Object> source = trust.isEmpty()
                    ? Map.of("uri", uri)
                    : Map.of("uri", uri, "username", "u", "password", "p", "trust", trust);
            return Target.refusal(verb.wireName(), caller.answer(verb.wireName(), source));
        }
    }
}
