package org.ovirt.v2v.engine.rest;

/** The outcome of an action; actions that fail are answered with a {@link Fault}. */
record Action(String status) {
    static final Action COMPLETE = new Action("complete");
}
