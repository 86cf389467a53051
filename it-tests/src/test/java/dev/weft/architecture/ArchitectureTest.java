package dev.weft.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {
    private static final Path PROJECT = Path.of(System.getProperty("basedir", "."), "..");

    private static final String JAVA = "java..";
    private static final String JSPECIFY = "org.jspecify.annotations";
    private static final String ANNOTATIONS = "dev.weft.annotations";
    private static final String TRANSFORMER = "dev.weft.transformer";

    /** Of each module, the packages that its classes may know. */
    private static final Map<String, List<String>> KNOWS = Map.of(
            "annotations", List.of(JAVA, JSPECIFY, ANNOTATIONS),
            "runtime",
                    List.of(
                            JAVA,
                            JSPECIFY,
                            ANNOTATIONS,
                            "javax.net.ssl",
                            "dev.weft",
                            "dev.weft.sync",
                            "dev.weft.net",
                            "dev.weft.process",
                            "dev.weft.internal.."),
            "testing",
                    List.of(
                            JAVA,
                            JSPECIFY,
                            ANNOTATIONS,
                            "dev.weft",
                            "dev.weft.internal.abi",
                            "dev.weft.net",
                            "dev.weft.testing"),
            "transformer", List.of(JAVA, JSPECIFY, "org.objectweb.asm..", TRANSFORMER),
            "maven-plugin",
                    List.of(
                            JAVA,
                            JSPECIFY,
                            "org.apache.maven..",
                            "javax.xml.parsers",
                            "org.w3c.dom",
                            "org.xml.sax",
                            TRANSFORMER,
                            "dev.weft.maven"),
            "agent", List.of(JAVA, JSPECIFY, TRANSFORMER, "dev.weft.agent"));

    private static final Pattern RUNTIME_NAME = Pattern.compile("\"[^\"\n]*dev/weft/");

    static Set<String> modules() {
        return new TreeSet<>(KNOWS.keySet());
    }

    @ParameterizedTest
    @MethodSource("modules")
    void a_module_knows_only_those_below_it(String module) {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(KNOWS.get(module).toArray(String[]::new))
                .check(classesOf(module));
    }

    @Test
    void the_runtime_exports_what_users_call_and_what_woven_code_calls() throws IOException {
        Set<String> exported;
        try (InputStream in = Files.newInputStream(classFolder("runtime").resolve("module-info.class"))) {
            exported = ModuleDescriptor.read(in).exports().stream()
                    .filter(export -> !export.isQualified())
                    .map(ModuleDescriptor.Exports::source)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        Set<String> expected = classesOf("runtime").stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.contains(".internal") || name.equals("dev.weft.internal.abi"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(expected, exported);
    }

    @Test
    void only_one_class_spells_names_of_the_runtime() throws IOException {
        Set<String> spelling = new TreeSet<>();
        for (String module : List.of("transformer", "maven-plugin", "agent")) {
            try (Stream<Path> sources = Files.walk(PROJECT.resolve(module).resolve("src/main/java"))) {
                for (Path source : (Iterable<Path>) sources.filter(Files::isRegularFile)::iterator) {
                    if (RUNTIME_NAME.matcher(Files.readString(source)).find()) {
                        spelling.add(source.getFileName().toString());
                    }
                }
            }
        }
        assertEquals(Set.of("RuntimeNames.java"), spelling);
    }

    @ParameterizedTest
    @ValueSource(strings = {"runtime", "testing", "transformer", "it-tests"})
    void no_test_sleeps(String module) {
        noClasses()
                .should()
                .callMethodWhere(target(owner(belongToAnyOf(Thread.class, TimeUnit.class, LockSupport.class)))
                        .and(target(nameMatching("sleep|parkNanos|parkUntil"))))
                .check(new ClassFileImporter()
                        .importPath(PROJECT.resolve(module).resolve("target/test-classes")));
    }

    private static JavaClasses classesOf(String module) {
        return new ClassFileImporter().importPath(classFolder(module));
    }

    private static Path classFolder(String module) {
        return PROJECT.resolve(module).resolve("target/classes");
    }
}
