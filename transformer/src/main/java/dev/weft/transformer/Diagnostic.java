package dev.weft.transformer;

/**
 * Something to tell the author of a woven class.
 *
 * @param code what it is, in kebab case; the README explains each
 * @param source the source file by package folder, {@code app/Foo.java}
 * @param line from 1; 0 where the class file has no line for it
 * @param declaration the name of the method or class that it is about
 */
public record Diagnostic(Severity severity, String code, String source, int line, String message, String declaration) {

    /** An error leaves its class as it was and fails the build; a warning does neither. */
    public enum Severity {
        ERROR("error"),
        WARNING("warning");

        private final String word;

        Severity(String word) {
            this.word = word;
        }
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** The same, of a source file whose text is at hand: a line that the class file lacks is found there. */
    public Diagnostic in(String path, String text) {
        int found = line > 0 ? line : Declarations.line(text, declaration);
        return new Diagnostic(severity, code, path, found, message, declaration);
    }

    /** javac's form: {@code app/Foo.java:[42] error: [code] message}; line 1 stands for a file of which no line is known. */
    @Override
    public String toString() {
        return source + ":[" + Math.max(line, 1) + "] " + severity.word + ": [" + code + "] " + message;
    }
}
