package org.ovirt.v2v.engine.host;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.UUID;
import org.ovirt.v2v.engine.NamedEntity;
import org.ovirt.v2v.engine.datacenter.Cluster;
import org.ovirt.v2v.engine.datacenter.DataCenter;

/** A host whose agent lists machines of sources and converts them. */
@Entity
@Table(name = "proxy_hosts")
public class ProxyHost implements NamedEntity {
    @Id
    private UUID id;

    @Version
    private int version;

    private String name;
    private String address;
    private int port;

    @ManyToOne(optional = false)
    @JoinColumn(name = "cluster_id")
    private Cluster cluster;

    protected ProxyHost() {}

    public ProxyHost(UUID id, String name, HostAddress agent, Cluster cluster) {
        this.id = id;
        this.name = name;
        this.address = agent.address();
        this.port = agent.port();
        this.cluster = cluster;
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

    /** Where the agent listens. */
    public HostAddress agent() {
        return new HostAddress(address, port);
    }

    public Cluster cluster() {
        return cluster;
    }

    public DataCenter dataCenter() {
        return cluster.dataCenter();
    }

    /** Takes the values that the user gave. */
    void update(String newName, HostAddress newAgent, Cluster newCluster) {
        name = newName;
        address = newAgent.address();
        port = newAgent.port();
        cluster = newCluster;
    }
}
