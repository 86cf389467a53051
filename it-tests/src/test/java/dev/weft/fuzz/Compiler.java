package dev.weft.fuzz;

import java.util.Map;

/** A Java compiler, from sources in memory to class files in memory. */
interface Compiler {
    /** Which compiler, and whether it is to write debugging information. */
    record Options(boolean isEcj, boolean debug) {
        Compiler compiler() {
            return isEcj ? new Ecj(debug) : new Javac(debug);
        }

        @Override
        public String toString() {
            return (isEcj ? "ecj" : "javac") + (debug ? " -g" : " -g:none");
        }
    }

    /** The compiler does not take the source: it has an error, or the compiler has. */
    final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String messages) {
            super(messages);
        }
    }

    /** Class files by binary name, of sources by the binary name of their class. */
    Map<String, byte[]> compile(Map<String, String> sources) throws Refused;
}
