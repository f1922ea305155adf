package dev.vigil.desk.evidence;

import dev.vigil.desk.ask.EvidenceRow;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.MatchEvidence;
import dev.vigil.schema.media.Modality;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One match of a session as a page shows it.
 *
 * @param drawing of its peaks; null of pictures, and where there is none
 * @param thumbnails of the session; empty of sound, and where there are none
 * @param table figures of what was kept; null where nothing was
 * @param link to the same page with what was kept drawn; null where it is drawn, or is not there
 * @param notes what is not shown, and why
 */
public record EvidenceMatch(
        String workId,
        String referenceId,
        boolean ofPictures,
        EvidenceSpans spans,
        EvidenceDrawing drawing,
        List<EvidenceThumbnail> thumbnails,
        EvidenceTable table,
        String link,
        List<EvidenceNote> notes) {
    /** What of a match may be missing before it is named: packets begin each 2 s. */
    private static final long ALMOST_MS = 2_000;

    /** Nothing was kept of it. */
    static EvidenceMatch withoutRecord(Evidence match, EvidenceSpans spans) {
        String key = ofPictures(match) ? "evidence.note.none.pictures" : "evidence.note.none.sound";
        return of(match, spans, null, List.of(), null, null, List.of(EvidenceNote.of(key)));
    }

    /** Something was kept, and is drawn when it is asked for. */
    static EvidenceMatch withRecord(Evidence match, EvidenceSpans spans, EvidenceRow row) {
        String link =
                "?start="
                        + row.startAt()
                        + "&draw="
                        + URLEncoder.encode(row.evidenceId(), StandardCharsets.UTF_8);
        return of(match, spans, null, List.of(), null, link, List.of());
    }

    /** With what was kept. */
    static EvidenceMatch drawn(Evidence match, EvidenceSpans spans, MatchEvidence kept) {
        List<EvidenceNote> notes = new ArrayList<>();
        if (ofPictures(match)) {
            List<EvidenceThumbnail> thumbnails = thumbnails(kept);
            notes.add(
                    EvidenceNote.of(
                            thumbnails.isEmpty()
                                    ? "evidence.note.words"
                                    : "evidence.note.recording.pictures"));
            addPart(match, kept, notes);
            return of(match, spans, null, thumbnails, EvidenceTable.of(kept), null, notes);
        }
        Optional<EvidenceDrawing> drawing = EvidenceDrawing.of(kept);
        EvidenceTable table =
                drawing.map(EvidenceDrawing::table).orElseGet(() -> EvidenceTable.of(kept));
        notes.add(
                EvidenceNote.of(
                        drawing.isPresent() ? "evidence.note.sound" : "evidence.note.unreadable"));
        addPart(match, kept, notes);
        if (drawing.isPresent() && table.recordingPeaks() == 0) {
            notes.add(EvidenceNote.of("evidence.note.recording"));
        }
        if (table.leftOut() > 0) {
            notes.add(EvidenceNote.of("evidence.note.leftout", Long.toString(table.leftOut())));
        }
        return of(match, spans, drawing.orElse(null), List.of(), table, null, notes);
    }

    private static EvidenceMatch of(
            Evidence match,
            EvidenceSpans spans,
            EvidenceDrawing drawing,
            List<EvidenceThumbnail> thumbnails,
            EvidenceTable table,
            String link,
            List<EvidenceNote> notes) {
        return new EvidenceMatch(
                match.workId(),
                match.referenceId(),
                ofPictures(match),
                spans,
                drawing,
                thumbnails,
                table,
                link,
                notes);
    }

    private static boolean ofPictures(Evidence match) {
        return match.modality() == Modality.VIDEO;
    }

    private static List<EvidenceThumbnail> thumbnails(MatchEvidence kept) {
        return kept.pictures().stream()
                .map(EvidenceThumbnail::of)
                .flatMap(Optional::stream)
                .toList();
    }

    private static void addPart(Evidence match, MatchEvidence kept, List<EvidenceNote> notes) {
        boolean isPart =
                match.queryStartMs() < kept.queryStartMs() - ALMOST_MS
                        || match.queryEndMs() > kept.queryEndMs() + ALMOST_MS;
        if (isPart) {
            notes.add(
                    EvidenceNote.of(
                            "evidence.note.part",
                            EvidenceTable.span(kept.queryStartMs(), kept.queryEndMs()),
                            EvidenceTable.span(match.queryStartMs(), match.queryEndMs())));
        }
    }
}
