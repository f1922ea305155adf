package dev.vigil.flink.media;

import dev.vigil.audio.Profiles;
import dev.vigil.schema.media.Modality;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.TrackState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Makes the fingerprinters of tracks of one kind, sound or pictures, of which all of a task and
 * profile share one workbench, and takes the packets that they cut.
 */
abstract class Fingerprinters {
    /**
     * The largest step of a track's time across silence: longer than a session is remembered. A
     * producer's clock can't move it further.
     */
    static final long LARGEST_SILENCE_MS = 25 * 3_600_000L;

    /** More than a packet of either kind is long. */
    private static final double BEHIND_MS = 2_500;

    private final List<Packet> packets = new ArrayList<>();

    /** Those of both kinds of tracks. */
    static Map<Modality, Fingerprinters> ofAll(Profiles profiles) {
        Map<Modality, Fingerprinters> all = new EnumMap<>(Modality.class);
        all.put(Modality.AUDIO, new SoundFingerprinters(profiles));
        all.put(Modality.VIDEO, new PictureFingerprinters());
        return all;
    }

    /** Takes what is cut. */
    final Consumer<Packet> out() {
        return packets::add;
    }

    /** Id of the profile of a track: it keeps its own to its end. */
    abstract String profile(TrackState known);

    /** The ids of all profiles. */
    abstract List<String> profiles();

    /** Position of a frame. */
    abstract double millis(String profile, long frame);

    /** The frame at a position. */
    abstract long frame(String profile, double ms);

    /** First frame of the grid cell after that of a frame. */
    abstract long cellAfter(long frame);

    /** One that goes on where its state was written. */
    abstract RunningTrack goingOn(TrackState known);

    /** One without what lies before a position. */
    abstract RunningTrack begun(String profile, double fromMs, boolean prepared);

    /** One that has nothing but its time, to give an empty last packet. */
    abstract RunningTrack empty(String profile, long frame);

    /** Whether a track of that profile can go on here; one without a profile can. */
    final boolean knows(String profile) {
        return profile == null || profiles().contains(profile);
    }

    /**
     * The same id.
     *
     * @throws IllegalArgumentException if it is not known here
     */
    final String known(String profile) {
        if (!profiles().contains(profile)) {
            throw new IllegalArgumentException(
                    "profile: expected one of "
                            + String.join(", ", profiles())
                            + ", got '"
                            + profile
                            + "'; upgrade this program or make the fingerprint again");
        }
        return profile;
    }

    /**
     * Where a track goes on that has fallen silent: at its capture time, and where that shows
     * nothing beyond the last packet, a while behind where it was. That is as long for sound as for
     * pictures, whose packets end at other times: where both have paused they go on in step.
     */
    final double resumedMs(TrackState known, long captureTime) {
        double capturedMs = captureTime - known.captureBase();
        return Math.max(
                known.positionMs() + BEHIND_MS,
                Math.min(capturedMs, known.positionMs() + LARGEST_SILENCE_MS));
    }

    /** Where the next packet of a track begins. */
    final double behindMs(TrackState known) {
        return millis(profile(known), frameBehind(known));
    }

    private long frameBehind(TrackState known) {
        return cellAfter(frame(profile(known), known.positionMs()));
    }

    /** The last packet of a track that runs, and what was cut before it. */
    final List<Packet> finished(RunningTrack track) {
        track.finish();
        return cut();
    }

    /** A last packet without peaks or words; what was cut and not taken is lost. */
    final List<Packet> silence(TrackState known) {
        packets.clear();
        empty(profile(known), known.begun() ? frameBehind(known) : 0).finish();
        return cut();
    }

    /** What was cut since the last call. */
    final List<Packet> cut() {
        List<Packet> cut = List.copyOf(packets);
        packets.clear();
        return cut;
    }
}
