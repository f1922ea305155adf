package dev.vigil.local.bench;

import dev.vigil.audio.Ear;
import dev.vigil.audio.Peak;
import dev.vigil.audio.PeakWindow;
import dev.vigil.audio.Profile;
import dev.vigil.edge.PcmSource;
import dev.vigil.edge.Segmenter;
import dev.vigil.schema.ear.Packet;
import dev.vigil.schema.wire.PeakSegment;
import dev.vigil.schema.wire.PeakSegmentCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Recordings one behind the other, round and round: streams run along it, each from a cell of its
 * own. Both forms are made once, so that a sender with hundreds of streams costs little.
 */
final class Tape {
    private static final Profile PROFILE = Profile.of(Profile.CURRENT);

    /** Of the first segment, which waits for the last peaks of its packet. */
    static final int FIRST_SAMPLES = Segmenter.FIRST_SAMPLES;

    static final int SAMPLES = Segmenter.SAMPLES;

    private final byte[] pcm;
    private final List<long[]> peaks = new ArrayList<>();
    private final List<long[]> loud = new ArrayList<>();

    /**
     * @param recordings mono samples at the profile's rate, together of 2 s or more
     */
    Tape(List<short[]> recordings) {
        int samples = recordings.stream().mapToInt(pcm -> pcm.length).sum();
        ByteBuffer bytes = ByteBuffer.allocate(2 * (samples - samples % SAMPLES));
        Ear ear = new Ear(PROFILE, this::keep);
        for (short[] recording : recordings) {
            int most = Math.min(recording.length, bytes.remaining() / 2);
            bytes.asShortBuffer().put(recording, 0, most);
            bytes.position(bytes.position() + 2 * most);
            ear.hear(recording, PcmSource.RATE_HZ, 1);
        }
        ear.finish();
        pcm = bytes.array();
    }

    private void keep(Packet packet) {
        long[] all = packet.peaks();
        int begin = Arrays.binarySearch(all, Peak.startOf(packet.fromFrame()));
        peaks.add(Arrays.copyOfRange(all, begin < 0 ? -begin - 1 : begin, all.length));
        int rows = 2 * PeakWindow.GRID_FRAMES / PeakWindow.ROW_FRAMES;
        int length = packet.loud().length;
        loud.add(Arrays.copyOfRange(packet.loud(), Math.max(0, length - rows), length));
    }

    /** Stretches of 2 s that a stream may begin at. */
    int cells() {
        return pcm.length / 2 / SAMPLES;
    }

    /** Sample of a stream after its segment of that number. */
    static long endSample(long number) {
        return FIRST_SAMPLES + number * SAMPLES;
    }

    /** The sound of a segment of a stream that began at a cell. */
    byte[] sound(int cell, long number) {
        long from = (long) cell * SAMPLES + (number == 0 ? 0 : endSample(number - 1));
        int samples = number == 0 ? FIRST_SAMPLES : SAMPLES;
        byte[] segment = new byte[2 * samples];
        int at = (int) (2 * from % pcm.length);
        int first = Math.min(segment.length, pcm.length - at);
        System.arraycopy(pcm, at, segment, 0, first);
        System.arraycopy(pcm, 0, segment, first, segment.length - first);
        return segment;
    }

    /** The peaks of the same segment, their frames counted from the beginning of the stream. */
    byte[] peaks(int cell, long number) {
        int on = (int) ((cell + number) % cells());
        long shift = (number - on) * PeakWindow.GRID_FRAMES;
        long[] moved = peaks.get(on).clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += Peak.startOf(shift);
        }
        long fromFrame = number * PeakWindow.GRID_FRAMES;
        return PeakSegmentCodec.payload(
                new PeakSegment(
                        "",
                        number,
                        0,
                        0,
                        PROFILE.number(),
                        fromFrame,
                        fromFrame + PeakWindow.GRID_FRAMES,
                        moved,
                        loud.get(on)));
    }
}
