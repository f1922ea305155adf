package dev.vigil.audio;

import dev.vigil.schema.media.Packet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Hears whole recordings at once. */
public final class TestingEar {
    public static final Profile PROFILE = Profile.CURRENT;

    private TestingEar() {}

    public static long[] peaks(short[] pcm) {
        return peaks(PROFILE, pcm);
    }

    public static long[] peaks(Profile profile, short[] pcm) {
        List<Long> peaks = new ArrayList<>();
        FrontEnd frontEnd = new FrontEnd(profile);
        frontEnd.accept(pcm, 0, pcm.length, peaks::add);
        frontEnd.finish(peaks::add);
        return peaks.stream().mapToLong(Long::longValue).toArray();
    }

    public static List<Packet> packets(short[] pcm) {
        return packets(PROFILE, pcm);
    }

    public static List<Packet> packets(Profile profile, short[] pcm) {
        List<Packet> packets = new ArrayList<>();
        PeakWindow window = new PeakWindow(profile, packets::add);
        FrontEnd frontEnd = new FrontEnd(profile);
        frontEnd.accept(pcm, 0, pcm.length, window);
        frontEnd.finish(window);
        window.finish(frontEnd.settledFrame());
        return packets;
    }

    public static short[] join(short[]... parts) {
        short[] all = new short[0];
        for (short[] part : parts) {
            int at = all.length;
            all = Arrays.copyOf(all, at + part.length);
            System.arraycopy(part, 0, all, at, part.length);
        }
        return all;
    }
}
