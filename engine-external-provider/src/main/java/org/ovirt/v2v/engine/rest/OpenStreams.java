package org.ovirt.v2v.engine.rest;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
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
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ovirt.v2v.engine.PeriodicTasks;
import org.ovirt.v2v.engine.access.Access;
import org.ovirt.v2v.engine.access.CurrentAccess;
import org.ovirt.v2v.engine.security.ClientLimits.Place;
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
    private final ClientLimitFilter limits;
    private final CurrentAccess access;
    private final SecurityIdentity identity;
    private final Set<OpenStream> streams = ConcurrentHashMap.newKeySet();
    private final PeriodicTasks timer = new PeriodicTasks("open-streams");

    public OpenStreams(ProofCheck check, ClientLimitFilter limits, CurrentAccess access, SecurityIdentity identity) {
        this.check = check;
        this.limits = limits;
        this.access = access;
        this.identity = identity;
        timer.every(PERIOD, this::look);
    }

    private record OpenStream(RoutingContext http, Place place, Access seen, Proof shown, Runnable end) {}

    /** Writes server-sent events as long as the client may get them; refused if the client has too many streams open. */
    <T> Uni<Void> write(RoutingContext http, Flow.Publisher<T> batches, Function<T, Buffer> text) {
        return StreamWriter.write(http, batches, text, watch(http));
    }

    /** The same for a file that is still written, and that is broken off then. */
    Uni<Void> writeFile(RoutingContext http, Flow.Publisher<Buffer> pieces) {
        return StreamWriter.writeFile(http, pieces, watch(http));
    }

    private Consumer<Runnable> watch(RoutingContext http) {
        Access seen = access.get();
        Proof shown = identity.getAttribute(Proof.ATTRIBUTE);
        Place place = limits.openStream(http, seen);
        return end -> add(new OpenStream(http, place, seen, shown, end));
    }

    private void add(OpenStream stream) {
        streams.add(stream);
        stream.http().addEndHandler(ended -> streams.remove(stream));
    }

    private void look() {
        List<OpenStream> open = new ArrayList<>(streams);
        open.removeIf(this::hasGone);
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

    /** Whether its client has gone, if it had before it was added. */
    private boolean hasGone(OpenStream stream) {
        boolean gone = stream.http().response().closed();
        if (gone) {
            streams.remove(stream);
            stream.place().giveBack();
        }
        return gone;
    }

    @PreDestroy
    void end() {
        timer.end();
    }
}
