package dev.weft.maven;

import dev.weft.transformer.ClassFolder;
import dev.weft.transformer.ClassPath;
import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.Report;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Transforms a folder of class files and reports as a compiler does. */
abstract class AbstractTransformMojo extends AbstractMojo {
    /**
     * Leaves the class files as they are: an @Async method then throws at its first await, unless the agent transforms
     * it.
     *
     * @since 0.1.0
     */
    @Parameter(property = "weft.skip", defaultValue = "false")
    private boolean skip;

    /**
     * Where to write the transformed classes as well, for a look with javap or a decompiler.
     *
     * @since 0.1.0
     */
    @Parameter(property = "weft.dump")
    private @Nullable File dump;

    /** Holds what is known from one build to the next. */
    @Parameter(defaultValue = "${project.build.directory}/weft", readonly = true, required = true)
    private File memory;

    /** Transforms the folder; its sources are below one of the roots. */
    final void transform(File folder, List<String> classPath, List<String> sourceRoots)
            throws MojoExecutionException, MojoFailureException {
        if (skip || !folder.isDirectory()) {
            getLog().debug(skip ? "skipped" : "no class files in " + folder);
            return;
        }
        long start = System.nanoTime();
        Report report = transform(folder, classPath);
        for (Diagnostic diagnostic : report.diagnostics()) {
            System.err.println(located(diagnostic, sourceRoots));
        }
        if (report.errors() > 0) {
            throw new MojoFailureException(report + " in @Async code, see above");
        }
        getLog().info(report + " (" + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) + " ms)");
    }

    private Report transform(File folder, List<String> classPath) throws MojoExecutionException {
        try (var libraries = new ClassPath(classPath.stream().map(Path::of).toList())) {
            Path own = memory.toPath().resolve(folder.getName());
            ClassFolder classes = new ClassFolder(folder.toPath(), libraries, own);
            Report report = classes.transform();
            if (dump != null && report.errors() == 0) {
                classes.copyWovenTo(dump.toPath());
            }
            return report;
        } catch (IOException | RuntimeException e) {
            throw new MojoExecutionException("Cannot transform " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Class files name their source by package and file alone, and not every declaration has a line in them. */
    private static Diagnostic located(Diagnostic diagnostic, List<String> sourceRoots) throws MojoExecutionException {
        for (String root : sourceRoots) {
            Path file = Path.of(root, diagnostic.source());
            if (Files.isRegularFile(file)) {
                try {
                    return diagnostic.in(file.toString(), new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw new MojoExecutionException("Cannot read " + file + ": " + e.getMessage(), e);
                }
            }
        }
        return diagnostic;
    }
}
