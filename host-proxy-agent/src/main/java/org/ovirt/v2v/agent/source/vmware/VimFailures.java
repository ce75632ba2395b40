package org.ovirt.v2v.agent.source.vmware;

import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/** Says what a fault of the VIM API means for the admin. */
final class VimFailures {
    private final String host;
    private final String user;

    VimFailures(String host, String user) {
        this.host = host;
        this.user = user;
    }

    FailureException explain(VimFault fault) {
        return new FailureException(failure(fault).withDetail(fault.getMessage()), fault);
    }

    private Failure failure(VimFault fault) {
        return switch (fault.kind()) {
            case "InvalidLogin" ->
                Failure.of(
                        FailureCode.SOURCE_CREDENTIALS_REFUSED, host + " refuses user " + user + " with this password");
            case "NoPermission" ->
                new Failure(
                        FailureCode.SOURCE_CREDENTIALS_REFUSED,
                        "User " + user + " may not look at the inventory of " + host,
                        "Give the user at least the role Read-only on the vCenter's root folder, propagated to its children.",
                        null);
            default -> Failure.of(FailureCode.SOURCE_ERROR, host + " answers with an error: " + fault.getMessage());
        };
    }
}
