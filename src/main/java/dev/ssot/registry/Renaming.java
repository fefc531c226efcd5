package dev.ssot.registry;

/** A row gets another id within its section. */
public record Renaming(Section section, String before, String after) {}
