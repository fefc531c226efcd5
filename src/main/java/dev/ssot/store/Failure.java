package dev.ssot.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Failures of the file system in words that a person can act on. */
final class Failure {

    private Failure() {}

    static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException denied -> "permission denied: " + denied.getFile();
            case NoSuchFileException missing -> "no such file: " + missing.getFile();
            case FileSystemException other
            when other.getReason() != null -> "%s: %s".formatted(other.getReason(), other.getFile());
            default -> String.valueOf(failure.getMessage());
        };
    }
}
