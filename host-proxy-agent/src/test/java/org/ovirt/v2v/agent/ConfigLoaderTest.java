package org.ovirt.v2v.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovirt.v2v.agent.failure.StartupException;
import org.ovirt.v2v.agent.settings.AgentConfig;

class ConfigLoaderTest {
    @TempDir
    private Path folder;

    @Test
    void whatTheFileDoesNotSayHasADefault() throws Exception {
        AgentConfig config = load("agent.port=4711\nagent.v2v.emulation=ALWAYS\n");

        assertThat(config.port()).isEqualTo(4711);
        assertThat(config.v2v().emulation()).isEqualTo(AgentConfig.Emulation.ALWAYS);
        assertThat(config.address()).isEqualTo("0.0.0.0");
        assertThat(config.stateDir()).isEqualTo(Path.of("/var/lib/ovirt-v2v-agent"));
        assertThat(config.secretsDir()).isEmpty();
        assertThat(config.tls().ca()).isEqualTo(Path.of("/etc/pki/ovirt-v2v/ca.pem"));
        assertThat(config.v2v().program()).isEqualTo("virt-v2v");
        assertThat(config.v2v().tempDir()).isEqualTo(Path.of("/var/tmp"));
        assertThat(config.exportRoots()).containsExactly(Path.of("/rhev/data-center/mnt"));
    }

    /** VDSM's, ovirt-imageio's and two of engine-setup's lie above that too. */
    @Test
    void theDefaultPortIsNoneThatLinuxGivesToOutgoingConnections() throws Exception {
        assertThat(load("").port()).isEqualTo(24_325).isLessThan(32_768);
    }

    @Test
    void aSettingThatIsMisspeltIsNamed() {
        assertRefused("agent.prot=4711\n", "agent.prot (did you mean agent.port,");
        assertRefused("agnet.port=4711\n", "agnet.port (did you mean agent.port,");
    }

    @Test
    void listsCanBeGivenOneByOne() throws Exception {
        assertThat(load("agent.export-roots[0]=/a\nagent.export-roots[1]=/b\n").exportRoots())
                .containsExactly(Path.of("/a"), Path.of("/b"));
    }

    @Test
    void aValueThatDoesNotFitIsNamed() {
        assertRefused("agent.port=many\n", "agent.port");
        assertRefused("agent.port=70000\n", "agent.port is 70000, but must be between 1 and 65535");
        assertRefused("agent.port=0\n", "agent.port is 0");
        assertRefused("agent.v2v.emulation=perhaps\n", "agent.v2v.emulation");
        assertRefused(
                "agent.storage.answer-limit=0\n", "agent.storage.answer-limit is 0, but must be between 1 and 600");
        assertRefused("agent.v2v.stalled-after=0\n", "agent.v2v.stalled-after is 0, but must be between 1 and 86400");
        assertRefused(
                "agent.v2v.end-stalled-after=599\n",
                "agent.v2v.end-stalled-after is 599, but must be between 600 and 86400");
        assertRefused("agent.storage.helpers=1\n", "agent.storage.helpers is 1");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path missing = folder.resolve("missing.properties");

        assertThatThrownBy(() -> ConfigLoader.load(missing))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining(missing.toString())
                .hasMessageContaining("--config");
    }

    private void assertRefused(String content, String setting) {
        assertThatThrownBy(() -> load(content))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("agent.properties")
                .hasMessageContaining(setting);
    }

    private AgentConfig load(String content) throws StartupException, IOException {
        return ConfigLoader.load(Files.writeString(folder.resolve("agent.properties"), content));
    }
}
