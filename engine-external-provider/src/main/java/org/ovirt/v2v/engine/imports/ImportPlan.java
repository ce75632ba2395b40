package org.ovirt.v2v.engine.imports;

/** An import that has been checked: it can be stored and started. */
record ImportPlan(String name, ImportSource source, ImportTarget target, ImportPlacement placement) {}
