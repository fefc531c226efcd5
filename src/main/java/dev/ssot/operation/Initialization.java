package dev.ssot.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;

/**
 * Creates the registry of a repository. Every other operation needs one to be there, so this one has a way of its own
 * beside {@link Operations}.
 */
@FunctionalInterface
public interface Initialization {

    /**
     * @param root the folder that becomes a repository; it need not exist
     * @param arguments {@code repo_id}, {@code repo_name}, {@code version} and {@code force}, all optional
     * @return {@code passed}, {@code registry_path}, {@code repo_root} and {@code config_path}, or why nothing was done
     */
    Outcome init(Path root, ObjectNode arguments);
}
