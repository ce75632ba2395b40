package org.ovirt.v2v.agent.source.vmware;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.source.tls.ServerTrust;
import org.ovirt.v2v.model.source.TlsTrust;

/**
 * The clients of vCenters and ESXi hosts, one for all who trust the same. Each has a thread of its own until it is collected as garbage, so
 * there are few, and what they do runs on threads that all of them share.
 */
final class VimClients {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final int MOST = 16;

    /** The system's authorities, and those of a request's text, are read again after that. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "vim");
        thread.setDaemon(true);
        return thread;
    });

    /** The one that was used longest ago comes first. */
    private final Map<TlsTrust, Kept> clients = new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TlsTrust, Kept> eldest) {
            return size() > MOST;
        }
    };

    private record Kept(HttpClient client, long madeAt) {
        boolean isFresh() {
            return System.nanoTime() - madeAt < KEPT.toNanos();
        }
    }

    /** A client that accepts the certificates that are trusted so. */
    synchronized HttpClient of(TlsTrust trust) throws FailureException {
        Kept kept = clients.get(trust);
        if (kept == null || !kept.isFresh()) {
            kept = new Kept(create(trust), System.nanoTime());
            clients.put(trust, kept);
        }
        return kept.client();
    }

    private HttpClient create(TlsTrust trust) throws FailureException {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT)
                .executor(threads)
                .sslContext(ServerTrust.context(trust))
                .build();
    }
}
