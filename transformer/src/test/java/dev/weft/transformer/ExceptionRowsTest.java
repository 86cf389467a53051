package dev.weft.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

class ExceptionRowsTest {
    private final InsnList code = new InsnList();
    private final Map<Character, LabelNode> labels = new HashMap<>();
    private final Map<LabelNode, Character> names = new HashMap<>();
    private final List<TryCatchBlockNode> original = new ArrayList<>();
    private final ExceptionRows rows = new ExceptionRows();

    /** Letters are labels, dots instructions. */
    private ExceptionRowsTest code(String text) {
        for (char c : text.toCharArray()) {
            if (c == '.') {
                code.add(new InsnNode(Opcodes.NOP));
            } else {
                LabelNode label = new LabelNode();
                labels.put(c, label);
                names.put(label, c);
                code.add(label);
            }
        }
        return this;
    }

    private ExceptionRowsTest row(char start, char end, String type) {
        original.add(new TryCatchBlockNode(labels.get(start), labels.get(end), labels.get('h'), type));
        return this;
    }

    private ExceptionRowsTest gap(char start, char end) {
        rows.gap(labels.get(start), labels.get(end));
        return this;
    }

    private void assertSplit(String... expected) {
        assertEquals(
                List.of(expected),
                rows.split(original, code).stream()
                        .map(row -> names.get(row.start) + "-" + names.get(row.end) + " " + row.type)
                        .toList());
    }

    @Test
    void a_row_with_a_gap_becomes_two() {
        code("a.b.c.d.h").row('a', 'd', "E").gap('b', 'c').assertSplit("a-b E", "c-d E");
    }

    @Test
    void a_row_with_two_gaps_becomes_three() {
        code("a.b.c.d.e.f.h").row('a', 'f', "E").gap('b', 'c').gap('d', 'e').assertSplit("a-b E", "c-d E", "e-f E");
    }

    @Test
    void a_part_without_instructions_goes() {
        code("ab.c.d.h").row('a', 'd', "E").gap('b', 'c').assertSplit("c-d E");
        code("").row('a', 'c', "F").assertSplit("c-d E");
    }

    @Test
    void a_row_beside_the_gap_stays_whole() {
        code("a.b.c.d.h").row('a', 'b', "E").row('c', 'd', "F").gap('b', 'c').assertSplit("a-b E", "c-d F");
    }

    @Test
    void the_order_of_handlers_stays() {
        code("a.b.c.d.h")
                .row('a', 'd', "Inner")
                .row('a', 'd', null)
                .gap('b', 'c')
                .assertSplit("a-b Inner", "c-d Inner", "a-b null", "c-d null");
    }
}
