package org.ovirt.v2v.engine.datacenter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.ovirt.v2v.engine.ConflictException;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.EntityReference;
import org.ovirt.v2v.engine.EntityRemoval;
import org.ovirt.v2v.engine.EntityText;
import org.ovirt.v2v.engine.Mandatory;
import org.ovirt.v2v.engine.NoSuchEntityException;

/** Adds, changes and removes data centers. */
@ApplicationScoped
@Transactional
public class DataCenterService {
    private static final EntityKind KIND = EntityKind.DATA_CENTER;

    private final DataCenterRepository dataCenters;
    private final EntityRemoval removal;

    public DataCenterService(DataCenterRepository dataCenters, EntityRemoval removal) {
        this.dataCenters = dataCenters;
        this.removal = removal;
    }

    public List<DataCenter> list() {
        return dataCenters.list();
    }

    public DataCenter get(UUID id) {
        return dataCenters.find(id).orElseThrow(() -> new NoSuchEntityException(KIND, id));
    }

    /** The data center that a request refers to. */
    public DataCenter resolve(String field, EntityReference reference) {
        return reference.resolve(field, KIND, dataCenters::find, dataCenters::findByName);
    }

    public DataCenter add(DataCenterRequest request) {
        new Mandatory("DataCenter").field("name", request.name()).requireForAdd();
        UUID id = UUID.randomUUID();
        DataCenter added =
                new DataCenter(id, freeName(id, request.name()), EntityText.description(request.description()));
        dataCenters.add(added);
        return added;
    }

    public DataCenter update(UUID id, DataCenterRequest request) {
        DataCenter dataCenter = get(id);
        dataCenter.update(
                request.name() == null ? dataCenter.name() : freeName(id, request.name()),
                request.description() == null
                        ? dataCenter.description()
                        : EntityText.description(request.description()));
        return dataCenter;
    }

    public void remove(UUID id) {
        DataCenter dataCenter = get(id);
        removal.refuseIfUsed(KIND, id, dataCenter.name());
        dataCenters.remove(dataCenter);
    }

    private String freeName(UUID id, String text) {
        String name = EntityText.name("name", text);
        dataCenters.findByName(name).filter(other -> !other.id().equals(id)).ifPresent(other -> {
            throw ConflictException.nameTaken(KIND, name);
        });
        return name;
    }
}
