package org.ovirt.v2v.engine.peers;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.ovirt.v2v.engine.DaemonThreads;
import org.ovirt.v2v.engine.config.DatabaseChoice;
import org.ovirt.v2v.engine.config.DatabaseSettings;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What engines on one PostgreSQL tell each other at once (LISTEN and NOTIFY). A notice can be lost, when a connection is: who
 * listens must find out by and by without it. On the embedded database there is nobody to tell.
 */
@ApplicationScoped
public class Notices {
    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
    private static final String CHANNEL = "ovirt_v2v";

    /** PostgreSQL takes less than 8000 bytes. */
    private static final int MOST_BYTES = 7900;

    /** With so many unsent, the database has been away for long, and they are not worth to be kept. */
    private static final int MOST_UNSENT = 20_000;

    /** How long notices are gathered, of which only the last about each subject is sent. */
    private static final Duration GATHERED = Duration.ofMillis(20);

    private static final Duration QUIET = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int CHECK_SECONDS = 5;
    private static final Duration SENDING = Duration.ofSeconds(20);
    private static final char SEPARATOR = ' ';

    private final String me;
    private final boolean alone;
    private final ConcurrentMap<String, Consumer<String>> listeners = new ConcurrentHashMap<>();
    private final Map<String, String> unsent = new LinkedHashMap<>();
    private final ScheduledExecutorService sender = DaemonThreads.timer("notices-sender");
    private final ScheduledExecutorService receiver = DaemonThreads.timer("notices-receiver");
    private final OwnConnection sending;
    private final OwnConnection receiving;
    private volatile ScheduledFuture<?> telling;
    private volatile ScheduledFuture<?> hearing;
    private volatile boolean ended;

    public Notices(DatabaseSettings database, EngineIdentity identity) {
        this.sending = new OwnConnection(database, "notices-sender", SENDING);
        this.receiving = new OwnConnection(database, "notices-receiver", Duration.ZERO);
        this.me = identity.id().toString();
        this.alone = !DatabaseChoice.isPostgresql(database.url());
    }

    /** Begins to listen; the listeners are called on a thread of their own, one after the other. */
    public void begin() {
        if (!alone) {
            hearing = receiver.scheduleWithFixedDelay(this::receive, 0, RETRY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    void end(@Observes ShutdownEvent event) {
        ended = true;
        Stream.of(telling, hearing).flatMap(Stream::ofNullable).forEach(each -> each.cancel(false));
        sender.shutdownNow();
        receiver.shutdownNow();
        // a thread that waits for a notice does not hear that it is interrupted
        receiving.close();
        sending.close();
    }

    /** The listener gets what other engines say under this topic. */
    public void listen(String topic, Consumer<String> listener) {
        listeners.put(topic, listener);
    }

    /**
     * Tells the other engines, soon; of several notices about the same subject perhaps only the last. One that is too long is not
     * sent.
     */
    public void tell(String topic, String subject, String text) {
        if (alone || ended) {
            return;
        }
        String payload = me + SEPARATOR + topic + SEPARATOR + text;
        if (payload.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            LOG.debug("A notice about {} is too long to be sent", subject);
            return;
        }
        synchronized (unsent) {
            boolean first = unsent.isEmpty();
            if (unsent.size() < MOST_UNSENT) {
                unsent.put(topic + SEPARATOR + subject, payload);
            }
            if (first) {
                telling = sender.schedule(this::send, GATHERED.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private void send() {
        List<String> payloads;
        synchronized (unsent) {
            payloads = new ArrayList<>(unsent.values());
            unsent.clear();
        }
        try {
            sending.call(connection -> {
                try (PreparedStatement notify = connection.prepareStatement(
                        "select pg_notify('" + CHANNEL + "', payload) from unnest(?) payload")) {
                    notify.setArray(1, connection.createArrayOf("text", payloads.toArray()));
                    return notify.execute();
                }
            });
        } catch (SQLException e) {
            LOG.warn("{} notices could not be sent to the other engines: {}", payloads.size(), e.toString());
        }
    }

    private void receive() {
        try {
            receiving.call(this::receive);
        } catch (SQLException e) {
            if (!ended) {
                LOG.warn("Notices of other engines cannot be heard at present: {}", e.toString());
            }
        } finally {
            receiving.close();
        }
    }

    /** Until the connection is lost. */
    private boolean receive(Connection connection) throws SQLException {
        try (Statement listen = connection.createStatement()) {
            listen.execute("listen " + CHANNEL);
        }
        PGConnection notices = connection.unwrap(PGConnection.class);
        while (!ended) {
            PGNotification[] heard = notices.getNotifications((int) QUIET.toMillis());
            if (heard.length == 0 && !connection.isValid(CHECK_SECONDS)) {
                LOG.warn("The connection that notices come in by was lost");
                return false;
            }
            for (PGNotification each : heard) {
                hear(each.getParameter());
            }
        }
        return true;
    }

    private void hear(String payload) {
        String[] parts = payload.split(String.valueOf(SEPARATOR), 3);
        if (parts.length < 3 || parts[0].equals(me)) {
            return;
        }
        Consumer<String> listener = listeners.get(parts[1]);
        if (listener == null) {
            return;
        }
        try {
            listener.accept(parts[2]);
        } catch (RuntimeException e) {
            LOG.warn("A notice of another engine about {} could not be taken in", parts[1], e);
        }
    }
}
