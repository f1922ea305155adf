package dev.vigil.flink.media;

import dev.vigil.audio.Fingerprinter;
import dev.vigil.audio.PeakWindow;
import dev.vigil.audio.Profile;
import dev.vigil.audio.Profiles;
import dev.vigil.audio.Workbench;
import dev.vigil.schema.media.FingerprintState;
import dev.vigil.schema.media.Packet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the fingerprinters of sessions, of which all of a task and profile share one workbench, and
 * takes the packets that they cut.
 */
final class Fingerprinters {
    /**
     * The largest step of a session's time across silence: longer than a session is remembered. A
     * producer's clock can't move it further.
     */
    static final long LARGEST_SILENCE_MS = 25 * 3_600_000L;

    private final Profiles profiles;
    private final Map<Profile, Workbench> benches = new HashMap<>();
    private final List<Packet> packets = new ArrayList<>();

    Fingerprinters(Profiles profiles) {
        this.profiles = profiles;
    }

    /** The profile of a session: it keeps its own to its end. */
    Profile profile(FingerprintState known) {
        return known.profile() == null ? profiles.ofSound() : profiles.of(known.profile());
    }

    /**
     * The profile of an id.
     *
     * @throws IllegalArgumentException if it is not known here
     */
    Profile profile(String id) {
        return profiles.of(id);
    }

    private Workbench bench(Profile profile) {
        return benches.computeIfAbsent(profile, Workbench::new);
    }

    /** One that goes on where its state was written. */
    RunningSession goingOn(FingerprintState known) {
        Profile profile = profile(known);
        return known.peaks()
                ? RunningSession.of(known, new PeakWindow(profile, known.window(), packets::add))
                : RunningSession.of(
                        known,
                        new Fingerprinter(
                                profile,
                                bench(profile),
                                known.resampler(),
                                known.frontEnd(),
                                known.window(),
                                packets::add));
    }

    /** One without what lies before a position. */
    RunningSession begun(FingerprintState known, Profile profile, double fromMs, boolean peaks) {
        return peaks
                ? RunningSession.of(
                        known, new PeakWindow(profile, frame(profile, fromMs), packets::add))
                : RunningSession.of(
                        known,
                        new Fingerprinter(
                                profile, bench(profile), samples(profile, fromMs), packets::add));
    }

    private static long samples(Profile profile, double ms) {
        return Math.round(ms * profile.rateHz() / 1_000);
    }

    /** Samples of that length in a session that sends sound. */
    long samples(FingerprintState known, double ms) {
        return samples(profile(known), ms);
    }

    private static long frame(Profile profile, double ms) {
        return Math.round(profile.framesPerSecond() * ms / 1_000);
    }

    /**
     * Where a session goes on that has fallen silent: at its capture time, and where it shows
     * nothing beyond the last packet, behind that packet.
     */
    double resumedMs(FingerprintState known, long captureTime) {
        double behindMs = profile(known).millis(cellAfter(known));
        double capturedMs = captureTime - known.captureBase();
        return Math.max(behindMs, Math.min(capturedMs, known.heardMs() + LARGEST_SILENCE_MS));
    }

    private long cellAfter(FingerprintState known) {
        return PeakWindow.cellAfter(frame(profile(known), known.heardMs()));
    }

    /** Whether a session of that profile can go on here; one without a profile can. */
    boolean knows(String profile) {
        return profile == null || profiles.find(profile).isPresent();
    }

    /** The ids of all profiles, for people. */
    String ids() {
        return String.join(", ", profiles.known().stream().map(Profile::id).toList());
    }

    /**
     * The last packet of a session, and what was cut before it.
     *
     * @param running null where its state is all that there is of it
     */
    List<Packet> finished(FingerprintState known, RunningSession running) {
        if (!known.onAir()) {
            return silence(known);
        }
        finish(running == null ? goingOn(known) : running);
        return cut();
    }

    private void finish(RunningSession session) {
        if (session.ear() == null) {
            FingerprintState known = session.known();
            session.window().finish(frame(profile(known), known.heardMs()));
        } else {
            session.ear().finish();
        }
    }

    /** A last packet without peaks; what was cut and not taken is lost. */
    List<Packet> silence(FingerprintState known) {
        packets.clear();
        long frame = known.heard() ? cellAfter(known) : 0;
        new PeakWindow(profile(known), frame, packets::add).finish(frame);
        return cut();
    }

    /** What was cut since the last call. */
    List<Packet> cut() {
        List<Packet> cut = List.copyOf(packets);
        packets.clear();
        return cut;
    }
}
