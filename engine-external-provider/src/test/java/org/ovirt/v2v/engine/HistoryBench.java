package org.ovirt.v2v.engine;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.ovirt.v2v.testbed.EngineClient;
import org.ovirt.v2v.testbed.EngineProcess;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingPostgres;

/**
 * Measures what {@code bench/history} prints: how long the engine as it is installed takes for lists when much has happened.
 * Argument: how many imports have ended. Exit code 1 if a list took longer than the bound.
 */
public final class HistoryBench {
    private static final int WARM_UP = 100;
    private static final int REQUESTS = 300;
    private static final double BOUND_MILLISECONDS = 100;
    private static final int FAILED = 2;

    private final int imports;
    private double slowest;

    private HistoryBench(int imports) {
        this.imports = imports;
    }

    public static void main(String[] arguments) {
        System.exit(exitCode(Integer.parseInt(arguments[0])));
    }

    private static int exitCode(int imports) {
        try {
            HistoryBench bench = new HistoryBench(imports);
            bench.measure();
            return bench.slowest <= BOUND_MILLISECONDS ? 0 : 1;
        } catch (Exception e) {
            System.err.println("Nothing was measured: " + e);
            return FAILED;
        }
    }

    private void measure() throws SQLException {
        try (TestingPki pki = TestingPki.create()) {
            try (EngineProcess engine = EngineProcess.start(pki)) {
                engine.stop();
                measure("H2", engine, "jdbc:h2:file:" + engine.home().resolve("database/engine"), "engine", "");
            }
            try (TestingPostgres postgres = TestingPostgres.start();
                    EngineProcess engine = EngineProcess.start(pki, postgres)) {
                engine.stop();
                String url = postgres.jdbcUrl().replaceFirst("[^/]*$", "engine");
                measure("PostgreSQL", engine, url, TestingPostgres.USER, TestingPostgres.PASSWORD);
            }
        }
        System.out.printf("%-48s %18.0f%n", "bound", BOUND_MILLISECONDS);
    }

    private void measure(String database, EngineProcess engine, String url, String user, String password)
            throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password)) {
            TestingHistory.fill(connection, imports);
        }
        engine.restart();
        System.out.printf("%-48s %8s %9s%n", database + ", " + imports + " imports, ms", "median", "99 in 100");
        EngineClient client = engine.client();
        for (Map.Entry<String, String> list : TestingLists.of(client, imports).entrySet()) {
            time(client, list.getKey(), list.getValue());
        }
    }

    private void time(EngineClient client, String name, String path) {
        TestingLists.time(client, path, WARM_UP);
        double[] milliseconds = TestingLists.time(client, path, REQUESTS);
        double late = milliseconds[REQUESTS * 99 / 100];
        slowest = Math.max(slowest, late);
        System.out.printf("%-48s %8.1f %9.1f%n", name, milliseconds[REQUESTS / 2], late);
    }
}
