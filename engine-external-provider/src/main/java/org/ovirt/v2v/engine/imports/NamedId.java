package org.ovirt.v2v.engine.imports;

import jakarta.persistence.Embeddable;
import java.util.UUID;

/** An entity that an import refers to; the name is the one at that time, so that history can be read after it is gone. */
@Embeddable
public record NamedId(UUID id, String name) {}
