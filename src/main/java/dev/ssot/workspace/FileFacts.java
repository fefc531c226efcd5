package dev.ssot.workspace;

import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What was worked out from the bytes of files, for as long as their stamps stay the same. For any number of threads. */
public final class FileFacts {

    /** A file may change twice within one tick of its time; until the tick is over its stamp proves nothing. */
    private static final Duration TICK = Duration.ofSeconds(2);

    private final WorktreeFiles files;
    private final Map<Key, Known> known = new ConcurrentHashMap<>();

    public FileFacts(WorktreeFiles files) {
        this.files = files;
    }

    /** One answer per file and kind of question is kept: the last one. */
    private record Key(String path, Class<?> kind) {}

    private record Known(FileStamp stamp, Object question, Object answer) {}

    /**
     * What the work makes of the file's bytes; empty when {@link WorktreeFiles#read} is.
     *
     * @param question equal for equal work
     */
    @SuppressWarnings("unchecked") // equal questions have answers of one type
    public <T> Optional<T> answer(String path, Object question, Function<byte[], T> work) {
        Key key = new Key(path, question.getClass());
        FileStamp stamp = files.stamp(path);
        Known before = known.get(key);
        if (before != null && before.stamp().equals(stamp) && before.question().equals(question)) {
            return Optional.of((T) before.answer());
        }
        long begun = System.currentTimeMillis();
        Optional<T> answer = files.read(path).map(work);
        if (answer.isPresent() && isSettled(stamp, begun) && files.stamp(path).equals(stamp)) {
            known.put(key, new Known(stamp, question, answer.get()));
        } else {
            known.remove(key);
        }
        return answer;
    }

    private static boolean isSettled(FileStamp stamp, long at) {
        return stamp.modifiedAt().compareTo(FileTime.fromMillis(at - TICK.toMillis())) < 0;
    }
}
