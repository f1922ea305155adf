package dev.vigil.match;

import dev.vigil.audio.TestingEar;
import dev.vigil.audio.TestingMusic;
import dev.vigil.schema.match.AlignTrack;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.media.Packet;
import java.util.ArrayList;
import java.util.List;

/** A library of generated pieces, and sessions against it. */
final class TestingLibrary {
    static final int PIECES = 6;
    static final double PIECE_SECONDS = 60;

    private TestingLibrary() {}

    /** Pieces of the seeds 100 to 105, whose ordinals are 0 to 5. */
    static Index index() {
        Index index = new Index(TestingEar.PROFILE);
        for (int i = 0; i < PIECES; i++) {
            index.add(TestingEar.peaks(TestingMusic.play(100 + i, PIECE_SECONDS)));
        }
        index.compact();
        return index;
    }

    static List<MatchSpan> upload(Index index, short[] pcm) {
        return session(
                index, pcm, true, SearchSettings.DEFAULT.threshold("audio/1", true, index.hours()));
    }

    static List<MatchSpan> upload(Index index, List<Packet> packets) {
        return session(
                index,
                packets,
                true,
                SearchSettings.DEFAULT.threshold("audio/1", true, index.hours()));
    }

    static List<MatchSpan> live(Index index, short[] pcm) {
        return session(
                index,
                pcm,
                false,
                SearchSettings.DEFAULT.threshold("audio/1", false, index.hours()));
    }

    private static List<MatchSpan> session(
            Index index, short[] pcm, boolean upload, double threshold) {
        return session(index, TestingEar.packets(pcm), upload, threshold);
    }

    private static List<MatchSpan> session(
            Index index, List<Packet> packets, boolean upload, double threshold) {
        Searcher searcher = new Searcher(index);
        Align align = AudioProfile.of(TestingEar.PROFILE).align();
        List<AlignTrack> tracks = List.of();
        List<MatchSpan> changes = new ArrayList<>();
        for (Packet packet : packets) {
            if (Tiers.DEFAULT.plan(packet, upload) == Tiers.Plan.SKIP) {
                continue;
            }
            List<Line> lines = Tiers.DEFAULT.ask(searcher, packet, upload, threshold);
            Align.Outcome outcome =
                    align.step(tracks, packet.toFrame(), packet.last(), threshold, lines);
            tracks = outcome.tracks();
            changes.addAll(outcome.changes());
        }
        return changes;
    }

    static List<MatchSpan> closed(List<MatchSpan> changes) {
        return changes.stream().filter(s -> s.phase() == MatchSpan.CLOSED).toList();
    }

    /** A sound at a gain under music that is as long. */
    static short[] under(short[] sound, double gain, short[] music) {
        short[] mixed = new short[sound.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = (short) Math.round(gain * sound[i] + 0.7 * music[i]);
        }
        return mixed;
    }

    static short[] cut(short[] pcm, double fromSeconds, double seconds) {
        int from = (int) (fromSeconds * 11_025);
        return java.util.Arrays.copyOfRange(pcm, from, from + (int) (seconds * 11_025));
    }
}
