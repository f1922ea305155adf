package dev.vigil.schema.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.vigil.schema.Golden;
import dev.vigil.schema.media.KeptPicture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Random bytes and broken good ones: only IllegalArgumentException ever comes out. */
class FuzzTest {
    private static final long SEED = 20_261_124;
    private static final int INPUTS = 10_000;

    /** Runs the same inputs every time; returns how many were accepted. */
    private static int fuzz(Consumer<Random> read) {
        int accepted = 0;
        for (int i = 0; i < INPUTS; i++) {
            try {
                // Random's own first numbers hardly differ between seeds that stand side by side.
                read.accept(new Random(new SplittableRandom(SEED + i).nextLong()));
                accepted++;
            } catch (IllegalArgumentException expected) {
                assertThat(expected.getMessage()).isNotBlank();
            } catch (RuntimeException | StackOverflowError e) {
                fail("seed " + (SEED + i), e);
            }
        }
        return accepted;
    }

    /** Flips, cuts, doubles or replaces a few bytes. */
    private static byte[] broken(byte[] good, Random random) {
        byte[] bytes = good.clone();
        for (int n = random.nextInt(4); n > 0 && bytes.length > 0; n--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes = Arrays.copyOf(bytes, at);
                case 2 -> bytes[at] = (byte) "{}[]\",:0-\\/ \n".charAt(random.nextInt(13));
                default -> bytes = doubled(bytes, at);
            }
        }
        return bytes;
    }

    private static byte[] doubled(byte[] bytes, int from) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + bytes.length - from);
        System.arraycopy(bytes, from, longer, bytes.length, bytes.length - from);
        return longer;
    }

    private static byte[] random(Random random, int maxLength) {
        byte[] bytes = new byte[random.nextInt(maxLength)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String brokenText(String good, Random random) {
        byte[] bytes = broken(good.getBytes(StandardCharsets.UTF_8), random);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void envelope() {
        Map<String, byte[]> good =
                new Envelope(
                                "id",
                                "/s",
                                "t",
                                "k",
                                1_795_507_200_000L,
                                "a/b",
                                7L,
                                2_000L,
                                "os:li@desk-1",
                                "oidc:8f14",
                                "req-1")
                        .headers();
        int accepted =
                fuzz(
                        random -> {
                            int broken = random.nextInt(good.size());
                            byte[] noise = random(random, 40);
                            Envelope.parse(
                                    name ->
                                            List.copyOf(good.keySet()).indexOf(name) != broken
                                                    ? good.get(name)
                                                    : random.nextBoolean()
                                                            ? broken(good.get(name), random)
                                                            : noise);
                        });
        assertThat(accepted).isBetween(1, INPUTS - 1);
    }

    @Test
    void segments() {
        int accepted =
                fuzz(
                        random -> {
                            Envelope envelope =
                                    new Envelope(
                                            "id",
                                            "/edge",
                                            EventType.SEGMENT.type(),
                                            brokenText("session-1", random),
                                            0,
                                            brokenText("audio/L16;rate=11025;channels=1", random),
                                            random.nextInt(9) == 0 ? null : random.nextLong(),
                                            random.nextInt(9) == 0 ? null : random.nextLong(100));
                            SegmentCodec.read(envelope, random(random, 2_200));
                        });
        assertThat(accepted).isBetween(1, INPUTS - 1);
    }

    @Test
    void peaks() {
        byte[] good = PeaksCodec.payload(new long[] {1, 2, 3, 5, 8, 13});
        int accepted =
                fuzz(
                        random -> {
                            PeaksCodec.profile(
                                    brokenText(PeaksCodec.contentType("audio/1"), random));
                            PeaksCodec.read(
                                    random.nextBoolean()
                                            ? broken(good, random)
                                            : random(random, 200));
                        });
        assertThat(accepted).isBetween(1, INPUTS - 1);
    }

    @Test
    void pictures() {
        byte[] good = new byte[2 * 8 * 8];
        int accepted =
                fuzz(
                        random -> {
                            Envelope envelope =
                                    new Envelope(
                                            "id",
                                            "/edge",
                                            EventType.SEGMENT.type(),
                                            brokenText("session-1", random),
                                            0,
                                            brokenText(
                                                    "video/vnd.vigil.thumbnails;profile=video/1;"
                                                            + "w=8;h=8;rate=4",
                                                    random),
                                            random.nextInt(9) == 0 ? null : random.nextLong(),
                                            random.nextInt(9) == 0 ? null : 500L);
                            PictureSegmentCodec.read(
                                    envelope, random.nextBoolean() ? good : random(random, 2_200));
                        });
        assertThat(accepted).isBetween(1, INPUTS - 1);
    }

    @Test
    void wordsOfPictures() {
        byte[] chunk = PictureWordsCodec.payload(new long[] {1, 2, 3, 5, 8, 13});
        byte[] slice = ByteBuffer.allocate(20 + 2 * 8 + 24).putLong(8, 16).putInt(16, 2).array();
        int accepted =
                fuzz(
                        random -> {
                            String type = PictureWordsCodec.contentType("video/1");
                            PictureWordsCodec.read(
                                    random.nextBoolean()
                                            ? broken(chunk, random)
                                            : random(random, 200));
                            Envelope envelope =
                                    new Envelope(
                                            "id",
                                            "/edge",
                                            EventType.SEGMENT.type(),
                                            brokenText("session-1", random),
                                            0,
                                            brokenText(type, random),
                                            random.nextInt(9) == 0 ? null : random.nextLong(),
                                            random.nextLong());
                            PictureWordsCodec.read(envelope, broken(slice, random));
                        });
        assertThat(accepted).isBetween(1, INPUTS - 1);
    }

    @Test
    void keptPictures() {
        byte[] good =
                KeptPicturesCodec.payload(
                        List.of(
                                new KeptPicture(0, 8, 4, new byte[32]),
                                new KeptPicture(16, 4, 8, new byte[32])));
        int accepted =
                fuzz(
                        random ->
                                KeptPicturesCodec.read(
                                        random.nextBoolean()
                                                ? broken(good, random)
                                                : random(random, 200)));
        assertThat(accepted).isBetween(1, INPUTS - 1);
    }

    @Test
    void referenceKeys() {
        int accepted =
                fuzz(
                        random -> {
                            String key = brokenText("work-88/master/2/17", random);
                            assertThat(ReferenceKey.parse(key)).hasToString(key);
                        });
        assertThat(accepted).isBetween(1, INPUTS - 1);
    }

    @Test
    void events() {
        List<Path> events = Golden.files("events", ".json");
        int accepted =
                fuzz(
                        random -> {
                            Path event = events.get(random.nextInt(events.size()));
                            EventType type =
                                    EventType.of(Golden.name(event, ".json")).orElseThrow();
                            Object read = Json.read(broken(bytes(event), random), type.data());
                            assertThat(Json.bytes(read)).isNotEmpty();
                        });
        assertThat(accepted).isBetween(1, INPUTS - 1);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
