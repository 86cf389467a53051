package dev.weft.transformer;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * The exception table of a body: the original's, with gaps. In a gap the locals are not those that the handlers expect
 * (they are being restored), or the method is over as its source sees it (a return in tail position).
 */
final class ExceptionRows {
    private record Gap(LabelNode start, LabelNode end) {}

    private final List<Gap> gaps = new ArrayList<>();

    /** In the order of the code. */
    void gap(LabelNode start, LabelNode end) {
        gaps.add(new Gap(start, end));
    }

    /** Order decides which handler is asked first; the parts of a row stand where the row stood. */
    List<TryCatchBlockNode> split(List<TryCatchBlockNode> original, InsnList code) {
        List<TryCatchBlockNode> rows = new ArrayList<>();
        for (TryCatchBlockNode row : original) {
            LabelNode from = row.start;
            for (Gap gap : gaps) {
                if (code.indexOf(row.start) <= code.indexOf(gap.start)
                        && code.indexOf(gap.end) <= code.indexOf(row.end)) {
                    add(rows, row, from, gap.start, code);
                    from = gap.end;
                }
            }
            add(rows, row, from, row.end, code);
        }
        return rows;
    }

    private static void add(
            List<TryCatchBlockNode> rows, TryCatchBlockNode original, LabelNode start, LabelNode end, InsnList code) {
        if (Insns.any(start, end, node -> !Insns.isPseudo(node))) {
            TryCatchBlockNode row = new TryCatchBlockNode(start, end, original.handler, original.type);
            row.visibleTypeAnnotations = original.visibleTypeAnnotations;
            row.invisibleTypeAnnotations = original.invisibleTypeAnnotations;
            rows.add(row);
        }
    }
}
