package dev.vigil.flink.media;

import dev.vigil.audio.Fingerprinter;
import dev.vigil.audio.PeakWindow;
import dev.vigil.audio.Profile;
import dev.vigil.audio.Profiles;
import dev.vigil.audio.Workbench;
import dev.vigil.schema.media.TrackState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Those of sound, or of peaks that were made of it elsewhere. */
final class SoundFingerprinters extends Fingerprinters {
    private final Profiles profiles;
    private final Map<Profile, Workbench> benches = new HashMap<>();

    SoundFingerprinters(Profiles profiles) {
        this.profiles = profiles;
    }

    @Override
    String profile(TrackState known) {
        return known.profile() == null ? profiles.ofSound().id() : known.profile();
    }

    @Override
    List<String> profiles() {
        return profiles.known().stream().map(Profile::id).toList();
    }

    @Override
    double millis(String profile, long frame) {
        return profiles.of(profile).millis(frame);
    }

    @Override
    long frame(String profile, double ms) {
        return Math.round(profiles.of(profile).framesPerSecond() * ms / 1_000);
    }

    @Override
    long cellAfter(long frame) {
        return PeakWindow.cellAfter(frame);
    }

    /** Samples of that length in a track of sound. */
    long samples(TrackState known, double ms) {
        return samples(profiles.of(profile(known)), ms);
    }

    private static long samples(Profile profile, double ms) {
        return Math.round(ms * profile.rateHz() / 1_000);
    }

    private Workbench bench(Profile profile) {
        return benches.computeIfAbsent(profile, Workbench::new);
    }

    @Override
    RunningTrack goingOn(TrackState known) {
        Profile profile = profiles.of(profile(known));
        return known.prepared()
                ? new RunningTrack.Peaks(
                        new PeakWindow(profile, known.window(), out()),
                        frame(profile.id(), known.positionMs()))
                : new RunningTrack.Sound(
                        new Fingerprinter(
                                profile,
                                bench(profile),
                                known.resampler(),
                                known.frontEnd(),
                                known.window(),
                                out()));
    }

    @Override
    RunningTrack begun(String id, double fromMs, boolean prepared) {
        Profile profile = profiles.of(id);
        return prepared
                ? empty(id, frame(id, fromMs))
                : new RunningTrack.Sound(
                        new Fingerprinter(
                                profile, bench(profile), samples(profile, fromMs), out()));
    }

    @Override
    RunningTrack empty(String profile, long frame) {
        return new RunningTrack.Peaks(new PeakWindow(profiles.of(profile), frame, out()), frame);
    }
}
