package org.ovirt.v2v.engine.provider;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.ovirt.v2v.engine.DaemonThreads;
import org.ovirt.v2v.model.source.ExternalVm;

/** The engine's kept lists of machines, and the threads that get newer ones. */
@ApplicationScoped
public class InventoryKeeper {
    /** A source that hangs takes one of them, whoever asks. */
    private static final int THREADS = 16;

    private final ExecutorService background;
    private final KeptInventories kept;

    @Inject
    public InventoryKeeper(InventorySettings settings, Clock clock) {
        background = DaemonThreads.pool("inventory", THREADS);
        kept = new KeptInventories(settings.fresh(), settings.maxAge(), settings.maxMachines(), clock, background);
    }

    /**
     * The machines of the provider, kept or new.
     *
     * @param anew whether a kept list will not do
     * @param listing asks the source
     */
    Inventory get(Provider provider, boolean anew, Supplier<List<ExternalVm>> listing) {
        return kept.get(new KeptInventories.Key(provider.id(), provider.version()), anew, listing);
    }

    /** The provider was changed or removed. */
    void forget(UUID provider) {
        kept.forget(provider);
    }

    @PreDestroy
    void close() {
        background.shutdownNow();
    }
}
