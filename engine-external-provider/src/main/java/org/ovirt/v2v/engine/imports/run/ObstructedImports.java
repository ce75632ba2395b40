package org.ovirt.v2v.engine.imports.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.UUID;
import org.ovirt.v2v.engine.ConflictException;
import org.ovirt.v2v.engine.host.HostGateway;
import org.ovirt.v2v.engine.imports.ImportHistory;
import org.ovirt.v2v.engine.imports.ImportLogContext;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.model.conversion.FailureCode;

/** Imports whose conversion waits for something outside to go away, as for space in the export domain. */
@ApplicationScoped
public class ObstructedImports {
    private final ImportHistory history;
    private final HostGateway gateway;
    private final ImportHosts hosts;

    public ObstructedImports(ImportHistory history, HostGateway gateway, ImportHosts hosts) {
        this.history = history;
        this.gateway = gateway;
        this.hosts = hosts;
    }

    /**
     * Has the proxy host try at once what the import waits for, instead of when it would by itself.
     *
     * @return the import as it was then; what comes of it is reported by the host
     */
    public ImportSnapshot tryNow(UUID id) {
        ImportSnapshot known = history.get(id);
        // a conversion that stands still is not tried again: it goes on by itself when it can
        if (known.obstacle()
                .filter(obstacle -> obstacle.code() != FailureCode.CONVERSION_STALLED)
                .isEmpty()) {
            throw new ConflictException(
                    "The import " + known.name() + " is " + known.state().name().toLowerCase(Locale.ROOT)
                            + " and waits for nothing that could be tried again.",
                    "Look at its status.");
        }
        ImportLogContext.within(known, () -> gateway.retry(hosts.agent(known.host()), known.jobId()));
        return known;
    }
}
