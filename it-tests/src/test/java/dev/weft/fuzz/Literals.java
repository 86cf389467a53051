package dev.weft.fuzz;

/** Expressions without parts. Each has exactly the type asked for, so that the overload that it selects is known. */
final class Literals {
    private final Grammar grammar;

    Literals(Grammar grammar) {
        this.grammar = grammar;
    }

    Node of(Type type) {
        boolean isNull = !type.isPrimitive() && grammar.choice.percent(2);
        return Node.expression(type, isNull ? "((" + type.source() + ") null)" : text(type));
    }

    private String text(Type type) {
        Choice choice = grammar.choice;
        return switch (type) {
            case INT ->
                choice.of("0", "1", "2", "3", "(-1)", "7", "40", "1000", "70000", "Integer.MAX_VALUE", "env.number()");
            case LONG -> choice.of("0L", "1L", "(-5L)", "(1L << 40)", "Long.MIN_VALUE", "(long) env.number()");
            case DOUBLE -> choice.of("0.0", "1.5", "(-2.5)", "1e10", "Double.NaN", "(double) env.number()");
            case FLOAT -> choice.of("0f", "1.5f", "(-3f)", "1e30f");
            case BOOLEAN -> choice.of("env.flag()", "env.flag()", "env.flag()", "((boolean) Boolean.TRUE)");
            case BYTE -> choice.of("((byte) 1)", "((byte) 200)", "((byte) -128)", "((byte) env.number())");
            case CHAR -> choice.of("'a'", "'b'", "'\\uffff'", "((char) env.number())");
            case SHORT -> choice.of("((short) 1)", "((short) -1)", "((short) 70000)", "((short) env.number())");
            case STRING -> choice.of("\"\"", "\"a\"", "\"Aa\"", "\"BB\"", "env.text()", "env.text()");
            case INTEGER -> choice.of("Integer.valueOf(1)", "Integer.valueOf(1000)", "Integer.valueOf(env.number())");
            case OBJECT ->
                choice.of("((Object) \"o\")", "((Object) 5)", "((Object) new int[1])", "((Object) env.text())");
            case COMPARABLE ->
                choice.of("((Comparable<?>) \"c\")", "((Comparable<?>) 5L)", "((Comparable<?>) Color.BLUE)");
            case INTS -> choice.of("new int[] {1, 2, 3}", "new int[2]");
            case LONGS -> choice.of("new long[] {1, 1L << 33}", "new long[2]");
            case DOUBLES -> choice.of("new double[] {0.5, 2}", "new double[2]");
            case BYTES -> choice.of("new byte[] {1, -2}", "new byte[2]");
            case BOOLEANS -> choice.of("new boolean[] {true, false}", "new boolean[2]");
            case CHARS -> choice.of("new char[] {'x', 'y'}", "new char[2]");
            case STRINGS -> choice.of("new String[] {\"p\", \"q\"}", "new String[2]");
            case MATRIX -> choice.of("new int[][] {{1, 2}, {3, 4}}", "new int[2][2]", "new int[2][]");
            case LIST -> choice.of("new ArrayList<Integer>(List.of(1, 2))", "new ArrayList<Integer>()", "List.of(7)");
            case MAP -> choice.of("new TreeMap<String, Integer>()", "new TreeMap<String, Integer>(Map.of(\"a\", 1))");
            case SHAPE -> choice.of("Color.RED", "Color.GREEN", "new Pair(0, \"\", 0L)");
            case COLOR -> choice.of("Color.RED", "Color.GREEN", "Color.BLUE");
            case GENERATOR -> choice.percent(85) ? "env.keep(P.some())" : "P.nothing()";
            case ASYNC_GENERATOR -> choice.percent(85) ? "env.keep(P.someAsync())" : "P.nothingAsync()";
            default -> type.literal();
        };
    }
}
