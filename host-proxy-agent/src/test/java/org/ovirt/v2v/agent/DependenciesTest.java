package org.ovirt.v2v.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.agent.source.Source;
import org.ovirt.v2v.model.source.SourceType;
import org.ovirt.v2v.model.source.SourceUri;

/** Plain JUnit runs the rules: Surefire runs none that ArchUnit's own engine would find, and says nothing. */
class DependenciesTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.ovirt.v2v.agent");

    @Test
    void roomsCallDownwardsOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("org.ovirt.v2v.agent..")
                .layer("main")
                .definedBy("org.ovirt.v2v.agent")
                .layer("rpc")
                .definedBy("org.ovirt.v2v.agent.rpc..")
                .layer("job")
                .definedBy("org.ovirt.v2v.agent.job..")
                .layer("preflight")
                .definedBy("org.ovirt.v2v.agent.preflight..")
                .layer("source")
                .definedBy("org.ovirt.v2v.agent.source..")
                .layer("v2v")
                .definedBy("org.ovirt.v2v.agent.v2v..")
                .layer("exportdomain")
                .definedBy("org.ovirt.v2v.agent.exportdomain..")
                .layer("guest")
                .definedBy("org.ovirt.v2v.agent.guest..")
                .layer("storage")
                .definedBy("org.ovirt.v2v.agent.storage..")
                .layer("host")
                .definedBy("org.ovirt.v2v.agent.host..")
                .layer("unit")
                .definedBy("org.ovirt.v2v.agent.unit..")
                .layer("settings")
                .definedBy("org.ovirt.v2v.agent.settings..")
                .layer("failure")
                .definedBy("org.ovirt.v2v.agent.failure..")
                .whereLayer("main")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("rpc")
                .mayOnlyBeAccessedByLayers("main")
                .whereLayer("job")
                .mayOnlyBeAccessedByLayers("main", "rpc")
                .whereLayer("preflight")
                .mayOnlyBeAccessedByLayers("main", "job")
                .whereLayer("v2v")
                .mayOnlyBeAccessedByLayers("job", "preflight", "source")
                .whereLayer("exportdomain")
                .mayOnlyBeAccessedByLayers("main", "rpc", "job", "preflight")
                .whereLayer("guest")
                .mayOnlyBeAccessedByLayers("job", "exportdomain", "source")
                .whereLayer("storage")
                .mayOnlyBeAccessedByLayers("main", "exportdomain")
                .whereLayer("source")
                .mayOnlyBeAccessedByLayers("main", "rpc", "job", "preflight")
                .whereLayer("host")
                .mayOnlyBeAccessedByLayers("main", "rpc", "preflight")
                .whereLayer("unit")
                .mayOnlyBeAccessedByLayers("main", "job")
                .whereLayer("settings")
                .mayNotAccessAnyLayer()
                .whereLayer("failure")
                .mayNotAccessAnyLayer()
                .check(CLASSES);
    }

    @Test
    void noRoomDependsOnItselfThroughOthers() {
        slices().matching("org.ovirt.v2v.agent.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void readingAndWritingVirtV2vsTextIsPure() {
        noClasses()
                .that()
                .resideInAPackage("org.ovirt.v2v.agent.v2v..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.ovirt.v2v.agent.rpc..",
                        "org.ovirt.v2v.agent.job..",
                        "org.ovirt.v2v.agent.exportdomain..",
                        "org.ovirt.v2v.agent.source..",
                        "org.ovirt.v2v.agent.preflight..",
                        "org.ovirt.v2v.agent.host..",
                        "java.net..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Process.class)
                .check(CLASSES);
    }

    /** The rows in {@link KnownSources} are all that a further kind needs outside its own package. */
    @Test
    void nothingButTheirRowsKnowsTheKindsOfSource() {
        List<String> kinds = CLASSES.stream()
                .filter(type -> type.isAssignableTo(Source.class) && !type.isInterface())
                .map(JavaClass::getPackageName)
                .toList();
        assertThat(kinds).hasSize(SourceType.values().length).doesNotHaveDuplicates();
        for (String kind : kinds) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage(kind + "..")
                    .and()
                    .doNotBelongToAnyOf(KnownSources.class)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(kind + "..")
                    .check(CLASSES);
        }
        noClasses()
                .that()
                .resideOutsideOfPackages(kinds.toArray(String[]::new))
                .and()
                .doNotBelongToAnyOf(KnownSources.class)
                .should()
                .callMethod(SourceUri.class, "scheme")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(SourceType.class)
                .check(CLASSES);
    }

    /** Kinds lie on ways (ssh, TLS), ways on what a source is. */
    @Test
    void whatASourceIsKnowsNothingOfHowOneIsReached() {
        noClasses()
                .that()
                .resideInAPackage("org.ovirt.v2v.agent.source")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.ovirt.v2v.agent.source.*..")
                .check(CLASSES);
        slices().matching("org.ovirt.v2v.agent.source.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void onlyTheServerKnowsNetty() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.ovirt.v2v.agent.rpc.stomp..", "org.ovirt.v2v.agent")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(CLASSES);
    }
}
