package dev.vigil.match;

import dev.vigil.schema.match.AlignTrack;
import dev.vigil.schema.match.OtherPlaces;
import dev.vigil.schema.match.OtherSense;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Where a recording repeats itself, as a loop does, the same stretch of a session runs along it at
 * several places at once. Which of them is meant is not to be known from what has been received.
 */
final class Repeats {
    /**
     * Share of the evidence that another place has at least. An exact repeat is not cut at the same
     * samples, so its peaks differ by up to a tenth. Of 112 clips of recorded music the next best
     * place had 0.64 at most, of all others less than half.
     */
    private static final double AS_GOOD = 0.8;

    /** Share of a match that another place runs along at least, for the match to go on there. */
    private static final double COVERED = 0.5;

    private static final double SAME_PITCH_BANDS = 2;

    private final SearchProfile profile;

    Repeats(SearchProfile profile) {
        this.profile = profile;
    }

    /** Whether two tracks run along one recording at two places. A still picture is anywhere. */
    boolean isElsewhere(AlignTrack track, AlignTrack other) {
        return track.reference() == other.reference()
                && track.id() != other.id()
                && !isStill(track)
                && !isStill(other)
                && Math.abs(track.pitchBands() - other.pitchBands()) < SAME_PITCH_BANDS
                && Math.abs(track.tempo() - other.tempo()) <= BothSenses.SAME_TEMPO
                && isApart(track, other);
    }

    private static boolean isStill(AlignTrack track) {
        return track.picture() != null && track.picture().still();
    }

    /** Whether it agrees as well in the last window of each. */
    static boolean isNowAsGood(AlignTrack track, AlignTrack other) {
        return track.latest() >= AS_GOOD * other.latest();
    }

    /** Whether a match may go on at another place: most of it runs along that too. */
    boolean goesOn(AlignTrack match, AlignTrack place) {
        return isElsewhere(place, match) && covered(match, place) > COVERED;
    }

    /**
     * Whether a match may as well be of another place: it begins and ends there with it. Of a loop
     * that goes on as something else only one place goes on.
     */
    private boolean isRepeat(AlignTrack place, AlignTrack match) {
        int room = profile.scale().roomFrames();
        return isElsewhere(place, match)
                && place.evidence() >= AS_GOOD * match.evidence()
                && place.queryFromFrame() - match.queryFromFrame() <= room
                && match.queryToFrame() - place.queryToFrame() <= room;
    }

    /** Share of the stretch of the session of a match that a place runs along. */
    private static double covered(AlignTrack match, AlignTrack place) {
        double both =
                Math.min(place.queryToFrame(), match.queryToFrame())
                        - Math.max(place.queryFromFrame(), match.queryFromFrame());
        return both / (match.queryToFrame() - match.queryFromFrame());
    }

    private boolean isApart(AlignTrack track, AlignTrack of) {
        return Math.abs(refAt(track, of.queryToFrame()) - of.refToFrame())
                >= profile.scale().sameFrames();
    }

    private static double refAt(AlignTrack track, double queryFrame) {
        return track.offsetFrames() + track.tempo() * queryFrame;
    }

    /**
     * A match at another place. What was reported of the session is not taken back: the place may
     * have been found later, as an answer names the best lines only.
     *
     * @param threshold evidence asked for
     */
    static AlignTrack moved(AlignTrack match, AlignTrack place, double threshold) {
        boolean isLater = place.queryFromFrame() > match.queryFromFrame();
        boolean isShorter = place.queryToFrame() < match.queryToFrame();
        double from = isLater ? match.queryFromFrame() : place.queryFromFrame();
        double to = isShorter ? match.queryToFrame() : place.queryToFrame();
        return place.with()
                .id(match.id())
                .queryFromFrame(from)
                .queryToFrame(to)
                .refFromFrame(isLater ? Math.max(0, refAt(place, from)) : place.refFromFrame())
                .refToFrame(isShorter ? refAt(place, to) : place.refToFrame())
                .evidence(Math.max(match.evidence(), place.evidence()))
                .openedFrame(match.openedFrame())
                .otherSense(OtherSense.more(match.otherSense(), place.otherSense()))
                .onlyWith(place.evidence() >= threshold ? null : match.onlyWith())
                .build();
    }

    /** Where else a match may be; null where it is at one place only. */
    OtherPlaces otherPlaces(AlignTrack match, List<AlignTrack> tracks) {
        long[] atMs =
                tracks.stream()
                        .filter(track -> isRepeat(track, match))
                        .mapToDouble(track -> refAt(track, match.queryFromFrame()))
                        .mapToLong(frame -> Math.max(0, Math.round(profile.millis(frame))))
                        .sorted()
                        .toArray();
        return atMs.length == 0
                ? null
                : new OtherPlaces(
                        atMs.length, LongStream.of(atMs).limit(OtherPlaces.MOST).boxed().toList());
    }
}
