package dev.vigil.audio;

import static dev.vigil.audio.TestingEar.PROFILE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.PeakWindowState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeakWindowTest {

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void packetsDependOnTheAudioAlone(long seed) {
        short[] pcm = TestingMusic.play(seed, 25.3);
        Random random = new Random(seed);
        List<Packet> packets = new ArrayList<>();
        FrontEnd frontEnd = new FrontEnd(PROFILE);
        PeakWindow window = new PeakWindow(PROFILE, packets::add);
        for (int at = 0; at < pcm.length; ) {
            int end = Math.min(pcm.length, at + 1 + random.nextInt(60_000));
            frontEnd.accept(pcm, at, end, window);
            window = new PeakWindow(PROFILE, window.state(), packets::add);
            at = end;
        }
        frontEnd.finish(window);
        window.finish(frontEnd.settledFrame());
        assertThat(packets)
                .as("seed %d", seed)
                .usingRecursiveComparison()
                .isEqualTo(TestingEar.packets(pcm));
    }

    @Test
    void everyPeakIsNewOnceAndStaysFor16Seconds() {
        short[] pcm = TestingMusic.play(4, 41);
        long[] all = TestingEar.peaks(pcm);
        List<Packet> packets = TestingEar.packets(pcm);
        List<Long> fresh = new ArrayList<>();
        for (Packet packet : packets) {
            long from = Math.max(0, packet.toFrame() - PeakWindow.WINDOW_FRAMES);
            assertThat(packet.peaks())
                    .containsExactly(
                            Arrays.stream(all)
                                    .filter(
                                            p ->
                                                    Peak.frame(p) >= from
                                                            && Peak.frame(p) < packet.toFrame())
                                    .toArray());
            Arrays.stream(packet.peaks())
                    .filter(p -> Peak.frame(p) >= packet.fromFrame())
                    .forEach(fresh::add);
        }
        assertThat(fresh).containsExactly(Arrays.stream(all).boxed().toArray(Long[]::new));
        assertThat(packets.get(packets.size() - 1).last()).isTrue();
        assertThat(packets.subList(0, packets.size() - 1))
                .allSatisfy(
                        p -> {
                            assertThat(p.last()).isFalse();
                            assertThat(p.toFrame() - p.fromFrame()).isEqualTo(86);
                            assertThat(p.sequence()).isEqualTo(p.fromFrame() / 86);
                        });
    }

    @Test
    void everyPeakIsLoudInThePictureOfItsPacket() {
        List<Packet> packets = TestingEar.packets(TestingMusic.play(4, 41));
        assertThat(packets.get(0).loud()).hasSize(86);
        assertThat(packets.get(12).loud()).hasSize(688);
        for (Packet packet : packets) {
            long loud = Arrays.stream(packet.peaks()).filter(p -> isLoud(packet, p)).count();
            assertThat(loud).isGreaterThan(packet.peaks().length * 95L / 100);
            long lit = Arrays.stream(packet.loud()).map(Long::bitCount).sum();
            assertThat(lit).isLessThan(packet.loud().length / 2 * 112L / 2);
        }
    }

    /** Peaks are refined by half a band or frame, which may take them into the next cell. */
    private static boolean isLoud(Packet packet, long peak) {
        long end = (packet.toFrame() + 1) / 2;
        int row = (int) (Peak.frame(peak + (1L << 29)) / 2 - end) + packet.loud().length / 2;
        int cell = (Peak.frequency(peak) + 8) / 32;
        return row < packet.loud().length / 2
                && (packet.loud()[2 * row + cell / 64] >>> cell & 1) == 1;
    }

    @Test
    void aGapLeavesThePictureEmpty() {
        List<Packet> packets = new ArrayList<>();
        PeakWindow window = new PeakWindow(PROFILE, packets::add);
        FrontEnd frontEnd = new FrontEnd(PROFILE);
        short[] pcm = TestingMusic.play(6, 5);
        frontEnd.accept(pcm, 0, pcm.length, window);
        frontEnd.gap(11_025L * 4, window);
        frontEnd.accept(pcm, 0, pcm.length, window);
        frontEnd.finish(window);
        window.finish(frontEnd.settledFrame());
        Packet last = packets.get(packets.size() - 1);
        int firstRow = (int) (last.toFrame() + 1) / 2 - last.loud().length / 2;
        long[] gap = Arrays.copyOfRange(last.loud(), 2 * (108 - firstRow), 2 * (193 - firstRow));
        assertThat(gap).containsOnly(0);
        assertThat(Arrays.stream(last.loud()).filter(cells -> cells != 0).count())
                .isGreaterThan(300);
    }

    @Test
    void aLongGapGivesNoEmptyPackets() {
        List<Packet> packets = new ArrayList<>();
        PeakWindow window = new PeakWindow(PROFILE, packets::add);
        FrontEnd frontEnd = new FrontEnd(PROFILE);
        short[] pcm = TestingMusic.play(6, 5);
        frontEnd.accept(pcm, 0, pcm.length, window);
        frontEnd.gap(11_025L * 3_600, window);
        frontEnd.accept(pcm, 0, pcm.length, window);
        frontEnd.finish(window);
        window.finish(frontEnd.settledFrame());
        assertThat(packets).hasSizeBetween(5, 7);
        Packet resumed = packets.get(4);
        assertThat(resumed.sequence()).isGreaterThan(1_700);
        assertThat(Peak.frame(resumed.peaks()[0])).isGreaterThanOrEqualTo(resumed.fromFrame());
    }

    /** Of an upload every fourth packet is searched: without it 6 s before a gap would not be. */
    @Test
    void whatIsBeforeAGapIsInAPacketThatIsSearched() {
        List<Packet> packets = new ArrayList<>();
        PeakWindow window = new PeakWindow(PROFILE, packets::add);
        FrontEnd frontEnd = new FrontEnd(PROFILE);
        short[] pcm = TestingMusic.play(6, 5);
        frontEnd.accept(pcm, 0, pcm.length, window);
        frontEnd.gap(11_025L * 5, window);
        frontEnd.accept(pcm, 0, pcm.length, window);
        frontEnd.finish(window);
        window.finish(frontEnd.settledFrame());
        Packet due = packets.stream().filter(packet -> packet.sequence() == 3).findFirst().get();
        assertThat(Peak.frame(due.peaks()[0])).isLessThan(PeakWindow.GRID_FRAMES);
        assertThat(packets).extracting(Packet::sequence).doesNotHaveDuplicates();
    }

    /** The gap begins a little after a grid cell, whose last peaks were still to be decided. */
    @Test
    void noPeakIsLostAtAGap() {
        short[] pcm = TestingMusic.play(6, 5);
        int lost = 0;
        for (int frames = 80; frames < 100; frames++) {
            List<Packet> packets = new ArrayList<>();
            List<Long> all = new ArrayList<>();
            PeakWindow window = new PeakWindow(PROFILE, packets::add);
            FrontEnd frontEnd = new FrontEnd(PROFILE);
            FrontEnd apart = new FrontEnd(PROFILE);
            frontEnd.accept(pcm, 0, 256 * frames, window);
            apart.accept(pcm, 0, 256 * frames, all::add);
            frontEnd.gap(11_025L * 60, window);
            apart.gap(11_025L * 60, all::add);
            frontEnd.finish(window);
            window.finish(frontEnd.settledFrame());
            lost += all.size();
            for (Packet packet : packets) {
                lost -=
                        (int)
                                Arrays.stream(packet.peaks())
                                        .filter(p -> Peak.frame(p) >= packet.fromFrame())
                                        .count();
            }
        }
        assertThat(lost).isZero();
    }

    @Test
    void anEmptyStreamEndsWithAnEmptyPacket() {
        assertThat(TestingEar.packets(new short[0]))
                .singleElement()
                .satisfies(p -> assertThat(p.peaks()).isEmpty())
                .satisfies(p -> assertThat(p.last()).isTrue());
    }

    /** A savepoint of before the picture has none; one of another window has more rows or fewer. */
    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 100, 900})
    void goesOnFromAPictureOfAnotherLength(int rows) {
        short[] pcm = TestingMusic.play(6, 30);
        List<Packet> packets = new ArrayList<>();
        FrontEnd frontEnd = new FrontEnd(PROFILE);
        PeakWindow before = new PeakWindow(PROFILE, packets::add);
        frontEnd.accept(pcm, 0, pcm.length / 2, before);
        PeakWindow window = new PeakWindow(PROFILE, withRows(before.state(), rows), packets::add);
        frontEnd.accept(pcm, pcm.length / 2, pcm.length, window);
        frontEnd.finish(window);
        window.finish(frontEnd.settledFrame());
        List<Packet> expected = TestingEar.packets(pcm);
        assertThat(packets)
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*loud")
                .isEqualTo(expected);
        long firstKept = before.state().loudEnd() - Math.min(Math.max(0, rows), 360);
        for (int i = packets.size() / 2; i < packets.size(); i++) {
            assertThat(rowsSince(firstKept, packets.get(i)))
                    .isEqualTo(rowsSince(firstKept, expected.get(i)));
        }
    }

    private static long[] rowsSince(long row, Packet packet) {
        long first = (packet.toFrame() + 1) / 2 - packet.loud().length / 2;
        int from = (int) Math.max(0, 2 * (row - first));
        return Arrays.copyOfRange(packet.loud(), from, Math.max(from, packet.loud().length));
    }

    private static PeakWindowState withRows(PeakWindowState state, int rows) {
        long[] loud = null;
        if (rows >= 0) {
            loud = new long[2 * rows];
            int kept = Math.min(loud.length, state.loud().length);
            System.arraycopy(
                    state.loud(), state.loud().length - kept, loud, loud.length - kept, kept);
        }
        return new PeakWindowState(
                state.profile(),
                state.peaks(),
                loud,
                state.loudEnd(),
                state.nextFrom(),
                state.nextTo());
    }
}
