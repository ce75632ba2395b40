package org.ovirt.v2v.engine.provider;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.engine.NamedEntity;
import org.ovirt.v2v.engine.datacenter.DataCenter;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.model.source.SourceType;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.model.source.SshTrust;
import org.ovirt.v2v.model.source.TlsTrust;

/** A vCenter or a Xen host that machines are imported from. */
@Entity
@Table(name = "providers")
public class Provider implements NamedEntity {
    @Id
    private UUID id;

    @Version
    private int version;

    private String name;
    private String description;

    @Enumerated(EnumType.STRING)
    private SourceType type;

    private String url;
    private String username;
    private String password;

    @Enumerated(EnumType.STRING)
    @Column(name = "tls_mode")
    private TlsTrust.Mode tlsMode;

    @Column(name = "tls_certificates")
    private String tlsCertificates;

    @Column(name = "ssh_host_key")
    private String sshHostKey;

    @ManyToOne(optional = false)
    @JoinColumn(name = "data_center_id")
    private DataCenter dataCenter;

    @ManyToOne
    @JoinColumn(name = "proxy_host_id")
    private ProxyHost proxyHost;

    protected Provider() {}

    /** A provider without a password; see {@link #encryptedPassword(String)}. */
    public Provider(UUID id, ProviderSettings settings) {
        this.id = id;
        this.password = "";
        update(settings);
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

    public SourceType type() {
        return type;
    }

    /** The libvirt URI of the whole source: no path, no query, and a user only if it is part of a Xen URI. */
    public SourceUri uri() {
        return SourceUri.parse(url);
    }

    public String username() {
        return username;
    }

    public TlsTrust trust() {
        return new TlsTrust(tlsMode, tlsCertificates);
    }

    public SshTrust ssh() {
        return new SshTrust(sshHostKey);
    }

    public DataCenter dataCenter() {
        return dataCenter;
    }

    /** The host to speak to the source through; any able one of the data center if empty. */
    public Optional<ProxyHost> proxyHost() {
        return Optional.ofNullable(proxyHost);
    }

    boolean hasPassword() {
        return !password.isEmpty();
    }

    /** Encrypted; empty if there is none. */
    String encryptedPassword() {
        return password;
    }

    void encryptedPassword(String encrypted) {
        password = encrypted;
    }

    /** Takes the values that the user gave. */
    final void update(ProviderSettings settings) {
        name = settings.name();
        description = settings.description();
        type = settings.type();
        url = settings.uri().toString();
        username = settings.username();
        tlsMode = settings.trust().mode();
        tlsCertificates = settings.trust().certificates();
        sshHostKey = settings.ssh().hostKey();
        dataCenter = settings.dataCenter();
        proxyHost = settings.proxyHost().orElse(null);
    }
}
