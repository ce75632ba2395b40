package org.ovirt.v2v.engine.imports;

import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.ovirt.v2v.engine.Correlation;
import org.slf4j.MDC;

/** What is logged while something is done for an import: its id, and that of the request that asked for it. */
public final class ImportLogContext {
    private static final String KEY = "import";

    private ImportLogContext() {}

    /** Does something for an import. A request that is under way keeps its own id. */
    public static void within(ImportSnapshot subject, Runnable work) {
        within(subject.id(), subject.origin(), () -> {
            work.run();
            return true;
        });
    }

    static boolean within(UUID id, ImportOrigin origin, BooleanSupplier work) {
        String importBefore = MDC.get(KEY);
        String correlationBefore = MDC.get(Correlation.KEY);
        put(KEY, "import=" + id);
        put(Correlation.KEY, Optional.ofNullable(correlationBefore).orElse(origin.correlationId()));
        try {
            return work.getAsBoolean();
        } finally {
            put(KEY, importBefore);
            put(Correlation.KEY, correlationBefore);
        }
    }

    private static void put(String key, String value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }
}
