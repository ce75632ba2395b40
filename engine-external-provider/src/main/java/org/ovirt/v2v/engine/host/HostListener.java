package org.ovirt.v2v.engine.host;

import org.ovirt.v2v.model.conversion.JobReport;

/** Is told what the agents say unasked. Called on the connection's own thread: must return at once and not throw. */
public interface HostListener {
    /** A job has changed; reports of one host come in order. */
    void jobChanged(HostAddress host, JobReport job);

    /** The connection was lost; it is made again when the host is next asked something. */
    void disconnected(HostAddress host);
}
