package dev.vigil.flink.media;

import dev.vigil.schema.media.TrackState;
import dev.vigil.video.PictureBench;
import dev.vigil.video.PictureProfile;
import dev.vigil.video.PictureStream;
import dev.vigil.video.WordWindow;
import java.util.List;

/** Those of pictures, or of words that were made of them elsewhere. */
final class PictureFingerprinters extends Fingerprinters {
    private static final PictureProfile PROFILE = PictureProfile.CURRENT;

    private final PictureBench bench = new PictureBench(PROFILE);

    @Override
    String profile(TrackState known) {
        return known.profile() == null ? PROFILE.id() : known.profile();
    }

    @Override
    List<String> profiles() {
        return List.of(PROFILE.id());
    }

    @Override
    double millis(String profile, long frame) {
        return PROFILE.millis(frame);
    }

    @Override
    long frame(String profile, double ms) {
        return frame(ms);
    }

    /** Pictures lie on a grid of the session: a rate that 8 is no multiple of is rounded to it. */
    static long frame(double ms) {
        return Math.round(PROFILE.framesPerSecond() * ms / 1_000);
    }

    @Override
    long cellAfter(long frame) {
        return (frame / PictureStream.GRID_FRAMES + 1) * PictureStream.GRID_FRAMES;
    }

    @Override
    RunningTrack goingOn(TrackState known) {
        return known.prepared()
                ? new RunningTrack.Words(new WordWindow(known.words(), out()))
                : new RunningTrack.Pictures(
                        new PictureStream(PROFILE, bench, known.pictures(), out()));
    }

    @Override
    RunningTrack begun(String profile, double fromMs, boolean prepared) {
        return prepared
                ? empty(profile, frame(fromMs))
                : new RunningTrack.Pictures(
                        new PictureStream(PROFILE, bench, frame(fromMs), out()));
    }

    @Override
    RunningTrack empty(String profile, long frame) {
        return new RunningTrack.Words(new WordWindow(PROFILE, frame, out()));
    }
}
