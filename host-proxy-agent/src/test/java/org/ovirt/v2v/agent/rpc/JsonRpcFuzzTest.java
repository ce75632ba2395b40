package org.ovirt.v2v.agent.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import org.ovirt.v2v.agent.rpc.verbs.HostVerbs;

/** Whatever a client sends is answered once, with JSON or, as a notification, with nothing. */
class JsonRpcFuzzTest {
    private final RpcJson json = new RpcJson();
    private final JsonRpcDispatcher dispatcher =
            new JsonRpcDispatcher(() -> new VerbRegistry(List.of(HostVerbs.ping())), reach -> new SameThread(), json);

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
        dispatcher.handle(request, "flow", answers::add);
        assertThat(answers).hasSize(1);
        if (answers.get(0).isPresent()) {
            assertThat(json.parse(answers.get(0).get()).has("jsonrpc")).isTrue();
        }
    }

    /** So that what is thrown is seen. */
    private static final class SameThread extends AbstractExecutorService {
        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
