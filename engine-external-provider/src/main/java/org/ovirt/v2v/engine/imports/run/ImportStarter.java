package org.ovirt.v2v.engine.imports.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.host.HostGateway;
import org.ovirt.v2v.engine.imports.ImportAttempts;
import org.ovirt.v2v.engine.imports.ImportBoard;
import org.ovirt.v2v.engine.imports.ImportChanges;
import org.ovirt.v2v.engine.imports.ImportEnding;
import org.ovirt.v2v.engine.imports.ImportLogContext;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.ImportState;
import org.ovirt.v2v.engine.imports.ImportTarget;
import org.ovirt.v2v.engine.provider.Provider;
import org.ovirt.v2v.engine.provider.ProviderRepository;
import org.ovirt.v2v.engine.provider.ProviderSources;
import org.ovirt.v2v.model.conversion.ConversionSpec;
import org.ovirt.v2v.model.conversion.ConversionSpecBuilder;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.ConvertParams;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.SourceUri;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells proxy hosts to convert; may be called again for the same import, since a job that exists counts as started. */
@ApplicationScoped
public class ImportStarter {
    private static final Logger LOG = LoggerFactory.getLogger(ImportStarter.class);

    private final HostGateway gateway;
    private final ImportHosts hosts;
    private final ProviderRepository providers;
    private final ProviderSources sources;
    private final ImportBoard board;
    private final ImportChanges changes;
    private final ImportEnding ending;
    private final ImportAttempts attempts;
    private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();
    private final Clock clock;

    public ImportStarter(
            HostGateway gateway,
            ImportHosts hosts,
            ProviderRepository providers,
            ProviderSources sources,
            ImportBoard board,
            ImportChanges changes,
            ImportEnding ending,
            ImportAttempts attempts,
            Clock clock) {
        this.attempts = attempts;
        this.gateway = gateway;
        this.hosts = hosts;
        this.providers = providers;
        this.sources = sources;
        this.board = board;
        this.changes = changes;
        this.ending = ending;
        this.clock = clock;
    }

    /** Whether a proxy host is being told at this moment to begin this job. */
    public boolean isUnderWay(UUID job) {
        return underWay.contains(job);
    }

    /** Begins this job, unless its import has gone on to another one. */
    public void start(UUID job) {
        if (!underWay.add(job)) {
            return;
        }
        try {
            board.findByJob(job)
                    .filter(ImportSnapshot::mayBegin)
                    .ifPresent(each -> ImportLogContext.within(each, () -> convert(each)));
        } finally {
            underWay.remove(job);
        }
    }

    private void convert(ImportSnapshot started) {
        try {
            gateway.convert(hosts.agent(started.host()), params(started));
            changes.change(started.id(), each -> {
                boolean current = each.attempt().jobId().equals(started.jobId());
                if (current && each.state() == ImportState.STARTING) {
                    each.converting();
                    return true;
                }
                if (!current || each.state().isFinal()) {
                    // the attempt ended while the host was told
                    attempts.oweAbort(started.jobId());
                    return true;
                }
                return false;
            });
        } catch (FailureException e) {
            refused(started, e.failure());
        } catch (RuntimeException e) {
            // the engine's own fault is none of the import: the host is asked for the job by and by, and told again
            LOG.error("The import {} could not be started; it will be tried again", started.id(), e);
        }
    }

    private void refused(ImportSnapshot started, Failure failure) {
        if (ImportHosts.isSilence(failure)) {
            // the host may have heard all the same: the reconciler finds out
            changes.change(started.id(), each -> {
                boolean current = each.attempt().jobId().equals(started.jobId());
                if (!current || each.state().isFinal()) {
                    attempts.oweAbort(started.jobId());
                    return true;
                }
                boolean waits = each.state() == ImportState.STARTING;
                if (waits) {
                    each.unreachable(failure.message(), clock.instant());
                }
                return waits;
            });
            return;
        }
        ending.failOrPassOver(started, failure);
    }

    private ConvertParams params(ImportSnapshot started) {
        Provider provider = providers
                .find(started.source().provider().id())
                .orElseThrow(() -> new FailureException(
                        FailureCode.INVALID_REQUEST,
                        "The provider " + started.source().provider().name() + " has been removed."));
        SourceParams source = sources.source(provider);
        // the provider may have been changed since: its password is for where it is now
        SourceUri asked = SourceUri.parse(started.source().uri());
        ImportTarget target = started.target();
        ConversionSpec spec = ConversionSpecBuilder.builder()
                .vmName(started.source().vmName())
                .poolID(target.dataCenter().id())
                .domainID(target.storageDomain().id())
                .virtioIsoPath(target.driversIso())
                .format(target.format())
                .allocation(target.allocation())
                .sourceId(asked.hasIdsOf(source.uri()) ? started.source().vmId() : null)
                .name(started.name())
                .exportDomainPath(target.domainPath())
                .networks(target.networkMappings())
                .vmID(started.id())
                .build();
        return new ConvertParams(
                asked.on(source.uri()),
                source.username(),
                source.password(),
                source.trust(),
                source.ssh(),
                spec,
                started.jobId());
    }
}
