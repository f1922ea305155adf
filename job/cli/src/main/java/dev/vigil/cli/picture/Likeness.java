package dev.vigil.cli.picture;

import dev.vigil.audio.Profile;
import dev.vigil.client.text.Times;
import dev.vigil.schema.match.Line;
import java.util.Locale;

/**
 * A stretch of a query that runs along a reference, in the units of people.
 *
 * @param tempo seconds of the reference that pass in a second of the query
 * @param pitchSemitones by how much the query is higher
 * @param evidence to be compared with the threshold
 */
record Likeness(
        long queryStartMs,
        long queryEndMs,
        long refStartMs,
        long refEndMs,
        double tempo,
        double pitchSemitones,
        double evidence) {

    /** Below that a difference is not audible, and not in the fingerprint. */
    private static final double LEAST_PERCENT = 0.3;

    private static final double LEAST_SEMITONES = 0.2;

    /** The first and last peaks that meet lie inside of what matches. */
    private static final double WHOLE = 0.75;

    static Likeness of(Compared.Match match, Profile profile) {
        return new Likeness(
                match.span().queryStartMs(),
                match.span().queryEndMs(),
                match.span().refStartMs(),
                match.span().refEndMs(),
                rounded(match.line().tempo(), 10_000),
                semitones(match.line(), profile),
                rounded(match.span().evidence(), 10));
    }

    static Likeness of(Line line, Profile profile) {
        return new Likeness(
                Math.round(profile.millis(line.queryFromFrame())),
                Math.round(profile.millis(line.queryToFrame())),
                Math.round(profile.millis(line.refFromFrame())),
                Math.round(profile.millis(line.refToFrame())),
                rounded(line.tempo(), 10_000),
                semitones(line, profile),
                rounded(line.evidence(), 10));
    }

    private static double semitones(Line line, Profile profile) {
        return rounded(-12 * line.pitchBands() / profile.bandsPerOctave(), 100);
    }

    private static double rounded(double value, double parts) {
        return Math.round(value * parts) / parts;
    }

    /** How the query was changed, such as {@code 4.0 % faster at the same pitch}. */
    String change() {
        double percent = 100 * (tempo - 1);
        boolean sameSpeed = Math.abs(percent) < LEAST_PERCENT;
        boolean samePitch = Math.abs(pitchSemitones) < LEAST_SEMITONES;
        double ofSpeed = 12 * Math.log(tempo) / Math.log(2);
        String speed = amount(percent, "%.1f %% faster", "%.1f %% slower");
        String pitch = amount(pitchSemitones, "%.1f semitones higher", "%.1f semitones lower");
        if (sameSpeed) {
            return samePitch ? "unchanged in speed and pitch" : pitch + " at the same speed";
        }
        boolean withSpeed = Math.abs(pitchSemitones - ofSpeed) < LEAST_SEMITONES;
        if (samePitch && withSpeed) {
            // So small a change that its pitch does not distinguish one from the other.
            return speed;
        }
        if (withSpeed) {
            return speed + ", the pitch with it";
        }
        return speed + (samePitch ? " at the same pitch" : " and " + pitch);
    }

    private static String amount(double value, String more, String less) {
        return String.format(Locale.ROOT, value > 0 ? more : less, Math.abs(value));
    }

    String query() {
        return Times.position(queryStartMs) + "-" + Times.position(queryEndMs);
    }

    String reference() {
        return Times.position(refStartMs) + "-" + Times.position(refEndMs);
    }

    String where() {
        return "from "
                + Times.position(refStartMs)
                + " to "
                + Times.position(refEndMs)
                + " of the reference";
    }

    /** Whether the shorter of the two matches from about its start to about its end. */
    boolean isWhole(long queryMs, long referenceMs) {
        return queryEndMs - queryStartMs >= WHOLE * queryMs
                || refEndMs - refStartMs >= WHOLE * referenceMs;
    }

    /** How much of it speaks for a match in a second, which long stretches do not make more. */
    double evidencePerSecond() {
        return rounded(1000 * evidence / Math.max(1, queryEndMs - queryStartMs), 10);
    }

    /** Signed, such as {@code +4.0 %}. */
    String speedWords() {
        return String.format(Locale.ROOT, "%+.1f %%", rounded(100 * (tempo - 1), 10));
    }

    String pitchWords() {
        return String.format(Locale.ROOT, "%+.2f semitones", pitchSemitones);
    }

    /** Where one recording begins in the other if the stretch is prolonged. */
    String offsetWords() {
        double refAtStart = refStartMs - tempo * queryStartMs;
        return refAtStart >= 0
                ? "query 0:00 is reference " + Times.position(Math.round(refAtStart))
                : "reference 0:00 is query " + Times.position(Math.round(-refAtStart / tempo));
    }
}
