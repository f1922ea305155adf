package dev.vigil.bench.video;

import dev.vigil.cli.evaluate.PictureDecoys;
import dev.vigil.schema.media.Packet;
import dev.vigil.video.PictureProfile;
import dev.vigil.video.PictureStream;
import dev.vigil.video.PictureWord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Streams of 10 s cut from decoys that are in no index: words of the windows that references and
 * streams have in common.
 */
final class DecoyWindows {
    private static final PictureProfile PROFILE = PictureProfile.CURRENT;
    private static final int FRAMES = 10 * PROFILE.framesPerSecond();

    /** The whole, its middle, and three above a banner have the same numbers in both. */
    private static final int COMMON = PROFILE.streamWindows(16, 9).size();

    private static final long[] NO_SOUND = {};

    private DecoyWindows() {}

    /** Packets of each: up to four of a decoy, at even distances; fewer where decoys are short. */
    static List<List<Packet>> of(PictureDecoys decoys, int count) {
        List<List<Packet>> windows = new ArrayList<>();
        for (int i = 0; windows.size() < count && i < decoys.unindexed(); i++) {
            long[] words = decoys.unindexed(i);
            long frames = words.length == 0 ? 0 : PictureWord.frame(words[words.length - 3]);
            for (long from = 0; from + FRAMES <= frames; from += frames / 4 + 1) {
                if (windows.size() < count) {
                    windows.add(packets(words, from / 2 * 2));
                }
            }
        }
        return windows;
    }

    /** As a stream of these pictures would have them. */
    static List<Packet> packets(long[] words, long fromFrame) {
        List<Packet> packets = new ArrayList<>();
        long[] stream = stream(words, fromFrame);
        for (long to = PictureStream.GRID_FRAMES; to <= FRAMES; to += PictureStream.GRID_FRAMES) {
            long from = to - PictureStream.GRID_FRAMES;
            packets.add(
                    new Packet(
                            PROFILE.id(),
                            from / PictureStream.GRID_FRAMES,
                            from,
                            to,
                            between(stream, to - PictureStream.WINDOW_FRAMES, to),
                            NO_SOUND,
                            to == FRAMES));
        }
        return packets;
    }

    private static long[] stream(long[] words, long fromFrame) {
        long[] kept = new long[words.length];
        int count = 0;
        for (int i = 0; i < words.length; i += PictureWord.LONGS) {
            long frame = PictureWord.frame(words[i]) - fromFrame;
            boolean inTime = frame >= 0 && frame < FRAMES && frame % PROFILE.streamStep() == 0;
            if (inTime && PictureWord.window(words[i]) < COMMON) {
                kept[count++] = words[i] - PictureWord.startOf(fromFrame);
                kept[count++] = words[i + 1];
                kept[count++] = words[i + 2];
            }
        }
        return Arrays.copyOf(kept, count);
    }

    private static long[] between(long[] words, long fromFrame, long toFrame) {
        int from = 0;
        while (from < words.length && PictureWord.frame(words[from]) < fromFrame) {
            from += PictureWord.LONGS;
        }
        int to = from;
        while (to < words.length && PictureWord.frame(words[to]) < toFrame) {
            to += PictureWord.LONGS;
        }
        return Arrays.copyOfRange(words, from, to);
    }
}
