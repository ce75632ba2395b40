package org.ovirt.v2v.engine.datacenter;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.EntityText;
import org.ovirt.v2v.engine.Expected;
import org.ovirt.v2v.engine.Mandatory;
import org.ovirt.v2v.engine.access.CurrentAccess;
import org.ovirt.v2v.engine.administration.EntityAdministration;

/** Adds, changes and removes data centers. */
@ApplicationScoped
public class DataCenterService {
    private final DataCenterRepository dataCenters;
    private final NetworkRepository networks;
    private final EntityAdministration administration;
    private final CurrentAccess access;

    public DataCenterService(
            DataCenterRepository dataCenters,
            NetworkRepository networks,
            EntityAdministration administration,
            CurrentAccess access) {
        this.networks = networks;
        this.access = access;
        this.dataCenters = dataCenters;
        this.administration = administration;
    }

    public List<DataCenter> list() {
        return access.visible(dataCenters.list(), DataCenter::id);
    }

    public DataCenter get(UUID id) {
        return access.visible(EntityKind.DATA_CENTER, id, dataCenters.get(id), DataCenter::id);
    }

    /** With the network that oVirt makes with each data center. */
    public DataCenter add(DataCenterRequest request) {
        new Mandatory("DataCenter").field("name", request.name()).requireForAdd();
        return QuarkusTransaction.joiningExisting().call(() -> {
            DataCenter added = administration.add(
                    dataCenters,
                    request.name(),
                    () -> new DataCenter(
                            UUID.randomUUID(),
                            dataCenters.newName(request.name()),
                            EntityText.description(request.description())));
            networks.add(Network.management(added));
            return added;
        });
    }

    public DataCenter update(UUID id, DataCenterRequest request, Expected expected) {
        DataCenter known = get(id);
        return administration.update(dataCenters, known, expected, () -> {
            String name = dataCenters.changedName(known, request.name());
            String description = EntityText.changedDescription(known.description(), request.description());
            return found -> found.update(name, description);
        });
    }

    public void remove(UUID id, Expected expected) {
        administration.remove(dataCenters, get(id), expected);
    }
}
