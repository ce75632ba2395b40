package org.ovirt.v2v.agent.source.xen;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ovirt.v2v.agent.process.ProcessTree;
import org.ovirt.v2v.model.source.SourceUri;

/**
 * Asks the Xen host for the sizes of files with one sftp session, as virt-v2v reads the disks by sftp, too. Xen's libvirt
 * drivers know the size of a disk only if it lies in a storage pool, which is rare.
 */
final class SftpSizes {
    /** As ls -ln prints: mode, links, owner, group, size, date in three words, path. */
    private static final Pattern LINE = Pattern.compile("-\\S+ +\\S+ +\\S+ +\\S+ +(\\d{1,18}) +\\S+ +\\S+ +\\S+ (/.*)");

    private static final int MAX_OUTPUT_BYTES = 8 << 20;
    private static final int BUFFER = 8 * 1024;

    /**
     * How long it may take once it has logged in and begun: neither one file on a storage that hangs nor many files are to keep all
     * machines of the host from being listed.
     */
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final String program;
    private final SourceUri host;
    private final Duration limit;

    SftpSizes(SourceUri host) {
        this("sftp", host, LIMIT);
    }

    SftpSizes(String program, SourceUri host, Duration limit) {
        this.program = program;
        this.host = host;
        this.limit = limit;
    }

    /** Sizes in bytes by path, of those that could be found out. */
    Map<String, Long> of(List<String> paths) {
        List<String> askable =
                paths.stream().filter(SftpSizes::isAskable).distinct().toList();
        if (askable.isEmpty()) {
            return Map.of();
        }
        try {
            String printed = run(askable);
            // the path in a line that is cut off is another one
            return parse(printed.substring(0, printed.lastIndexOf('\n') + 1));
        } catch (IOException e) {
            // sizes are a help, not a condition
            return Map.of();
        }
    }

    static Map<String, Long> parse(String output) {
        Map<String, Long> sizes = new HashMap<>();
        output.lines()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .forEach(line -> sizes.put(line.group(2), Long.parseLong(line.group(1))));
        return sizes;
    }

    /** One command of sftp's batch language; the hyphen lets the batch go on if it fails, quotes keep wildcards literal. */
    private static String command(String path) {
        return "-ls -ln \"" + path + "\"\n";
    }

    /** A path with characters that the batch language cannot quote is left out, not guessed at. */
    private static boolean isAskable(String path) {
        return path.startsWith("/")
                && path.codePoints()
                        .noneMatch(character ->
                                Character.isISOControl(character) || character == '"' || character == '\\');
    }

    private String run(List<String> paths) throws IOException {
        Path batch = Files.createTempFile("xen-disks", ".sftp");
        try {
            Files.writeString(batch, paths.stream().map(SftpSizes::command).collect(Collectors.joining()));
            return output(new ProcessBuilder(arguments())
                    .redirectInput(batch.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } finally {
            Files.deleteIfExists(batch);
        }
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(program, "-q", "-b", "-"));
        if (host.port() != 0) {
            arguments.addAll(List.of("-P", String.valueOf(host.port())));
        }
        if (!host.user().isEmpty()) {
            arguments.addAll(List.of("-o", "User=" + host.user()));
        }
        arguments.addAll(List.of("--", host.host().contains(":") ? "[" + host.host() + "]" : host.host()));
        return arguments;
    }

    /** What it prints until it ends, or has taken too long. */
    private String output(Process process) throws IOException {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(SftpSizes::daemon);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        byte[] chunk = new byte[BUFFER];
        try (InputStream output = process.getInputStream()) {
            for (int length = output.read(chunk);
                    length >= 0 && printed.size() < MAX_OUTPUT_BYTES;
                    length = output.read(chunk)) {
                if (printed.size() == 0) {
                    var unused =
                            timer.schedule(() -> ProcessTree.kill(process), limit.toMillis(), TimeUnit.MILLISECONDS);
                }
                printed.write(chunk, 0, length);
            }
        } finally {
            timer.shutdownNow();
            ProcessTree.kill(process); // with its ssh
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "sftp-limit");
        thread.setDaemon(true);
        return thread;
    }
}
