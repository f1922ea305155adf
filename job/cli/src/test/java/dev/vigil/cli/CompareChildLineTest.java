package dev.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigil.desk.compare.CompareEnd;
import dev.vigil.desk.compare.CompareEnd.Kind;
import dev.vigil.desk.compare.CompareLimits;
import dev.vigil.desk.compare.ComparedTracks;
import dev.vigil.desk.compare.FileComparison;
import dev.vigil.desk.compare.FileComparisons;
import dev.vigil.desk.compare.FilePair;
import dev.vigil.fixtures.sound.Composer;
import dev.vigil.fixtures.sound.Distortion;
import dev.vigil.fixtures.sound.Sound;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The desk's child is {@code vigil compare} itself: with music, and with files that are none. */
class CompareChildLineTest {
    private static final int RATE_HZ = 22_050;
    private static final int SIZE_OF_SAMPLES = 40;
    private static final int HEADER = 44;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir private Path folder;

    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private FileComparisons comparisons;

    @BeforeEach
    void begin() {
        comparisons =
                new FileComparisons(
                        CompareChildLine::of,
                        patient(),
                        folder,
                        InstantSource.system(),
                        warnings::add);
    }

    /** As usual, on a machine that does much else. */
    private static CompareLimits patient() {
        CompareLimits usual = CompareLimits.USUAL;
        return new CompareLimits(
                usual.fileBytes(),
                PATIENCE,
                usual.outputBytes(),
                usual.memoryBytes(),
                usual.kept());
    }

    @AfterEach
    void end() {
        comparisons.close();
        assertThat(warnings).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    private FileComparison begin(String person, byte[] query, byte[] reference) throws Exception {
        try (FilePair pair = comparisons.begin(person)) {
            write(pair.openQuery(), query);
            write(pair.openReference(), reference);
            return comparisons.compare(pair, ComparedTracks.SOUND);
        }
    }

    private static void write(OutputStream out, byte[] bytes) throws IOException {
        try (out) {
            out.write(bytes);
        }
    }

    private static CompareEnd end(FileComparison one) {
        return await().atMost(PATIENCE.multipliedBy(2)).until(one::end, it -> it != null);
    }

    private static byte[] wav(Sound sound) {
        ByteBuffer wav =
                ByteBuffer.allocate(HEADER + 2 * sound.pcm().length).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(wav.capacity() - 8);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 1).putShort((short) 1).putInt(sound.rateHz());
        wav.putInt(2 * sound.rateHz()).putShort((short) 2).putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * sound.pcm().length);
        for (short sample : sound.pcm()) {
            wav.putShort(sample);
        }
        return wav.array();
    }

    /** Its data claims some 27 hours. */
    private static byte[] claimingHours(byte[] wav) {
        byte[] claiming = wav.clone();
        ByteBuffer header = ByteBuffer.wrap(claiming).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(4, -8).putInt(SIZE_OF_SAMPLES, -HEADER);
        return claiming;
    }

    /** 100 MB of nothing in 100 kB. */
    private static byte[] archive() throws IOException {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("film.mp4"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 100; i++) {
                out.write(zeros);
            }
        }
        return zip.toByteArray();
    }

    @Test
    void aFasterCopyIsFoundAndDrawn() throws Exception {
        Sound work = Composer.compose(3, 20, RATE_HZ);
        Sound clip = Distortion.speed(work.cut(8 * RATE_HZ, 10 * RATE_HZ), 1.04);
        CompareEnd end = end(begin("wang", wav(clip), wav(work)));
        assertThat(end.kind()).as(end.reason()).isEqualTo(Kind.MATCH);
        assertThat(end.report().at("/sound/matches/0/stretch/tempo").asDouble())
                .isBetween(1.038, 1.042);
        assertThat(end.report().at("/sound/query").asText()).isEqualTo("query");
        assertThat(new String(end.picture(), 1, 3, StandardCharsets.US_ASCII)).isEqualTo("PNG");
        assertThat(end.picture().length).isLessThan(CompareLimits.USUAL.outputBytes() / 4);
    }

    @Test
    void filesThatAreNoneAreReportedAsThat() throws Exception {
        byte[] work = wav(Composer.compose(3, 12, RATE_HZ));
        FileComparison text = begin("a", "no music".getBytes(StandardCharsets.UTF_8), work);
        FileComparison archive = begin("b", archive(), work);
        for (FileComparison one : List.of(text, archive)) {
            CompareEnd end = end(one);
            assertThat(end.kind()).isEqualTo(Kind.NOT_COMPARED);
            assertThat(end.reason()).startsWith("vigil: query: expected");
        }
        FileComparison torn = begin("a", Arrays.copyOf(work, work.length / 2 + 1), work);
        FileComparison hours = begin("b", claimingHours(work), work);
        for (FileComparison one : List.of(torn, hours)) {
            assertThat(end(one).kind()).as(end(one).reason()).isIn(Kind.MATCH, Kind.NOT_COMPARED);
        }
    }
}
