package dev.vigil.desk.compare;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.vigil.desk.compare.CompareEnd.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the child does, it ends within its limits, and no file is left. */
class FileComparisonsTest {
    private static final String WANG = "oidc:wang";
    private static final String LI = "oidc:li";
    private static final long PATIENCE_S = 60;
    private static final String SHA_256_OF_ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir private Path folder;

    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final List<FileComparisons> all = new ArrayList<>();
    private long now = 1_000_000;

    private FileComparisons comparisons(CompareLimits limits) {
        FileComparisons one =
                new FileComparisons(
                        TestingCompareProgram::line,
                        limits,
                        folder,
                        () -> Instant.ofEpochMilli(now),
                        warnings::add);
        all.add(one);
        return one;
    }

    private static CompareLimits limits(Duration time, int outputBytes, long memoryBytes) {
        return new CompareLimits(1_000, time, outputBytes, memoryBytes, Duration.ofMinutes(10));
    }

    private static CompareLimits limits() {
        return limits(Duration.ofSeconds(PATIENCE_S), 100_000, Long.MAX_VALUE);
    }

    @AfterEach
    void end() {
        all.forEach(FileComparisons::close);
        assertThat(warnings).isEmpty();
    }

    private static FilePair pair(FileComparisons of, String actor, String query) throws Exception {
        FilePair pair = of.begin(actor);
        write(pair.openQuery(), query);
        write(pair.openReference(), "abc");
        return pair;
    }

    private static void write(OutputStream out, String text) throws IOException {
        try (out) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private CompareEnd ended(FileComparisons of, String query) throws Exception {
        FileComparison one;
        try (FilePair pair = pair(of, WANG, query)) {
            one = of.compare(pair, ComparedTracks.BOTH);
        }
        await().atMost(2 * PATIENCE_S, SECONDS).until(() -> one.end() != null);
        requireNoFolder();
        return one.end();
    }

    private void requireNoFolder() throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.filter(Files::isDirectory)).isEmpty();
        }
    }

    @Test
    void aMatchHasItsReportItsPictureAndTheDigestsOfBoth() throws Exception {
        FileComparisons comparisons = comparisons(limits());
        CompareEnd end = ended(comparisons, "match");
        assertThat(end.kind()).isEqualTo(Kind.MATCH);
        assertThat(end.report().at("/sound/matches/0/grade").asText()).isEqualTo("SAME");
        assertThat(new String(end.picture(), 1, 3, StandardCharsets.US_ASCII)).isEqualTo("PNG");

        FileComparison one =
                comparisons.compare(pair(comparisons, WANG, "match"), ComparedTracks.BOTH);
        assertThat(one.reference()).isEqualTo(new ArrivedFile(3, SHA_256_OF_ABC));
        assertThat(comparisons.one(one.id(), WANG)).contains(one);
        assertThat(comparisons.one(one.id(), LI)).isEmpty();
        await().atMost(PATIENCE_S, SECONDS).until(() -> one.end() != null);
        now += Duration.ofMinutes(10).toMillis() + 1;
        assertThat(comparisons.one(one.id(), WANG)).isEmpty();
    }

    @Test
    void whatTheProgramReportsIsKept() throws Exception {
        FileComparisons comparisons = comparisons(limits());
        assertThat(ended(comparisons, "none").kind()).isEqualTo(Kind.NO_MATCH);
        CompareEnd nothing = ended(comparisons, "a text");
        assertThat(nothing.kind()).isEqualTo(Kind.NOT_COMPARED);
        assertThat(nothing.reason()).contains("expected a media file, got a text");
        CompareEnd dead = ended(comparisons, "die");
        assertThat(dead.kind()).isEqualTo(Kind.FAILED);
        assertThat(dead.picture()).isNull();
        assertThat(ended(comparisons, "environment").reason()).isEqualTo("{}");
    }

    @Test
    void aChildThatNeverEndsIsKilledWithWhatItHasStarted() throws Exception {
        Path started = folder.resolve("descendant");
        // One that is killed before it has started anything says nothing: it is given longer.
        for (int s = 1; !Files.exists(started) && s <= PATIENCE_S; s *= 2) {
            CompareLimits limits = limits(Duration.ofSeconds(s), 100_000, Long.MAX_VALUE);
            assertThat(ended(comparisons(limits), "forever").kind()).isEqualTo(Kind.TOO_LONG);
        }
        long descendant = Long.parseLong(Files.readString(started));
        await().atMost(PATIENCE_S, SECONDS)
                .until(() -> ProcessHandle.of(descendant).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void aChildThatPrintsWithoutEndIsKilled() throws Exception {
        assertThat(ended(comparisons(limits()), "print").kind()).isEqualTo(Kind.TOO_MUCH_OUTPUT);
    }

    @Test
    void aChildThatNeedsTooMuchMemoryIsKilled() throws Exception {
        assumeThat(Path.of("/proc/self/status"))
                .as("memory of a process as Linux shows it")
                .exists();
        CompareLimits limits = limits(Duration.ofSeconds(PATIENCE_S), 100_000, 8 << 20);
        assertThat(ended(comparisons(limits), "wait").kind()).isEqualTo(Kind.TOO_MUCH_MEMORY);
    }

    @Test
    void aPersonHasOneAtATimeAndTheDeskTwo() throws Exception {
        FileComparisons comparisons = comparisons(limits());
        try (FilePair first = comparisons.begin(WANG)) {
            assertThatThrownBy(() -> comparisons.begin(WANG)).hasMessage("OWN");
            FilePair second = comparisons.begin(LI);
            assertThatThrownBy(() -> comparisons.begin("oidc:zhao")).hasMessage("OTHERS");
            second.close();
            comparisons.begin("oidc:zhao").close();
        }
        comparisons.begin(WANG).close();
        requireNoFolder();
    }

    @Test
    void aFileIsTakenOnce() throws Exception {
        try (FilePair pair = pair(comparisons(limits()), WANG, "match")) {
            assertThatThrownBy(pair::openQuery).isInstanceOf(IOException.class);
        }
    }

    /** Of a process that has ended, and of an earlier one with the number of this. */
    @Test
    void whatAnEarlierDeskHasLeftIsDeleted() throws Exception {
        Path gone = Files.createDirectories(folder.resolve("vigil-compare-999999999-1/x"));
        Path before =
                Files.createDirectory(
                        folder.resolve("vigil-compare-" + ProcessHandle.current().pid() + "-1"));
        Files.setLastModifiedTime(before, FileTime.fromMillis(0));
        Path own =
                Files.createDirectory(
                        folder.resolve("vigil-compare-" + ProcessHandle.current().pid() + "-2"));
        Path other = Files.createDirectory(folder.resolve("another"));
        comparisons(limits());
        assertThat(gone.getParent()).doesNotExist();
        assertThat(before).doesNotExist();
        assertThat(own).exists();
        assertThat(other).exists();
    }

    @Test
    void aDeskThatEndsKillsWhatRuns() throws Exception {
        FileComparisons comparisons = comparisons(limits());
        comparisons.compare(pair(comparisons, WANG, "wait"), ComparedTracks.BOTH);
        long began = System.nanoTime();
        comparisons.begin(LI);
        comparisons.close();
        assertThat(System.nanoTime() - began).isLessThan(SECONDS.toNanos(PATIENCE_S));
        requireNoFolder();
    }

    @Test
    void aDeskWithoutAProgramComparesNone() {
        assertThat(FileComparisons.none().isHere()).isFalse();
        assertThatThrownBy(() -> FileComparisons.none().begin(WANG)).hasMessage("NOWHERE");
    }
}
