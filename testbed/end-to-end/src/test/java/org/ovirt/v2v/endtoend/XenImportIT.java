package org.ovirt.v2v.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
                    .post("/externalvmproviders", confirmed(deployment, xen))
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

    /** What an admin does once: the agent gets a key that the Xen host lets in. */
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
    }

    /** The provider with the host key that the engine shows and its administrator knows. */
    private static ObjectNode confirmed(Deployment deployment, TestingXenHost xen) {
        ObjectNode provider = deployment.xenProvider("xen", xen);
        ObjectNode request = provider.deepCopy().retain("url", "data_center");
        JsonNode shown = deployment
                .client()
                .post("/externalvmproviders/fetchhostkeys", request)
                .accepted()
                .at("/source_host_key/0");
        assertThat(shown.path("fingerprint").asText()).isEqualTo(xen.hostKeyFingerprint());
        provider.putObject("ssh").set("host_key", shown.path("host_key"));
        return provider;
    }
}
