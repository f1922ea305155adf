package dev.vigil.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.TestingEar;
import dev.vigil.audio.TestingMusic;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.media.Packet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a hall leaves of music, and that it speaks for nothing else. */
class LoudPictureTest {
    private static final Index INDEX = index();

    private static Index index() {
        Index index = new Index(TestingEar.PROFILE);
        for (int piece = 0; piece < 6; piece++) {
            index.add(TestingEar.peaks(TestingMusic.play(300 + piece, 40)));
        }
        return index;
    }

    private static Packet last(short[] pcm) {
        List<Packet> packets = TestingEar.packets(pcm);
        return packets.get(packets.size() - 1);
    }

    private static Packet blind(Packet packet) {
        return with(new long[0], packet);
    }

    private static Packet with(long[] loud, Packet packet) {
        return new Packet(
                packet.profile(),
                packet.sequence(),
                packet.fromFrame(),
                packet.toFrame(),
                packet.peaks(),
                loud,
                packet.last());
    }

    private static double evidence(Packet packet, int reference) {
        return new Searcher(INDEX)
                .search(packet).stream()
                        .filter(line -> line.reference() == reference)
                        .mapToDouble(Line::evidence)
                        .max()
                        .orElse(0);
    }

    @Test
    void addsToWhatPeaksSayOfMusicInAHall() {
        for (int piece = 0; piece < 6; piece++) {
            short[] hall = TestingMusic.inHall(TestingMusic.play(300 + piece, 10), 1.1, piece);
            Packet packet = last(TestingMusic.withNoise(hall, 10, piece));
            double peaksAlone = evidence(blind(packet), piece);
            assertThat(evidence(packet, piece)).isGreaterThan(peaksAlone + 0.15 * peaksAlone);
        }
    }

    @Test
    void addsNothingToALineThatIsWrong() {
        int lines = 0;
        for (int piece = 0; piece < 20; piece++) {
            Packet packet = last(TestingMusic.play(9_000 + piece, 14));
            for (Line line : new Searcher(INDEX).search(packet)) {
                double peaksAlone = Verifier.evidence(line.matched(), line.expected());
                assertThat(line.evidence() - peaksAlone).isLessThan(12);
                lines++;
            }
        }
        assertThat(lines).isPositive();
    }

    /** A packet that waits in a savepoint of before the picture. */
    @Test
    void aPacketWithoutAPictureIsWeighedByItsPeaks() {
        Packet packet = last(TestingMusic.play(303, 10));
        assertThat(new Searcher(INDEX).search(with(null, packet)))
                .isNotEmpty()
                .isEqualTo(new Searcher(INDEX).search(blind(packet)));
    }
}
