package dev.vigil.audio;

import static dev.vigil.audio.TestingEar.PROFILE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.ear.Packet;
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
        Packet resumed = packets.get(3);
        assertThat(resumed.sequence()).isGreaterThan(1_700);
        assertThat(Peak.frame(resumed.peaks()[0])).isGreaterThanOrEqualTo(resumed.fromFrame());
    }

    @Test
    void anEmptyStreamEndsWithAnEmptyPacket() {
        assertThat(TestingEar.packets(new short[0]))
                .singleElement()
                .satisfies(p -> assertThat(p.peaks()).isEmpty())
                .satisfies(p -> assertThat(p.last()).isTrue());
    }
}
