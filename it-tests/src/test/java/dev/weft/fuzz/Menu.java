package dev.weft.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Weighted alternatives, of which one is made. */
final class Menu<T> {
    private record Dish<T>(int weight, Supplier<? extends T> recipe) {}

    private final List<Dish<T>> dishes = new ArrayList<>();
    private int total;

    Menu<T> add(int weight, Supplier<? extends T> recipe) {
        dishes.add(new Dish<>(weight, recipe));
        total += weight;
        return this;
    }

    Menu<T> addIf(boolean possible, int weight, Supplier<? extends T> recipe) {
        return possible ? add(weight, recipe) : this;
    }

    T pick(Choice choice) {
        int left = choice.below(total);
        for (Dish<T> dish : dishes) {
            left -= dish.weight;
            if (left < 0) {
                return dish.recipe.get();
            }
        }
        throw new AssertionError(left);
    }
}
