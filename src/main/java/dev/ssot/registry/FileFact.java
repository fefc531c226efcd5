package dev.ssot.registry;

/**
 * Something that follows from a file's path and bytes alone. Equal facts have equal answers for equal files, so that an
 * answer may be remembered as long as the file stays as it is.
 */
public interface FileFact<T> {

    T of(String path, byte[] bytes);
}
