package org.ovirt.v2v.engine.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.testbed.GeneratedFile;
import org.ovirt.v2v.testbed.Repository;
import org.ovirt.v2v.testbed.SettingsFile;

/** The settings file that is installed with the engine names what the engine reads, all of it and nothing else. */
class SettingsDocumentTest {
    private static final String FILE = "engine-external-provider/src/main/dist/share/engine.properties";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.ovirt.v2v.engine");

    @Test
    void theFileIsMadeOfTheSettings() {
        SettingsFile settings = new SettingsFile();
        SettingsCheck.MAPPINGS.forEach(settings::with);
        settings.with(
                "The https port",
                List.of(
                        new SettingsFile.Entry(
                                "quarkus.http.host",
                                "The address that the engine listens on; 0.0.0.0 means all of the machine's.",
                                "",
                                "0.0.0.0"),
                        new SettingsFile.Entry(
                                "quarkus.http.ssl-port",
                                "The port that the engine listens on. The unit has to let it have one below 1024: see"
                                        + " AmbientCapabilities= in ovirt-v2v-engine.service.",
                                "a TCP port",
                                "8443")));
        settings.with(
                "Log: written to the standard output, which systemd keeps in its journal",
                List.of(
                        new SettingsFile.Entry(
                                "quarkus.log.level",
                                "The least that libraries must have to say.",
                                "ERROR, WARN, INFO, DEBUG",
                                "INFO"),
                        new SettingsFile.Entry(
                                "quarkus.log.category.\"org.ovirt.v2v\".level",
                                "The least that the engine itself must have to say.",
                                "ERROR, WARN, INFO, DEBUG",
                                "INFO")));
        GeneratedFile.mustBe(
                FILE,
                settings.text(List.of(
                        "Settings of the oVirt V2V engine: copy to /etc/ovirt-v2v/engine.properties, mode 0640, owner"
                                + " root:ovirt-v2v.",
                        "What stands here behind a # is the default. Each setting can also be given as -Dname=value to Java"
                                + " or as an environment variable, with _ for every other character, as in V2V_HOME."
                                + " The engine reads them when it starts; a name below v2v. that it does not know"
                                + " keeps it from starting, and so does one in this file that is none of Quarkus' own"
                                + " (quarkus.), which are not checked.")));
        assertThat(settings.entries())
                .extracting(SettingsFile.Entry::name)
                .filteredOn(name -> name.startsWith("v2v."))
                .containsExactlyInAnyOrderElementsOf(SettingsCheck.known());
    }

    @Test
    void everyMappingIsInTheFile() {
        assertThat(CLASSES.stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .map(JavaClass::getName))
                .containsExactlyInAnyOrderElementsOf(
                        SettingsCheck.MAPPINGS.stream().map(Class::getName).toList());
    }

    @Test
    void everySettingIsUsed() throws IOException {
        String properties = Files.readString(Repository.file(FILE))
                + Files.readString(
                        Repository.file("engine-external-provider/src/main/resources/application.properties"));

        assertThat(CLASSES.stream()
                        .filter(SettingsDocumentTest::isMapping)
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> !isCalled(method) && !isHandedOn(method, properties))
                        .map(JavaMethod::getFullName))
                .as("settings that no code asks for")
                .isEmpty();
    }

    private static boolean isMapping(JavaClass type) {
        return type.isAnnotatedWith(ConfigMapping.class)
                || type.getEnclosingClass()
                        .filter(outer -> outer.isAnnotatedWith(ConfigMapping.class))
                        .isPresent();
    }

    private static boolean isCalled(JavaMethod method) {
        return !method.getCallsOfSelf().isEmpty()
                || !method.getReferencesToSelf().isEmpty();
    }

    /** To Quarkus, or as a part of other settings' defaults. */
    private static boolean isHandedOn(JavaMethod method, String properties) {
        return method.getOwner().isAnnotatedWith(ConfigMapping.class)
                && properties.contains("${"
                        + method.getOwner()
                                .getAnnotationOfType(ConfigMapping.class)
                                .prefix() + "." + method.getName());
    }
}
