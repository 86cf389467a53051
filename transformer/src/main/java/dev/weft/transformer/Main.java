package dev.weft.transformer;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The command line, for builds other than Maven's. */
public final class Main {
    private static final int DONE = 0;
    private static final int USER_ERROR = 1;
    private static final int FAILED = 2;

    private static final String USAGE = """
            usage: java -jar weft-transformer-cli.jar [--classpath CP] [--check | --explain] PATH...

            Transforms the @Async methods of the class files in each PATH, a folder or a jar, in place.

              --classpath CP  folders and jars that the classes refer to
              --check         report only, write nothing
              --explain       report only, and print of each method where it suspends, what that saves, which calls
                              are direct, and its size before and after
              --help          print this

            Exit status: 0 done, 1 the code has errors (its PATH is left as it is), 2 nothing could be done.
            """;

    private final PrintStream out;
    private final PrintStream err;
    private final List<Path> paths = new ArrayList<>();
    private final List<Path> classPath = new ArrayList<>();
    private boolean check;
    private boolean explain;

    Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        System.exit(new Main(System.out, System.err).run(List.of(args)));
    }

    /** The exit status. */
    int run(List<String> arguments) {
        if (arguments.contains("--help")) {
            out.print(USAGE);
            return DONE;
        }
        try {
            parse(arguments.iterator());
        } catch (BadUsage e) {
            err.println(e.getMessage());
            err.print(USAGE);
            return FAILED;
        }
        try (var libraries = new ClassPath(classPath)) {
            int status = DONE;
            for (Path path : paths) {
                status = Math.max(status, transform(path, libraries));
            }
            return status;
        } catch (IOException e) {
            err.println("--classpath: " + e.getMessage());
            return FAILED;
        }
    }

    private void parse(Iterator<String> arguments) throws BadUsage {
        while (arguments.hasNext()) {
            String argument = arguments.next();
            switch (argument) {
                case "--check" -> check = true;
                case "--explain" -> explain = true;
                case "--classpath" -> {
                    if (!arguments.hasNext()) {
                        throw new BadUsage("--classpath needs a value");
                    }
                    for (String entry : arguments.next().split(File.pathSeparator)) {
                        classPath.add(Path.of(entry));
                    }
                }
                default -> {
                    if (argument.startsWith("-")) {
                        throw new BadUsage("unknown option " + argument);
                    }
                    paths.add(existing(argument));
                }
            }
        }
        if (paths.isEmpty()) {
            throw new BadUsage("no PATH given");
        }
    }

    private static Path existing(String argument) throws BadUsage {
        Path path = Path.of(argument);
        if (!Files.exists(path)) {
            throw new BadUsage("no such folder or jar: " + path);
        }
        return path;
    }

    private int transform(Path path, ClassPath libraries) {
        try {
            Report report = Files.isDirectory(path)
                    ? transform(new ClassFolder(path, libraries))
                    : transform(new ClassJar(path, libraries));
            report.diagnostics().forEach(err::println);
            out.println(path + ": " + report);
            return report.errors() == 0 ? DONE : USER_ERROR;
        } catch (IOException e) {
            err.println(path + ": " + e.getMessage());
        } catch (RuntimeException e) {
            err.println(path + ": " + e.getMessage());
            e.printStackTrace(err);
        }
        return FAILED;
    }

    private Report transform(ClassFolder folder) throws IOException {
        if (explain) {
            out.print(folder.explain());
        }
        return check || explain ? folder.check() : folder.transform();
    }

    private Report transform(ClassJar jar) throws IOException {
        if (explain) {
            out.print(jar.explain());
        }
        return check || explain ? jar.check() : jar.transform();
    }

    private static final class BadUsage extends Exception {
        private static final long serialVersionUID = 1;

        BadUsage(String message) {
            super(message);
        }
    }
}
