package org.ovirt.v2v.engine.imports.request;

import java.util.Optional;
import org.ovirt.v2v.engine.imports.ImportPlan;

/**
 * What would become of one machine of a request: exactly one of the two.
 *
 * @param possible how it would be imported
 * @param refused why it would not
 */
public record TrialResult(ImportItem item, Optional<ImportPlan> possible, Optional<RuntimeException> refused) {}
