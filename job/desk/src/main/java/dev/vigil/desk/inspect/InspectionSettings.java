package dev.vigil.desk.inspect;

import dev.vigil.audit.NoteKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How inspections are made here.
 *
 * @param folder where they are kept; null where none are made
 * @param keys verifier keys of the audit log, the first one names it; empty where the person who
 *     makes an inspection gives it
 * @param kept how long
 */
public record InspectionSettings(Path folder, List<NoteKey> keys, Duration kept) {
    private static final Duration KEPT = Duration.ofDays(30);

    /** None are made. */
    public static InspectionSettings none() {
        return new InspectionSettings(null, List.of(), KEPT);
    }

    /** They are kept for 30 days. */
    public static InspectionSettings in(Path folder, List<NoteKey> keys) {
        return new InspectionSettings(folder, List.copyOf(keys), KEPT);
    }
}
