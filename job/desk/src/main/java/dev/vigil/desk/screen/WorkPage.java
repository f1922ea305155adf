package dev.vigil.desk.screen;

import dev.vigil.schema.register.OwnershipConflict;
import gg.jte.Content;
import java.util.List;

/**
 * A page about a work.
 *
 * @param recordings that a person may review
 * @param undecided conflicts of its owners that a person may decide
 */
public record WorkPage(
        String workId,
        Content heading,
        List<RecordPart> parts,
        List<String> recordings,
        List<OwnershipConflict> undecided) {
    public WorkPage {
        parts = List.copyOf(parts);
        recordings = List.copyOf(recordings);
        undecided = List.copyOf(undecided);
    }
}
