package org.ovirt.v2v.engine.security;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import org.ovirt.v2v.engine.config.EngineConfig;
import org.ovirt.v2v.engine.config.StartException;
import org.ovirt.v2v.engine.config.UnitLimits;
import org.ovirt.v2v.model.source.Secret;

/** Encrypts and decrypts secrets with the keys of the key file, which is made when it is missing. */
@ApplicationScoped
public class SecretStore {
    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 4;

    private final SecretCipher cipher;

    public SecretStore(EngineConfig config) {
        this.cipher = new SecretCipher(load(config.secrets().keyFile()));
    }

    /** So that the key file is made, or found to be unusable, at the first start and not with the first password. */
    void start(@Observes @Priority(1) StartupEvent event) {
        // to be told of the start it had to be made, and has read the file
    }

    /** Encrypts a secret that belongs to the record with the given id; the empty secret stays empty. */
    public String encrypt(UUID owner, Secret secret) {
        return secret.isEmpty() ? "" : cipher.encrypt(owner, secret);
    }

    /** The secret of the record with the given id. */
    public Secret decrypt(UUID owner, String encrypted) {
        return encrypted.isEmpty() ? Secret.EMPTY : cipher.decrypt(owner, encrypted);
    }

    /** Whether the text should be encrypted anew, because a newer key is there. */
    public boolean isOutdated(String encrypted) {
        return !encrypted.isEmpty() && cipher.isOutdated(encrypted);
    }

    private static KeyRing load(Path file) {
        try {
            if (Files.notExists(file)) {
                PrivateFiles.write(file, newKey());
            }
            if (PrivateFiles.isOpenToOthers(file)) {
                throw new StartException("The key file " + file + " can be read by others. Run: chmod 600 " + file);
            }
            return KeyRing.parse(Files.readString(file));
        } catch (IOException e) {
            throw new StartException("The key file " + file + " cannot be read or made: " + UnitLimits.explain(e), e);
        } catch (IllegalArgumentException e) {
            throw new StartException("The key file " + file + " is broken: " + e.getMessage(), e);
        }
    }

    private static String newKey() {
        SecureRandom random = new SecureRandom();
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return "# <id> <key>; the last line encrypts, the others decrypt what they encrypted before\n"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(id)
                + " "
                + Base64.getEncoder().encodeToString(key)
                + "\n";
    }
}
