package dev.ssot.registry;

/** Names a row: its section and its id. */
public record RowRef(Section section, String id) {

    /** As messages name it: {@code features.feat:a}. */
    @Override
    public String toString() {
        return section.key() + "." + id;
    }
}
