package dev.ssot.boot.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Copies of what is about to be touched. Of a folder, whose permissions are touched, these are kept. */
final class Copies {

    private Copies() {}

    static void of(List<Path> files, Path folder) throws IOException {
        List<String> permissions = new ArrayList<>();
        for (Path file : files) {
            try {
                if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    permissions.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) + " " + file);
                }
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    copy(file, folder);
                }
            } catch (NoSuchFileException gone) {
                // Whoever it belonged to has removed it, so it will not be touched.
            }
        }
        Files.write(
                folder.resolve("permissions.txt"), permissions, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Two files of one name both find a place. */
    private static void copy(Path file, Path folder) throws IOException {
        Path target = folder.resolve(String.valueOf(file.getFileName()));
        for (int number = 2; Files.exists(target); number++) {
            target = folder.resolve(file.getFileName() + "." + number);
        }
        Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    }
}
