package dev.weft.fuzz;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.eclipse.jdt.core.compiler.CategorizedProblem;
import org.eclipse.jdt.internal.compiler.ClassFile;
import org.eclipse.jdt.internal.compiler.CompilationResult;
import org.eclipse.jdt.internal.compiler.DefaultErrorHandlingPolicies;
import org.eclipse.jdt.internal.compiler.batch.CompilationUnit;
import org.eclipse.jdt.internal.compiler.env.ICompilationUnit;
import org.eclipse.jdt.internal.compiler.impl.CompilerOptions;
import org.eclipse.jdt.internal.compiler.problem.DefaultProblemFactory;

/** The compiler of Eclipse, by its inner interface: the one of javax.tools looks every class up in the file system, each time. */
final class Ecj implements Compiler {
    private final LoadedTypes types = new LoadedTypes();
    private final CompilerOptions options;

    Ecj(boolean debug) {
        String generate = debug ? CompilerOptions.GENERATE : CompilerOptions.DO_NOT_GENERATE;
        options = new CompilerOptions(Map.of(
                CompilerOptions.OPTION_Source,
                CompilerOptions.VERSION_17,
                CompilerOptions.OPTION_Compliance,
                CompilerOptions.VERSION_17,
                CompilerOptions.OPTION_TargetPlatform,
                CompilerOptions.VERSION_17,
                CompilerOptions.OPTION_LocalVariableAttribute,
                generate,
                CompilerOptions.OPTION_LineNumberAttribute,
                generate,
                CompilerOptions.OPTION_SourceFileAttribute,
                generate));
    }

    @Override
    public Map<String, byte[]> compile(Map<String, String> sources) throws Refused {
        Map<String, byte[]> classFiles = new HashMap<>();
        StringJoiner errors = new StringJoiner("\n");
        ICompilationUnit[] units = sources.entrySet().stream()
                .map(source -> unit(source.getKey(), source.getValue()))
                .toArray(ICompilationUnit[]::new);
        var compiler = new org.eclipse.jdt.internal.compiler.Compiler(
                types,
                DefaultErrorHandlingPolicies.proceedWithAllProblems(),
                options,
                result -> collect(result, classFiles, errors),
                new DefaultProblemFactory(Locale.ROOT));
        compiler.useSingleThread = true;
        try {
            compiler.compile(units);
        } catch (RuntimeException | AssertionError failure) {
            throw new Refused("ecj failed: " + failure);
        }
        if (errors.length() > 0) {
            throw new Refused(errors.toString());
        }
        return classFiles;
    }

    private static ICompilationUnit unit(String className, String text) {
        return new CompilationUnit(text.toCharArray(), className.replace('.', '/') + ".java", null);
    }

    private static void collect(CompilationResult result, Map<String, byte[]> classFiles, StringJoiner errors) {
        if (result.hasErrors()) {
            for (CategorizedProblem problem : result.getErrors()) {
                errors.add(new String(problem.getOriginatingFileName()) + ":" + problem.getSourceLineNumber() + ": "
                        + problem.getMessage());
            }
        }
        for (ClassFile file : result.getClassFiles()) {
            classFiles.put(new String(file.fileName()).replace('/', '.'), file.getBytes());
        }
    }
}
