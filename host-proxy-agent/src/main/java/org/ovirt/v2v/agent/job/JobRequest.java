package org.ovirt.v2v.agent.job;

import java.time.Instant;
import java.util.UUID;
import org.ovirt.v2v.model.conversion.ConversionSpec;
import org.ovirt.v2v.model.rpc.ConvertParams;
import org.ovirt.v2v.model.source.SourceUri;

/**
 * What was asked for, without the password.
 *
 * @param flow oVirt's name of what the request is part of, for the log; null if there is none
 */
record JobRequest(UUID id, SourceUri uri, String username, ConversionSpec vminfo, Instant created, String flow) {
    static JobRequest of(ConvertParams params, Instant created, String flow) {
        // somebody may have put a password into the URI, after the user
        String user = params.uri().user().replaceFirst(":.*", "");
        return new JobRequest(
                params.jobid(), params.uri().withUser(user), params.username(), params.vminfo(), created, flow);
    }
}
