package org.ovirt.v2v.engine.datacenter;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.UUID;
import org.ovirt.v2v.engine.NamedEntity;

/** Holds clusters, export domains and providers together; its id is the pool id in the metadata of its export domains. */
@Entity
@Table(name = "data_centers")
public class DataCenter implements NamedEntity {
    @Id
    private UUID id;

    @Version
    private int version;

    private String name;
    private String description;

    protected DataCenter() {}

    public DataCenter(UUID id, String name, String description) {
        this.id = id;
        this.name = name;
        this.description = description;
    }

    @Override
    public UUID id() {
        return id;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int version() {
        return version;
    }

    public String description() {
        return description;
    }

    /** Takes the values that the user gave. */
    void update(String newName, String newDescription) {
        name = newName;
        description = newDescription;
    }
}
