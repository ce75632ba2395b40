package org.ovirt.v2v.agent.attack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.agent.TestingRequests;
import org.ovirt.v2v.agent.rpc.stomp.TestingCaller;
import org.ovirt.v2v.model.rpc.VerbName;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingVCenter;

/**
 * An engine that converts: as many machines at a time as it began with, each looked at when its job has ended, and removed with it.
 */
final class Conversions implements AutoCloseable {
    static final String REPLIES = "conversions";

    private final Target target;
    private final Promises promises;
    private final TestingVCenter vcenter;
    private final TestingExportDomain domain;
    private final Map<UUID, Map<String, Object>> running = new LinkedHashMap<>();
    private Optional<TestingCaller> caller = Optional.empty();
    private int ended;

    Conversions(Target target, Promises promises, TestingVCenter vcenter, TestingExportDomain domain) {
        this.target = target;
        this.promises = promises;
        this.vcenter = vcenter;
        this.domain = domain;
    }

    /** With each request that was made, while its job cannot be deleted. */
    @FunctionalInterface
    interface Repetition {
        void of(Map<String, Object> request) throws Exception;
    }

    synchronized void begin(int count) {
        attempt(() -> {
            for (int i = 0; i < count; i++) {
                begin();
            }
        });
    }

    private void begin() throws IOException {
        UUID job = UUID.randomUUID();
        Map<String, Object> request = TestingRequests.conversion(vcenter, domain, job);
        caller().result(VerbName.CONVERT_EXTERNAL_VM, request);
        running.put(job, request);
    }

    /** Looks at what has ended since the last time, and begins as many anew if it is to go on. */
    synchronized void look(boolean goOn) {
        attempt(() -> {
            for (JsonNode report : caller().result(VerbName.LIST_JOBS, Map.of())) {
                UUID job = UUID.fromString(report.get("id").asText());
                if (!running.containsKey(job)) {
                    promises.broken("there is a job that nobody began: " + report);
                } else if (report.has("endedAt")) {
                    running.remove(job);
                    end(job, report);
                    if (goOn) {
                        begin();
                    }
                }
            }
        });
    }

    private void end(UUID job, JsonNode report) throws IOException {
        ended++;
        if (!report.get("status").asText().equals("done")) {
            promises.broken("a conversion failed: " + report);
        } else {
            String ovf = caller().result(VerbName.GET_CONVERTED_VM, Map.of("jobid", job))
                    .asText();
            promises.require(
                    ovf.contains(job.toString()) && Files.exists(domain.ovf(job)),
                    "a conversion ended well, and its machine is not in the domain");
            Map<String, Object> machine = Map.of("path", domain.root().toString(), "vmid", job);
            promises.require(
                    caller().result(VerbName.REMOVE_EXPORTED_VM, machine).asBoolean(), "a machine cannot be removed");
        }
        caller().result(VerbName.DELETE_JOB, Map.of("jobid", job));
    }

    private interface Work {
        void doIt() throws IOException;
    }

    private void attempt(Work work) {
        try {
            work.doIt();
        } catch (IOException | RuntimeException | AssertionError e) {
            promises.broken("an engine that converts gets no answer: " + e.getMessage());
            close();
        }
    }

    private TestingCaller caller() throws IOException {
        if (caller.isEmpty()) {
            caller = Optional.of(target.caller(Pings.ENGINE, REPLIES));
        }
        return caller.get();
    }

    synchronized void withEach(Repetition repetition) throws Exception {
        for (Map<String, Object> request : List.copyOf(running.values())) {
            repetition.of(request);
        }
    }

    synchronized int running() {
        return running.size();
    }

    synchronized int ended() {
        return ended;
    }

    @Override
    public synchronized void close() {
        caller.ifPresent(TestingCaller::close);
        caller = Optional.empty();
    }
}
