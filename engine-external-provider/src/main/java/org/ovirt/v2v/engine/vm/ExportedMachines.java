package org.ovirt.v2v.engine.vm;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.ovirt.v2v.engine.host.HostGateway;
import org.ovirt.v2v.engine.storage.StorageDomain;
import org.ovirt.v2v.model.exportdomain.ExportedVm;
import org.ovirt.v2v.model.rpc.ExportDomainParams;

/** Looks into export domains through the host that has them mounted. */
@ApplicationScoped
public class ExportedMachines {
    private final HostGateway gateway;

    public ExportedMachines(HostGateway gateway) {
        this.gateway = gateway;
    }

    /** The machines whose configuration lies in the domain. */
    public List<ExportedVm> list(StorageDomain domain) {
        return gateway.exportedVms(
                domain.host().agent(), new ExportDomainParams(domain.location().mountPath(), null, null, null));
    }
}
