package dev.vigil.match;

import dev.vigil.audio.Peak;
import dev.vigil.schema.match.EvidencePeaks;
import dev.vigil.schema.match.EvidencePicture;
import dev.vigil.schema.match.FoundLine;
import dev.vigil.schema.match.GatheredEvidence;
import dev.vigil.schema.match.GatheredLine;
import dev.vigil.schema.match.GatheredLineBuilder;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.match.MatchEvidence;
import dev.vigil.schema.match.MatchEvidenceBuilder;
import dev.vigil.schema.match.OpenMatch;
import dev.vigil.schema.match.PictureMatch;
import dev.vigil.schema.media.KeptPicture;
import dev.vigil.schema.media.Modality;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.StreamPacket;
import dev.vigil.schema.wire.PeaksCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gathers what people can look at of a match: the peaks or the pictures of up to 30 s in which a
 * session runs along a recording. Only lines that suffice for a match alone are given to it.
 *
 * <p>Keeps nothing itself: what is gathered goes in and comes out. The same packets and lines give
 * the same records.
 */
public final class EvidenceGathering {
    /** Recordings of a session that are gathered; the others are found and judged all the same. */
    public static final int MOST_LINES = 8;

    private static final int SEMITONES_PER_OCTAVE = 12;
    private static final long[] NONE = {};

    private final SearchProfile profile;
    private final long mostFrames;

    /**
     * What is gathered now and what is to be published.
     *
     * @param gathered the same object as before where nothing has changed
     * @param leftOut lines of recordings for which there was no room
     */
    public record Step(GatheredEvidence gathered, List<MatchEvidence> shown, int leftOut) {}

    /** Where the words of a recording are. */
    @FunctionalInterface
    public interface Recordings {
        /** From a frame of the recording to before another. */
        long[] words(FoundLine found, long fromFrame, long toFrame);
    }

    public EvidenceGathering(SearchProfile profile) {
        this.profile = profile;
        this.mostFrames = (long) Math.ceil(MatchEvidence.MOST_SECONDS * profile.framesPerSecond());
    }

    /**
     * Takes the lines of a packet, the best first, and with the last packet ends what is gathered.
     *
     * @param before null where nothing was gathered
     */
    public Step step(
            GatheredEvidence before,
            StreamPacket sent,
            List<FoundLine> lines,
            Recordings recordings) {
        boolean goesOn = before != null && before.life() == sent.life();
        Gathering gathering = new Gathering(sent, recordings, goesOn ? before.lines() : List.of());
        gathering.goOn(lines);
        lines.forEach(gathering::begin);
        if (sent.packet().last()) {
            gathering.end();
        }
        GatheredEvidence now =
                goesOn && !gathering.changed
                        ? before
                        : new GatheredEvidence(sent.life(), List.copyOf(gathering.lines));
        return new Step(now, gathering.shown, gathering.leftOut);
    }

    /** One packet on its way through what is gathered. */
    private final class Gathering {
        private final StreamPacket sent;
        private final Packet packet;
        private final Recordings recordings;
        private final List<GatheredLine> lines;
        private final List<MatchEvidence> shown = new ArrayList<>();
        private boolean changed;
        private int leftOut;

        Gathering(StreamPacket sent, Recordings recordings, List<GatheredLine> before) {
            this.sent = sent;
            this.packet = sent.packet();
            this.recordings = recordings;
            this.lines = new ArrayList<>(before);
        }

        void goOn(List<FoundLine> found) {
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).over()) {
                    set(i, followed(lines.get(i), found));
                }
            }
        }

        /** The best line of a recording that was not found before. */
        void begin(FoundLine found) {
            if (isKnown(found.line().reference())) {
                return;
            }
            if (lines.size() == MOST_LINES) {
                leftOut++;
                return;
            }
            GatheredLine begun = begun(found);
            shown.add(record(begun, 1));
            lines.add(begun);
            changed = true;
        }

        void end() {
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).over()) {
                    set(i, ended(lines.get(i)));
                }
            }
        }

        private boolean isKnown(long reference) {
            return lines.stream().anyMatch(one -> one.found().line().reference() == reference);
        }

        private void set(int at, GatheredLine now) {
            changed |= now != lines.get(at);
            lines.set(at, now);
        }

        private GatheredLine begun(FoundLine found) {
            long from = (long) Math.max(0, Math.floor(found.line().queryFromFrame()));
            long to = toFrame(found, from);
            GatheredLine nothing =
                    GatheredLineBuilder.builder()
                            .found(found)
                            .fromFrame(from)
                            .toFrame(from)
                            .peaks(NONE)
                            .pictures(List.of())
                            .build();
            return extended(nothing, found, to).withShownToFrame(to);
        }

        /**
         * Music that repeats itself runs along its recording at several places: the nearest line is
         * the same. It has ended where it was not found for as long as closes a match.
         */
        private GatheredLine followed(GatheredLine known, List<FoundLine> found) {
            FoundLine nearest = null;
            double least = profile.scale().sameFrames();
            boolean isOver = false;
            for (FoundLine one : found) {
                Line line = one.line();
                if (line.reference() != known.found().line().reference()) {
                    continue;
                }
                double apart = Math.abs(line.refAt(known.toFrame()) - refTo(known));
                boolean isLate =
                        line.queryFromFrame() - known.toFrame() > profile.scale().closeFrames();
                isOver |= isLate;
                if (!isLate && apart < least) {
                    nearest = one;
                    least = apart;
                }
            }
            if (nearest != null) {
                return grown(known, nearest);
            }
            return isOver ? ended(known) : known;
        }

        private static double refTo(GatheredLine known) {
            return known.found().line().refAt(known.toFrame());
        }

        private GatheredLine grown(GatheredLine known, FoundLine found) {
            long to = toFrame(found, known.fromFrame());
            if (to <= known.toFrame()) {
                return known;
            }
            GatheredLine longer = extended(known, found, to);
            return to - longer.fromFrame() < mostFrames ? longer : ended(longer);
        }

        private long toFrame(FoundLine found, long from) {
            long end = (long) Math.floor(found.line().queryToFrame()) + 1;
            return Math.min(end, from + mostFrames);
        }

        private GatheredLine extended(GatheredLine known, FoundLine found, long to) {
            long[] more =
                    profile.modality() == Modality.AUDIO
                            ? Peak.between(
                                    packet.peaks(), packet.peaks().length, known.toFrame(), to)
                            : NONE;
            int room = MatchEvidence.MOST_PEAKS - known.peaks().length;
            int taken = Math.min(room, more.length);
            return known.with()
                    .found(found)
                    .toFrame(to)
                    .peaks(joined(known.peaks(), more, taken))
                    .leftOut(known.leftOut() + more.length - taken)
                    .pictures(pictures(known, found.line(), to))
                    .build();
        }

        private List<EvidencePicture> pictures(GatheredLine known, Line line, long to) {
            KeptPicture picture = packet.picture();
            boolean isIn =
                    picture != null
                            && line.picture() != null
                            && picture.frame() >= known.fromFrame()
                            && picture.frame() < to
                            && picture.luma().length <= EvidencePicture.MOST_PIXELS
                            && known.pictures().size() < MatchEvidence.MOST_PICTURES;
            if (!isIn) {
                return known.pictures();
            }
            List<EvidencePicture> more = new ArrayList<>(known.pictures());
            more.add(
                    new EvidencePicture(
                            millis(picture.frame()),
                            millis(line.refAt(picture.frame())),
                            picture.width(),
                            picture.height(),
                            picture.luma(),
                            rounded(line.picture())));
            return List.copyOf(more);
        }

        private GatheredLine ended(GatheredLine line) {
            if (line.toFrame() > line.shownToFrame()) {
                shown.add(record(line, 2));
            }
            return line.ended();
        }

        private MatchEvidence record(GatheredLine gathered, int revision) {
            FoundLine found = gathered.found();
            Line line = found.line();
            double octaves = line.pitchBands() / profile.scale().bandsPerOctave();
            long queryEndMs = millis(gathered.toFrame());
            return MatchEvidenceBuilder.builder()
                    .evidenceId(id(gathered))
                    .revision(revision)
                    .sessionId(sent.sessionId())
                    .startAt(sent.context() == null ? null : sent.context().startAt())
                    .workId(found.workId())
                    .referenceId(found.referenceId())
                    .profile(profile.id())
                    .queryStartMs(millis(gathered.fromFrame()))
                    .queryEndMs(queryEndMs)
                    .refStartMs(millis(line.refAt(gathered.fromFrame())))
                    .refEndMs(millis(line.refAt(gathered.toFrame())))
                    .tempo(rounded(line.tempo(), 1_000_000))
                    .pitchSemitones(rounded(-octaves * SEMITONES_PER_OCTAVE, 100))
                    .score(rounded(line.evidence(), 10))
                    .capturedAt(sent.captureBase() + (isUpload() ? 0 : queryEndMs))
                    .peaks(peaks(gathered))
                    .pictures(gathered.pictures())
                    .build();
        }

        private String id(GatheredLine gathered) {
            return OpenMatch.timeline(sent.sessionId(), sent.life())
                    + "/"
                    + profile.id()
                    + "/"
                    + Long.toHexString(gathered.found().line().reference())
                    + "/"
                    + gathered.fromFrame();
        }

        private boolean isUpload() {
            return sent.context() != null && sent.context().kind() == SessionKind.UPLOAD;
        }

        /** Those of the recording are read where the line puts the stretch now. */
        private EvidencePeaks peaks(GatheredLine gathered) {
            if (profile.modality() != Modality.AUDIO) {
                return null;
            }
            Line line = gathered.found().line();
            long[] there =
                    recordings.words(
                            gathered.found(),
                            (long) Math.floor(line.refAt(gathered.fromFrame())),
                            (long) Math.ceil(line.refAt(gathered.toFrame())));
            int taken = Math.min(there.length, MatchEvidence.MOST_PEAKS);
            long out = gathered.leftOut() + there.length - taken;
            return new EvidencePeaks(
                    PeaksCodec.payload(gathered.peaks()),
                    PeaksCodec.payload(Arrays.copyOf(there, taken)),
                    out == 0 ? null : out);
        }
    }

    private static long[] joined(long[] some, long[] more, int taken) {
        long[] all = Arrays.copyOf(some, some.length + taken);
        System.arraycopy(more, 0, all, some.length, taken);
        return all;
    }

    private long millis(double frames) {
        return Math.round(profile.millis(frames));
    }

    private static PictureMatch rounded(PictureMatch of) {
        return new PictureMatch(
                rounded(of.change(), 10),
                of.still(),
                of.left(),
                of.top(),
                of.width(),
                of.height(),
                of.mirrored());
    }

    private static double rounded(double value, double steps) {
        return Math.round(value * steps) / steps;
    }
}
