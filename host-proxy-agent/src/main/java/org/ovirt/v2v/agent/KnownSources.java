package org.ovirt.v2v.agent;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.source.Source;
import org.ovirt.v2v.agent.source.SourceAddresses;
import org.ovirt.v2v.agent.source.Sources;
import org.ovirt.v2v.agent.source.ssh.SshFolder;
import org.ovirt.v2v.agent.source.vmware.VmwareSource;
import org.ovirt.v2v.agent.source.xen.XenSource;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.source.SourceUri;

/** All kinds of source, one row each. Nothing else in the agent knows which there are. */
public final class KnownSources implements Sources {
    private final SourceAddresses addresses;
    private final List<Source> all;

    public KnownSources(Path stateDir, SourceAddresses addresses) {
        this.addresses = addresses;
        this.all = List.of(new VmwareSource(addresses), new XenSource(SshFolder.below(stateDir), addresses));
    }

    @Override
    public Source forUri(SourceUri uri) throws FailureException {
        addresses.of(uri.host());
        return all.stream()
                .filter(source -> source.schemes().contains(uri.scheme()))
                .findFirst()
                .orElseThrow(() -> new FailureException(
                        FailureCode.INVALID_REQUEST,
                        "The scheme " + uri.scheme() + " is not supported; these are: "
                                + all.stream()
                                        .flatMap(source -> source.schemes().stream())
                                        .collect(Collectors.joining(", "))));
    }
}
