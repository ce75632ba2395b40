package org.ovirt.v2v.engine.storage;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.UUID;
import org.ovirt.v2v.engine.NamedEntity;
import org.ovirt.v2v.engine.datacenter.DataCenter;
import org.ovirt.v2v.engine.host.ProxyHost;

/** An export domain; its id is the one in its metadata (SDUUID). */
@Entity
@Table(name = "storage_domains")
public class StorageDomain implements NamedEntity {
    @Id
    private UUID id;

    @Version
    private int version;

    private String name;

    @ManyToOne(optional = false)
    @JoinColumn(name = "data_center_id")
    private DataCenter dataCenter;

    /** Whether machines can be imported into it. */
    private boolean attached;

    @ManyToOne(optional = false)
    @JoinColumn(name = "host_id")
    private ProxyHost host;

    @Enumerated(EnumType.STRING)
    @Column(name = "storage_type")
    private StorageType type;

    private String address;
    private String path;

    @Column(name = "mount_path")
    private String mountPath;

    protected StorageDomain() {}

    /** One that is not attached yet. */
    public StorageDomain(UUID id, String name, DataCenter dataCenter, ProxyHost host, StorageLocation location) {
        this.id = id;
        this.name = name;
        this.dataCenter = dataCenter;
        this.host = host;
        this.type = location.type();
        this.address = location.address();
        this.path = location.path();
        this.mountPath = location.mountPath();
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

    /** The data center that it is attached to, or, if it is not, the one that it was last known in. */
    public DataCenter dataCenter() {
        return dataCenter;
    }

    /** Whether it is attached to its data center, so that machines can be imported into it. */
    public boolean isAttached() {
        return attached;
    }

    /** Machines can be imported into it from now on. */
    public void attach(DataCenter to) {
        dataCenter = to;
        attached = true;
    }

    void detach() {
        attached = false;
    }

    /** The host that the domain was registered through, which certainly has it mounted. */
    public ProxyHost host() {
        return host;
    }

    public StorageLocation location() {
        return new StorageLocation(type, address, path, mountPath);
    }

    /** Takes the values that the user gave. */
    void update(String newName, ProxyHost newHost) {
        name = newName;
        host = newHost;
    }
}
