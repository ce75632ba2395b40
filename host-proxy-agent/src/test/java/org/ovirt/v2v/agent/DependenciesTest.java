package org.ovirt.v2v.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

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
                .layer("v2v")
                .definedBy("org.ovirt.v2v.agent.v2v..")
                .layer("exportdomain")
                .definedBy("org.ovirt.v2v.agent.exportdomain..")
                .layer("guest")
                .definedBy("org.ovirt.v2v.agent.guest..")
                .layer("storage")
                .definedBy("org.ovirt.v2v.agent.storage..")
                .layer("inventory")
                .definedBy("org.ovirt.v2v.agent.inventory..")
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
                .mayOnlyBeAccessedByLayers("job", "preflight")
                .whereLayer("exportdomain")
                .mayOnlyBeAccessedByLayers("main", "rpc", "job", "preflight")
                .whereLayer("guest")
                .mayOnlyBeAccessedByLayers("job", "exportdomain")
                .whereLayer("storage")
                .mayOnlyBeAccessedByLayers("main", "exportdomain")
                .whereLayer("inventory")
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
                        "org.ovirt.v2v.agent.inventory..",
                        "org.ovirt.v2v.agent.preflight..",
                        "org.ovirt.v2v.agent.host..",
                        "java.net..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Process.class)
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
