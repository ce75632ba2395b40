package org.ovirt.v2v.engine.security;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.UUID;

/** Somebody who may log in. */
@Entity
@Table(name = "users")
public class User {
    /** What the names of those end with whose passwords are here. */
    static final String PROFILE = "@internal";

    @Id
    private UUID id;

    @Version
    private int version;

    private String name;

    @Column(name = "password_hash")
    private String passwordHash;

    protected User() {}

    User(UUID id, String name, String passwordHash) {
        this.id = id;
        this.name = name;
        this.passwordHash = passwordHash;
    }

    public UUID id() {
        return id;
    }

    /** With its profile, as in admin@internal. */
    public String name() {
        return name;
    }

    /** Whether the password is here, and not with another service. */
    boolean hasPassword() {
        return name.endsWith(PROFILE);
    }

    String passwordHash() {
        return passwordHash;
    }

    void passwordHash(String newHash) {
        passwordHash = newHash;
    }
}
