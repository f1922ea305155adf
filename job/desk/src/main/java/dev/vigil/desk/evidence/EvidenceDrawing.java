package dev.vigil.desk.evidence;

import dev.vigil.audio.Peak;
import dev.vigil.audio.Profile;
import dev.vigil.audio.Profiles;
import dev.vigil.client.text.Times;
import dev.vigil.match.MatchedPeaks;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.match.LineBuilder;
import dev.vigil.schema.match.MatchEvidence;
import dev.vigil.schema.wire.PeaksCodec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A constellation of peaks: those of the session above, those of the recording below, both along
 * the time of the stretch, low ones at the bottom. What meets lies one above the other and is
 * joined. No spectrogram: the power between peaks is not known.
 *
 * <p>All peaks of a kind are one path of dots, so that 30 s of music are some 30 kB.
 *
 * @param session path of the session's peaks that meet none
 * @param sessionMet path of those that meet one
 * @param recording path of the recording's peaks that none meets
 * @param recordingMet path of those that one meets
 * @param joined path of lines between peaks that meet
 */
public record EvidenceDrawing(
        String session,
        String sessionMet,
        String recording,
        String recordingMet,
        String joined,
        List<Tick> ticks,
        EvidenceTable table) {
    /** Of the picture, in its own units. */
    public static final int WIDTH = 1_000;

    public static final int HEIGHT = 440;

    private static final int LEFT = 10;
    private static final int RIGHT = 990;
    private static final int PANEL = 180;
    private static final int SESSION_TOP = 24;
    private static final int RECORDING_TOP = 236;
    private static final long TICK_MS = 5_000;

    /** A mark so near to the end has no room for its times. */
    private static final long EDGE_MS = 1_500;

    /** Twice what a record has. */
    private static final long LONGEST_MS = 2_000L * MatchEvidence.MOST_SECONDS;

    private static final double PER_OCTAVE = 12;

    /**
     * A mark of time.
     *
     * @param session position in the session, as {@code 0:31.0}
     * @param recording position in the recording
     */
    public record Tick(long x, String session, String recording) {}

    /**
     * The drawing of a record of sound; empty where it has no peaks, where they can't be read, or
     * where their profile is not known here.
     */
    public static Optional<EvidenceDrawing> of(MatchEvidence evidence) {
        Optional<Profile> profile = Profiles.ALL.find(evidence.profile());
        long lengthMs = evidence.queryEndMs() - evidence.queryStartMs();
        boolean isDrawn =
                evidence.peaks() != null
                        && profile.isPresent()
                        && lengthMs > 0
                        && lengthMs <= LONGEST_MS
                        && evidence.tempo() > 0;
        if (!isDrawn) {
            return Optional.empty();
        }
        try {
            long[] session = peaks(evidence.peaks().session());
            long[] recording = peaks(evidence.peaks().reference());
            return Optional.of(new Drawn(evidence, profile.get(), session, recording).drawing());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static long[] peaks(byte[] payload) {
        long[] peaks = PeaksCodec.read(payload);
        if (peaks.length > MatchEvidence.MOST_PEAKS) {
            throw new IllegalArgumentException(
                    "peaks: expected up to "
                            + MatchEvidence.MOST_PEAKS
                            + ", got "
                            + peaks.length
                            + "; they can't be drawn");
        }
        return peaks;
    }

    /** While it is made. */
    private static final class Drawn {
        private final MatchEvidence evidence;
        private final Profile profile;
        private final long[] session;
        private final long[] recording;
        private final Line line;
        private final List<MatchedPeaks> meetings;

        Drawn(MatchEvidence evidence, Profile profile, long[] session, long[] recording) {
            this.evidence = evidence;
            this.profile = profile;
            this.session = session;
            this.recording = recording;
            line = line(evidence, profile);
            meetings = MatchedPeaks.along(line, session, recording);
        }

        /** As its figures have it. */
        private static Line line(MatchEvidence evidence, Profile profile) {
            double frame = profile.millis(1);
            double from = evidence.queryStartMs() / frame;
            return LineBuilder.builder()
                    .tempo(evidence.tempo())
                    .offsetFrames(evidence.refStartMs() / frame - evidence.tempo() * from)
                    .pitchBands(-evidence.pitchSemitones() / PER_OCTAVE * profile.bandsPerOctave())
                    .build();
        }

        EvidenceDrawing drawing() {
            Set<Long> met = new HashSet<>();
            Set<Long> metThere = new HashSet<>();
            StringBuilder joined = new StringBuilder();
            for (MatchedPeaks meeting : meetings) {
                met.add(meeting.query());
                metThere.add(meeting.reference());
                joined.append(joint(meeting));
            }
            return new EvidenceDrawing(
                    dots(session, met, false, false),
                    dots(session, met, true, false),
                    dots(recording, metThere, false, true),
                    dots(recording, metThere, true, true),
                    joined.toString(),
                    ticks(),
                    EvidenceTable.of(evidence, session.length, recording.length, meetings.size()));
        }

        private String joint(MatchedPeaks meeting) {
            return "M" + place(meeting.query(), false) + "L" + place(meeting.reference(), true);
        }

        private String dots(long[] peaks, Set<Long> met, boolean those, boolean isRecording) {
            StringBuilder path = new StringBuilder();
            for (long peak : peaks) {
                if (met.contains(peak) == those) {
                    path.append('M').append(place(peak, isRecording)).append("h0");
                }
            }
            return path.toString();
        }

        private String place(long peak, boolean isRecording) {
            double frame = (double) Peak.time(peak) / Peak.PER_FRAME;
            double at = isRecording ? (frame - line.offsetFrames()) / line.tempo() : frame;
            double band = (double) Peak.frequency(peak) / Peak.PER_BAND / profile.bands();
            double top = isRecording ? RECORDING_TOP : SESSION_TOP;
            double y = top + PANEL * (1 - Math.max(0, Math.min(1, band)));
            return x(profile.millis(at)) + " " + Math.round(y);
        }

        private long x(double positionMs) {
            long x = Math.round(LEFT + (RIGHT - LEFT) * share(positionMs));
            return Math.max(LEFT, Math.min(RIGHT, x));
        }

        private double share(double positionMs) {
            return (positionMs - evidence.queryStartMs())
                    / (evidence.queryEndMs() - evidence.queryStartMs());
        }

        /** Each 5 s from the beginning of the stretch. */
        private List<Tick> ticks() {
            List<Tick> ticks = new ArrayList<>();
            for (long at = evidence.queryStartMs();
                    at < evidence.queryEndMs() - EDGE_MS;
                    at += TICK_MS) {
                double there =
                        evidence.refStartMs() + evidence.tempo() * (at - evidence.queryStartMs());
                ticks.add(new Tick(x(at), Times.position(at), Times.position(Math.round(there))));
            }
            return ticks;
        }
    }
}
