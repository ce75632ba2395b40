package org.ovirt.v2v.model.rpc;

/** The files that virt-v2v writes into while it converts. */
public enum ConversionLog {
    /** What it says of itself and of its tools, with all errors. */
    STDERR,
    /** What it does, step by step. */
    STDOUT,
    /** The steps and messages for programs, one object a line. */
    JSON
}
