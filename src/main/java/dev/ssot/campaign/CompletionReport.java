package dev.ssot.campaign;

import dev.ssot.registry.Tier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a worker says that it did. A hint, as far as the repository's policy asks for more.
 *
 * @param changedPaths repository-relative
 * @param testExitCodes one per test run; a run that names no exit code counts as failed
 * @param requestedTier the tier to be judged by; null stands for the lease's
 */
public record CompletionReport(
        List<String> changedPaths,
        List<Integer> testExitCodes,
        List<String> evidencePaths,
        @Nullable Tier requestedTier) {}
