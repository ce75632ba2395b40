package org.ovirt.v2v.testbed.rules;

import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where tests stand. {@code *Test} runs anywhere, at once and as any user; {@code *IT} means a peer, root or a whole engine;
 * {@code *Bench} is a program that measures, {@code *Benchmark} a test that does, beside peers and only when asked for. Anything else that
 * looks like a test would silently never run.
 */
public final class TestPlaces {
    private static final String OURS = "org.ovirt.v2v";
    private static final Set<String> TESTS =
            Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "TestTemplate");
    private static final String QUARKUS_TEST = "io.quarkus.test.junit.QuarkusTest";
    private static final Pattern UNIT_TEST = Pattern.compile(".*Test(\\$.*)?");
    private static final Pattern ANY_TEST = Pattern.compile(".*(Test|IT|Bench|Benchmark)(\\$.*)?");

    private static final DescribedPredicate<JavaMethod> TEST_METHOD = DescribedPredicate.describe(
            "are tests", method -> method.getAnnotations().stream().anyMatch(TestPlaces::isTest));

    private TestPlaces() {}

    /** Fails if a test of the calling module, or any that it can see, stands in the wrong class. */
    public static void check() {
        // what libraries consist of does not matter here, and reading it would take most of the time
        check(ArchConfiguration.withThreadLocalScope(configuration -> {
            configuration.setResolveMissingDependenciesFromClassPath(false);
            return new ClassFileImporter().importPackages(OURS);
        }));
    }

    static void check(JavaClasses classes) {
        noClasses()
                .that(named(UNIT_TEST))
                .should()
                .transitivelyDependOnClassesThat(annotatedWith(NeedsPeer.class))
                .because("a *Test runs without root and without peers: name it *IT")
                .allowEmptyShould(true)
                .check(classes);
        noClasses()
                .that(named(UNIT_TEST))
                .should()
                .beAnnotatedWith(QUARKUS_TEST)
                .because("a *Test does not start the engine: name it *IT")
                .allowEmptyShould(true)
                .check(classes);
        noMethods()
                .that(TEST_METHOD)
                .should()
                .beDeclaredInClassesThat(DescribedPredicate.not(named(ANY_TEST)))
                .because("no other class is looked into for tests")
                .allowEmptyShould(true)
                .check(classes);
    }

    private static boolean isTest(JavaAnnotation<?> annotation) {
        JavaClass type = annotation.getRawType();
        return type.getPackageName().startsWith("org.junit.jupiter") && TESTS.contains(type.getSimpleName());
    }

    private static DescribedPredicate<JavaClass> named(Pattern pattern) {
        return DescribedPredicate.describe("have a name as " + pattern, type -> pattern.matcher(type.getName())
                .matches());
    }
}
