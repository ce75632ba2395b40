package org.ovirt.v2v.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovirt.v2v.agent.failure.StartupException;
import org.ovirt.v2v.agent.settings.AgentConfig;
import org.ovirt.v2v.testbed.GeneratedFile;
import org.ovirt.v2v.testbed.Repository;
import org.ovirt.v2v.testbed.SettingsFile;

/** The settings file that is installed with the agent names what the agent reads, all of it and nothing else. */
class SettingsDocumentTest {
    private static final String FILE = "host-proxy-agent/src/main/dist/share/agent.properties";

    private final SettingsFile settings = new SettingsFile().with(AgentConfig.class);

    @TempDir
    private Path folder;

    @Test
    void theFileIsMadeOfTheSettings() {
        GeneratedFile.mustBe(
                FILE,
                settings.text(
                        List.of(
                                "Settings of the oVirt V2V agent: copy to /etc/ovirt-v2v/agent.properties. What is commented out"
                                        + " shows the default.",
                                "Every setting can be overridden by an environment variable: agent.v2v.temp-dir by"
                                        + " AGENT_V2V_TEMP_DIR. A name that the agent does not know keeps it from starting.",
                                "Check the result: /opt/ovirt-v2v-agent/bin/ovirt-v2v-agent --config /etc/ovirt-v2v/agent.properties --check")));
    }

    @Test
    void everySettingThatCanBeReadIsInTheFile() {
        assertThat(settings.entries())
                .extracting(SettingsFile.Entry::name)
                .containsExactlyInAnyOrderElementsOf(
                        ConfigMappings.getProperties(ConfigClass.configClass(AgentConfig.class, "agent"))
                                .keySet()
                                .stream()
                                .filter(name -> !name.endsWith("[*]"))
                                .toList());
    }

    @Test
    void theFileCanBeUsedAsItIsWithEverythingSwitchedOn() throws Exception {
        AgentConfig plain = load("");
        AgentConfig switchedOn = load(Files.readString(Repository.file(FILE)).replaceAll("(?m)^#(?=\\S)", ""));

        assertThat(switchedOn.port()).isEqualTo(plain.port());
        assertThat(switchedOn.exportRoots()).isEqualTo(plain.exportRoots());
        assertThat(switchedOn.tls().ca()).isEqualTo(plain.tls().ca());
        assertThat(switchedOn.v2v().emulation()).isEqualTo(plain.v2v().emulation());
        assertThat(switchedOn.secretsDir()).contains(Path.of("/run/ovirt-v2v-agent"));
    }

    @Test
    void everySettingIsUsed() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.ovirt.v2v.agent");

        assertThat(classes.stream()
                        .filter(type -> type.getName().startsWith(AgentConfig.class.getName()) && type.isInterface())
                        .flatMap(type -> type.getMethods().stream())
                        .filter(Predicate.not(SettingsDocumentTest::isCalled))
                        .map(JavaMethod::getFullName))
                .as("settings that no code asks for")
                .isEmpty();
    }

    private static boolean isCalled(JavaMethod method) {
        return !method.getCallsOfSelf().isEmpty()
                || !method.getReferencesToSelf().isEmpty();
    }

    private AgentConfig load(String content) throws StartupException, IOException {
        return ConfigLoader.load(Files.writeString(folder.resolve("agent.properties"), content));
    }
}
