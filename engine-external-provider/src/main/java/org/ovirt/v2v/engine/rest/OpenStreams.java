package org.ovirt.v2v.engine.rest;

import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.ovirt.v2v.engine.PeriodicTasks;
import org.ovirt.v2v.engine.access.Access;
import org.ovirt.v2v.engine.security.Proof;
import org.ovirt.v2v.engine.security.ProofCheck;

/**
 * The streams that clients listen to. One ends when what its client has shown holds no more, or allows more or less than when it was
 * opened: the client asks again, and is told what it may be told now. The database is looked at, whichever engine has written there.
 */
@ApplicationScoped
public class OpenStreams {
    private static final Duration PERIOD = Duration.ofMillis(500);

    /** So many in one query. */
    private static final int AT_A_TIME = 500;

    private final ProofCheck check;
    private final Set<OpenStream> streams = ConcurrentHashMap.newKeySet();
    private final PeriodicTasks timer = new PeriodicTasks("open-streams");

    public OpenStreams(ProofCheck check) {
        this.check = check;
        timer.every(PERIOD, this::look);
    }

    private record OpenStream(RoutingContext http, Access seen, Proof shown, Runnable end) {}

    /**
     * Watches a stream until it ends.
     *
     * @param seen what the client may do as far as it was known when the stream was opened
     */
    void add(RoutingContext http, Access seen, Proof shown, Runnable end) {
        OpenStream stream = new OpenStream(http, seen, shown, end);
        streams.add(stream);
        http.addEndHandler(ended -> streams.remove(stream));
    }

    private void look() {
        // whose client had gone before it was added
        streams.removeIf(stream -> stream.http().response().closed());
        List<OpenStream> open = List.copyOf(streams);
        List<Proof> proofs = open.stream().map(OpenStream::shown).distinct().toList();
        Map<Proof, Access> holding = new HashMap<>();
        for (int from = 0; from < proofs.size(); from += AT_A_TIME) {
            holding.putAll(check.holding(proofs.subList(from, Math.min(proofs.size(), from + AT_A_TIME))));
        }
        List<OpenStream> over = new ArrayList<>(open);
        over.removeIf(stream -> stream.seen().equals(holding.get(stream.shown())));
        for (OpenStream stream : over) {
            streams.remove(stream);
            stream.end().run();
        }
    }

    @PreDestroy
    void end() {
        timer.end();
    }
}
