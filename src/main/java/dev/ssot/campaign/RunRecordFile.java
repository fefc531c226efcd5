package dev.ssot.campaign;

import dev.ssot.registry.FileChange;
import dev.ssot.registry.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The file by which the run of a test under a lease can be shown to others: the record as this program keeps it. Nothing
 * rests on the file; one that says something else was not written by us.
 */
public final class RunRecordFile {

    /** A folder for each lease below it. */
    public static final String FOLDER = ".ssot/evidence/runs";

    private static final String LEASE = "lease:";

    private RunRecordFile() {}

    /** The file of a run under a lease. */
    public static FileChange.Put of(TestRun run) {
        return new FileChange.Put(path(String.valueOf(run.leaseId()), run.testId()), CanonicalJson.write(run.json()));
    }

    /** Two ids that differ only in what a file name cannot say would share a file, so all of the id is in the name. */
    private static String path(String leaseId, String testId) {
        String name = testId.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]", "-");
        String hash = CanonicalJson.hash(testId.getBytes(StandardCharsets.UTF_8));
        return "%s/%s/%s-%s.json".formatted(FOLDER, leaseId.substring(LEASE.length()), name, hash.substring(0, 8));
    }

    /** The lease whose runs the file tells of, by the folder that it lies in. */
    public static String leaseOf(String path) {
        String below = path.substring(FOLDER.length() + 1);
        return LEASE + below.substring(0, Math.max(0, below.indexOf('/')));
    }

    /** What is wrong with a file; empty when it says what is recorded. */
    public static Optional<String> distrust(String path, byte[] bytes, List<KeptRun> runs) {
        Optional<KeptRun> recorded =
                runs.stream().filter(kept -> of(kept.run()).path().equals(path)).findFirst();
        if (recorded.isEmpty()) {
            return Optional.of("tells of a run that is not recorded on this machine");
        }
        if (!recorded.get().isIntact()) {
            return Optional.of("tells of a run whose record was changed");
        }
        return Arrays.equals(bytes, of(recorded.get().run()).bytes())
                ? Optional.empty()
                : Optional.of("was changed after it was written");
    }
}
