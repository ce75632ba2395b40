package org.ovirt.v2v.engine.imports;

import com.github.benmanes.caffeine.cache.Interner;

/**
 * One copy of what thousands of active imports have in common: each is read from the database with copies of its own of the
 * same few entities, paths and users, which take more memory than what differs.
 */
final class SharedParts {
    /** Holds a value as long as an import does. */
    private final Interner<Object> known = Interner.newWeakInterner();

    /** An equal one. */
    ImportSnapshot in(ImportSnapshot each) {
        return new ImportSnapshot(
                each.id(),
                each.version(),
                each.name(),
                each.state(),
                each.cancelRequested(),
                in(each.source(), each.name()),
                one(in(each.target())),
                one(in(each.placement())),
                in(each.origin()),
                each.isOnHost() ? each.progress() : one(each.progress()),
                each.failureOrNull(),
                each.waitingFor(),
                each.unreachableSince(),
                each.attempt(),
                one(each.queue()),
                each.times());
    }

    private ImportSource in(ImportSource source, String importName) {
        return new ImportSource(
                one(source.provider()),
                source.vmId(),
                importName.equals(source.vmName()) ? importName : source.vmName(),
                one(source.uri()),
                one(source.hardware()));
    }

    private ImportTarget in(ImportTarget target) {
        return new ImportTarget(
                one(target.dataCenter()),
                one(target.cluster()),
                one(target.storageDomain()),
                one(target.domainPath()),
                target.allocation(),
                target.format(),
                one(target.networkMappings()),
                target.space(),
                one(target.driversIso()));
    }

    private ImportPlacement in(ImportPlacement placement) {
        return new ImportPlacement(one(placement.host()), placement.fixed(), one(placement.passedOver()));
    }

    private ImportOrigin in(ImportOrigin origin) {
        return new ImportOrigin(one(origin.owner()), one(origin.correlationId()), origin.jobId());
    }

    /** What may be absent stays absent. */
    @SuppressWarnings("unchecked") // what is equal to a value is of its type: records, texts and lists of those
    private <T> T one(T value) {
        return value == null ? null : (T) known.intern(value);
    }
}
