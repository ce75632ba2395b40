package org.ovirt.v2v.engine;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
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
    private static final int AT_ONCE = 1_000;
    private static final double BOUND_MILLISECONDS = 100;
    private static final int FAILED = 2;

    /** One in so many failed, and one in twice as many was cancelled. */
    private static final int ONE_IN = 50;

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
            fill(connection);
        }
        engine.restart();
        System.out.printf("%-48s %8s %9s%n", database + ", " + imports + " imports, ms", "median", "99 in 100");
        EngineClient client = engine.client();
        for (Map.Entry<String, String> list : lists(client).entrySet()) {
            time(client, list.getKey(), list.getValue());
        }
    }

    private Map<String, String> lists(EngineClient client) {
        String middle = behind(client, "/externalvmimports?max=1000", imports / 2 / 1000);
        Map<String, String> lists = new LinkedHashMap<>();
        lists.put("imports, 100", "/externalvmimports");
        lists.put("imports, 100 in the middle", "/externalvmimports?after=" + middle);
        lists.put("imports, 100 of a page by its number, the 400th", "/externalvmimports?page=400");
        lists.put("imports that failed, 100", "/externalvmimports?status=failed");
        lists.put("imports that failed or were cancelled, 100", "/externalvmimports?status=failed,cancelled");
        lists.put("imports that are active, of which there are none", "/externalvmimports?status=queued,converting");
        lists.put("jobs, 100", "/jobs?max=100");
        lists.put("jobs, 1000", "/jobs");
        lists.put("events, 100", "/events?max=100");
        lists.put("events, 1000", "/events");
        lists.put("events, 100 of a machine", "/events?max=100&search=vm.name%3Dvm-7");
        lists.put("events, 100 of a type", "/events?max=100&search=type%3D1165");
        lists.put(
                "events, 100 of a severity and host",
                "/events?max=100&search=severity%3Dnormal%20and%20host.name%3Dhost");
        lists.put("events of a host that is not there", "/events?search=host.name%3Dnone");
        return lists;
    }

    /** The key of the place behind so many pages. */
    private static String behind(EngineClient client, String path, int pages) {
        String next = client.get(path).accepted().path("next").asText();
        for (int page = 1; page < pages; page++) {
            next = client.get(path + "&after=" + next).accepted().path("next").asText();
        }
        return next;
    }

    private void time(EngineClient client, String name, String path) {
        for (int request = 0; request < WARM_UP; request++) {
            client.get(path).accepted();
        }
        double[] milliseconds = new double[REQUESTS];
        for (int request = 0; request < REQUESTS; request++) {
            long start = System.nanoTime();
            EngineClient.Answer answer = client.get(path);
            milliseconds[request] = (System.nanoTime() - start) / 1e6;
            if (!answer.isAccepted()) {
                throw new IllegalStateException(path + ": " + answer.text());
            }
        }
        Arrays.sort(milliseconds);
        double late = milliseconds[REQUESTS * 99 / 100];
        slowest = Math.max(slowest, late);
        System.out.printf("%-48s %8.1f %9.1f%n", name, milliseconds[REQUESTS / 2], late);
    }

    /** One import a minute, up to now. */
    private void fill(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        Instant first = Instant.now().minus(Duration.ofMinutes(imports));
        try (TestingHistory history = new TestingHistory(connection)) {
            for (int number = 0; number < imports; number++) {
                TestingHistory.Past past =
                        TestingHistory.Past.of("vm-" + number, state(number), first.plus(Duration.ofMinutes(number)));
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
}
