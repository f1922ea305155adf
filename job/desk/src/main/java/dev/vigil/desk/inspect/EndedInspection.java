package dev.vigil.desk.inspect;

import dev.vigil.client.inspect.Inspections;
import java.util.List;

/**
 * How the making of an inspection has ended.
 *
 * @param at UTC epoch ms
 * @param failure why it could not be made; null where it was
 * @param sum SHA-256 of the bundle's sums, in hex; null where it failed
 * @param records that count
 * @param found the first things that the audit log does not prove
 * @param foundCount how many
 * @param unfounded of these, what proved records rest on; null of one that an older desk made
 * @param notChecked what was not looked at, and why
 */
public record EndedInspection(
        long at,
        String failure,
        String sum,
        long records,
        List<String> found,
        long foundCount,
        Long unfounded,
        List<String> notChecked) {
    private static final int MOST_FOUND = 100;

    static EndedInspection made(long at, Inspections.Made made) {
        return new EndedInspection(
                at,
                null,
                made.sum(),
                made.records(),
                made.found().stream().limit(MOST_FOUND).toList(),
                made.foundCount(),
                made.unfounded(),
                made.notChecked());
    }

    /** True where each record is that of the log, and only what some rest on is not in it. */
    public boolean isUnfoundedAlone() {
        return foundCount > 0 && unfounded != null && unfounded == foundCount;
    }

    static EndedInspection failed(long at, String why) {
        return new EndedInspection(at, why, null, 0, List.of(), 0, 0L, List.of());
    }
}
