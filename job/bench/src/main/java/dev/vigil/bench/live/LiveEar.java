package dev.vigil.bench.live;

import dev.vigil.audio.Fingerprinter;
import dev.vigil.audio.Profile;
import dev.vigil.cli.evaluate.Session;
import dev.vigil.edge.PcmSource;
import dev.vigil.edge.Segmenter;
import dev.vigil.match.Searcher;
import dev.vigil.match.Tiers;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.Segment;
import dev.vigil.stream.options.JobOptions;
import java.io.IOException;
import java.util.Optional;

/**
 * Analyses streams as the edge cuts them and as the media job takes them, live. One thread, one
 * stream after the other.
 */
public final class LiveEar {
    /** The default of {@code search.thorough.every}. */
    static final int THOROUGH_EVERY = JobOptions.THOROUGH_EVERY.defaultValue();

    private final Profile profile = Profile.CURRENT;
    private final Searcher searcher;
    private final Tiers tiers;
    private final double threshold;
    private long samples;
    private long packets;

    /** Gets each packet in turn. */
    public interface Listener {
        /**
         * @param receivedSeconds end of the segment that completed the packet, in the stream: a
         *     peak is decided some frames later, often by the next segment
         */
        void heard(Packet packet, Session.Step step, double receivedSeconds);
    }

    /**
     * @param thoroughEvery as the job's option of that name
     */
    LiveEar(Works works, int thoroughEvery) {
        searcher = new Searcher(works.index());
        threshold = works.threshold();
        tiers =
                new Tiers(
                        thoroughEvery,
                        Tiers.DEFAULT.liveFirst(),
                        Tiers.DEFAULT.uploadEvery(),
                        Tiers.DEFAULT.weak());
    }

    /** Analyses a stream of its own from its start to its end; fails as the source does. */
    public void hear(PcmSource source, Listener listener) throws IOException {
        Session session = new Session(searcher, tiers, false, threshold);
        long before = samples;
        Fingerprinter ear =
                new Fingerprinter(
                        profile, packet -> heard(packet, session, samples - before, listener));
        Segmenter segments = new Segmenter(source, "stream", 0);
        for (Optional<Segment> next = segments.next(); next.isPresent(); next = segments.next()) {
            Segment segment = next.get();
            short[] pcm = segment.pcm();
            samples += pcm.length;
            ear.hear(pcm, segment.rateHz(), segment.channels());
        }
        ear.finish();
    }

    private void heard(Packet packet, Session session, long received, Listener listener) {
        packets++;
        double seconds = (double) received / PcmSource.RATE_HZ;
        session.hear(packet).ifPresent(step -> listener.heard(packet, step, seconds));
    }

    /** Time of a frame in its stream. */
    public double seconds(double frames) {
        return profile.millis(frames) / 1000;
    }

    double threshold() {
        return threshold;
    }

    /** Hours of all streams so far. */
    public double hours() {
        return samples / 3600.0 / PcmSource.RATE_HZ;
    }

    /** Share of all packets so far that were searched thoroughly, in per cent. */
    double searchedPercent() {
        return 100.0 * searcher.spent().searches() / Math.max(1, packets);
    }
}
