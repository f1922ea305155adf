package dev.vigil.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.PictureStreamState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Packets are the same however a stream was cut, and bounded however long it is. */
class PictureStreamTest {
    private static final PictureProfile PROFILE = PictureProfile.CURRENT;
    private static final int SEEDS = 20;

    /** Of the state, in bytes: what is said to be kept of a stream. */
    private static final int MOST_STATE = 50_000;

    /** Longs of words in 8 s of all windows. */
    private static final int MOST_WORDS = 32 * 18 * PictureWord.LONGS;

    private final PictureBench bench = new PictureBench(PROFILE);

    private List<Packet> packets(Picture... film) {
        List<Packet> packets = new ArrayList<>();
        PictureStream stream = new PictureStream(PROFILE, bench, packets::add);
        for (Picture picture : film) {
            stream.accept(picture);
        }
        stream.finish();
        return packets;
    }

    private static List<String> shown(List<Packet> packets) {
        return packets.stream()
                .map(
                        p ->
                                p.sequence()
                                        + " "
                                        + p.fromFrame()
                                        + "-"
                                        + p.toFrame()
                                        + (p.last() ? " last " : " ")
                                        + Arrays.hashCode(p.peaks())
                                        + (p.picture() == null
                                                ? ""
                                                : Arrays.hashCode(p.picture().luma())))
                .toList();
    }

    /** A film in an inset that moves after a while, so that its windows change. */
    private static Picture[] insets(long seed, int count) {
        Picture[] film = new DrawnPictures(seed, 64, 36).film(count, 2);
        Picture[] behind = new DrawnPictures(seed + 1_000, 64, 36).film(count, 2);
        for (int i = 0; i < count; i++) {
            int left = i < count / 2 ? 3 : 14;
            film[i] = DrawnPictures.inset(film[i], behind[i], left, 5, 45, 25);
        }
        return film;
    }

    @Test
    void packetsDoNotDependOnSnapshots() {
        Random random = new Random(5);
        for (long seed = 0; seed < SEEDS; seed++) {
            Picture[] film = insets(seed, 100);
            List<Packet> cut = new ArrayList<>();
            PictureStream stream = new PictureStream(PROFILE, bench, cut::add);
            for (Picture picture : film) {
                stream.accept(picture);
                if (random.nextInt(4) == 0) {
                    PictureStreamState state = stream.state();
                    stream = new PictureStream(PROFILE, new PictureBench(PROFILE), state, cut::add);
                }
            }
            stream.finish();
            assertThat(shown(cut)).as("seed %s", seed).isEqualTo(shown(packets(film)));
        }
    }

    @Test
    void aPacketHasTheWordsOfEightSecondsInOrder() {
        List<Packet> packets = packets(insets(1, 100));
        assertThat(packets).hasSize(13);
        for (Packet packet : packets) {
            assertThat(PictureWord.areInOrder(packet.peaks())).isTrue();
            assertThat(packet.peaks().length).isLessThanOrEqualTo(MOST_WORDS);
            assertThat(PictureWord.frame(packet.peaks()[0]))
                    .isBetween(
                            Math.max(0, packet.toFrame() - PictureStream.WINDOW_FRAMES),
                            Math.max(0, packet.toFrame() - PictureStream.WINDOW_FRAMES) + 1);
            assertThat(packet.sequence()).isEqualTo(packet.fromFrame() / 16);
            assertThat(packet.picture().frame()).isEqualTo(packet.fromFrame());
            assertThat(packet.picture().luma()).hasSize(64 * 36);
        }
        assertThat(packets.get(12).last()).isTrue();
        assertThat(packets.get(12).toFrame()).as("behind the last picture").isEqualTo(199);
    }

    @Test
    void anInsetKeepsItsNumberWhileItLasts() {
        Picture[] film = insets(2, 96);
        Packet packet = packets(Arrays.copyOf(film, 48)).get(5);
        Window inset = new Window(3 * 16, 5 * 1024 / 36, 45 * 16, 25 * 1024 / 36);
        List<long[]> whole = new ArrayList<>();
        Picture[] last = Arrays.copyOfRange(film, 14, 48);
        PictureWords alone = new PictureWords(PROFILE, bench);
        for (Picture picture : last) {
            alone.accept(picture, List.of(inset), (h, word, c) -> whole.add(new long[] {h, word}));
        }
        long most = 0;
        for (int window = 6; window < 18; window++) {
            long same = 0;
            for (int i = 0; i < packet.peaks().length; i += PictureWord.LONGS) {
                long head = packet.peaks()[i];
                long word = packet.peaks()[i + 1];
                boolean found =
                        PictureWord.window(head) == window
                                && whole.stream()
                                        .anyMatch(
                                                one ->
                                                        PictureWord.frame(one[0])
                                                                        == PictureWord.frame(head)
                                                                && Long.bitCount(one[1] ^ word)
                                                                        <= 6);
                same += found ? 1 : 0;
            }
            most = Math.max(most, same);
        }
        assertThat(most).as("pictures of 32 in one window of the inset").isGreaterThan(24);
    }

    /** 5 s that are wide, then as many that are upright: a phone is turned. */
    static Picture[] turned(long seed) {
        Picture[] wide = new DrawnPictures(seed, 64, 36).film(40, 2);
        Picture[] high = new DrawnPictures(seed + 1, 36, 64).film(40, 2);
        Picture[] film = Arrays.copyOf(wide, 80);
        for (int i = 0; i < 40; i++) {
            film[40 + i] = new Picture(80 + high[i].frame(), 36, 64, high[i].luma());
        }
        return film;
    }

    /** Windows of an upright picture have the numbers of others. */
    @Test
    void wordsOfWindowsThatAPictureNoLongerHasAreForgotten() {
        Packet behind = packets(turned(8)).get(5);
        assertThat(behind.fromFrame()).isEqualTo(80);
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < behind.peaks().length; i += PictureWord.LONGS) {
            if (PictureWord.frame(behind.peaks()[i]) < 80) {
                kept.add(PictureWord.window(behind.peaks()[i]));
            }
        }
        assertThat(kept).as("the whole and its middle").contains(0, 1);
        assertThat(kept).filteredOn(number -> number < PictureStream.MOST_FIXED).containsOnly(0, 1);
    }

    @Test
    void cellsWithoutPicturesGiveNoPacket() {
        Picture[] film = new DrawnPictures(1, 64, 36).film(40, 2);
        List<Picture> gap = new ArrayList<>();
        for (Picture picture : film) {
            if (picture.frame() < 20 || picture.frame() >= 60) {
                gap.add(picture);
            }
        }
        List<Packet> packets = packets(gap.toArray(Picture[]::new));
        assertThat(packets).extracting(Packet::sequence).containsExactly(0L, 1L, 3L, 4L);
        assertThat(packets()).as("nothing at all").hasSize(1);
        assertThat(packets().get(0).peaks()).isEmpty();
    }

    /** Of an upload every fourth packet is searched: without it 6 s before a gap would not be. */
    @Test
    void whatIsBeforeAGapIsInAPacketThatIsSearched() {
        List<Picture> film = new ArrayList<>();
        for (Picture picture : new DrawnPictures(1, 64, 36).film(96, 2)) {
            long cell = picture.frame() / PictureStream.GRID_FRAMES;
            if (cell != 7) {
                long later = cell < 10 ? 0 : 3_600L * 8;
                film.add(new Picture(picture.frame() + later, 64, 36, picture.luma()));
            }
        }
        List<Packet> packets = packets(film.toArray(Picture[]::new));
        assertThat(packets.stream().map(Packet::sequence).filter(number -> number < 100))
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 11L);
        for (int cell : new int[] {7, 11}) {
            Packet due = packets.get(Math.min(cell, 10));
            assertThat(due.sequence()).isEqualTo(cell);
            assertThat(PictureWord.frame(due.peaks()[0])).isEqualTo((cell - 3) * 16L);
            assertThat(due.picture()).isNull();
        }
    }

    @Test
    void monthsOfPicturesKeepNoMoreThanSeconds() {
        Picture[] film = insets(3, 64);
        PictureStream stream = new PictureStream(PROFILE, bench, packet -> {});
        long frame = 0;
        int largest = 0;
        // Jumps of a day, and pictures of other sizes between.
        for (int round = 0; round < 60; round++) {
            for (Picture picture : film) {
                stream.accept(new Picture(frame, 64, 36, picture.luma()));
                frame += 2;
            }
            stream.accept(new Picture(frame, 48, 48, new byte[48 * 48]));
            frame += 24L * 3600 * 8;
            largest = Math.max(largest, bytes(stream.state()));
        }
        assertThat(largest).isGreaterThan(10_000).isLessThanOrEqualTo(MOST_STATE);
    }

    private static int bytes(PictureStreamState state) {
        return 8 * state.frames().length
                + state.luma().length
                + 8 * state.words().length
                + 4 * state.insets().length
                + 2 * state.edges().length;
    }

    @Test
    void aStreamWithoutMotionOrLightHasNoWords() {
        Picture[] black = new Picture[40];
        for (int i = 0; i < black.length; i++) {
            black[i] = new Picture(2L * i, 64, 36, new byte[64 * 36]);
        }
        assertThat(packets(black)).hasSize(5).allMatch(packet -> packet.peaks().length == 0);
    }

    @Test
    void aStrobeHasNoWords() {
        Picture[] strobe = new Picture[40];
        for (int i = 0; i < strobe.length; i++) {
            strobe[i] = DrawnPictures.flat(2L * i, i % 3 == 0 ? 255 : 0);
        }
        assertThat(packets(strobe)).hasSize(5).allMatch(packet -> packet.peaks().length == 0);
    }

    /** What is kept of it and sent of it is that of its first seconds. */
    @Test
    void aStillForAnHourIsNoMoreThanForAMinute() {
        byte[] luma = new DrawnPictures(6, 64, 36).film(1, 2)[0].luma();
        List<Packet> packets = new ArrayList<>();
        PictureStream stream = new PictureStream(PROFILE, bench, packets::add);
        int kept = 0;
        for (long second = 0; second < 3_600; second++) {
            stream.accept(new Picture(8 * second, 64, 36, luma));
            kept = second < 60 ? Math.max(kept, bytes(stream.state())) : kept;
        }
        assertThat(bytes(stream.state())).isLessThanOrEqualTo(kept);
        assertThat(packets).hasSize(1_799);
        int longs = packets.get(30).peaks().length;
        for (Packet packet : packets.subList(30, packets.size())) {
            assertThat(packet.peaks()).hasSize(longs);
            for (int i = 0; i < longs; i += PictureWord.LONGS) {
                assertThat(PictureWord.hasChange(packet.peaks()[i])).isFalse();
            }
        }
    }

    @Test
    void aPictureOutOfOrderIsRefusedAndChangesNothing() {
        Picture[] film = insets(4, 40);
        List<Packet> packets = new ArrayList<>();
        PictureStream stream = new PictureStream(PROFILE, bench, packets::add);
        for (Picture picture : film) {
            stream.accept(picture);
            assertThatThrownBy(() -> stream.accept(film[0]))
                    .hasMessageContaining("send pictures in order of time");
        }
        stream.finish();
        assertThat(shown(packets)).isEqualTo(shown(packets(film)));
    }
}
