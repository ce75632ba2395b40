package org.ovirt.v2v.engine.host;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ovirt.v2v.engine.PeriodicTasks;
import org.ovirt.v2v.engine.audit.AuditEntry;
import org.ovirt.v2v.engine.audit.AuditLog;
import org.ovirt.v2v.engine.audit.AuditSubject;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.engine.config.EngineConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns, with one event a day for each, of certificates that will soon keep engine, hosts or clients from each other. */
@ApplicationScoped
public class CertificateWatch {
    /** Time enough to make another one. */
    private static final Duration SOON = Duration.ofDays(30);

    private static final Duration ONE_DAY = Duration.ofDays(1);
    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);

    private final PkiSettings pki;
    private final EngineTls tls;
    private final ProxyHostRepository hosts;
    private final AuditLog audit;
    private final HostMonitor monitor;
    private final Clock clock;

    /** What the https port shows until the engine is started again, whatever its file holds meanwhile. */
    private final Optional<Watched> web;

    private final PeriodicTasks timer = new PeriodicTasks("certificate-watch");

    /**
     * A certificate that somebody relies on.
     *
     * @param name the setting of the engine's file, or the host that has shown it
     * @param file of the engine's own, empty for a host's
     * @param end when it expires
     */
    public record Watched(String name, Optional<Path> file, Instant end, Optional<ProxyHost> host, boolean authority) {}

    public CertificateWatch(
            PkiSettings pki,
            EngineConfig config,
            EngineTls tls,
            ProxyHostRepository hosts,
            AuditLog audit,
            HostMonitor monitor,
            Clock clock) {
        this.pki = pki;
        this.tls = tls;
        this.hosts = hosts;
        this.audit = audit;
        this.monitor = monitor;
        this.clock = clock;
        this.web = own("v2v.web.certificate", config.web().certificate(), false);
    }

    void start(@Observes StartupEvent event) {
        timer.every(Duration.ZERO, PERIOD, this::warn);
    }

    @PreDestroy
    void stop() {
        timer.end();
    }

    /** The engine's own, by which hosts are spoken to as the files are now, and those that hosts have shown when the engine connected. */
    public List<Watched> certificates() {
        List<Watched> found = new ArrayList<>();
        own("v2v.pki.ca", pki.ca(), true).ifPresent(found::add);
        own("v2v.pki.certificate", pki.certificate(), false).ifPresent(found::add);
        web.ifPresent(found::add);
        for (ProxyHost host : QuarkusTransaction.joiningExisting().call(hosts::list)) {
            shown(host).ifPresent(found::add);
        }
        return found;
    }

    private Optional<Watched> shown(ProxyHost host) {
        return tls.certificate(host.agent())
                .map(certificate ->
                        new Watched(host.name(), Optional.empty(), end(certificate), Optional.of(host), false));
    }

    /** How many whole days are left; negative if it has expired. */
    public long daysLeft(Watched certificate) {
        return Math.floorDiv(
                Duration.between(clock.instant(), certificate.end()).toSeconds(), ONE_DAY.toSeconds());
    }

    /** Records an event for each that expires soon, unless it has one of this day. */
    void warn() {
        Instant now = clock.instant();
        certificates().stream()
                .filter(certificate -> endsSoon(certificate, now))
                .map(this::asItIsNow)
                .filter(certificate -> endsSoon(certificate, now))
                .forEach(certificate -> audit.recordAgainAfter(ONE_DAY, entry(certificate, now)));
    }

    private static boolean endsSoon(Watched certificate, Instant now) {
        return certificate.end().isBefore(now.plus(SOON));
    }

    /** A host may have got another one since this engine has spoken with it: of several engines, one does so most of the time. */
    private Watched asItIsNow(Watched certificate) {
        return certificate
                .host()
                .flatMap(host -> {
                    monitor.ask(host.name(), host.agent());
                    return shown(host);
                })
                .orElse(certificate);
    }

    private static AuditEntry entry(Watched certificate, Instant now) {
        boolean expired = !certificate.end().isAfter(now);
        AuditEntry entry = AuditEntry.of(type(certificate, expired))
                .by("SYSTEM")
                .with(
                        "ExpirationDate",
                        certificate.end().atZone(ZoneOffset.UTC).toLocalDate().toString());
        AuditEntry named = certificate
                .file()
                .map(file -> entry.with("File", file.toString()))
                .orElse(entry);
        return certificate
                .host()
                .map(host -> named.about(AuditSubject.HOST, host.id(), host.name()))
                .orElse(named);
    }

    private static AuditType type(Watched certificate, boolean expired) {
        if (certificate.host().isPresent()) {
            return expired ? AuditType.HOST_CERTIFICATION_HAS_EXPIRED : AuditType.HOST_CERTIFICATION_IS_ABOUT_TO_EXPIRE;
        }
        if (certificate.authority()) {
            return expired
                    ? AuditType.ENGINE_CA_CERTIFICATION_HAS_EXPIRED
                    : AuditType.ENGINE_CA_CERTIFICATION_IS_ABOUT_TO_EXPIRE;
        }
        return expired ? AuditType.ENGINE_CERTIFICATION_HAS_EXPIRED : AuditType.ENGINE_CERTIFICATION_IS_ABOUT_TO_EXPIRE;
    }

    private static Optional<Watched> own(String setting, Path file, boolean authority) {
        try (InputStream pem = Files.newInputStream(file)) {
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
            return Optional.of(new Watched(setting, Optional.of(file), end(certificate), Optional.empty(), authority));
        } catch (IOException | CertificateException e) {
            LOG.warn("The certificate {} ({}) cannot be read: {}", file, setting, e.toString());
            return Optional.empty();
        }
    }

    private static Instant end(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant();
    }
}
