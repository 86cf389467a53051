package dev.weft.agent;

import java.util.Set;

/** The classes of the project itself: there are many of them, and the build has transformed those that need it. */
final class Ours {
    private static final String AGENT =
            Ours.class.getPackageName().replace('.', '/').concat("/");
    private static final String PROJECT = AGENT.substring(0, AGENT.lastIndexOf('/', AGENT.length() - 2) + 1);

    /** Packages below the project's. Others may be a test's or a benchmark's. */
    private static final Set<String> PACKAGES =
            Set.of("", "annotations/", "internal/abi/", "internal/net/", "net/", "process/", "sync/", "testing/");

    private Ours() {}

    static boolean contains(String internalName) {
        return internalName.startsWith(PROJECT)
                && (internalName.startsWith(AGENT)
                        || PACKAGES.contains(
                                internalName.substring(PROJECT.length(), internalName.lastIndexOf('/') + 1)));
    }
}
