package dev.vigil.bench.years;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.Fingerprinter;
import dev.vigil.audio.Profile;
import dev.vigil.edge.PcmSource;
import dev.vigil.match.Library;
import dev.vigil.match.SearchSettings;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.reference.ReferenceName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In a small index copies of one recording crowd all of its keys: it is found all the same. */
class NearCopiesTest {
    private static final Profile PROFILE = Profile.CURRENT;
    private static final int SECONDS = 60;
    private static final List<Packet> RECORDING = packets(10);
    private static final List<List<Packet>> OTHERS = List.of(packets(0), packets(1));

    /**
     * The same file under many names, or other editions of it. A match is open for longer than the
     * three packets of which one is looked at closely.
     */
    @ParameterizedTest
    @CsvSource({"20, 0", "30, 0", "100, 0", "100, 0.05"})
    void aRecordingIsFoundHoweverManyCopiesAreRegistered(int copies, double dropped) {
        Library library = library(peaks(RECORDING), copies, dropped);
        boolean[] found = new boolean[RECORDING.size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = !library.ask(RECORDING.get(i), false, 1).orElseThrow().isEmpty();
        }
        long open =
                IntStream.range(0, found.length)
                        .filter(
                                i ->
                                        IntStream.rangeClosed(Math.max(0, i - 2), i)
                                                .anyMatch(j -> found[j]))
                        .count();
        assertThat(open).as("of %d packets", found.length).isGreaterThan(found.length * 3 / 4);
    }

    private static Library library(long[] peaks, int copies, double dropped) {
        Library library = new Library(PROFILE, SearchSettings.DEFAULT);
        for (int other = 0; other < OTHERS.size(); other++) {
            library.put(ReferenceName.of("other-" + other, "master"), peaks(OTHERS.get(other)));
        }
        Random random = new Random(copies);
        for (int copy = 0; copy < copies; copy++) {
            long[] kept =
                    Arrays.stream(peaks).filter(peak -> random.nextDouble() >= dropped).toArray();
            library.put(ReferenceName.of("compilation-" + copy, "copy"), kept);
        }
        library.maintain();
        library.merge();
        return library;
    }

    private static List<Packet> packets(int seed) {
        List<Packet> packets = new ArrayList<>();
        Fingerprinter ear = new Fingerprinter(PROFILE, packets::add);
        ear.hear(SimulatedRecording.pcm(seed, SECONDS), PcmSource.RATE_HZ, 1);
        ear.finish();
        return packets;
    }

    private static long[] peaks(List<Packet> packets) {
        return packets.stream().map(Library::newPeaks).flatMapToLong(Arrays::stream).toArray();
    }
}
