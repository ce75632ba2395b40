package org.ovirt.v2v.agent.source.vmware;

import java.time.Duration;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/** Says what a fault of the VIM API means for the admin. */
final class VimFailures {
    /** The kind of fault by which a server says that a user lacks a role. */
    static final String NO_PERMISSION = "NoPermission";

    private final String host;
    private final String user;

    VimFailures(String host, String user) {
        this.host = host;
        this.user = user;
    }

    FailureException explain(VimFault fault) {
        return new FailureException(failure(fault).withDetail(fault.getMessage()), fault);
    }

    /** It answers, but too slowly for all that it has. */
    FailureException listNotFinished(Duration taken, FailureException last) {
        return new FailureException(
                new Failure(
                        FailureCode.SOURCE_ERROR,
                        "The list of machines of " + host + " was not finished within " + taken.toSeconds() + " s.",
                        "List them again when the vCenter and the network to it have less to do, or let the provider's user see"
                                + " fewer of them (permissions on some folders, clusters or data centers, not on the root folder)."
                                + " Machines that are named by their ids are imported without a list.",
                        last.failure().message()),
                last);
    }

    private Failure failure(VimFault fault) {
        return switch (fault.kind()) {
            case "InvalidLogin" ->
                Failure.of(
                        FailureCode.SOURCE_CREDENTIALS_REFUSED, host + " refuses user " + user + " with this password");
            case NO_PERMISSION ->
                new Failure(
                        FailureCode.SOURCE_CREDENTIALS_REFUSED,
                        "User " + user + " may not look at the inventory of " + host,
                        "Give the user at least the role Read-only on the vCenter's root folder; without propagation suffices if"
                                + " the user has it on data centers.",
                        null);
            default -> Failure.of(FailureCode.SOURCE_ERROR, host + " answers with an error: " + fault.getMessage());
        };
    }
}
