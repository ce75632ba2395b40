package org.ovirt.v2v.engine.imports;

import static org.awaitility.Awaitility.await;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Duration;
import org.ovirt.v2v.engine.ConflictException;
import org.ovirt.v2v.engine.host.TestingAgent;
import org.ovirt.v2v.engine.imports.run.ImportCancellation;

/** Clears away, before a test, what the one before has left in the engine that both use. */
@Alternative
@ApplicationScoped
public class ImportLeftovers {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final TestingAgent agent;
    private final ImportBoard board;
    private final ImportAttempts attempts;
    private final ImportCancellation cancellation;

    public ImportLeftovers(
            TestingAgent agent, ImportBoard board, ImportAttempts attempts, ImportCancellation cancellation) {
        this.agent = agent;
        this.board = board;
        this.attempts = attempts;
        this.cancellation = cancellation;
    }

    /** Afterwards no import is active, and the agent is as new. */
    public void clear() {
        agent.reset();
        await().atMost(SOON).until(() -> {
            board.active().forEach(this::end);
            return board.active().isEmpty() && attempts.owingAbort().isEmpty();
        });
        agent.reset();
    }

    private void end(ImportSnapshot each) {
        try {
            cancellation.request(each.id(), "nobody", true);
        } catch (ConflictException e) {
            // it has just ended by itself
        }
    }
}
