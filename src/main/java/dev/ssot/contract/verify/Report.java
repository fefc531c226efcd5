package dev.ssot.contract.verify;

import java.util.List;

/**
 * What an examination came to.
 *
 * @param summary one line about what was examined, for when nothing was found
 * @param rows how many operations the catalog declares
 */
public record Report(String summary, int rows, List<Finding> findings) {

    public boolean passed() {
        return findings.isEmpty();
    }
}
