package dev.ssot;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.ssot.environment.Environment;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows between the packages, and what the pure ones must not know. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.ssot");

    /** Who may use whom; a package may always use itself and the JDK. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("environment", Set.of()),
            Map.entry("registry", Set.of()),
            Map.entry("campaign", Set.of("registry")),
            Map.entry("workspace", Set.of("environment")),
            Map.entry("operation", Set.of("environment", "registry", "campaign", "workspace")),
            Map.entry("store", Set.of("environment", "registry", "campaign", "workspace")),
            Map.entry("rpc", Set.of("environment", "operation", "workspace", "registry")),
            Map.entry("selftest", Set.of("environment", "operation", "registry", "rpc", "workspace")),
            Map.entry("mcp", Set.of("operation", "registry")),
            Map.entry("web", Set.of("operation", "registry")),
            Map.entry("contract", Set.of("environment", "operation", "registry", "workspace")),
            Map.entry("cli", Set.of("environment", "operation", "contract", "registry", "workspace")));

    private static final String[] PURE = {"dev.ssot.registry..", "dev.ssot.campaign..", "dev.ssot.operation.."};

    @ParameterizedTest
    @MethodSource("packages")
    void a_package_uses_only_what_it_may(String name) {
        Set<String> others = new TreeSet<>(MAY_USE.keySet());
        others.add("boot");
        others.removeAll(MAY_USE.get(name));
        others.remove(name);
        noClasses()
                .that()
                .resideInAPackage("dev.ssot." + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        others.stream().map(other -> "dev.ssot." + other + "..").toArray(String[]::new))
                .check(CLASSES);
    }

    static Stream<String> packages() {
        return MAY_USE.keySet().stream().sorted();
    }

    @Test
    void every_package_is_named_in_the_table() {
        classes()
                .should()
                .resideInAnyPackage(Stream.concat(MAY_USE.keySet().stream(), Stream.of("boot"))
                        .map(name -> "dev.ssot." + name + "..")
                        .toArray(String[]::new))
                .check(CLASSES);
    }

    @Test
    void the_pure_packages_know_no_framework_and_no_database() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.ssot.registry..", "dev.ssot.campaign..", "dev.ssot.operation..", "dev.ssot.workspace..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.quarkus..",
                        "jakarta.enterprise..",
                        "jakarta.inject..",
                        "picocli..",
                        "java.sql..",
                        "org.sqlite..")
                .check(CLASSES);
    }

    @Test
    void the_pure_packages_never_read_the_clock() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(CLASSES);
    }

    @Test
    void no_way_of_an_agent_leads_to_the_operators_trust() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.ssot.cli..", "dev.ssot.boot..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "dev\\.ssot\\.(cli\\.command\\.(Trust|GateControl|Override)|boot\\.Operator(Trust|Gates)).*")
                .check(CLASSES);
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.ssot.boot.CommandProcess")
                .should()
                .callConstructor("dev.ssot.boot.OperatorTrust", Environment.class.getName())
                .orShould()
                .callConstructor("dev.ssot.boot.OperatorGates", InstantSource.class.getName())
                .check(CLASSES);
    }

    @Test
    void the_environment_is_read_in_one_place_and_handed_down() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.ssot.environment..")
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.ssot.boot..")
                .and()
                .doNotHaveFullyQualifiedName("dev.ssot.workspace.ProcessIdentity$Self")
                .should()
                .callMethod(Environment.class, "ofThisProcess")
                .check(CLASSES);
    }

    @Test
    void the_rules_touch_no_file() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.ssot.registry..", "dev.ssot.campaign..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.io.File", "java.net..")
                .check(CLASSES);
    }

    @Test
    void packages_form_no_cycles() {
        slices().matching("dev.ssot.(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}
