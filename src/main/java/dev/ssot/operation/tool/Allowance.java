package dev.ssot.operation.tool;

import java.util.Optional;
import java.util.Set;

/**
 * The tools that an operator allows, by the names that agents know; empty allows every one. An operation without a tool
 * goes by its id.
 *
 * @param all for every caller
 * @param readRole narrows the read role further; it widens nothing
 */
public record Allowance(Optional<Set<String>> all, Optional<Set<String>> readRole) {

    public static final Allowance EVERYTHING = new Allowance(Optional.empty(), Optional.empty());

    boolean allows(String name, Role role) {
        return allows(all, name) && (role == Role.WRITE || allows(readRole, name));
    }

    private static boolean allows(Optional<Set<String>> names, String name) {
        return names.isEmpty() || names.get().contains(name);
    }
}
