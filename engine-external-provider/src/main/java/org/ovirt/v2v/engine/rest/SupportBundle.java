package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.ovirt.v2v.engine.EngineVersion;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.access.Access;
import org.ovirt.v2v.engine.access.Permit;
import org.ovirt.v2v.engine.audit.AuditEventRepository;
import org.ovirt.v2v.engine.audit.EventQuery;
import org.ovirt.v2v.engine.host.HostGateway;
import org.ovirt.v2v.engine.host.HostMonitor;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.engine.host.ProxyHostRepository;
import org.ovirt.v2v.engine.imports.ConversionLogs;
import org.ovirt.v2v.engine.imports.ImportAttempt;
import org.ovirt.v2v.engine.imports.ImportHistory;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.AgentLog;
import org.ovirt.v2v.model.rpc.ConversionLog;
import org.ovirt.v2v.model.rpc.JobLogPart;

/** All that helps to find out why an import went as it did, as a ZIP archive; nothing in it is secret. */
@ApplicationScoped
public class SupportBundle {
    /** Of the latest attempts only: each may have several megabytes of logs. */
    private static final int MOST_ATTEMPTS = 5;

    /** Bytes of a log that its proxy host has not shortened yet: its end. */
    private static final long LARGEST_LOG = 4L << 20;

    /** Of an agent's own log. */
    private static final int MOST_LINES = 2_000;

    /** Each keeps a thread for as long as its client takes to read. */
    private final Semaphore places = new Semaphore(4);

    private final ImportHistory history;
    private final AuditEventRepository events;
    private final ConversionLogs logs;
    private final ProxyHostRepository hosts;
    private final HostMonitor monitor;
    private final HostGateway gateway;
    private final HostElement hostElements;
    private final ObjectMapper json;

    public SupportBundle(
            ImportHistory history,
            AuditEventRepository events,
            ConversionLogs logs,
            ProxyHostRepository hosts,
            HostMonitor monitor,
            HostGateway gateway,
            HostElement hostElements,
            ObjectMapper json) {
        this.history = history;
        this.events = events;
        this.logs = logs;
        this.hosts = hosts;
        this.monitor = monitor;
        this.gateway = gateway;
        this.hostElements = hostElements;
        this.json = json;
    }

    /** What a proxy host does not hand out, or who asks may not see, is replaced by the reason. */
    void write(ImportSnapshot subject, Access asking, OutputStream out) throws IOException {
        if (!places.tryAcquire()) {
            throw new FailureException(FailureCode.ENGINE_BUSY, "So many support bundles are being made already.");
        }
        try {
            writeNow(subject, asking, out);
        } finally {
            places.release();
        }
    }

    private void writeNow(ImportSnapshot subject, Access asking, OutputStream out) throws IOException {
        List<ImportAttempt> attempts = history.attempts(subject.id());
        List<ImportAttempt> latest = attempts.subList(Math.max(0, attempts.size() - MOST_ATTEMPTS), attempts.size());
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            add(zip, "engine.json", EngineVersion.current());
            add(zip, "import.json", ImportRepresentation.of(subject));
            add(
                    zip,
                    "attempts.json",
                    attempts.stream().map(AttemptRepresentation::of).toList());
            add(
                    zip,
                    "events.json",
                    events.list(EventQuery.of("vm.id=" + subject.id())).stream()
                            .map(EventElement::of)
                            .toList());
            for (ImportAttempt attempt : latest) {
                addHost(zip, attempt, asking);
                for (ConversionLog log : ConversionLog.values()) {
                    addLog(zip, attempt, log);
                }
            }
        }
    }

    private void addHost(ZipOutputStream zip, ImportAttempt attempt, Access asking) throws IOException {
        Optional<ProxyHost> host = hosts.find(attempt.host().id());
        if (host.isEmpty()) {
            return;
        }
        // an import that is tried again may go into another data center than before
        boolean visible = asking.may(Permit.READ, host.get().dataCenter().id());
        if (visible) {
            add(zip, folder(attempt) + "host.json", hostElements.of(host.get(), monitor.status(host.get())));
        }
        zip.putNextEntry(new ZipEntry(folder(attempt) + "agent.log"));
        write(zip, visible ? agentLog(host.get()) : "The host belongs to a data center that you may not see.\n");
        zip.closeEntry();
    }

    private String agentLog(ProxyHost host) {
        try {
            return gateway.agentLog(host.agent(), MOST_LINES)
                    .map(AgentLog::text)
                    .orElse("The agent is too old to tell what it has logged.\n");
        } catch (FailureException e) {
            return missing(e);
        }
    }

    private void addLog(ZipOutputStream zip, ImportAttempt attempt, ConversionLog log) throws IOException {
        String name = folder(attempt) + log.name().toLowerCase(Locale.ROOT) + ".log";
        zip.putNextEntry(new ZipEntry(name));
        try {
            Optional<JobLogPart> size = logs.part(attempt, log, 0, 0);
            if (size.isEmpty()) {
                write(zip, "The proxy host does not have the log any more.\n");
                return;
            }
            long position = Math.max(0, size.get().size() - LARGEST_LOG);
            byte[] content = read(attempt, log, position);
            while (content.length > 0 && position < size.get().size()) {
                zip.write(content);
                position += content.length;
                content = read(attempt, log, position);
            }
        } catch (FailureException e) {
            write(zip, missing(e));
        } finally {
            zip.closeEntry();
        }
    }

    private static String missing(FailureException reason) {
        return "\n[the log could not be read: " + reason.failure().message() + "]\n";
    }

    private byte[] read(ImportAttempt attempt, ConversionLog log, long position) {
        return logs.part(attempt, log, position, LARGEST_LOG)
                .map(JobLogPart::bytes)
                .orElse(new byte[0]);
    }

    private static void write(ZipOutputStream zip, String text) throws IOException {
        zip.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void add(ZipOutputStream zip, String name, Object content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(json.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
        zip.closeEntry();
    }

    private static String folder(ImportAttempt attempt) {
        return "attempt-" + attempt.number() + "/";
    }
}
