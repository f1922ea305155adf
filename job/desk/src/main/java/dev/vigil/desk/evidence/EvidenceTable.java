package dev.vigil.desk.evidence;

import dev.vigil.client.text.Times;
import dev.vigil.schema.match.MatchEvidence;
import java.util.Locale;

/**
 * The figures of a record: what the drawing beside it shows, for those who don't see it.
 *
 * @param session where in the session, as {@code 0:31.0 – 1:01.0}
 * @param recording where in the recording
 * @param tempo as {@code 1.0002}
 * @param pitch in semitones, as {@code -0.04}
 * @param score in nats
 * @param sessionPeaks how many there are; null of pictures
 * @param recordingPeaks likewise
 * @param meeting how many of the session's meet one of the recording's; null of pictures
 * @param percent that those are of the session's; null where there are none
 * @param leftOut peaks that there was no room for; 0 for none
 */
public record EvidenceTable(
        String session,
        String recording,
        String tempo,
        String pitch,
        String score,
        Integer sessionPeaks,
        Integer recordingPeaks,
        Integer meeting,
        Integer percent,
        long leftOut) {
    private static final int ALL = 100;

    static EvidenceTable of(
            MatchEvidence evidence, Integer session, Integer recording, Integer meeting) {
        boolean hasPeaks = session != null && session > 0;
        boolean hasLeftOut = evidence.peaks() != null && evidence.peaks().leftOut() != null;
        return new EvidenceTable(
                span(evidence.queryStartMs(), evidence.queryEndMs()),
                span(evidence.refStartMs(), evidence.refEndMs()),
                String.format(Locale.ROOT, "%.4f", evidence.tempo()),
                String.format(Locale.ROOT, "%.2f", evidence.pitchSemitones()),
                String.format(Locale.ROOT, "%.1f", evidence.score()),
                session,
                recording,
                meeting,
                hasPeaks ? Integer.valueOf(Math.round((float) ALL * meeting / session)) : null,
                hasLeftOut ? evidence.peaks().leftOut() : 0);
    }

    /** Of pictures, or of peaks that can't be drawn. */
    static EvidenceTable of(MatchEvidence evidence) {
        return of(evidence, null, null, null);
    }

    /** As {@code 940 (90 %)}. */
    public String share() {
        return percent == null ? String.valueOf(meeting) : meeting + " (" + percent + " %)";
    }

    /** As {@code 0:31.0 – 1:01.0}. */
    static String span(long fromMs, long toMs) {
        return Times.position(fromMs) + " – " + Times.position(toMs);
    }
}
