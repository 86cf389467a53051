package dev.weft.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A place in a body: the variables in sight, and what a statement there may do. */
final class Scope {
    /**
     * What may be done.
     *
     * @param suspends await and emit, as far as the body may
     * @param returns return from the body
     * @param finallyAround a finally block, or what acts as one, runs on the way out
     * @param yields the type that the switch expression around yields
     * @param targets where to break or continue to, innermost last
     */
    private record Rules(
            boolean suspends,
            boolean returns,
            boolean finallyAround,
            @Nullable Type yields,
            List<Target> targets) {}

    private final @Nullable Scope outer;
    private final Body body;
    private final Rules rules;
    private final boolean startsBody;
    private final List<Variable> variables = new ArrayList<>();
    private final List<Variable> unset = new ArrayList<>();

    private Scope(@Nullable Scope outer, Body body, Rules rules, boolean startsBody) {
        this.outer = outer;
        this.body = body;
        this.rules = rules;
        this.startsBody = startsBody;
    }

    static Scope of(Body body) {
        return new Scope(null, body, rulesOf(), true);
    }

    private static Rules rulesOf() {
        return new Rules(true, true, false, null, List.of());
    }

    private Scope with(Rules changed) {
        return new Scope(this, body, changed, false);
    }

    /** A body within this one, of a lambda or a local class; it sees what is fixed. */
    Scope inner(Body other) {
        return new Scope(this, other, rulesOf(), true);
    }

    Scope nested() {
        return with(rules);
    }

    Scope within(Target target) {
        List<Target> targets = new ArrayList<>(rules.targets);
        targets.add(target);
        return with(new Rules(rules.suspends, rules.returns, rules.finallyAround, rules.yields, List.copyOf(targets)));
    }

    Scope withoutSuspending() {
        return with(new Rules(false, rules.returns, rules.finallyAround, rules.yields, rules.targets));
    }

    Scope underFinally() {
        return with(new Rules(rules.suspends, rules.returns, true, rules.yields, rules.targets));
    }

    /** Nothing leaves a switch expression but by yield and throw. */
    Scope yielding(Type type) {
        return with(new Rules(rules.suspends, false, rules.finallyAround, type, List.of()));
    }

    Variable declare(Variable variable) {
        variables.add(variable);
        return variable;
    }

    /** Declared, but not to be read before {@link #set}. */
    Variable declareUnset(Variable variable) {
        unset.add(variable);
        return variable;
    }

    /** From here on the variable is definitely assigned; it must be one of {@link #unsetHere}. */
    void set(Variable variable) {
        unset.remove(variable);
        variables.add(variable);
    }

    List<Variable> unsetHere() {
        return unset;
    }

    List<Variable> readable(Type type) {
        return variables(false).filter(variable -> variable.type() == type).toList();
    }

    List<Variable> assignable(Type type) {
        return Stream.concat(variables(true), allUnset())
                .filter(variable -> variable.type() == type && !variable.fixed())
                .toList();
    }

    /** Those that have a value and may be assigned. */
    List<Variable> updatable(Type type) {
        return variables(true)
                .filter(variable -> variable.type() == type && !variable.fixed())
                .toList();
    }

    List<Variable> all() {
        return variables(false).toList();
    }

    private Stream<Variable> variables(boolean ofThisBody) {
        if (outer == null || startsBody && ofThisBody) {
            return variables.stream();
        }
        Stream<Variable> above = outer.variables(ofThisBody);
        return Stream.concat(variables.stream(), startsBody ? above.filter(Variable::fixed) : above);
    }

    private Stream<Variable> allUnset() {
        return outer == null || startsBody ? unset.stream() : Stream.concat(unset.stream(), outer.allUnset());
    }

    Body body() {
        return body;
    }

    boolean mayAwait() {
        return rules.suspends && body.returns().isAsync();
    }

    boolean mayEmit() {
        return rules.suspends && body.returns().emits();
    }

    boolean mayReturn() {
        return rules.returns;
    }

    boolean isUnderFinally() {
        return rules.finallyAround;
    }

    @Nullable
    Type yields() {
        return rules.yields;
    }

    /** Those that can be named here: the innermost, and those with a label. */
    List<Jump> jumps() {
        List<Jump> jumps = new ArrayList<>();
        for (Target target : rules.targets) {
            if (target.label() != null || isInnermost(target, false)) {
                jumps.add(new Jump(target, false));
            }
            if (target.isLoop() && (target.label() != null || isInnermost(target, true))) {
                jumps.add(new Jump(target, true));
            }
        }
        return jumps;
    }

    /** Whether a break or continue without a label goes there. */
    boolean isInnermost(Target target, boolean continues) {
        for (int i = rules.targets.size() - 1; i >= 0; i--) {
            Target candidate = rules.targets.get(i);
            if (candidate.isLoop() || !continues && candidate.kind() == Target.Kind.SWITCH) {
                return candidate == target;
            }
        }
        return false;
    }
}
