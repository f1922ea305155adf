package dev.vigil.desk.evidence;

import dev.vigil.client.text.Times;
import dev.vigil.schema.match.Evidence;
import java.util.Locale;

/**
 * Where a match lies: a bar of the recording above one of the session, from the beginning of each
 * to the last place that is known of it.
 *
 * @param recording the part of the upper bar
 * @param session the part of the lower bar
 * @param between the corners of what joins both parts
 * @param recordingTo the last place that is known of the recording, as {@code 15:53.5}
 * @param sessionTo the last place that is known of the session
 * @param open whether the match goes on
 */
public record EvidenceSpans(
        Part recording,
        Part session,
        String between,
        String recordingTo,
        String sessionTo,
        boolean open) {
    /** Of the picture, in its own units. */
    public static final int WIDTH = 1_000;

    public static final int HEIGHT = 64;

    /** Lower edge of the upper bar, upper edge of the lower one. */
    public static final int ABOVE = 18;

    public static final int BELOW = 46;

    /** So that a match of seconds in a stream of days is seen. */
    private static final double LEAST = 4;

    /** From x to x plus width. */
    public record Part(String x, String width) {
        static Part of(double from, double to) {
            double width = Math.max(LEAST, to - from);
            return new Part(tenths(Math.min(from, WIDTH - width)), tenths(width));
        }
    }

    /**
     * Of one match among those of a session.
     *
     * @param sessionToMs the last place that is known of the session
     * @param recordingToMs the last place that is known of the recording
     */
    static EvidenceSpans of(Evidence match, long sessionToMs, long recordingToMs) {
        double sessionEnd = Math.max(Math.max(1, sessionToMs), match.queryEndMs());
        double recordingEnd = Math.max(Math.max(1, recordingToMs), match.refEndMs());
        double fromX = at(match.queryStartMs(), sessionEnd);
        double toX = at(match.queryEndMs(), sessionEnd);
        double fromThere = at(match.refStartMs(), recordingEnd);
        double toThere = at(match.refEndMs(), recordingEnd);
        return new EvidenceSpans(
                Part.of(fromThere, toThere),
                Part.of(fromX, toX),
                corner(fromThere, ABOVE)
                        + " "
                        + corner(toThere, ABOVE)
                        + " "
                        + corner(toX, BELOW)
                        + " "
                        + corner(fromX, BELOW),
                Times.position((long) recordingEnd),
                Times.position((long) sessionEnd),
                match.open());
    }

    private static double at(long positionMs, double end) {
        return WIDTH * Math.max(0, Math.min(end, positionMs)) / end;
    }

    private static String corner(double x, int y) {
        return tenths(x) + "," + y;
    }

    private static String tenths(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
