package org.ovirt.v2v.agent.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.ovirt.v2v.agent.rpc.verbs.HostVerbs;

/** Whatever a client sends is answered once, with JSON or, as a notification, with nothing. */
class JsonRpcFuzzTest {
    private static final CompletableFuture<Void> SENT = CompletableFuture.completedFuture(null);

    private final RpcJson json = new RpcJson();
    private final JsonRpcDispatcher dispatcher = new JsonRpcDispatcher(
            () -> new VerbRegistry(List.of(HostVerbs.ping())), (reach, client, work) -> work.run(), json);

    @FuzzTest(maxDuration = "1m")
    @DictionaryEntries({
        "{\"jsonrpc\":\"2.0\"",
        "\"method\":\"Host.ping\"",
        "\"params\":{}",
        "\"id\":\"1\"",
        "\"id\":null",
        "\\ud800",
        "[["
    })
    void aRequestIsAnsweredOnce(byte[] request) throws IOException {
        List<Optional<byte[]>> answers = new ArrayList<>();
        dispatcher.handle(this, request, "flow", answer -> {
            answers.add(answer);
            return new RequestHandler.Sending(SENT, SENT);
        });
        assertThat(answers).hasSize(1);
        if (answers.get(0).isPresent()) {
            assertThat(json.parse(answers.get(0).get()).has("jsonrpc")).isTrue();
        }
    }
}
