package org.ovirt.v2v.engine;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ovirt.v2v.testbed.EngineClient;
import org.ovirt.v2v.testbed.EngineProcess;
import org.ovirt.v2v.testbed.Repository;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingPostgres;
import org.ovirt.v2v.testbed.TestingProcess;

/**
 * Measures what {@code bench/load} prints: two engines as they are installed on one PostgreSQL, with a long history, a long queue, many
 * proxy hosts that all convert, and many clients that listen. Exit code 1 if a bound was broken.
 */
public final class LoadBench {
    private static final int STARTS = 5;
    private static final int WARM_UP = 100;
    private static final int REQUESTS = 200;
    private static final int AT_ONCE = 5_000;
    private static final int MACHINES = 2_000;
    private static final int SECONDS_OF_A_PERCENT = 10;
    private static final int FAILED = 2;
    private static final String DATABASE = "PostgreSQL";
    private static final double BOUND_START_SECONDS = 3;
    private static final double BOUND_LIST_MILLISECONDS = 100;
    private static final double BOUND_ADMISSION_MILLISECONDS = 50;
    private static final double BOUND_RESIDENT_MEBIBYTES = 512;
    private static final Duration LONG = Duration.ofMinutes(15);
    private static final Duration WINDOW = Duration.ofSeconds(20);
    private static final Pattern LISTENING = Pattern.compile("(?m)^listening (.*)$");
    private static final String LINE = "%-52s %9s %9s %9s %9s%n";

    private final Size size;
    private boolean kept = true;

    /**
     * How much there is of everything.
     *
     * @param ended imports of the past
     * @param clients that listen to all imports, shared out to the engines
     */
    private record Size(int ended, int queued, int running, int hosts, int clients) {}

    private LoadBench(Size size) {
        this.size = size;
    }

    /** Arguments: ended, queued and running imports, proxy hosts, clients that listen. */
    public static void main(String[] arguments) {
        int[] size = Stream.of(arguments).mapToInt(Integer::parseInt).toArray();
        int exitCode;
        try {
            LoadBench bench = new LoadBench(new Size(size[0], size[1], size[2], size[3], size[4]));
            bench.measure();
            exitCode = bench.kept ? 0 : 1;
        } catch (Exception e) {
            System.err.println("Not all was measured: " + e + ", caused by " + e.getCause());
            exitCode = FAILED;
        }
        System.exit(exitCode);
    }

    private void measure() throws SQLException {
        System.out.printf(
                "%d ended imports, %d queued, %d running on %d hosts, %d clients that listen, 2 engines%n%n",
                size.ended(), size.queued(), size.running(), size.hosts(), size.clients());
        try (TestingPki pki = TestingPki.create();
                TestingFolder folder = TestingFolder.create("load");
                TestingPostgres postgres = TestingPostgres.start();
                TestingProcess agents = agents(pki, folder);
                EngineProcess one =
                        builder(pki, folder.path()).database(postgres).start()) {
            one.stop();
            String url = postgres.jdbcUrl().replaceFirst("[^/]*$", "engine");
            try (Connection database = DriverManager.getConnection(
                    url + "?reWriteBatchedInserts=true", TestingPostgres.USER, TestingPostgres.PASSWORD)) {
                TestingHistory.fill(database, size.ended());
                starts(one);
                try (EngineProcess other =
                        builder(pki, folder.path()).beside(one).start()) {
                    load(
                            one,
                            other,
                            hosts(agents),
                            new DatabaseTime(database),
                            pki.authority(),
                            Map.of(
                                    "an engine",
                                    one.pid(),
                                    "the other engine",
                                    other.pid(),
                                    "proxy hosts",
                                    agents.pid(),
                                    DATABASE,
                                    postgres.pid(),
                                    "who asks",
                                    ProcessHandle.current().pid()));
                }
            }
        }
    }

    private EngineProcess.Builder builder(TestingPki pki, Path cache) {
        return EngineProcess.builder(pki)
                .cache(cache)
                .set("v2v.imports.per-host", Integer.toString((size.running() + size.hosts() - 1) / size.hosts()))
                // one user plays all of them
                .set("v2v.clients.streams", "1000")
                .set("v2v.clients.simultaneous-requests", "1000")
                .set("v2v.clients.requests-per-second", "100000")
                .set("v2v.imports.in-all", Integer.toString(size.running()))
                .set("v2v.imports.per-provider", Integer.toString(size.running()))
                .set("v2v.imports.per-source-host", Integer.toString(size.running()));
    }

    /** Many in a process of their own, so that they do not count as this one's work. */
    private TestingProcess agents(TestingPki pki, TestingFolder folder) {
        Path module = Repository.file("host-proxy-agent/target");
        return TestingProcess.start(
                List.of(
                        "java",
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        module.resolve("test-classes") + ":" + module.resolve("agent/lib") + "/*:"
                                + Repository.file("testbed/fixtures/target/classes"),
                        "org.ovirt.v2v.agent.TestingAgents",
                        Integer.toString(size.hosts()),
                        Integer.toString(MACHINES),
                        Integer.toString(SECONDS_OF_A_PERCENT),
                        pki.host().certificate().toString(),
                        pki.host().key().toString(),
                        pki.host().authority().toString()),
                Map.of(),
                folder.resolve("agents.log"));
    }

    private static Map<String, Integer> hosts(TestingProcess agents) {
        Matcher told = agents.awaitOutput(LISTENING, Duration.ofMinutes(1));
        Map<String, Integer> hosts = new TreeMap<>();
        for (String port : told.group(1).split(" ", -1)) {
            hosts.put("host-%03d".formatted(hosts.size()), Integer.parseInt(port));
        }
        return hosts;
    }

    /** From the launcher's start to the first answer. */
    private void starts(EngineProcess engine) {
        double[] seconds = new double[STARTS];
        for (int start = 0; start < STARTS; start++) {
            seconds[start] = timed(engine::restart);
            engine.stop();
        }
        engine.restart();
        Arrays.sort(seconds);
        title("start, s", "median", "fastest", "", "bound");
        System.out.printf(
                LINE,
                "to the first answer",
                number(seconds[STARTS / 2]),
                number(seconds[0]),
                "",
                number(BOUND_START_SECONDS));
        kept &= seconds[STARTS / 2] <= BOUND_START_SECONDS;
    }

    private void load(
            EngineProcess one,
            EngineProcess other,
            Map<String, Integer> hosts,
            DatabaseTime database,
            Path authority,
            Map<String, Long> parties) {
        EngineClient client = one.client();
        TestingEstate estate = TestingEstate.ofScriptedHosts(client, hosts);
        int all = size.queued() + size.running();
        double filling = timed(() -> {
            for (int from = 0; from < all; from += AT_ONCE) {
                estate.submit(
                                client,
                                IntStream.range(from, Math.min(all, from + AT_ONCE))
                                        .mapToObj(number -> "load-" + number)
                                        .toList())
                        .accepted();
            }
            await().atMost(LONG).pollInterval(Duration.ofSeconds(1)).until(() -> isFull(client));
        });
        System.out.printf(LINE, "until all was queued or running, s", number(filling), "", "", "");
        // those who listen do not ask the database
        double busy = busy(database);
        Resident resident = new Resident(List.of(one, other));
        try (TestingListeners listeners = TestingListeners.start(size.clients(), authority, List.of(one, other))) {
            // each is told of all that is active first
            double welcome =
                    timed(() -> await().atMost(LONG).until(() -> listeners.events() >= (long) all * size.clients()));
            System.out.printf(
                    LINE,
                    "until " + size.clients() + " listen and knew what is active, s",
                    number(welcome),
                    "",
                    "",
                    "");
            long told = listeners.events();
            Map<String, Long> everybody = new TreeMap<>(parties);
            everybody.put("those who listen", listeners.pid());
            Work work = new Work(everybody);
            lists(one, "an engine", database, busy);
            lists(other, "the other engine", database, busy);
            double seconds = work.seconds();
            System.out.printf(
                    LINE,
                    "events told to clients, a second",
                    number((listeners.events() - told) / seconds),
                    "",
                    "",
                    "");
            work.print();
            admission(List.of(one, other));
        } finally {
            resident(resident.end());
        }
    }

    private boolean isFull(EngineClient client) {
        boolean checked = client.get("/imports?status=validating&max=1")
                        .accepted()
                        .path("total")
                        .asInt()
                == 0;
        return checked && client.get("/importqueue").accepted().path("running").asInt() >= size.running();
    }

    /** How much of a second the database works, without anybody who asks for lists. */
    private static double busy(DatabaseTime database) {
        double before = database.milliseconds();
        double seconds = timed(() -> pause(WINDOW));
        double busy = (database.milliseconds() - before) / seconds;
        System.out.printf(LINE, "database without lists, ms a second", number(busy), "", "", "");
        return busy;
    }

    private void lists(EngineProcess engine, String name, DatabaseTime database, double busy) {
        EngineClient client = engine.client();
        title("lists of " + name + ", ms", "median", "99 in 100", "database", "bound");
        Map<String, String> all = TestingLists.of(client, size.ended());
        // Java has then compiled what lists need
        all.values().forEach(path -> TestingLists.time(client, path, WARM_UP));
        all.forEach((list, path) -> {
            double before = database.milliseconds();
            long start = System.nanoTime();
            double[] milliseconds = TestingLists.time(client, path, REQUESTS);
            double elapsed = (System.nanoTime() - start) / 1e9;
            double share = Math.max(0, database.milliseconds() - before - busy * elapsed) / REQUESTS;
            double late = milliseconds[REQUESTS * 99 / 100];
            System.out.printf(
                    LINE,
                    list,
                    number(milliseconds[REQUESTS / 2]),
                    number(late),
                    number(share),
                    number(BOUND_LIST_MILLISECONDS));
            kept &= late <= BOUND_LIST_MILLISECONDS;
        });
    }

    private void admission(List<EngineProcess> engines) {
        title("admission, ms", "mean", "99 in 100", "", "bound");
        double looks = 0;
        for (EngineProcess engine : engines) {
            EngineClient.Answer answer = engine.client().getBeside("/services/metrics");
            if (!answer.isAccepted()) {
                throw new IllegalStateException("metrics: " + answer);
            }
            String metrics = answer.text();
            double count = metric(metrics, "v2v_admission_seconds_count").orElse(0);
            if (count > 0) {
                double late = metric(metrics, "v2v_admission_seconds{quantile=\"0.99\"}")
                                .orElseThrow()
                        * 1000;
                System.out.printf(
                        LINE,
                        "%.0f looks at the queue".formatted(count),
                        number(metric(metrics, "v2v_admission_seconds_sum").orElseThrow() * 1000 / count),
                        number(late),
                        "",
                        number(BOUND_ADMISSION_MILLISECONDS));
                kept &= late <= BOUND_ADMISSION_MILLISECONDS;
                looks += count;
            }
        }
        if (looks == 0) {
            throw new IllegalStateException("nobody has looked at the queue");
        }
    }

    /** Of an engine that has not decided yet there is none. */
    private static OptionalDouble metric(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst();
    }

    private void resident(List<Double> most) {
        title("resident, MiB", "most", "", "", "bound");
        for (double each : most) {
            System.out.printf(LINE, "an engine", number(each), "", "", number(BOUND_RESIDENT_MEBIBYTES));
            kept &= each <= BOUND_RESIDENT_MEBIBYTES;
        }
    }

    private static void title(String... columns) {
        System.out.printf(LINE, (Object[]) columns);
        System.out.println("  (load " + text(Path.of("/proc/loadavg")).split(" ", 2)[0] + ")");
    }

    private static String number(double value) {
        return "%.1f".formatted(value);
    }

    private static double timed(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How long the database has worked for the engines. */
    private record DatabaseTime(Connection connection) {
        /** PostgreSQL counts what a connection has done when that has been idle for a second. */
        private static final Duration COUNTED = Duration.ofMillis(1100);

        double milliseconds() {
            pause(COUNTED);
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(
                            "select active_time from pg_stat_database where datname = current_database()")) {
                result.next();
                return result.getDouble(1);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** What share of the machine each party has used since this was made, with its child processes. */
    private static final class Work {
        private static final double TICKS = 100;

        private final Map<String, Long> parties;
        private final Map<String, Double> before;
        private final long begin = System.nanoTime();

        Work(Map<String, Long> parties) {
            this.parties = parties;
            this.before = used();
        }

        double seconds() {
            return (System.nanoTime() - begin) / 1e9;
        }

        void print() {
            double seconds = seconds();
            title("processors used, of " + Runtime.getRuntime().availableProcessors(), "", "", "", "");
            used().forEach((party, now) ->
                    System.out.printf(LINE, party, "%.2f".formatted((now - before.get(party)) / seconds), "", "", ""));
        }

        private Map<String, Double> used() {
            Map<String, Double> used = new TreeMap<>();
            parties.forEach((party, pid) -> used.put(
                    party,
                    ProcessHandle.of(pid).stream()
                            .flatMap(process -> party.equals(DATABASE)
                                    ? Stream.concat(Stream.of(process), process.descendants())
                                    : Stream.of(process))
                            .mapToDouble(process -> used(process.pid()))
                            .sum()));
            return used;
        }

        /** Seconds of itself and of children that have ended. */
        private static double used(long pid) {
            Path file = Path.of("/proc/" + pid + "/stat");
            if (!Files.exists(file)) {
                return 0;
            }
            String stat = text(file);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return IntStream.rangeClosed(11, 14)
                            .mapToLong(field -> Long.parseLong(fields[field]))
                            .sum()
                    / TICKS;
        }
    }

    /** The most that each engine had resident since this was made (VmRSS), looked at every half second. */
    private static final class Resident {
        private static final Pattern RSS = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");
        private static final Duration EACH = Duration.ofMillis(500);

        private final List<EngineProcess> engines;
        private final double[] most;
        private boolean over;

        Resident(List<EngineProcess> engines) {
            this.engines = engines;
            this.most = new double[engines.size()];
            Thread thread = new Thread(this::look, "resident");
            thread.setDaemon(true);
            thread.start();
        }

        private void look() {
            while (looked()) {
                pause(EACH);
            }
        }

        private synchronized boolean looked() {
            for (int number = 0; number < most.length && !over; number++) {
                Matcher rss =
                        RSS.matcher(text(Path.of("/proc/" + engines.get(number).pid() + "/status")));
                if (rss.find()) {
                    most[number] = Math.max(most[number], Double.parseDouble(rss.group(1)) / 1024);
                }
            }
            return !over;
        }

        /** From now on nobody looks any more. */
        synchronized List<Double> end() {
            over = true;
            return Arrays.stream(most).boxed().toList();
        }
    }
}
