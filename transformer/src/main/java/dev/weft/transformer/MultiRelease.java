package dev.weft.transformer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the classes of one release of a multi-release jar are found: its own folder, older ones', the jar's root. */
final class MultiRelease {
    private static final Pattern ROOT = Pattern.compile("(.*META-INF/versions/)(\\d{1,4})/");
    private static final String VERSIONS = "META-INF/versions/";

    /** The first release that has versioned folders. */
    private static final int FIRST = 9;

    private MultiRelease() {}

    /** The roots to search, in order, for a class that one under this root refers to. */
    static List<String> lookup(String root) {
        Matcher versioned = ROOT.matcher(root);
        if (!versioned.matches()) {
            return List.of(root);
        }
        List<String> roots = new ArrayList<>();
        String versions = versioned.group(1);
        for (int release = Integer.parseInt(versioned.group(2)); release >= FIRST; release--) {
            roots.add(versions + release + "/");
        }
        roots.add(versions.substring(0, versions.length() - VERSIONS.length()));
        return roots;
    }
}
