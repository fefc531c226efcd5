package dev.ssot.registry;

/** A file that changes together with the registry: all of it happens or none. Paths are relative to the repository. */
public sealed interface FileChange {

    String path();

    /**
     * The file has these bytes afterwards, whether it was there before or not.
     *
     * @param derived whether every change of the registry makes it anew, so that nobody needs to bring it back
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Put(String path, byte[] bytes, boolean derived) implements FileChange {

        public Put(String path, byte[] bytes) {
            this(path, bytes, false);
        }
    }

    /** The file is gone afterwards. */
    record Delete(String path) implements FileChange {}
}
