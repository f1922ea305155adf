package dev.vigil.bench.sound;

import dev.vigil.audio.Fingerprinter;
import dev.vigil.audio.Peak;
import dev.vigil.audio.PeakWindow;
import dev.vigil.audio.Profile;
import dev.vigil.edge.PcmSource;
import dev.vigil.edge.Segmenter;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.PeakSegmentBuilder;
import dev.vigil.schema.wire.PeakSegmentCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Recordings one behind the other, round and round: streams run along it, each from a cell of its
 * own. Both forms are made once, so that a sender with hundreds of streams costs little; an hour of
 * sound takes 79 MB, of peaks 3.
 */
public final class LoopedRecordings {
    private static final Profile PROFILE = Profile.CURRENT;

    /** Of the first segment, which waits for the last peaks of its packet. */
    public static final int FIRST_SAMPLES = Segmenter.FIRST_SAMPLES;

    public static final int SAMPLES = Segmenter.SAMPLES;

    /** Speeds of 100 at which a recording is another one to the index. */
    private static final int[] SPEEDS = {
        80, 120, 92, 108, 84, 124, 96, 116, 76, 104, 88, 112, 128, 132, 136
    };

    private final byte[] pcm;
    private final List<long[]> peaks = new ArrayList<>();
    private final List<long[]> loud = new ArrayList<>();

    /**
     * @param recordings mono samples at the profile's rate, together of 2 s or more
     */
    public LoopedRecordings(List<short[]> recordings) {
        int samples = recordings.stream().mapToInt(pcm -> pcm.length).sum();
        ByteBuffer bytes = ByteBuffer.allocate(2 * (samples - samples % SAMPLES));
        Fingerprinter ear = new Fingerprinter(PROFILE, this::keep);
        for (short[] recording : recordings) {
            int most = Math.min(recording.length, bytes.remaining() / 2);
            bytes.asShortBuffer().put(recording, 0, most);
            bytes.position(bytes.position() + 2 * most);
            ear.hear(recording, PcmSource.RATE_HZ, 1);
        }
        ear.finish();
        pcm = bytes.array();
    }

    private LoopedRecordings() {
        pcm = new byte[0];
    }

    /**
     * A tape of peaks alone: the recordings, then they again backwards and at other speeds, each
     * once, until it is long enough or they are used up.
     *
     * @param cells of 2 s that are wanted
     */
    public static LoopedRecordings varied(List<short[]> recordings, int cells) {
        LoopedRecordings tape = new LoopedRecordings();
        Fingerprinter ear = new Fingerprinter(PROFILE, tape::keep);
        tape.hear(ear, recordings, PcmSource.RATE_HZ);
        for (int each = 0; tape.peaks.size() < cells && each < 2 * SPEEDS.length; each++) {
            int rateHz = PcmSource.RATE_HZ * SPEEDS[each / 2] / 100;
            tape.hear(ear, each % 2 == 0 ? recordings : backwards(recordings), rateHz);
        }
        ear.finish();
        return tape;
    }

    private void hear(Fingerprinter ear, List<short[]> recordings, int rateHz) {
        recordings.forEach(recording -> ear.hear(recording, rateHz, 1));
    }

    private static List<short[]> backwards(List<short[]> recordings) {
        return recordings.stream().map(LoopedRecordings::backwards).toList();
    }

    private static short[] backwards(short[] recording) {
        short[] reversed = new short[recording.length];
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = recording[recording.length - 1 - i];
        }
        return reversed;
    }

    /** What is left at the end of a recording is in its last packet too: no segment has it. */
    private void keep(Packet packet) {
        long[] all = packet.peaks();
        long end = packet.fromFrame() + PeakWindow.GRID_FRAMES;
        peaks.add(Arrays.copyOfRange(all, from(all, packet.fromFrame()), from(all, end)));
        int rows = 2 * PeakWindow.GRID_FRAMES / PeakWindow.ROW_FRAMES;
        int length = packet.loud().length;
        loud.add(Arrays.copyOfRange(packet.loud(), Math.max(0, length - rows), length));
    }

    /** Where the first peak of a frame is, or would be. */
    private static int from(long[] peaks, long frame) {
        int place = Arrays.binarySearch(peaks, Peak.startOf(frame));
        return place < 0 ? -place - 1 : place;
    }

    /** Stretches of 2 s that a stream may begin at. */
    public int cells() {
        return pcm.length == 0 ? peaks.size() : pcm.length / 2 / SAMPLES;
    }

    public double hours() {
        return cells() * (double) SAMPLES / PcmSource.RATE_HZ / 3_600;
    }

    /** Sample of a stream after its segment of that number. */
    public static long endSample(long number) {
        return FIRST_SAMPLES + number * SAMPLES;
    }

    /** The sound of a segment of a stream that began at a cell. */
    public byte[] sound(int cell, long number) {
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
    public byte[] peaks(int cell, long number) {
        int on = (int) ((cell + number) % cells());
        long shift = (number - on) * PeakWindow.GRID_FRAMES;
        long[] moved = peaks.get(on).clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += Peak.startOf(shift);
        }
        long fromFrame = number * PeakWindow.GRID_FRAMES;
        return PeakSegmentCodec.payload(
                PeakSegmentBuilder.builder()
                        .sessionId("")
                        .seq(number)
                        .profile(PROFILE.id())
                        .fromFrame(fromFrame)
                        .toFrame(fromFrame + PeakWindow.GRID_FRAMES)
                        .peaks(moved)
                        .loud(loud.get(on))
                        .build());
    }
}
