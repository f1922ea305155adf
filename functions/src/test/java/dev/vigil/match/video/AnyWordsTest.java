package dev.vigil.match.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.vigil.match.SearchSettings;
import dev.vigil.match.Thresholds;
import dev.vigil.schema.match.FoundLine;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.WordSegment;
import dev.vigil.schema.media.WordSegmentBuilder;
import dev.vigil.schema.reference.ReferenceName;
import dev.vigil.video.PictureWord;
import dev.vigil.video.WordSlices;
import dev.vigil.video.WordWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Whatever words a door lets in, of a film that was damaged or of none: they are kept, indexed and
 * searched for, and what is found has a place.
 */
class AnyWordsTest {
    private static final long SEED = 20_261_128;
    private static final int ROUNDS = 50;
    private static final int FRAMES = 240;
    private static final int REFERENCE_WINDOWS = DrawnFilms.PROFILE.windows().size();
    private static final int STREAM_WINDOWS = 18;
    private static final long[] FILM = DrawnFilms.reference(3, FRAMES / 8);

    @Test
    void anyWordsAreIndexedAndSearched() {
        long lines = 0;
        for (long seed = SEED; seed < SEED + ROUNDS; seed++) {
            try {
                lines += searched(new Random(new SplittableRandom(seed).nextLong()));
            } catch (RuntimeException e) {
                fail("seed " + seed, e);
            }
        }
        assertThat(lines).as("the film is still found in some").isGreaterThan(ROUNDS / 2);
    }

    private static long searched(Random random) {
        PictureIndex index =
                new PictureIndex(
                        DrawnFilms.PROFILE, Thresholds.of("audio/1"), SearchSettings.DEFAULT);
        index.put(DrawnFilms.name(3), FILM);
        long[] reference = any(random, 0, 40 * FRAMES, REFERENCE_WINDOWS);
        WordSlices.check(reference, 0, 40 * FRAMES, REFERENCE_WINDOWS);
        index.put(DrawnFilms.name(4), reference);
        List<Packet> packets = packets(random);
        for (Packet packet : packets) {
            index.grow(
                    ReferenceName.ofFeed("w5", "feed"),
                    PictureIndex.newWords(packet),
                    packet.fromFrame() - 64);
        }
        index.maintain();
        long lines = 0;
        for (Packet packet : packets) {
            for (FoundLine found : index.ask(packet, false, 1).orElseThrow()) {
                lines++;
                assertThat(found.line().evidence()).isFinite();
                assertThat(found.line().refAt(packet.fromFrame())).isFinite();
                assertThat(found.line().queryFromFrame())
                        .isLessThanOrEqualTo(found.line().queryToFrame());
                assertThat(found.line().picture()).isNotNull();
            }
        }
        return lines;
    }

    /** Of slices, some of which are lost, restored from its state here and there. */
    private static List<Packet> packets(Random random) {
        List<Packet> packets = new ArrayList<>();
        WordWindow window = new WordWindow(DrawnFilms.PROFILE, 0, packets::add);
        for (long from = 0; from < FRAMES; from += 16) {
            if (random.nextInt(8) == 0) {
                continue;
            }
            long to = from + 1 + random.nextInt(16);
            WordSegment slice =
                    WordSegmentBuilder.builder()
                            .sessionId("session")
                            .durationMs((to - from) * 125)
                            .profile(DrawnFilms.PROFILE.id())
                            .fromFrame(from)
                            .toFrame(to)
                            .windows(windows(random))
                            .words(any(random, from, to, STREAM_WINDOWS))
                            .build();
            window.accept(WordSlices.checked(slice));
            if (random.nextInt(4) == 0) {
                window = new WordWindow(window.state(), packets::add);
            }
        }
        window.finish();
        return packets;
    }

    /** Fewer than the words have numbers of, at times. */
    private static int[] windows(Random random) {
        int[] windows = new int[4 * random.nextInt(STREAM_WINDOWS + 1)];
        for (int i = 0; i < windows.length; i += 4) {
            windows[i] = random.nextInt(1_025);
            windows[i + 1] = random.nextInt(1_025);
            windows[i + 2] = random.nextInt(1_025 - windows[i]);
            windows[i + 3] = random.nextInt(1_025 - windows[i + 1]);
        }
        return windows;
    }

    /** Those of the film with some lost, moved, renumbered, flipped or replaced; in order. */
    private static long[] any(Random random, long fromFrame, long toFrame, int windows) {
        Map<Long, long[]> words = new TreeMap<>();
        for (int i = 0; i < FILM.length; i += PictureWord.LONGS) {
            long frame = PictureWord.frame(FILM[i]);
            int window = PictureWord.window(FILM[i]);
            long now = FILM[i + 1];
            long change = FILM[i + 2];
            switch (random.nextInt(12)) {
                case 0 -> frame = fromFrame + random.nextLong(toFrame - fromFrame);
                case 1 -> window = random.nextInt(windows);
                case 2 -> now = random.nextLong();
                case 3 -> change = random.nextBoolean() ? 0 : -1;
                case 4 -> now ^= 1L << random.nextInt(64);
                default -> {}
            }
            if (frame >= fromFrame && frame < toFrame && random.nextInt(6) > 0) {
                long place = PictureWord.startOf(frame) | (long) window << 2;
                long kinds = 1 + random.nextInt(3);
                words.put(place, new long[] {place | kinds, now, change});
            }
        }
        return words.values().stream().flatMapToLong(Arrays::stream).toArray();
    }
}
