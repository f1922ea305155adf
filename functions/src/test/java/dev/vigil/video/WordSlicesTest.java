package dev.vigil.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.WordSegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Words that travel in slices make the packets that they were cut from. */
class WordSlicesTest {
    private static final PictureProfile PROFILE = PictureProfile.CURRENT;

    @Test
    void aWindowMakesTheSamePacketsOfThemHoweverOftenItIsStored() {
        for (long seed = 0; seed < 10; seed++) {
            List<Packet> cut = packets(film(seed, 90));
            assertThat(packetsOf(slices(cut)))
                    .as("seed %s", seed)
                    .usingRecursiveComparison()
                    .ignoringFields("picture")
                    .isEqualTo(cut);
        }
    }

    @Test
    void ofAPictureThatIsTurnedToo() {
        List<Packet> cut = packets(PictureStreamTest.turned(8));
        assertThat(packetsOf(slices(cut)))
                .usingRecursiveComparison()
                .ignoringFields("picture")
                .isEqualTo(cut);
    }

    @Test
    void oneThatIsMissingTakesItsOwnWordsOnly() {
        List<Packet> cut = packets(film(1, 90));
        List<WordSegment> slices = slices(cut);
        WordSegment missing = slices.remove(4);
        List<Packet> packets = packetsOf(slices);
        assertThat(packets).hasSize(cut.size() - 1);
        for (Packet packet : packets) {
            for (int i = 0; i < packet.peaks().length; i += PictureWord.LONGS) {
                assertThat(PictureWord.frame(packet.peaks()[i]) / PictureStream.GRID_FRAMES)
                        .isNotEqualTo(missing.fromFrame() / PictureStream.GRID_FRAMES);
            }
        }
    }

    @Test
    void whatDoesNotBelongTogetherIsRefused() {
        WordSegment good = slices(packets(film(2, 90))).get(3);
        assertThat(WordSlices.checked(good)).isSameAs(good);
        refused(good.withProfile("video/2"), "expected profile video/1, got video/2");
        refused(good.withFromFrame(-16), "frames in order");
        refused(good.withToFrame(good.fromFrame()), "frames in order");
        refused(good.withToFrame(good.toFrame() + 1), "within 16 that begin");
        refused(good.withToFrame(Long.MAX_VALUE), "frames in order");
        refused(good.withDurationMs(1_900), "ce_durationms: expected");
        refused(good.withDurationMs(Long.MIN_VALUE + 2_000), "ce_durationms: expected");
        refused(good.withWindows(new int[4 * 19]), "windows within the picture");
        refused(good.withWindows(new int[] {1, 0, 1024, 1024}), "windows within the picture");
        refused(good.withWindows(new int[] {-1, 0, 8, 8}), "windows within the picture");
        long[] words = good.words();
        refused(good.withWords(Arrays.copyOf(words, words.length - 1)), "words in order");
        refused(good.withWords(with(words, 0, -1)), "words in order");
        refused(good.withWords(with(words, 0, words[3])), "words in order");
        refused(good.withWords(with(words, 0, words[0] & ~3)), "words in order");
        refused(good.withWords(with(words, 0, words[0] - (1 << 20))), "words in order");
        long last = PictureWord.head(good.toFrame(), 0, PictureWord.PICTURE);
        refused(good.withWords(with(words, words.length - 3, last)), "words in order");
        long window = PictureWord.head(good.toFrame() - 1, 18, PictureWord.PICTURE);
        refused(good.withWords(with(words, words.length - 3, window)), "words in order");
    }

    private static long[] with(long[] words, int at, long head) {
        long[] other = words.clone();
        other[at] = head;
        return other;
    }

    private static void refused(WordSegment slice, String because) {
        assertThatThrownBy(() -> WordSlices.checked(slice))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(because);
    }

    private static Picture[] film(long seed, int count) {
        Picture[] film = new DrawnPictures(seed, 64, 36).film(count, 2);
        Picture[] behind = new DrawnPictures(seed + 1_000, 64, 36).film(count, 2);
        for (int i = 0; i < count; i++) {
            film[i] = DrawnPictures.inset(film[i], behind[i], i < count / 2 ? 3 : 14, 5, 45, 25);
        }
        return film;
    }

    private static List<Packet> packets(Picture[] film) {
        List<Packet> packets = new ArrayList<>();
        PictureStream stream = new PictureStream(PROFILE, new PictureBench(PROFILE), packets::add);
        for (Picture picture : film) {
            stream.accept(picture);
        }
        stream.finish();
        return packets;
    }

    private static List<WordSegment> slices(List<Packet> packets) {
        List<WordSegment> slices = new ArrayList<>();
        for (Packet packet : packets) {
            slices.add(WordSlices.of(PROFILE, packet, "show", slices.size(), 0));
        }
        return slices;
    }

    private static List<Packet> packetsOf(List<WordSegment> slices) {
        List<Packet> packets = new ArrayList<>();
        WordWindow window = new WordWindow(PROFILE, 0, packets::add);
        for (WordSegment slice : slices) {
            window.accept(WordSlices.checked(slice));
            window = new WordWindow(window.state(), packets::add);
        }
        window.finish();
        return packets;
    }
}
