package dev.vigil.desk.screen;

import dev.vigil.desk.evidence.EvidenceView;
import gg.jte.Content;
import java.util.List;

/**
 * A page about a session.
 *
 * @param evidence what there is to be looked at of the matches of its last verdict; null where that
 *     is not kept
 * @param compare the page where a person compares files of it
 */
public record SessionPage(
        Content heading,
        List<RecordPart> above,
        EvidenceView evidence,
        String compare,
        List<RecordPart> below) {
    public SessionPage {
        above = List.copyOf(above);
        below = List.copyOf(below);
    }
}
