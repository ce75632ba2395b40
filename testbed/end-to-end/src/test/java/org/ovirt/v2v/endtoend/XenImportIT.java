package org.ovirt.v2v.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.testbed.AgentProcess;
import org.ovirt.v2v.testbed.EngineClient;
import org.ovirt.v2v.testbed.EngineProcess;
import org.ovirt.v2v.testbed.SecretSearch;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingGuest;
import org.ovirt.v2v.testbed.TestingXenHost;

/** A machine of a Xen host, by ssh, with an engine on PostgreSQL. */
class XenImportIT {
    @Test
    void machineGoesFromProviderToExportDomain() throws IOException {
        try (TestingGuest guest = TestingGuest.create();
                TestingXenHost xen = TestingXenHost.start(guest.disk());
                TestingExportDomain domain = TestingExportDomain.createEmpty();
                Deployment deployment = Deployment.withPostgres()) {
            introduce(deployment.agent(), xen);
            deployment.addExportDomain("export", domain).accepted();
            String provider = deployment
                    .client()
                    .post("/externalvmproviders", deployment.xenProvider("xen", xen))
                    .id();
            JsonNode machine = deployment.machine(provider, TestingXenHost.MACHINE);
            assertThat(machine.path("id").asText()).isEqualTo(TestingXenHost.MACHINE_ID.toString());

            EngineClient.Answer refused =
                    deployment.startImport(provider, TestingXenHost.RUNNING_MACHINE_ID.toString(), "running", "export");
            assertThat(refused.status()).as("%s", refused.body()).isEqualTo(409);

            String id = deployment
                    .startImport(provider, machine.path("id").asText(), "xen1", "export")
                    .id();
            JsonNode end = deployment.awaitEnd(id, Deployment.CONVERSION_TIME_OUT);
            assertThat(end.path("status").asText()).as("%s", end).isEqualTo("succeeded");
            ImportedMachine.assertComplete(domain, id, guest.capacity());

            SecretSearch passwords = SecretSearch.of(EngineProcess.ADMIN_PASSWORD)
                    .without(file -> file.getFileName().toString().startsWith(".guestfs-"));
            assertThat(passwords.filesBelow(deployment.engine().folder())).isEmpty();
            assertThat(passwords.filesBelow(deployment.agent().folder())).isEmpty();
        }
    }

    /** What an admin does once: the agent gets a key that the Xen host lets in, and knows the host's own. */
    private static void introduce(AgentProcess agent, TestingXenHost xen) throws IOException {
        Path folder = agent.stateFolder().resolve("ssh");
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path publicKey = folder.resolve("id_ed25519.pub");
        if (Files.exists(publicKey)) {
            xen.authorize(Files.readString(publicKey));
        } else {
            Files.copy(xen.clientKey(), folder.resolve("id_ed25519"));
            Files.setPosixFilePermissions(folder.resolve("id_ed25519"), PosixFilePermissions.fromString("rw-------"));
        }
        Files.writeString(
                folder.resolve("known_hosts"), xen.knownHost(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
