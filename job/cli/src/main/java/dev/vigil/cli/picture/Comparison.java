package dev.vigil.cli.picture;

import dev.vigil.audio.Peak;
import dev.vigil.audio.Profile;
import dev.vigil.cli.evaluate.Session;
import dev.vigil.match.Index;
import dev.vigil.match.MatchSpan;
import dev.vigil.match.SearchSettings;
import dev.vigil.match.Searcher;
import dev.vigil.match.Tiers;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.media.Packet;
import java.util.stream.LongStream;

/** Asks one reference about one query, packet by packet, as the media job asks its index. */
final class Comparison {
    private static final double SAME_LINE_FRAMES = 43;
    private static final double SAME_PITCH_BANDS = 2;

    private final Profile profile;
    private final boolean live;
    private final Searcher searcher;
    private final Compared found;
    private final double threshold;
    private final LongStream.Builder hits = LongStream.builder();

    /**
     * Takes the reference.
     *
     * @param peaks packed, in order of time
     * @param live whether the query is screened like a live stream, not searched like an upload
     */
    Comparison(Profile profile, long[] peaks, boolean live) {
        this.profile = profile;
        this.live = live;
        Index index = new Index(profile);
        index.add(peaks);
        index.compact();
        searcher = new Searcher(index);
        threshold = SearchSettings.DEFAULT.threshold(profile.id(), !live, index.hours());
        found = new Compared(new Session(searcher, Tiers.DEFAULT, !live, threshold), this::isOf);
    }

    /** What the packets that it is given find. */
    Compared found() {
        return found;
    }

    /** Keeps the hits of a packet too, for a picture. */
    void acceptAndKeep(Packet packet) {
        searcher.hits(packet, (reference, query, ref) -> hits.add(Hit.pack(query, ref)));
        found.accept(packet);
    }

    /** Where a hash of the query and one of the reference are the same, in 1/64 frame. */
    static final class Hit {
        private Hit() {}

        private static long pack(double queryFrame, double refFrame) {
            return Math.round(queryFrame * Peak.PER_FRAME) << 32
                    | Math.round(refFrame * Peak.PER_FRAME);
        }

        static double queryFrame(long hit) {
            return (double) (hit >>> 32) / Peak.PER_FRAME;
        }

        static double refFrame(long hit) {
            return (double) (hit & 0xffff_ffffL) / Peak.PER_FRAME;
        }
    }

    private boolean isOf(MatchSpan span, Line line) {
        double from = profile.millis(line.queryFromFrame());
        double there = span.refEndMs() + span.tempo() * (from - span.queryEndMs());
        double off = Math.abs(profile.millis(line.refFromFrame()) - there);
        double pitch = span.pitchOctaves() * profile.bandsPerOctave();
        return from < span.queryEndMs()
                && profile.millis(line.queryToFrame()) > span.queryStartMs()
                && off < profile.millis(SAME_LINE_FRAMES)
                && Math.abs(line.pitchBands() - pitch) < SAME_PITCH_BANDS;
    }

    /** Evidence that is asked for. */
    double threshold() {
        return threshold;
    }

    boolean live() {
        return live;
    }

    long[] hits() {
        return hits.build().toArray();
    }
}
