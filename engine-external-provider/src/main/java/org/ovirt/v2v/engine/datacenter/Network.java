package org.ovirt.v2v.engine.datacenter;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.ovirt.v2v.engine.NamedEntity;

/**
 * A network of oVirt that the interfaces of imported machines can be put on. Its name is unique in its data center. It has one
 * profile, which is named like it, as oVirt makes one with each network.
 */
@Entity
@Table(name = "networks")
public class Network implements NamedEntity {
    /** The network that each data center has from the beginning. */
    static final String MANAGEMENT = "ovirtmgmt";

    @Id
    private UUID id;

    @Version
    private int version;

    private String name;
    private String description;

    @ManyToOne(optional = false)
    @JoinColumn(name = "data_center_id")
    private DataCenter dataCenter;

    protected Network() {}

    Network(UUID id, String name, String description, DataCenter dataCenter) {
        this.id = id;
        this.name = name;
        this.description = description;
        this.dataCenter = dataCenter;
    }

    static Network management(DataCenter dataCenter) {
        return new Network(UUID.randomUUID(), MANAGEMENT, "Management Network", dataCenter);
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

    /** The id of its profile. */
    public UUID profileId() {
        return UUID.nameUUIDFromBytes(("vnic profile of " + id).getBytes(StandardCharsets.UTF_8));
    }

    /** Takes the values that the user gave. */
    void update(String newName, String newDescription) {
        name = newName;
        description = newDescription;
    }
}
