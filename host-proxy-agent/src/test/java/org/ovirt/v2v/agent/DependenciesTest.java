package org.ovirt.v2v.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.ovirt.v2v.agent", importOptions = ImportOption.DoNotIncludeTests.class)
class DependenciesTest {
    @ArchTest
    static final ArchRule roomsCallDownwardsOnly = layeredArchitecture()
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
            .layer("inventory")
            .definedBy("org.ovirt.v2v.agent.inventory..")
            .layer("host")
            .definedBy("org.ovirt.v2v.agent.host..")
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
            .whereLayer("inventory")
            .mayOnlyBeAccessedByLayers("main", "rpc", "job", "preflight")
            .whereLayer("host")
            .mayOnlyBeAccessedByLayers("main", "rpc");

    @ArchTest
    static final ArchRule noRoomDependsOnItselfThroughOthers =
            slices().matching("org.ovirt.v2v.agent.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule readingAndWritingVirtV2vsTextIsPure = noClasses()
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
            .areAssignableTo(Process.class);

    @ArchTest
    static final ArchRule onlyTheServerKnowsNetty = noClasses()
            .that()
            .resideOutsideOfPackages("org.ovirt.v2v.agent.rpc.stomp..", "org.ovirt.v2v.agent")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..");
}
