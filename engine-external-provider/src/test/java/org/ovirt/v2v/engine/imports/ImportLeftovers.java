package org.ovirt.v2v.engine.imports;

import static org.awaitility.Awaitility.await;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Duration;
import org.ovirt.v2v.engine.host.TestingAgent;

/** Clears away, before a test, what the one before has left in the engine that both use. */
@Alternative
@ApplicationScoped
public class ImportLeftovers {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final TestingAgent agent;
    private final ImportBoard board;

    public ImportLeftovers(TestingAgent agent, ImportBoard board) {
        this.agent = agent;
        this.board = board;
    }

    /** Afterwards no import is active, and the agent is as new. */
    public void clear() {
        agent.reset();
        // what runs fails; what waited for it starts and fails in turn
        await().atMost(SOON).until(() -> {
            agent.failJobs();
            return board.active().isEmpty();
        });
        agent.reset();
    }
}
