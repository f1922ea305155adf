package dev.vigil.audio;

import static dev.vigil.audio.TestingEar.PROFILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.PeakSegment;
import dev.vigil.schema.media.PeakSegmentBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeakSlicesTest {
    private static final short[] MUSIC = TestingMusic.play(31, 25.3);
    private static final List<Packet> PACKETS = TestingEar.packets(MUSIC);

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void aWindowMakesTheSamePacketsOfThem(long seed) {
        List<Packet> heard = TestingEar.packets(TestingMusic.play(seed, 25.3));
        assertThat(packetsOf(slices(heard)))
                .as("seed %d", seed)
                .usingRecursiveComparison()
                .isEqualTo(heard);
    }

    /** Whoever else sends peaks may cut them as long as segments of sound. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void longerOnesMakeTheSamePacketsToo(int together) {
        List<PeakSegment> slices = slices(PACKETS);
        List<PeakSegment> longer = new ArrayList<>();
        for (int i = 0; i < slices.size(); i += together) {
            longer.add(joined(slices.subList(i, Math.min(slices.size(), i + together))));
        }
        assertThat(packetsOf(longer)).usingRecursiveComparison().isEqualTo(PACKETS);
    }

    private static PeakSegment joined(List<PeakSegment> parts) {
        PeakSegment first = parts.get(0);
        long to = parts.get(parts.size() - 1).toFrame();
        return slice(
                first,
                first.fromFrame(),
                to,
                parts.stream().flatMapToLong(part -> LongStream.of(part.peaks())).toArray(),
                parts.stream().flatMapToLong(part -> LongStream.of(part.loud())).toArray(),
                Math.round(PROFILE.millis(to - first.fromFrame())));
    }

    @Test
    void oneThatIsMissingTakesItsOwnPeaksOnly() {
        List<PeakSegment> slices = slices(PACKETS);
        PeakSegment missing = slices.remove(4);
        List<Packet> packets = packetsOf(slices);
        assertThat(packets).hasSameSizeAs(PACKETS);
        assertThat(packets)
                .allSatisfy(packet -> assertThat(packet.peaks()).doesNotContain(missing.peaks()));
        Packet next = packets.get(5);
        assertThat(next.fromFrame()).isEqualTo(missing.toFrame());
        assertThat(next.peaks()).endsWith(slices.get(4).peaks());
    }

    @Test
    void aStreamJoinedLateBeginsWhereItIsJoined() {
        List<PeakSegment> slices = slices(PACKETS);
        List<Packet> packets = packetsOf(slices.subList(6, slices.size()));
        assertThat(packets)
                .filteredOn(packet -> packet.peaks().length > 0)
                .first()
                .satisfies(
                        packet -> {
                            assertThat(packet.fromFrame()).isEqualTo(slices.get(6).fromFrame());
                            assertThat(packet.peaks()).isEqualTo(slices.get(6).peaks());
                        });
    }

    @Test
    void whatDoesNotBelongTogetherIsRefused() {
        PeakSegment good = slices(PACKETS).get(3);
        long from = good.fromFrame();
        long to = good.toFrame();
        assertThat(PeakSlices.checked(good)).isSameAs(good);
        long[] peaks = good.peaks();
        long[] turned = peaks.clone();
        turned[0] = peaks[1];
        turned[1] = peaks[0];
        refused(slice(good, to, from, peaks, good.loud(), good.durationMs()), "frames in order");
        refused(slice(good, -2, to, peaks, good.loud(), good.durationMs()), "frames in order");
        refused(slice(good, from, to + 500, peaks, good.loud(), 13_600), "at most 10000 ms");
        refused(slice(good, from, to, peaks, good.loud(), 1_900), "ce_durationms: expected");
        long farOff = Long.MIN_VALUE + good.durationMs();
        refused(slice(good, from, to, peaks, good.loud(), farOff), "ce_durationms: expected");
        refused(slice(good, from, to, peaks, new long[4], good.durationMs()), "rows");
        refused(slice(good, from, to, turned, good.loud(), good.durationMs()), "in order");
        refused(
                slice(good, from + 86, to + 86, peaks, good.loud(), good.durationMs()),
                "within frames");
        long[] crowd = new long[100];
        Arrays.fill(crowd, peaks[0]);
        long at = Peak.frame(peaks[0]);
        refused(slice(good, at, at + 1, crowd, new long[2], 23), "peaks in 4 frames");
    }

    /** Each frame by itself has what an ear may give it, but not with those beside it. */
    @Test
    void peaksAreRefusedThatNoNeighbourhoodHasRoomFor() {
        long[] dense =
                LongStream.range(0, 86 * 7)
                        .map(i -> Peak.pack(i / 7 * Peak.PER_FRAME + i % 7, (int) (i % 7) * 500, 1))
                        .toArray();
        PeakSegment some = slices(PACKETS).get(3);
        refused(slice(some, 0, 86, dense, new long[86], 1_997), "peaks in 4 frames");
    }

    /** Any sound at any gain, cut anywhere: what the front end makes of it is never refused. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatTheFrontEndMakesIsNotTooDense(long seed) {
        Random random = new Random(seed);
        List<Long> peaks = new ArrayList<>();
        FrontEnd frontEnd = new FrontEnd(PROFILE);
        for (int piece = 0; piece < 200; piece++) {
            short[] pcm = sound(random, 1 + random.nextInt(4 * PROFILE.windowSamples()));
            frontEnd.accept(pcm, 0, pcm.length, peaks::add);
            if (random.nextBoolean()) {
                frontEnd.gap(random.nextInt(3) * random.nextInt(2_000), peaks::add);
            }
        }
        frontEnd.finish(peaks::add);
        long[] made = peaks.stream().mapToLong(Long::longValue).toArray();
        assertThat(Peak.areInOrder(made)).isTrue();
        assertThat(PeakSlices.isTooDense(PROFILE, made)).as("seed %d", seed).isFalse();
    }

    /** Whole frames of sound between gaps of nothing: as many peaks as there can be. */
    @Test
    void theDensestThatTheFrontEndMakesIsNotTooDense() {
        List<Long> peaks = new ArrayList<>();
        FrontEnd frontEnd = new FrontEnd(PROFILE);
        short[] comb = comb(PROFILE.windowSamples());
        for (int piece = 0; piece < 50; piece++) {
            frontEnd.accept(comb, 0, comb.length, peaks::add);
            frontEnd.gap(0, peaks::add);
        }
        frontEnd.finish(peaks::add);
        long[] made = peaks.stream().mapToLong(Long::longValue).toArray();
        assertThat(made).as("in each fourth frame").hasSizeGreaterThan(50 * 14);
        assertThat(PeakSlices.isTooDense(PROFILE, made)).isFalse();
    }

    private static short[] sound(Random random, int samples) {
        double gain = Math.pow(10, 5 * random.nextDouble() - 0.5);
        double seconds = samples / (double) PROFILE.rateHz();
        return switch (random.nextInt(5)) {
            case 0 -> TestingMusic.noise(seconds, gain, random.nextLong());
            case 1 -> TestingMusic.tone(seconds, 180 + random.nextInt(5_000), gain);
            case 2 -> clicks(random, samples, gain);
            case 3 -> comb(samples);
            default -> music(random, samples, gain);
        };
    }

    private static short[] music(Random random, int samples, double gain) {
        int at = random.nextInt(MUSIC.length - samples);
        short[] pcm = Arrays.copyOfRange(MUSIC, at, at + samples);
        for (int i = 0; i < samples; i++) {
            pcm[i] = held(pcm[i] * gain / 1_000);
        }
        return pcm;
    }

    private static short[] clicks(Random random, int samples, double gain) {
        short[] pcm = new short[samples];
        for (int at = 0; at < samples; at += 1 + random.nextInt(600)) {
            pcm[at] = held(gain);
        }
        return pcm;
    }

    private static short held(double value) {
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
    }

    /** Tones that are as close as peaks can be. */
    private static short[] comb(int samples) {
        short[] pcm = new short[samples];
        for (int band = 0; band < PROFILE.bands(); band += PROFILE.nearBands() + 1) {
            double hertz =
                    PROFILE.lowestHz() * Math.pow(2, (double) band / PROFILE.bandsPerOctave());
            short[] tone = TestingMusic.tone((samples + 1.0) / PROFILE.rateHz(), hertz, 1_400);
            for (int i = 0; i < samples; i++) {
                pcm[i] += tone[i];
            }
        }
        return pcm;
    }

    private static void refused(PeakSegment slice, String because) {
        assertThatThrownBy(() -> PeakSlices.checked(slice))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(because);
    }

    private static PeakSegment slice(
            PeakSegment of, long from, long to, long[] peaks, long[] loud, long durationMs) {
        return PeakSegmentBuilder.builder()
                .sessionId("show")
                .seq(of.seq())
                .durationMs(durationMs)
                .profile("audio/1")
                .fromFrame(from)
                .toFrame(to)
                .peaks(peaks)
                .loud(loud)
                .build();
    }

    private static List<PeakSegment> slices(List<Packet> packets) {
        List<PeakSegment> slices = new ArrayList<>();
        for (Packet packet : packets) {
            slices.add(PeakSlices.of(TestingEar.PROFILE, packet, "show", slices.size(), 0));
        }
        return slices;
    }

    /** A window that is stored and restored after each slice. */
    private static List<Packet> packetsOf(List<PeakSegment> slices) {
        List<Packet> packets = new ArrayList<>();
        PeakWindow window = new PeakWindow(PROFILE, packets::add);
        long toFrame = 0;
        for (PeakSegment slice : slices) {
            PeakSlices.into(window, PeakSlices.checked(slice));
            window = new PeakWindow(PROFILE, window.state(), packets::add);
            toFrame = slice.toFrame();
        }
        window.finish(toFrame);
        return packets;
    }
}
