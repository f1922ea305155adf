package dev.vigil.cli.picture;

import dev.vigil.cli.evaluate.Session;
import dev.vigil.match.MatchSpan;
import dev.vigil.match.ReferenceIndex;
import dev.vigil.match.SearchSettings;
import dev.vigil.match.video.VideoProfile;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.reference.ReferenceName;
import dev.vigil.video.PictureProfile;

/** Asks one film about another, packet by packet, as the media job asks its index. */
final class FilmComparison {
    static final PictureProfile PROFILE = PictureProfile.CURRENT;

    private static final double ROUNDING_MS = 1;

    /** By which the tempo of a line may be off. */
    private static final double TEMPO_STEP = 0.01;

    private final VideoProfile profile = VideoProfile.of(PROFILE);
    private final Compared found;
    private final boolean live;
    private final double threshold;

    /**
     * Takes the reference.
     *
     * @param words packed, in order of time
     * @param frames its length
     * @param live whether the query is screened like a live stream, not searched like an upload
     */
    FilmComparison(long[] words, long frames, boolean live) {
        this.live = live;
        ReferenceIndex index = profile.index(SearchSettings.DEFAULT);
        index.put(ReferenceName.of("reference", "reference"), words);
        index.maintain();
        double hours = profile.hours(frames);
        found = new Compared(Session.of(profile, index, !live, hours), this::isOf);
        threshold = SearchSettings.DEFAULT.threshold(profile.thresholds(), !live, hours);
    }

    /** What the packets that it is given find. */
    Compared found() {
        return found;
    }

    /** Within the match on both sides, and where it runs as far as its tempo is known. */
    private boolean isOf(MatchSpan span, Line line) {
        double from = profile.millis(line.queryFromFrame());
        double to = profile.millis(line.queryToFrame());
        double there = span.refEndMs() + span.tempo() * (to - span.queryEndMs());
        double off = Math.abs(profile.millis(line.refToFrame()) - there);
        double untilEnd = span.queryEndMs() - to;
        return from >= span.queryStartMs() - ROUNDING_MS
                && untilEnd >= -ROUNDING_MS
                && off < profile.millis(profile.scale().sameFrames()) + TEMPO_STEP * untilEnd;
    }

    /** Evidence that is asked for. */
    double threshold() {
        return threshold;
    }

    boolean live() {
        return live;
    }
}
