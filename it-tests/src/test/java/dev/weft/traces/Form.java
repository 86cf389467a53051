package dev.weft.traces;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What a program is written in: an atom, or a list of forms in parentheses. */
record Form(String atom, List<Form> items) {
    static List<Form> parse(String text) {
        Deque<List<Form>> open = new ArrayDeque<>();
        open.push(new ArrayList<>());
        for (String token : text.replace("(", " ( ").replace(")", " ) ").trim().split("\\s+")) {
            if (token.equals("(")) {
                open.push(new ArrayList<>());
            } else {
                Form form = token.equals(")") ? new Form("", List.copyOf(open.pop())) : new Form(token, List.of());
                open.element().add(form);
            }
        }
        return List.copyOf(open.pop());
    }

    boolean isAtom() {
        return !atom.isEmpty();
    }

    int size() {
        return items.size();
    }

    Form item(int index) {
        return items.get(index);
    }

    String text(int index) {
        return items.get(index).atom;
    }

    int number(int index) {
        return Integer.parseInt(text(index));
    }

    /** The first word: what the form is. */
    String head() {
        return isAtom() ? atom : text(0);
    }

    List<Form> from(int index) {
        return items.subList(index, items.size());
    }
}
