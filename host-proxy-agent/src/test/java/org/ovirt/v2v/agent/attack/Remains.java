package org.ovirt.v2v.agent.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ovirt.v2v.model.exportdomain.DomainLayout;
import org.ovirt.v2v.testbed.AgentProcess;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingVirtV2v;

/** What is left when all is over: nothing, and a log in which nobody but the agent has written. */
record Remains(AgentProcess agent, TestingExportDomain domain, TestingVirtV2v virtV2v, Promises promises) {
    /** Of the log; nobody reads more, and the host's journal would be full of it. */
    private static final int LONGEST_LINE = 8_000;

    void look() throws IOException {
        promises.require(domain.staged().isEmpty(), "staging folders are left");
        requireEmpty("images", domain.images());
        requireEmpty("machines", domain.folder().resolve(DomainLayout.VMS));
        requireEmpty("temporary files", agent.folder().resolve("tmp"));
        requireEmpty("passwords", agent.secrets());
        requireEmpty("owed removals", agent.stateFolder().resolve("owed"));
        promises.require(agent.jobs().isEmpty(), "jobs are left");
        Map<String, Long> conversions = virtV2v.timeline().stream()
                .collect(Collectors.groupingBy(TestingVirtV2v.Run::name, Collectors.counting()));
        promises.require(conversions.values().stream().allMatch(times -> times == 1), "a machine was converted twice");
        promises.require(
                ProcessHandle.of(agent.pid()).orElseThrow().descendants().allMatch(this::isHelper),
                "processes are left");
        lookAtLog();
    }

    private void requireEmpty(String what, Path folder) throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            List<Path> some = left.limit(3).toList();
            promises.require(some.isEmpty(), what + " are left: " + some);
        } catch (NoSuchFileException e) {
            // it was not even made
        }
    }

    private boolean isHelper(ProcessHandle process) {
        return agent.helpers().anyMatch(process::equals);
    }

    private void lookAtLog() throws IOException {
        try (Stream<String> lines = Files.lines(agent.folder().resolve("agent.log"), StandardCharsets.ISO_8859_1)) {
            Map<String, Long> levels = lines.peek(this::requireHarmless)
                    .map(line -> line.split(" ", 2)[0])
                    .filter(word -> word.equals("ERROR") || word.equals("WARN") || word.equals("INFO"))
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
            System.out.println("lines of the log: " + levels);
        }
    }

    private void requireHarmless(String line) {
        promises.require(
                line.length() <= LONGEST_LINE, "a line of the log has more than " + LONGEST_LINE + " characters");
        promises.require(!line.startsWith(FrameAttacks.FORGED), "a line of the log is forged");
        promises.require(line.indexOf('\u001b') < 0, "an order to a terminal is in the log");
        promises.require(!line.contains(RequestAttacks.PASSWORD), "a password is in the log");
        if (line.startsWith("ERROR")) {
            promises.broken("an error in the log: " + line.substring(0, Math.min(line.length(), 200)));
        }
    }
}
