package dev.weft.transformer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds where a source declares a method or class, for class files that were compiled without lines. */
final class Declarations {
    private static final Pattern NOT_CODE = Pattern.compile(
            "//[^\n]*|/\\*.*?\\*/|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])*'", Pattern.DOTALL);

    /** A word in front of a name that makes it a call. */
    private static final String NO_TYPE = "(?:new|return|else|do|throw|yield|assert|case)";

    private Declarations() {}

    /** The line of the first declaration of that name, from 1; 1 where there is none. */
    static int line(String source, String name) {
        String code = blank(source);
        String word = "(?<![\\w$.])" + Pattern.quote(name) + "(?![\\w$])";
        // A type or type parameter stands in front of a method's name, and of a class's what it is.
        int at = find("(?<![\\w$])(?!" + NO_TYPE + "\\s)[\\w$>\\]]+[>\\]]?\\s+" + word + "\\s*\\(", word, code);
        if (at < 0) {
            at = find("(?:class|interface|enum|record)\\s+" + word, word, code);
        }
        if (at < 0) {
            at = find(word, word, code);
        }
        return (int) code.substring(0, Math.max(at, 0))
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                + 1;
    }

    private static int find(String declaration, String word, String code) {
        Matcher declared = Pattern.compile(declaration).matcher(code);
        if (!declared.find()) {
            return -1;
        }
        Matcher named = Pattern.compile(word).matcher(code);
        return named.find(declared.start()) ? named.start() : -1;
    }

    /** Spaces in place of comments and literals, line by line. */
    private static String blank(String source) {
        return NOT_CODE.matcher(source).replaceAll(found -> found.group().replaceAll("[^\n]", " "));
    }
}
