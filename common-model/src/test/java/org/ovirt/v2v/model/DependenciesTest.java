package org.ovirt.v2v.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Plain JUnit runs the rules: Surefire runs none that ArchUnit's own engine would find, and says nothing. */
class DependenciesTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.ovirt.v2v.model");

    @Test
    void theModelKnowsNothingButJacksonsAnnotations() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("org.ovirt.v2v.model..", "com.fasterxml.jackson.annotation..", "java..")
                .check(CLASSES);
    }
}
