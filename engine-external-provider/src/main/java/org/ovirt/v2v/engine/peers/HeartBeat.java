package org.ovirt.v2v.engine.peers;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.ovirt.v2v.engine.config.DatabaseSettings;

/** Tells the other engines that this one is alive, and renews its leases; over a connection of its own. */
final class HeartBeat {
    /** Then the next one may still be in time. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final OwnConnection connection;
    private final UUID me;

    /** Who stands in the database under this engine's id. */
    enum Registered {
        THIS,
        /** Nobody, or an engine that beats no more: somebody has removed the row, or the database is an older one again. */
        NOBODY,
        /** Another engine that lives: a copy of this one. */
        A_COPY
    }

    /**
     * What the database knows.
     *
     * @param registered who is under this engine's id
     * @param engines how many are alive
     * @param renewed the leases that this engine still holds, with their terms
     */
    record Answer(Registered registered, int engines, Map<String, Long> renewed) {}

    HeartBeat(DatabaseSettings database, UUID me) {
        this.connection = new OwnConnection(database, "heart-beat", LONGEST);
        this.me = me;
    }

    /**
     * Beats once.
     *
     * @param startedAt as the database has it: another engine with this id would have written another time
     * @param held the leases to renew; others of this engine, which it has lost sight of, shall end
     */
    Answer beat(OffsetDateTime startedAt, Set<String> held) throws SQLException {
        return connection.call(open -> {
            open.setAutoCommit(false);
            Answer answer = beat(open, startedAt, List.copyOf(held));
            open.commit();
            return answer;
        });
    }

    private Answer beat(Connection open, OffsetDateTime startedAt, List<String> held) throws SQLException {
        try (PreparedStatement seen = open.prepareStatement(
                "update engines set seen_at = current_timestamp where id = ? and started_at = ?")) {
            seen.setObject(1, me);
            seen.setObject(2, startedAt);
            if (seen.executeUpdate() == 0) {
                return new Answer(isCopied(open) ? Registered.A_COPY : Registered.NOBODY, 1, Map.of());
            }
        }
        return new Answer(Registered.THIS, engines(open), held.isEmpty() ? Map.of() : renewed(open, held));
    }

    private boolean isCopied(Connection open) throws SQLException {
        try (PreparedStatement select = open.prepareStatement(
                "select 1 from engines where id = ? and seen_at > current_timestamp - " + Leases.HELD)) {
            select.setObject(1, me);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static int engines(Connection open) throws SQLException {
        try (PreparedStatement count = open.prepareStatement(
                        "select count(*) from engines where seen_at > current_timestamp - " + Leases.HELD);
                ResultSet alive = count.executeQuery()) {
            alive.next();
            return alive.getInt(1);
        }
    }

    private Map<String, Long> renewed(Connection open, List<String> held) throws SQLException {
        String mine =
                " where engine_id = ? and name in (" + String.join(",", Collections.nCopies(held.size(), "?")) + ")";
        try (PreparedStatement renew =
                open.prepareStatement("update leases set held_until = current_timestamp + " + Leases.HELD + mine)) {
            bind(renew, held);
            renew.executeUpdate();
        }
        Map<String, Long> renewed = new HashMap<>();
        try (PreparedStatement select = open.prepareStatement("select name, term from leases" + mine)) {
            bind(select, held);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    renewed.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return renewed;
    }

    private void bind(PreparedStatement statement, List<String> held) throws SQLException {
        statement.setObject(1, me);
        for (int number = 0; number < held.size(); number++) {
            statement.setString(number + 2, held.get(number));
        }
    }

    void end() {
        connection.close();
    }
}
