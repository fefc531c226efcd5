package dev.ssot.registry.validation;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A map of which each change makes another one: a large layer that many share and a small one on top, which is merged
 * into it now and then.
 */
final class Layers<K, V> {

    private static final int SMALLEST_MERGE = 256;
    private static final int SHARE_MERGED = 16;

    private final Map<K, V> large;
    private final Map<K, V> recent;
    private final V nothing;

    private Layers(Map<K, V> large, Map<K, V> recent, V nothing) {
        this.large = large;
        this.recent = recent;
        this.nothing = nothing;
    }

    /** @param nothing the value that stands for none */
    static <K, V> Layers<K, V> of(Map<K, V> all, V nothing) {
        return new Layers<>(all, Map.of(), nothing);
    }

    V get(K key) {
        @Nullable V value = recent.get(key);
        return value != null ? value : large.getOrDefault(key, nothing);
    }

    Layers<K, V> with(Map<K, V> changes) {
        if (changes.isEmpty()) {
            return this;
        }
        Map<K, V> next = new HashMap<>(recent);
        next.putAll(changes);
        if (next.size() < Math.max(SMALLEST_MERGE, large.size() / SHARE_MERGED)) {
            return new Layers<>(large, next, nothing);
        }
        Map<K, V> merged = new HashMap<>(large);
        merged.putAll(next);
        merged.values().removeIf(nothing::equals);
        return new Layers<>(merged, Map.of(), nothing);
    }

    void forEach(BiConsumer<? super K, ? super V> use) {
        recent.forEach(use);
        large.forEach((key, value) -> {
            if (!recent.containsKey(key)) {
                use.accept(key, value);
            }
        });
    }
}
