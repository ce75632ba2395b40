package org.ovirt.v2v.agent.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.inventory.SourceAddresses;
import org.ovirt.v2v.agent.inventory.trust.CaBundle;
import org.ovirt.v2v.agent.process.BindMount;
import org.ovirt.v2v.agent.ssh.SshFolder;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.SourceUri;

/** What virt-v2v must see in place of the system's files, so that it trusts whom the admin trusts. */
final class SourceAccess {
    private final SshFolder ssh;
    private final SourceAddresses addresses;

    SourceAccess(SshFolder ssh, SourceAddresses addresses) {
        this.addresses = addresses;
        this.ssh = ssh;
    }

    List<BindMount> mounts(SourceParams source, JobFolder folder) throws FailureException, IOException {
        List<BindMount> mounts = new ArrayList<>(trust(source, folder));
        Optional<byte[]> hosts = addresses.hostsFile(source.uri().host());
        if (hosts.isPresent()) {
            folder.write(folder.hosts().getFileName().toString(), hosts.get());
            mounts.add(new BindMount(folder.hosts(), SourceAddresses.HOSTS));
        }
        return mounts;
    }

    private List<BindMount> trust(SourceParams source, JobFolder folder) throws FailureException, IOException {
        if (source.uri().scheme().equals(SourceUri.XEN_SSH)) {
            return ssh.prepare(source, folder.path());
        }
        Optional<String> authorities = CaBundle.replacementFor(source.trust());
        if (authorities.isEmpty()) {
            return List.of();
        }
        Path system = CaBundle.systemFile()
                .orElseThrow(() -> new FailureException(
                        FailureCode.TOOL_INCOMPLETE,
                        "This host has no file of trusted authorities, neither where Debian nor where EL keeps it. Install"
                                + " ca-certificates."));
        folder.write(
                folder.authorities().getFileName().toString(), authorities.get().getBytes(StandardCharsets.UTF_8));
        return List.of(new BindMount(folder.authorities(), system));
    }
}
