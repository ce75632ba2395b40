package org.ovirt.v2v.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.ovirt.v2v.model", importOptions = ImportOption.DoNotIncludeTests.class)
class DependenciesTest {
    @ArchTest
    static final ArchRule theModelKnowsNothingButJacksonsAnnotations = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("org.ovirt.v2v.model..", "com.fasterxml.jackson.annotation..", "java..");
}
