package dev.weft.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.tools.attach.VirtualMachine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that are started with the agent, from class files that are not transformed. */
class AgentIT {
    private static final Path JAR = Path.of(System.getProperty("weft.agent"));
    private static final String AGENT = "-javaagent:" + JAR;

    private static final String HELLO = """
            class Hello {
                @Async static Coroutine<String> greet(String name) {
                    await(sleep(Duration.ZERO));
                    return result("hello " + name);
                }
                public static void main(String[] args) {
                    System.out.println(run(greet("you")));
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void a_program_needs_no_other_option() throws Exception {
        ClassFiles.compile(folder, "Hello", HELLO);

        assertEquals(new Command(0, "hello you\n", ""), run(AGENT, "-cp", classPath(), "app.Hello"));
    }

    @Test
    void lambdas_are_transformed_too() throws Exception {
        ClassFiles.compile(folder, "Lambda", """
                class Lambda {
                    public static void main(String[] args) throws Exception {
                        dev.weft.AsyncFunction<Integer, Integer> square = n -> {
                            await(sleep(Duration.ZERO));
                            return result(n * n);
                        };
                        System.out.println((int) run(square.apply(3)));
                    }
                }
                """);

        assertEquals(new Command(0, "9\n", ""), run(AGENT, "-cp", classPath(), "app.Lambda"));
    }

    @Test
    void classes_of_any_loader_are_transformed() throws Exception {
        Path plugin = folder.resolve("plugin");
        ClassFiles.compile(plugin, "Hello", HELLO.replace("class Hello", "public class Hello"));
        ClassFiles.compile(folder, "Host", """
                class Host {
                    public static void main(String[] args) throws Exception {
                        var loader = new java.net.URLClassLoader(new java.net.URL[] {new java.net.URL(args[0])});
                        loader.loadClass("app.Hello").getMethod("main", String[].class).invoke(null, (Object) args);
                    }
                }
                """);

        assertEquals(
                new Command(0, "hello you\n", ""),
                run(AGENT, "-cp", classPath(), "app.Host", plugin.toUri().toString()));
    }

    @Test
    void classes_that_are_defined_without_a_name_are_transformed() throws Exception {
        Path plugin = folder.resolve("plugin");
        ClassFiles.compile(plugin, "Hello", HELLO.replace("class Hello", "public class Hello"));
        ClassFiles.compile(folder, "Host", """
                class Host {
                    static class Defining extends ClassLoader {
                        Class<?> define(byte[] classFile) { return defineClass(null, classFile, 0, classFile.length); }
                    }
                    public static void main(String[] args) throws Exception {
                        byte[] classFile = java.nio.file.Files.readAllBytes(java.nio.file.Path.of(args[0]));
                        new Defining().define(classFile).getMethod("main", String[].class).invoke(null, (Object) args);
                    }
                }
                """);

        assertEquals(
                new Command(0, "hello you\n", ""),
                run(
                        AGENT,
                        "-cp",
                        classPath(),
                        "app.Host",
                        plugin.resolve("app/Hello.class").toString()));
    }

    @Test
    void frames_belong_to_the_module_of_their_class() throws Exception {
        ClassFiles.compile(folder, "Hello", HELLO.replace("result(", "result(Hello.class.getModule() + \" says \" + "));
        ClassFiles.compileModule(folder, "module app { requires dev.weft.runtime; }", classPath());

        assertEquals(
                new Command(0, "module app says hello you\n", ""),
                run(AGENT, "--module-path", classPath(), "-m", "app/app.Hello"));
    }

    @Test
    void errors_are_printed_and_leave_the_class_as_it_is() throws Exception {
        ClassFiles.compile(folder, "Hello", HELLO.replace("@Async ", ""));
        Command program = run(AGENT, "-cp", classPath(), "app.Hello");

        assertEquals(1, program.status());
        assertTrue(program.err().startsWith("app/Hello.java:[8] error: [await-outside-async] "), program.err());
    }

    @Test
    void what_was_transformed_can_be_looked_at() throws Exception {
        ClassFiles.compile(folder, "Hello", HELLO);
        run(AGENT, "-Dweft.dump=dump", "-cp", classPath(), "app.Hello");

        assertEquals(Set.of("app/Hello.class", "app/Hello$greet$Frame.class"), ClassFiles.in(folder.resolve("dump")));
    }

    @Test
    void a_jar_may_ask_for_it_in_its_manifest() throws Exception {
        ClassFiles.compile(folder, "Hello", HELLO);
        var manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, "app.Hello");
        attributes.putValue("Launcher-Agent-Class", "dev.weft.agent.Agent");
        attributes.put(Attributes.Name.CLASS_PATH, urls(List.of(JAR, location(Weft.class), location(Async.class))));
        try (var jar = new JarOutputStream(Files.newOutputStream(folder.resolve("app.jar")), manifest)) {
            jar.putNextEntry(new ZipEntry("app/Hello.class"));
            jar.write(Files.readAllBytes(folder.resolve("app/Hello.class")));
        }

        assertEquals(new Command(0, "hello you\n", ""), run("-jar", "app.jar"));
    }

    @Test
    void attached_to_a_jvm_it_transforms_what_is_loaded_from_then_on() throws Exception {
        ClassFiles.compile(folder, "Hello", HELLO);
        ClassFiles.compile(folder, "Waiting", """
                class Waiting {
                    public static void main(String[] args) throws Exception {
                        System.out.println("waiting");
                        System.in.read();
                        Hello.main(args);
                    }
                }
                """);
        String late = Runtime.version().feature() < 21 ? "-ea" : "-XX:+EnableDynamicAgentLoading";
        Process program = new ProcessBuilder(Command.JAVA, late, "-cp", classPath(), "app.Waiting")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = program.inputReader()) {
            assertEquals("waiting", output.readLine());
            VirtualMachine jvm = VirtualMachine.attach(String.valueOf(program.pid()));
            jvm.loadAgent(JAR.toString());
            jvm.detach();
            program.getOutputStream().close();
            assertEquals("hello you", output.readLine());
        }
        assertEquals(0, program.waitFor());
    }

    @Test
    void the_jar_has_nothing_that_could_clash() throws Exception {
        try (var jar = new ZipFile(JAR.toFile())) {
            Set<String> others = jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .filter(name -> !name.startsWith("dev/weft/agent/") && !name.startsWith("META-INF/"))
                    .collect(Collectors.toSet());
            assertEquals(Set.of(), others);
        }
    }

    private Command run(String... arguments) throws IOException, InterruptedException {
        return Command.java(folder, arguments);
    }

    /** What a user's program has: its own classes and ours. */
    private String classPath() throws URISyntaxException {
        return String.join(
                File.pathSeparator,
                folder.toString(),
                location(Weft.class).toString(),
                location(Async.class).toString());
    }

    private static Path location(Class<?> of) throws URISyntaxException {
        return Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static String urls(List<Path> paths) {
        return paths.stream().map(path -> path.toUri().toString()).collect(Collectors.joining(" "));
    }
}
