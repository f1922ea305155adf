package dev.vigil.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.TestingEar;
import dev.vigil.audio.TestingMusic;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.media.Packet;
import java.util.List;
import org.junit.jupiter.api.Test;

class HitsTest {
    private static final int MOST = 2_000;

    private static Effort reading(int most) {
        Effort usual = Effort.THOROUGH;
        return new Effort(
                usual.followers(),
                usual.probing(),
                1_000,
                most,
                usual.crowdedKeys(),
                usual.leastInCell(),
                usual.cells(),
                usual.leastAnchors(),
                usual.verified(),
                usual.pairs(),
                usual.late(),
                usual.all());
    }

    /** However many recordings have what was asked for, and what is rare is found all the same. */
    @Test
    void onlySoMuchIsReadAndTheRarestFirst() {
        Index index = new Index(TestingEar.PROFILE);
        long[] other = TestingEar.peaks(TestingMusic.play(7, 30));
        for (int i = 0; i < 100; i++) {
            index.add(other);
        }
        index.add(TestingEar.peaks(TestingMusic.play(100, 60)));
        index.compact();
        short[] cut = TestingLibrary.cut(TestingMusic.play(100, 60), 12, 10);
        List<Packet> packets = TestingEar.packets(cut);
        Packet packet = packets.get(packets.size() - 1);

        Searcher all = new Searcher(index);
        all.find(packet, 0, reading(Integer.MAX_VALUE), Thresholds.LEAST);
        Searcher few = new Searcher(index);
        List<Line> found = few.find(packet, 0, reading(MOST), Thresholds.LEAST);

        assertThat(all.spent().hits()).isGreaterThan(MOST);
        assertThat(few.spent().hits()).isBetween(100L, (long) MOST);
        assertThat(found.get(0).reference()).isEqualTo(100);
    }
}
