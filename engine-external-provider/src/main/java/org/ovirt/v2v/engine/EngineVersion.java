package org.ovirt.v2v.engine;

import org.ovirt.v2v.model.ProgramVersion;

/** What the engine was built from. */
public final class EngineVersion {
    private static final ProgramVersion CURRENT = ProgramVersion.of(EngineVersion.class);

    private EngineVersion() {}

    public static ProgramVersion current() {
        return CURRENT;
    }
}
