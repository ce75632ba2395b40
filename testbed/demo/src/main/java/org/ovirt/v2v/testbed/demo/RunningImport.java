package org.ovirt.v2v.testbed.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/** An import that is shown while it runs, and cancelled if the demo ends before it. */
final class RunningImport implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CANCEL_TIME_OUT = Duration.ofSeconds(60);

    private final Api api;
    private final String id;
    private final Console console;
    private final Services services;

    RunningImport(Api api, String id, Console console, Services services) {
        this.api = api;
        this.id = id;
        this.console = console;
        this.services = services;
    }

    String id() {
        return id;
    }

    /** Shows it until it has succeeded; fails with its reason if it has not. */
    void watch() {
        Stopwatch watch = Stopwatch.start();
        String last = "";
        while (true) {
            services.require();
            Optional<JsonNode> now = now();
            if (now.isPresent()) {
                String line = line(now.get());
                console.show("  " + line + "  " + watch);
                if (!console.isTerminal() && !line.equals(last)) {
                    console.say("  " + watch + "  " + line.strip());
                    last = line;
                }
                switch (status(now.get())) {
                    case "succeeded" -> {
                        console.say("Imported in " + watch);
                        return;
                    }
                    case "failed", "cancelled" -> throw new DemoException(reason(now.get()));
                    default -> {} // it goes on
                }
            }
            Pause.of(POLL);
        }
    }

    private static String line(JsonNode now) {
        String what = now.path("description")
                .asText(now.path("phase").asText(now.path("status").asText()));
        return String.format("%4s  %s", now.path("progress").asInt() + "%", what);
    }

    private static String status(JsonNode now) {
        return now.path("status").asText();
    }

    private static String reason(JsonNode now) {
        StringBuilder text = new StringBuilder("the import has ended: ").append(status(now));
        JsonNode failure = now.path("failure");
        if (failure.isObject()) {
            text.append("\n  ")
                    .append(failure.path("code").asText())
                    .append(": ")
                    .append(failure.path("message").asText());
            for (String member : new String[] {"remedy", "detail"}) {
                if (failure.path(member).isTextual()) {
                    text.append("\n  ").append(failure.path(member).asText());
                }
            }
        }
        return text.toString();
    }

    /** Empty while the engine cannot say. */
    private Optional<JsonNode> now() {
        try {
            return Optional.of(api.importNow(id));
        } catch (UncheckedIOException | DemoException e) {
            return Optional.empty();
        }
    }

    private boolean isRunning() {
        return now().filter(now -> switch (status(now)) {
                    case "succeeded", "failed", "cancelled" -> false;
                    default -> true;
                })
                .isPresent();
    }

    @Override
    public void close() {
        if (!isRunning()) {
            return;
        }
        console.say("Cancelling the import");
        try {
            api.cancel(id);
        } catch (UncheckedIOException | DemoException e) {
            console.say("  " + e.getMessage());
            return;
        }
        Stopwatch watch = Stopwatch.start();
        while (isRunning() && watch.elapsed().compareTo(CANCEL_TIME_OUT) < 0) {
            Pause.of(POLL);
        }
    }
}
