package org.ovirt.v2v.engine.imports.request;

import java.util.Optional;
import org.ovirt.v2v.engine.imports.ImportSnapshot;

/**
 * What became of one machine of a request: exactly one of the two.
 *
 * @param accepted the import
 * @param refused why there is none
 */
public record ImportResult(ImportItem item, Optional<ImportSnapshot> accepted, Optional<RuntimeException> refused) {
    static ImportResult accepted(ImportItem item, ImportSnapshot started) {
        return new ImportResult(item, Optional.of(started), Optional.empty());
    }

    static ImportResult refused(ImportItem item, RuntimeException reason) {
        return new ImportResult(item, Optional.empty(), Optional.of(reason));
    }
}
