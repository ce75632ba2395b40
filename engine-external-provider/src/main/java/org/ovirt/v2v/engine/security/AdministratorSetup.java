package org.ovirt.v2v.engine.security;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.engine.access.Role;
import org.ovirt.v2v.engine.config.EngineConfig;
import org.ovirt.v2v.engine.config.StartException;
import org.ovirt.v2v.model.source.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the administrator at the first start, and gives a new password, and the role if it is lost, when the
 * configuration asks for it.
 */
@ApplicationScoped
public class AdministratorSetup {
    static final String NAME = "admin@internal";

    private static final Logger LOG = LoggerFactory.getLogger(AdministratorSetup.class);
    private static final String FILE = "initial-admin-password";
    private static final int PASSWORD_BYTES = 18;

    private final EngineConfig.Admin settings;
    private final RuntimeFolder folder;
    private final UserRepository users;
    private final UserService service;
    private final PermissionService permissions;

    public AdministratorSetup(
            EngineConfig config,
            RuntimeFolder folder,
            UserRepository users,
            UserService service,
            PermissionService permissions) {
        this.settings = config.admin();
        this.folder = folder;
        this.users = users;
        this.service = service;
        this.permissions = permissions;
    }

    @Transactional
    void start(@Observes StartupEvent event) {
        Optional<User> administrator = users.findByName(NAME);
        if (administrator.isEmpty()) {
            User added = new User(UUID.randomUUID(), NAME, PasswordHash.of(initialPassword()));
            users.add(added);
            permissions.add(added, Role.SUPER_USER, Optional.empty());
        } else if (settings.resetPassword()) {
            service.setPassword(administrator.get(), PasswordHash.of(initialPassword()));
            permissions.add(administrator.get(), Role.SUPER_USER, Optional.empty());
            LOG.warn("The password of {} was reset. Remove v2v.admin.reset-password from the configuration", NAME);
        }
    }

    private Secret initialPassword() {
        return settings.passwordFile().map(AdministratorSetup::read).orElseGet(this::random);
    }

    private static Secret read(Path file) {
        try {
            Secret password =
                    new Secret(Files.readString(file).lines().findFirst().orElse(""));
            PasswordHash.check(NAME, password);
            LOG.info("{} has the password that stands in {}", NAME, file);
            return password;
        } catch (IOException | RuntimeException e) {
            throw new StartException(
                    "The administrator's initial password cannot be taken from " + file + " (v2v.admin.password-file): "
                            + e.getMessage(),
                    e);
        }
    }

    private Secret random() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        Secret password = new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        Path file = folder.path().resolve(FILE);
        try {
            PrivateFiles.write(file, password.value() + "\n");
        } catch (IOException e) {
            throw new StartException("The administrator's password cannot be written to " + file + ": " + e, e);
        }
        LOG.info("{} has a random password; read it in {}, change it, then remove the file", NAME, file);
        return password;
    }
}
