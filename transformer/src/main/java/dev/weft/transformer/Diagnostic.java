package dev.weft.transformer;

/**
 * Something to tell the author of a woven class.
 *
 * @param code what it is, in kebab case; the README explains each
 * @param source the source file by package folder, {@code app/Foo.java}
 * @param line from 1; 0 where the class file has no line for it
 */
public record Diagnostic(Severity severity, String code, String source, int line, String message) {

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

    /** The same, of the source file at another path. */
    public Diagnostic at(String path) {
        return new Diagnostic(severity, code, path, line, message);
    }

    /** javac's form: {@code app/Foo.java:[42] error: [code] message}. */
    @Override
    public String toString() {
        String place = line > 0 ? source + ":[" + line + "]" : source + ":";
        return place + " " + severity.word + ": [" + code + "] " + message;
    }
}
