package dev.vigil.flink.media;

import dev.vigil.audio.Ear;
import dev.vigil.audio.PeakWindow;
import dev.vigil.audio.Profile;
import dev.vigil.audio.Workbench;
import dev.vigil.schema.media.EarState;
import dev.vigil.schema.media.Packet;
import java.util.ArrayList;
import java.util.List;

/** Makes the ears of sessions, all of a task at one bench, and takes the packets that they cut. */
final class Ears {
    /**
     * The largest step of a session's time across silence: longer than a session is remembered. A
     * producer's clock can't move it further.
     */
    static final long LARGEST_SILENCE_MS = 25 * 3_600_000L;

    private final Profile profile;
    private final Workbench bench;
    private final List<Packet> packets = new ArrayList<>();

    Ears(Profile profile) {
        this.profile = profile;
        this.bench = new Workbench(profile);
    }

    Profile profile() {
        return profile;
    }

    /** One that goes on where its state was written. */
    OnAir goingOn(EarState known) {
        return known.peaks()
                ? OnAir.of(known, new PeakWindow(profile, known.window(), packets::add))
                : OnAir.of(
                        known,
                        new Ear(
                                profile,
                                bench,
                                known.resampler(),
                                known.frontEnd(),
                                known.window(),
                                packets::add));
    }

    /** One without what lies before a position. */
    OnAir begun(EarState known, double fromMs, boolean peaks) {
        return peaks
                ? OnAir.of(known, new PeakWindow(profile, frame(fromMs), packets::add))
                : OnAir.of(known, new Ear(profile, bench, samples(fromMs), packets::add));
    }

    long samples(double ms) {
        return Math.round(ms * profile.rateHz() / 1_000);
    }

    private long frame(double ms) {
        return Math.round(profile.framesPerSecond() * ms / 1_000);
    }

    /**
     * Where a session goes on that has fallen silent: at its capture time, and where it shows
     * nothing beyond the last packet, behind that packet.
     */
    double resumedMs(EarState known, long captureTime) {
        double behindMs = profile.millis(cellAfter(known));
        double capturedMs = captureTime - known.captureBase();
        return Math.max(behindMs, Math.min(capturedMs, known.heardMs() + LARGEST_SILENCE_MS));
    }

    private long cellAfter(EarState known) {
        return PeakWindow.cellAfter(frame(known.heardMs()));
    }

    /** The last packet of a session that is on air. */
    void finish(OnAir session) {
        if (session.ear() == null) {
            session.window().finish(frame(session.known().heardMs()));
        } else {
            session.ear().finish();
        }
    }

    /** A last packet without peaks. */
    void finishSilent(EarState known) {
        long frame = known.heard() ? cellAfter(known) : 0;
        new PeakWindow(profile, frame, packets::add).finish(frame);
    }

    /** What was cut since the last call. */
    List<Packet> cut() {
        List<Packet> cut = List.copyOf(packets);
        packets.clear();
        return cut;
    }
}
