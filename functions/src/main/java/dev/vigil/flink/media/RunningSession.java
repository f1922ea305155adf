package dev.vigil.flink.media;

import dev.vigil.audio.ByteOrderCheck;
import dev.vigil.audio.RateCheck;
import dev.vigil.schema.media.FingerprintState;
import dev.vigil.schema.media.Modality;
import java.util.EnumMap;
import java.util.Map;

/**
 * A session while it is analysed: what is known of it, and what its tracks go on from. Its state is
 * written when a checkpoint is taken, not with every segment: 22 kB every 2 s would be most of what
 * a job writes.
 */
final class RunningSession {
    /** Of tracks that run here without snapshots, of others with theirs. */
    private FingerprintState known;

    private final Map<Modality, RunningTrack> tracks = new EnumMap<>(Modality.class);
    private boolean written = true;

    /** Not state: it begins anew where another task goes on. */
    private ByteOrderCheck bytes;

    /** Nor is this. */
    private final Map<Modality, RateCheck> speeds = new EnumMap<>(Modality.class);

    RunningSession(FingerprintState known) {
        this.known = known;
    }

    FingerprintState known() {
        return known;
    }

    /** A track that is on air; it goes on where its state was written if it does not run yet. */
    RunningTrack track(Modality of, Fingerprinters fingerprinters) {
        RunningTrack running = tracks.get(of);
        if (running == null) {
            running = fingerprinters.goingOn(known.track(of));
            runs(of, running);
        }
        return running;
    }

    /** From now on a track is analysed by this. */
    void runs(Modality of, RunningTrack running) {
        tracks.put(of, running);
        known = known.with(of, known.track(of).bare());
    }

    /** A track is not on air any more. */
    void stops(Modality of) {
        tracks.remove(of);
    }

    ByteOrderCheck bytes() {
        if (bytes == null) {
            bytes = new ByteOrderCheck();
        }
        return bytes;
    }

    RateCheck speed(Modality of) {
        return speeds.computeIfAbsent(of, track -> new RateCheck());
    }

    void is(FingerprintState now) {
        known = now;
        written = false;
    }

    boolean isWritten() {
        return written;
    }

    /** All that another task needs to go on as if it were this one. */
    FingerprintState write() {
        written = true;
        FingerprintState all = known;
        for (Map.Entry<Modality, RunningTrack> track : tracks.entrySet()) {
            Modality of = track.getKey();
            all = all.with(of, track.getValue().snapshot(known.track(of)));
        }
        return all;
    }
}
