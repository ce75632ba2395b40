package org.ovirt.v2v.agent;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.ovirt.v2v.agent.host.CertificateExpiry;
import org.ovirt.v2v.agent.settings.AgentConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns in the log, at the start and once a day, of certificates that expire soon. */
final class CertificateWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);

    private final CertificateExpiry certificates;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "certificate-watch");
        thread.setDaemon(true);
        return thread;
    });

    CertificateWatch(AgentConfig.Tls settings) {
        this.certificates = new CertificateExpiry(settings);
    }

    void start() {
        var unused = timer.scheduleWithFixedDelay(this::warn, 0, 1, TimeUnit.DAYS);
    }

    private void warn() {
        certificates.warnings().forEach(warning -> LOG.warn("{}", warning.text()));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
