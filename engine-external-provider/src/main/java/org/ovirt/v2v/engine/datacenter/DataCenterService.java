package org.ovirt.v2v.engine.datacenter;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.EntityReference;
import org.ovirt.v2v.engine.EntityRemoval;
import org.ovirt.v2v.engine.EntityText;
import org.ovirt.v2v.engine.Expected;
import org.ovirt.v2v.engine.Mandatory;
import org.ovirt.v2v.engine.audit.Administration;
import org.ovirt.v2v.engine.audit.AdministrationLog;

/** Adds, changes and removes data centers. */
@ApplicationScoped
public class DataCenterService {
    private static final EntityKind KIND = EntityKind.DATA_CENTER;

    private final DataCenterRepository dataCenters;
    private final EntityRemoval removal;
    private final AdministrationLog log;

    public DataCenterService(DataCenterRepository dataCenters, EntityRemoval removal, AdministrationLog log) {
        this.dataCenters = dataCenters;
        this.removal = removal;
        this.log = log;
    }

    public List<DataCenter> list() {
        return dataCenters.list();
    }

    public DataCenter get(UUID id) {
        return dataCenters.get(id);
    }

    /** The data center that a request refers to. */
    public DataCenter resolve(String field, EntityReference reference) {
        return dataCenters.resolve(field, reference);
    }

    public DataCenter add(DataCenterRequest request) {
        new Mandatory("DataCenter").field("name", request.name()).requireForAdd();
        return log.attempt(Administration.ADD_DATA_CENTER, request.name(), () -> {
            DataCenter added = new DataCenter(
                    UUID.randomUUID(),
                    freeName(Optional.empty(), request.name()),
                    EntityText.description(request.description()));
            return log.change(Administration.ADD_DATA_CENTER, () -> dataCenters.add(added));
        });
    }

    public DataCenter update(UUID id, DataCenterRequest request, Expected expected) {
        DataCenter known = get(id);
        return log.attempt(Administration.UPDATE_DATA_CENTER, known, () -> {
            expected.require(KIND, known);
            String name = request.name() == null ? known.name() : freeName(Optional.of(id), request.name());
            String description =
                    request.description() == null ? known.description() : EntityText.description(request.description());
            return log.change(
                    Administration.UPDATE_DATA_CENTER,
                    () -> dataCenters.update(known, found -> found.update(name, description)));
        });
    }

    public void remove(UUID id, Expected expected) {
        DataCenter dataCenter = get(id);
        log.attempt(Administration.REMOVE_DATA_CENTER, dataCenter, () -> {
            expected.require(KIND, dataCenter);
            removal.remove(
                    KIND,
                    dataCenter,
                    () -> log.removal(
                            Administration.REMOVE_DATA_CENTER, dataCenter, () -> dataCenters.remove(dataCenter)));
            return dataCenter;
        });
    }

    private String freeName(Optional<UUID> own, String text) {
        return dataCenters.freeName(own, EntityText.name("name", text));
    }
}
