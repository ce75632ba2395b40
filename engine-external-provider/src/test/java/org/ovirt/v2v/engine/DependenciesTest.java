package org.ovirt.v2v.engine;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import jakarta.persistence.Entity;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Plain tests, not fields marked as ArchTest: the build's test runner does not see those. */
class DependenciesTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("org.ovirt.v2v");

    @Test
    void theRestLayerIsAtTheTop() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..engine.rest..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..engine.rest..")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.ovirt.v2v.engine.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void roomsOfImportsHaveNoCycles() {
        slices().matching("org.ovirt.v2v.engine.imports.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("org.ovirt.v2v.engine.imports")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.ovirt.v2v.engine.imports.(*)..")
                .check(CLASSES);
    }

    @Test
    void allHaveTheSameClock() {
        noClasses()
                .that()
                .resideInAPackage("org.ovirt.v2v.engine..")
                .and()
                .doNotHaveFullyQualifiedName(EngineClock.class.getName())
                .and()
                .doNotHaveSimpleName("SearchQuery")
                .should()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Instant.class, "now")
                .check(CLASSES);
    }

    @Test
    void whatAllShareDependsOnNone() {
        noClasses()
                .that()
                .resideInAPackage("org.ovirt.v2v.engine")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.ovirt.v2v.engine.(*)..")
                .check(CLASSES);
    }

    @Test
    void theSearchLanguageAndAccessLieAtTheGround() {
        for (String ground : List.of("..engine.search..", "..engine.access..")) {
            noClasses()
                    .that()
                    .resideInAPackage(ground)
                    .should()
                    .dependOnClassesThat(resideInAPackage("..v2v.engine.(*)..").and(not(resideInAPackage(ground))))
                    .check(CLASSES);
        }
    }

    @Test
    void theRestLayerKnowsNoDatabase() {
        noClasses()
                .that()
                .resideInAPackage("..engine.rest..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("jakarta.persistence.EntityManager")
                .check(CLASSES);
    }

    @Test
    void entitiesBelongToTheDomain() {
        classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .should()
                .resideOutsideOfPackages("..engine.rest..", "..engine.config..", "..model..")
                .check(CLASSES);
    }

    @Test
    void theModelKnowsNothingOfTheEngine() {
        noClasses()
                .that()
                .resideInAPackage("..v2v.model..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..v2v.engine..")
                .check(CLASSES);
    }
}
