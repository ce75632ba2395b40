package org.ovirt.v2v.engine.storage;

import jakarta.enterprise.context.ApplicationScoped;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.host.HostGateway;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;
import org.ovirt.v2v.model.rpc.ExportDomainParams;

/** Opens the export domain in a folder, or makes one there if the folder is empty. */
@ApplicationScoped
public class ExportDomainRegistration {
    private final HostGateway gateway;

    public ExportDomainRegistration(HostGateway gateway) {
        this.gateway = gateway;
    }

    /** Throws {@link FailureException} with the agent's reason if neither works. */
    ExportDomainInfo openOrCreate(ProxyHost host, String name, StorageLocation location) {
        try {
            return open(host, location);
        } catch (FailureException notOpened) {
            return switch (notOpened.failure().code()) {
                case DOMAIN_MISSING, DOMAIN_INVALID -> create(host, name, location, notOpened);
                default -> throw notOpened;
            };
        }
    }

    /** The state of a domain that is there. */
    ExportDomainInfo open(ProxyHost host, StorageLocation location) {
        return gateway.openExportDomain(host.agent(), new ExportDomainParams(location.mountPath(), null, null));
    }

    private ExportDomainInfo create(ProxyHost host, String name, StorageLocation location, FailureException notOpened) {
        String remotePath =
                switch (location.type()) {
                    case NFS -> location.address() + ":" + location.path();
                    case LOCALFS -> null;
                };
        try {
            return gateway.createExportDomain(
                    host.agent(), new ExportDomainParams(location.mountPath(), name, remotePath));
        } catch (FailureException notCreated) {
            // the folder is not empty: what is wrong with its content is the thing to tell
            throw notCreated.failure().code() == FailureCode.DOMAIN_EXISTS
                    ? neither(notOpened.failure(), notCreated.failure())
                    : notCreated;
        }
    }

    private static FailureException neither(Failure notOpened, Failure notCreated) {
        return new FailureException(new Failure(
                notOpened.code(),
                notOpened.message() + " No domain was made there either: " + notCreated.message(),
                notOpened.remedy(),
                notOpened.detail()));
    }
}
