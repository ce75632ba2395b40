package org.ovirt.v2v.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.Entity;

@AnalyzeClasses(packages = "org.ovirt.v2v", importOptions = DoNotIncludeTests.class)
class DependenciesTest {
    @ArchTest
    static final ArchRule THE_REST_LAYER_IS_AT_THE_TOP = noClasses()
            .that()
            .resideOutsideOfPackage("..engine.rest..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..engine.rest..");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("org.ovirt.v2v.engine.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule WHAT_ALL_SHARE_DEPENDS_ON_NONE = noClasses()
            .that()
            .resideInAPackage("org.ovirt.v2v.engine")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.ovirt.v2v.engine.(*)..");

    @ArchTest
    static final ArchRule THE_REST_LAYER_KNOWS_NO_DATABASE = noClasses()
            .that()
            .resideInAPackage("..engine.rest..")
            .should()
            .dependOnClassesThat()
            .areAnnotatedWith(jakarta.persistence.Embeddable.class)
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("jakarta.persistence.EntityManager");

    @ArchTest
    static final ArchRule ENTITIES_BELONG_TO_THE_DOMAIN = classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .should()
            .resideOutsideOfPackages("..engine.rest..", "..engine.config..", "..model..");

    @ArchTest
    static final ArchRule THE_MODEL_KNOWS_NOTHING_OF_THE_ENGINE = noClasses()
            .that()
            .resideInAPackage("..v2v.model..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..v2v.engine..");
}
