package org.ovirt.v2v.engine.security;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.engine.access.Role;

/** That a user has a role; never changes. */
@Entity
@Table(name = "permissions")
public class Permission {
    @Id
    private UUID id;

    @ManyToOne(optional = false)
    @JoinColumn(name = "user_id")
    private User user;

    @Enumerated(EnumType.STRING)
    private Role role;

    @Column(name = "data_center_id")
    private UUID dataCenterId;

    protected Permission() {}

    Permission(UUID id, User user, Role role, Optional<UUID> dataCenterId) {
        this.id = id;
        this.user = user;
        this.role = role;
        this.dataCenterId = dataCenterId.orElse(null);
    }

    public UUID id() {
        return id;
    }

    public User user() {
        return user;
    }

    public Role role() {
        return role;
    }

    /** Where; empty if in the whole system. */
    public Optional<UUID> dataCenterId() {
        return Optional.ofNullable(dataCenterId);
    }
}
