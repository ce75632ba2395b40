package org.ovirt.v2v.engine.provider;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.ovirt.v2v.engine.EntityReference;
import org.ovirt.v2v.engine.Mandatory;
import org.ovirt.v2v.engine.datacenter.DataCenter;
import org.ovirt.v2v.engine.datacenter.DataCenterRepository;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.engine.host.ProxyHostRepository;
import org.ovirt.v2v.engine.host.ProxyHostSelection;

/** The proxy host through which a source is looked at that is no provider yet. */
@ApplicationScoped
class LookingHost {
    private final DataCenterRepository dataCenters;
    private final ProxyHostRepository hosts;
    private final ProxyHostSelection selection;

    LookingHost(DataCenterRepository dataCenters, ProxyHostRepository hosts, ProxyHostSelection selection) {
        this.dataCenters = dataCenters;
        this.hosts = hosts;
        this.selection = selection;
    }

    /** Refuses a request that names neither the host nor its data center, or lacks what else is mandatory. */
    void require(Mandatory mandatory, EntityReference host, EntityReference dataCenter) {
        if (!EntityReference.isGiven(host)) {
            mandatory.reference("data_center", dataCenter);
        }
        mandatory.requireForAdd();
    }

    /** The host that is given, or any able one of the data center. */
    ProxyHost of(EntityReference host, EntityReference dataCenter) {
        Optional<ProxyHost> given = hosts.given("host", host);
        DataCenter place = dataCenters.given("data_center", dataCenter).orElseGet(() -> given.orElseThrow()
                .dataCenter());
        return selection.select(place, given);
    }
}
