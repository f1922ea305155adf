package dev.vigil.desk.screen;

import dev.vigil.schema.verdict.Verdict;
import gg.jte.Content;
import java.util.List;

/**
 * A page about a session.
 *
 * @param verdict the last revision of its last verdict, for the drawing of what was found; null
 *     where it is not kept
 */
public record SessionPage(
        Content heading, List<RecordPart> above, Verdict verdict, List<RecordPart> below) {
    public SessionPage {
        above = List.copyOf(above);
        below = List.copyOf(below);
    }
}
