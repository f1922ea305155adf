package dev.vigil.desk.project;

import dev.vigil.desk.store.Store;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Gives dead letters that an earlier version has read the person that they are about, so that they
 * are erased with them; what was erased before is then looked at once more.
 */
final class EarlierLetters {
    /** Records of a transaction. */
    private static final int SLICE = 200;

    private final Store store;

    EarlierLetters(Store store) {
        this.store = store;
    }

    /** Letters of a partition that have not been looked at. */
    private record Range(String topic, int part, long from, long end) {}

    /**
     * Looks at some letters.
     *
     * @return false where none is left
     */
    boolean step() {
        try (Handle handle = store.handle()) {
            return handle.inTransaction(
                    inside -> {
                        Optional<Range> range = next(inside);
                        range.ifPresent(it -> look(inside, it));
                        return range.isPresent();
                    });
        }
    }

    private static Optional<Range> next(Handle handle) {
        return handle.createQuery(
                        "select topic, part, next_off, end_off from letter_before"
                                + " order by topic, part limit 1")
                .map(
                        (row, context) ->
                                new Range(
                                        row.getString(1),
                                        row.getInt(2),
                                        row.getLong(3),
                                        row.getLong(4)))
                .findFirst();
    }

    private static void look(Handle inside, Range range) {
        List<JournaledRecord> letters =
                Journal.read(inside, range.topic(), range.part(), range.from(), SLICE).stream()
                        .filter(it -> it.offset() < range.end())
                        .toList();
        letters.forEach(it -> Journal.setPerson(inside, it));
        if (letters.size() == SLICE) {
            inside.execute(
                    "update letter_before set next_off = ? where topic = ? and part = ?",
                    letters.get(SLICE - 1).offset() + 1,
                    range.topic(),
                    (long) range.part());
            return;
        }
        inside.execute(
                "delete from letter_before where topic = ? and part = ?",
                range.topic(),
                (long) range.part());
        if (next(inside).isEmpty()) {
            inside.execute("update erasure set done_at = null where done_at is not null");
        }
    }
}
