package org.ovirt.v2v.agent.source.ssh;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.process.BindMount;
import org.ovirt.v2v.format.SshPublicKey;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.SourceParams;

/**
 * The agent's ssh folder: a key as {@code id_ed25519}, its public part, {@code known_hosts}, which the admin fills, and {@code
 * config}, which is the admin's after it was made. Programs that
 * use ssh (OpenSSH under libvirt, libssh under nbdkit) see it in place of the agent's user's {@code ~/.ssh}.
 */
public final class SshFolder {
    private static final String SETTINGS = "config";

    /** Made once, and the admin's from then on. */
    private static final String CONFIG =
            """
            Host *
                BatchMode yes
                StrictHostKeyChecking yes
                ConnectTimeout 3
                IdentityFile ~/.ssh/id_ed25519
                IdentityFile ~/.ssh/id_ecdsa
                IdentityFile ~/.ssh/id_rsa
                UserKnownHostsFile ~/.ssh/known_hosts
            """;

    /** As it stands there in a file of an agent that made no other key. */
    private static final String ONE_KEY = " IdentityFile ~/.ssh/id_ed25519\n    UserKnownHostsFile ";

    private static final String ANY_KEY = " IdentityFile ~/.ssh/id_ed25519\n    IdentityFile ~/.ssh/id_ecdsa\n"
            + "    IdentityFile ~/.ssh/id_rsa\n    UserKnownHostsFile ";

    /**
     * Counts whatever comes after it: libvirt gives no word of why ssh has failed where it printed more than 1,024 bytes, as the
     * banners of some hosts are.
     */
    private static final String TERSE = "LogLevel ERROR\n";

    /**
     * An OpenSSH before 8.5, which does not know them, would take them for errors, even for another host. It passes over them only
     * after this line, and the first such line counts.
     */
    private static final String IGNORED = "IgnoreUnknown KnownHostsCommand,LogVerbose,PubkeyAcceptedAlgorithms";

    private static final Pattern IGNORED_BY_THE_ADMIN = Pattern.compile(
            "^[ \\t]*IgnoreUnknown[ \\t=]+\"?([^\\s\"]+)", Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

    /** Why ssh ends a connection, such as for want of a common algorithm, is no error to its log. */
    private static final String REASONS =
            """

            Host *
                LogVerbose packet.c:sshpkt_vfatal()*
            """;

    /** As it stands there unless the admin has changed it. */
    private static final String QUICK = " ConnectTimeout 3\n";

    /** libssh limits each answer during the log-in by it, too; an sshd whose name server is dead needs ten seconds and more. */
    private static final String PATIENT = " ConnectTimeout 60\n";

    private final Path folder;
    private final Path home;
    private final IdentityKeys keys;

    /** The folder {@code ssh} below the agent's state folder. */
    public static SshFolder below(Path stateDir) {
        return new SshFolder(
                stateDir.toAbsolutePath().resolve("ssh"),
                Path.of(System.getProperty("user.home")).toAbsolutePath());
    }

    SshFolder(Path folder, Path home) {
        this(folder, home, "ssh-keygen");
    }

    /** With another program that makes keys. */
    SshFolder(Path folder, Path home, String keygen) {
        this.folder = folder;
        this.home = home;
        this.keys = new IdentityKeys(folder, keygen);
    }

    public Path publicKey() {
        Path key = keys.first();
        return key.resolveSibling(key.getFileName() + ".pub");
    }

    public Path knownHosts() {
        return folder.resolve("known_hosts");
    }

    /** Where an admin puts a key for hosts that are too old for the other one. */
    public Path rsaKey() {
        return keys.rsa();
    }

    public Path settingsFile() {
        return folder.resolve(SETTINGS);
    }

    /** Makes folder, key and an empty known_hosts if they are missing, and tells how a program is made to see them. */
    public synchronized BindMount prepare() throws FailureException {
        try {
            makePrivateFolder(folder);
            keys.makeIfNone();
            makePrivateFile(knownHosts(), "");
            makePrivateFile(settingsFile(), CONFIG);
            Path target = home.resolve(".ssh");
            makePrivateFolder(target);
            return new BindMount(folder, target);
        } catch (IOException e) {
            throw new FailureException(
                    FailureCode.INTERNAL, "The agent's ssh folder " + folder + " cannot be made: " + e.getMessage(), e);
        }
    }

    /**
     * How a program is made to see the folder, with settings for this source: the host key that was confirmed, if there is one.
     *
     * @param own a private folder of the program, for files that are gone with it
     */
    public List<BindMount> prepare(SourceParams source, Path own) throws FailureException {
        BindMount mount = prepare();
        return List.of(mount, settings(source, own, mount, settings()));
    }

    /** As {@link #prepare(SourceParams, Path)}, for virt-v2v, which has libssh beside OpenSSH. */
    public List<BindMount> prepareForVirtV2v(SourceParams source, Path own) throws FailureException {
        BindMount mount = prepare();
        return List.of(mount, settings(source, own, mount, settings().replace(QUICK, PATIENT)));
    }

    private String settings() throws FailureException {
        try {
            return Files.readString(settingsFile()).replace(ONE_KEY, ANY_KEY);
        } catch (IOException e) {
            throw new FailureException(
                    FailureCode.INTERNAL,
                    "The settings of ssh in " + settingsFile() + " cannot be read: " + e.getMessage(),
                    e);
        }
    }

    /** The settings, headed by those that let the source show nothing but the key that was confirmed, if one was. */
    private static BindMount settings(SourceParams source, Path own, BindMount folder, String ofTheAdmin)
            throws FailureException {
        try {
            Path file = own.toAbsolutePath().resolve("ssh_config");
            writePrivateFile(
                    file,
                    TERSE + ignoring(ofTheAdmin) + confirming(source, own.toAbsolutePath(), ofTheAdmin) + REASONS);
            return new BindMount(file, folder.target().resolve(SETTINGS));
        } catch (IllegalArgumentException e) {
            throw new FailureException(FailureCode.INVALID_REQUEST, "The confirmed host key " + e.getMessage(), e);
        } catch (IOException e) {
            throw new FailureException(
                    FailureCode.INTERNAL, "The settings of ssh cannot be written: " + e.getMessage(), e);
        }
    }

    private static String ignoring(String ofTheAdmin) {
        return Stream.concat(
                                Stream.of(IGNORED),
                                IGNORED_BY_THE_ADMIN
                                        .matcher(ofTheAdmin)
                                        .results()
                                        .map(found -> found.group(1)))
                        .collect(joining(","))
                + "\n";
    }

    private static String confirming(SourceParams source, Path own, String ofTheAdmin) throws IOException {
        if (!source.ssh().isConfirmed()) {
            return ofTheAdmin;
        }
        ConfirmedHostKey confirmed = new ConfirmedHostKey(
                source.uri(), SshPublicKey.parse(source.ssh().hostKey()));
        Path knownHosts = writePrivateFile(own.resolve("confirmed_host_key"), confirmed.knownHosts());
        return confirmed.settings(knownHosts, ofTheAdmin);
    }

    private static Path writePrivateFile(Path path, String content) throws IOException {
        Files.deleteIfExists(path);
        makePrivateFile(path, content);
        return path;
    }

    private static void makePrivateFolder(Path path) throws IOException {
        if (Files.notExists(path)) {
            Files.createDirectories(path.getParent());
            Files.createDirectory(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    private static void makePrivateFile(Path path, String content) throws IOException {
        if (Files.notExists(path)) {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(path, content);
        }
    }
}
