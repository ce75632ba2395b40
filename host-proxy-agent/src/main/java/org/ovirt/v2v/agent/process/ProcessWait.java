package org.ovirt.v2v.agent.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a process waits for, as far as the kernel tells.
 *
 * @param name of its program, which may have chosen it
 * @param state one of proc(5)'s letters
 * @param place the kernel's function that it sleeps in; empty if the kernel does not say
 * @param peers addresses with ports on other machines that it has connections to
 */
public record ProcessWait(String name, String state, String place, Set<String> peers) {
    private static final int MOST = 3;
    private static final Comparator<ProcessWait> TELLING_FIRST = Comparator.comparing(ProcessWait::isHeld)
            .thenComparing(wait -> !wait.peers().isEmpty())
            .reversed();

    public ProcessWait {
        peers = Set.copyOf(peers);
    }

    /** Of the processes that still run, for people: the most telling ones; empty if nothing is known of any. */
    public static String text(Collection<Integer> pids) {
        return pids.stream()
                .flatMap(pid -> read(pid).stream())
                .sorted(TELLING_FIRST)
                .map(ProcessWait::text)
                .distinct()
                .limit(MOST)
                .collect(Collectors.joining("; "));
    }

    static Optional<ProcessWait> read(int pid) {
        return ProcessStat.read(pid)
                .filter(stat -> !stat.dead())
                .map(stat -> new ProcessWait(
                        printable(read(pid, "comm")), stat.state(), place(read(pid, "wchan")), peers(pid)));
    }

    /** By something that it cannot get over by itself. */
    private boolean isHeld() {
        return "DTt".contains(state);
    }

    String text() {
        return switch (state) {
            case "T", "t" -> name + " was stopped by a signal";
            case "D" -> name + " waits for a disk or a network file system" + in();
            default ->
                peers.isEmpty()
                        ? name + " waits" + in()
                        : name + " waits for " + String.join(", ", new TreeSet<>(peers)) + in();
        };
    }

    private String in() {
        return place.isEmpty() ? "" : " (" + place + ")";
    }

    /** The kernel adds how its compiler changed the function. */
    private static String place(String wchan) {
        return wchan.equals("0") ? "" : printable(wchan.replaceFirst("\\..*", ""));
    }

    private static String printable(String text) {
        return text.strip().replaceAll("[^\\x20-\\x7e]", "?");
    }

    private static String read(int pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Integer.toString(pid), file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private static Set<String> peers(int pid) {
        Set<String> sockets = sockets(pid);
        return List.of("tcp", "tcp6").stream()
                .flatMap(table -> TcpConnection.read(Path.of("/proc", Integer.toString(pid), "net", table)).stream())
                .filter(connection -> sockets.contains(connection.inode()))
                .filter(connection -> !connection.isLocal())
                .map(TcpConnection::peer)
                .collect(Collectors.toSet());
    }

    /** The inodes of the process' sockets. */
    private static Set<String> sockets(int pid) {
        Set<String> inodes = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc", Integer.toString(pid), "fd"))) {
            for (Path file : files) {
                String target = Files.readSymbolicLink(file).toString();
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring("socket:[".length(), target.length() - 1));
                }
            }
        } catch (IOException e) {
            return inodes; // what is known of a process that ends
        }
        return inodes;
    }
}
