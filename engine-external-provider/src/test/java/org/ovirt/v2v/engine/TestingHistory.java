package org.ovirt.v2v.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Imports with their jobs, steps and events as they lie in the database after some time, written past the engine. */
public final class TestingHistory implements AutoCloseable {
    private static final String OTHER_VALUES = "00000000-0000-4000-8000-000000000001";
    private static final List<String> STEPS = List.of("VALIDATING", "EXECUTING", "CONVERTING_VM", "FINALIZING");
    private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "CANCELLED");
    private static final List<Integer> CODES = List.of(1165, 1193, 1152);

    private static final int AT_ONCE = 1_000;

    /** One in so many failed, and one in twice as many was cancelled. */
    private static final int ONE_IN = 50;

    private final List<PreparedStatement> statements = new ArrayList<>();
    private final PreparedStatement job;
    private final PreparedStatement step;
    private final PreparedStatement row;
    private final PreparedStatement attempt;
    private final PreparedStatement event;

    /** Writes over this connection; who has it commits. */
    public TestingHistory(Connection connection) throws SQLException {
        this.job = prepare(
                connection,
                "insert into jobs (id, version, description, status, owner, started_at, ended_at, updated_at)"
                        + " values (?, 1, 'Importing VM', 'FINISHED', 'admin@internal', ?, ?, ?)");
        this.step = prepare(
                connection,
                "insert into job_steps (id, version, job_id, number, type, description, status, progress, started_at,"
                        + " ended_at) values (?, 1, ?, ?, ?, 'Step', 'FINISHED', 100, ?, ?)");
        this.row = prepare(
                connection,
                "insert into imports (id, version, name, state, cancel_requested, source_vm_id, source_vm_name, source_uri,"
                        + " provider_id, provider_name, data_center_id, data_center_name, cluster_id, cluster_name,"
                        + " storage_domain_id, storage_domain_name, domain_path, host_id, host_name, allocation, format,"
                        + " network_mappings, owner, job_id, phase, description, progress, disks, warnings, created_at,"
                        + " started_at, ended_at, attempt_job_id)"
                        + " values (?, 7, ?, ?, false, 'vm-1', 'web', 'vpx://vcenter/', '@', 'vcenter', '@', 'dc', '@',"
                        + " 'cluster', '@', 'export', '/exports/v2v', '@', 'host', 'SPARSE', 'RAW', '[]',"
                        + " 'admin@internal', ?, 'FINISHED', 'Imported into the export domain export', 100, '[]', '[]',"
                        + " ?, ?, ?, ?)");
        this.attempt = prepare(
                connection,
                "insert into import_attempts (job_id, version, import_id, number, host_id, host_name, started_at, ended_at,"
                        + " outcome, abort_owed) values (?, 1, ?, 1, '@', 'host', ?, ?, ?, false)");
        this.event = prepare(
                connection,
                "insert into audit_events (code, severity, recorded_at, description, user_name, vm_id, vm_name, cluster_id,"
                        + " cluster_name, data_center_id, data_center_name, host_id, host_name, storage_domain_id,"
                        + " storage_domain_name) values (?, 'NORMAL', ?, 'Vm was imported successfully',"
                        + " 'admin@internal', ?, ?, '@', 'cluster', '@', 'dc', '@', 'host', '@', 'export')");
    }

    /** A database with so many ended imports, one a minute up to now, with their events. */
    static void fill(Connection connection, int imports) throws SQLException {
        connection.setAutoCommit(false);
        Instant first = Instant.now().minus(Duration.ofMinutes(imports));
        try (TestingHistory history = new TestingHistory(connection)) {
            for (int number = 0; number < imports; number++) {
                Past past = Past.of("vm-" + number, state(number), first.plus(Duration.ofMinutes(number)));
                history.add(past);
                history.addEvents(past);
                if (number % AT_ONCE == 0) {
                    history.write();
                    connection.commit();
                }
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("analyze");
        }
    }

    private static String state(int number) {
        if (number % ONE_IN != 0) {
            return "SUCCEEDED";
        }
        return number % (2 * ONE_IN) == 0 ? "CANCELLED" : "FAILED";
    }

    private PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql.replace("@", OTHER_VALUES));
        statements.add(statement);
        return statement;
    }

    /**
     * An import.
     *
     * @param state as the database has it
     * @param created it took a minute from then
     */
    public record Past(UUID id, UUID job, String name, String state, Instant created) {
        public static Past of(String name, String state, Instant created) {
            return new Past(UUID.randomUUID(), UUID.randomUUID(), name, state, created);
        }
    }

    /** With its job and four steps; {@link #write} sends it. */
    public void add(Past past) throws SQLException {
        Object begin = past.created().atOffset(ZoneOffset.UTC);
        Object end = past.created().plus(Duration.ofMinutes(1)).atOffset(ZoneOffset.UTC);
        batch(job, past.job(), begin, end, end);
        for (int number = 0; number < STEPS.size(); number++) {
            batch(step, UUID.randomUUID(), past.job(), number, STEPS.get(number), begin, end);
        }
        batch(row, past.id(), past.name(), past.state(), past.job(), begin, begin, end, past.id());
        boolean ended = ENDED.contains(past.state());
        batch(attempt, past.id(), past.id(), begin, ended ? end : null, ended ? past.state() : null);
    }

    /** The three events of an import that succeeds. */
    public void addEvents(Past past) throws SQLException {
        for (int code : CODES) {
            batch(event, code, past.created().atOffset(ZoneOffset.UTC), past.id(), past.name());
        }
    }

    public void write() throws SQLException {
        for (PreparedStatement statement : statements) {
            statement.executeBatch();
        }
    }

    @Override
    public void close() throws SQLException {
        write();
        for (PreparedStatement statement : statements) {
            statement.close();
        }
    }

    private static void batch(PreparedStatement statement, Object... values) throws SQLException {
        for (int index = 0; index < values.length; index++) {
            statement.setObject(index + 1, values[index]);
        }
        statement.addBatch();
    }
}
