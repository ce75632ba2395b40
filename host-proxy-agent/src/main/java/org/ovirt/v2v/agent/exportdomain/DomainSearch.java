package org.ovirt.v2v.agent.exportdomain;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for a domain in folders and in what is in them. Each is looked at by a thread of its own: what is mounted at one may hang, and
 * must not keep the domain at another one from being found.
 */
final class DomainSearch {
    /** A domain that is alive answers in milliseconds. */
    static final Duration LIMIT = Duration.ofSeconds(4);

    private static final Logger LOGGER = LoggerFactory.getLogger(DomainSearch.class);
    private static final int THREADS = 64;

    private final Set<Path> spared;
    private final Set<Path> silent = new TreeSet<>();
    private final Map<Path, String> failing = new TreeMap<>();

    /**
     * What was found.
     *
     * @param mount null if the domain was not found
     * @param silent folders that could not be looked at in time
     * @param failing folders that could not be looked at, each with the reason
     */
    record Found(String mount, List<String> silent, List<String> failing) {
        /** Where the domain is; says why it is nowhere otherwise. */
        Path require(UUID domain, List<Path> roots, List<Path> spared) throws FailureException {
            if (mount != null) {
                return Path.of(mount);
            }
            Set<String> unseen = new TreeSet<>(silent);
            unseen.addAll(failing);
            spared.stream()
                    .filter(each -> roots.contains(each) || roots.contains(each.getParent()))
                    .forEach(each -> unseen.add(each.toString()));
            if (!unseen.isEmpty()) {
                throw new FailureException(
                        FailureCode.DOMAIN_NOT_ANSWERING,
                        "The export domain " + domain + " was not found below any of " + roots
                                + " on this host, where not everything answers: " + String.join(", ", unseen) + ".");
            }
            throw new FailureException(
                    FailureCode.DOMAIN_MISSING,
                    "The export domain " + domain + " is not mounted below any of " + roots + " on this host.");
        }
    }

    private DomainSearch(Set<Path> spared) {
        this.spared = spared;
    }

    /**
     * Answers within the limit.
     *
     * @param spared folders that are known to hang
     */
    static Found run(List<Path> roots, UUID domain, Set<Path> spared, Duration limit) {
        return new DomainSearch(spared).find(roots, domain, limit.dividedBy(2));
    }

    private Found find(List<Path> roots, UUID domain, Duration each) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "domain-search");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Map<Path, List<Path>> lists = askAll(threads, roots, DomainSearch::entries, each);
            List<Path> candidates = new ArrayList<>();
            for (Path root : roots) {
                if (lists.containsKey(root)) {
                    candidates.add(root);
                    candidates.addAll(lists.get(root));
                }
            }
            Map<Path, Boolean> holders =
                    askAll(threads, candidates, mount -> isFolder(mount.resolve(domain.toString())), each);
            Optional<Path> mount = candidates.stream()
                    .filter(candidate -> holders.getOrDefault(candidate, false))
                    .findFirst();
            return new Found(
                    mount.map(Path::toString).orElse(null),
                    silent.stream().map(Path::toString).toList(),
                    failing.entrySet().stream()
                            .map(folder -> folder.getKey() + " (" + folder.getValue() + ")")
                            .toList());
        } finally {
            threads.shutdownNow();
        }
    }

    private interface Question<T> {
        T ask(Path folder) throws IOException;
    }

    /** Seen by root, or by vdsm, whom a server lets see more; throws if neither can tell. */
    private static boolean isFolder(Path path) throws IOException {
        try {
            return Files.isDirectory(path) || VdsmFiles.isFolder(path);
        } catch (AccessDeniedException e) {
            return false;
        }
    }

    /** The answers of those that answer in time; the others are noted. */
    private <T> Map<Path, T> askAll(ExecutorService threads, List<Path> folders, Question<T> question, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        Map<Path, Future<T>> asked = new LinkedHashMap<>();
        for (Path folder : folders) {
            if (!spared.contains(folder)) {
                asked.computeIfAbsent(folder, path -> threads.submit((Callable<T>) () -> question.ask(path)));
            }
        }
        Map<Path, T> answers = new LinkedHashMap<>();
        asked.forEach((folder, future) -> {
            try {
                answers.put(folder, future.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
            } catch (TimeoutException | CancellationException e) {
                silent.add(folder);
            } catch (ExecutionException e) {
                LOGGER.warn("{} cannot be looked at", folder, e);
                failing.put(folder, reason(e.getCause()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                silent.add(folder);
            }
        });
        return answers;
    }

    private static String reason(Throwable cause) {
        return cause instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : String.valueOf(cause.getMessage());
    }

    /** Nothing is asked of what is in the folder yet. */
    private static List<Path> entries(Path root) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(root)) {
            stream.forEach(entries::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } catch (NoSuchFileException | NotDirectoryException | AccessDeniedException e) {
            LOGGER.debug("No export domains below {}: {}", root, e.getMessage());
        }
        return entries;
    }

    static Set<Path> paths(List<String> texts) {
        return texts.stream().map(Path::of).collect(Collectors.toSet());
    }
}
