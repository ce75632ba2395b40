package org.ovirt.v2v.engine.datacenter;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.UUID;
import org.ovirt.v2v.engine.NamedEntity;

/** A group of hosts in a data center; imported machines are meant for one. */
@Entity
@Table(name = "clusters")
public class Cluster implements NamedEntity {
    @Id
    private UUID id;

    @Version
    private int version;

    private String name;
    private String description;

    @ManyToOne(optional = false)
    @JoinColumn(name = "data_center_id")
    private DataCenter dataCenter;

    protected Cluster() {}

    public Cluster(UUID id, String name, String description, DataCenter dataCenter) {
        this.id = id;
        this.name = name;
        this.description = description;
        this.dataCenter = dataCenter;
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

    public DataCenter dataCenter() {
        return dataCenter;
    }

    /** Takes the values that the user gave. */
    void update(String newName, String newDescription) {
        name = newName;
        description = newDescription;
    }
}
