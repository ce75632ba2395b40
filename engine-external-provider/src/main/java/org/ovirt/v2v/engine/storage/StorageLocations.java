package org.ovirt.v2v.engine.storage;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import org.ovirt.v2v.engine.EntityText;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.Mandatory;
import org.ovirt.v2v.engine.NetworkAddress;

/** Reads and checks where an export domain lies. */
final class StorageLocations {
    private static final int PATH_LENGTH = 4_096;

    /** Where VDSM mounts NFS exports. */
    private static final String MOUNTS = "/rhev/data-center/mnt/";

    private StorageLocations() {}

    static StorageLocation parse(StorageDomainRequest.Storage storage) {
        new Mandatory("StorageDomain")
                .field("storage.type", storage.type())
                .field("storage.path", storage.path())
                .requireForAdd();
        String path = absolutePath("storage.path", storage.path());
        return switch (storage.type()) {
            case "nfs" -> nfs(storage, path);
            case "localfs" -> new StorageLocation(StorageType.LOCALFS, "", path, mountPath(storage, path));
            default ->
                throw new InvalidFieldException("storage.type", "The type of storage is neither nfs nor localfs.");
        };
    }

    /** Refuses what a request says of the location and is not so: clients may send the whole domain as they have got it. */
    static void requireSame(StorageLocation known, StorageDomainRequest.Storage storage) {
        requireSame("storage.type", storage.type(), known.type().name().toLowerCase(Locale.ROOT));
        requireSame("storage.address", storage.address(), known.address());
        requireSame("storage.path", storage.path(), known.path());
        requireSame("storage.mount_path", storage.mountPath(), known.mountPath());
    }

    private static void requireSame(String field, String wanted, String known) {
        if (wanted != null && !wanted.strip().equals(known)) {
            throw new InvalidFieldException(
                    field,
                    "Where an export domain lies cannot be changed: remove it, which leaves its files alone, and add it again.");
        }
    }

    private static StorageLocation nfs(StorageDomainRequest.Storage storage, String path) {
        new Mandatory("StorageDomain")
                .field("storage.address", storage.address())
                .requireForAdd();
        NetworkAddress server = NetworkAddress.parse("storage.address", storage.address());
        if (server.port() != 0) {
            throw new InvalidFieldException("storage.address", "An NFS server is given without a port.");
        }
        String host = server.host().contains(":") ? "[" + server.host() + "]" : server.host();
        // VDSM doubles underscores first so that two exports never share a mount point
        String usual = MOUNTS + (host + ":" + path).replace("_", "__").replace("/", "_");
        return new StorageLocation(StorageType.NFS, host, path, mountPath(storage, usual));
    }

    private static String mountPath(StorageDomainRequest.Storage storage, String usual) {
        return storage.mountPath() == null ? usual : absolutePath("storage.mount_path", storage.mountPath());
    }

    private static String absolutePath(String field, String text) {
        String printable = EntityText.atMost(PATH_LENGTH, field, EntityText.printable(field, text.strip()));
        try {
            Path path = Path.of(printable);
            if (path.isAbsolute() && path.equals(path.normalize()) && path.getNameCount() > 0) {
                return path.toString();
            }
        } catch (InvalidPathException e) {
            throw new InvalidFieldException(field, "The path is not valid: " + e.getReason() + ".", e);
        }
        throw new InvalidFieldException(
                field, "The path is not an absolute path below /, without . and .. in it, as in /exports/v2v.");
    }
}
