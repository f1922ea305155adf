package dev.vigil.cli.size;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.vigil.flink.match.IndexPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class SiteSizeTest {
    private static final double HEAP = 8e9;
    private static final double BUSY = 0.6;

    private static SiteLoad site(int live, int peaks, int pictures, int hours, int filmHours) {
        return new SiteLoad(live, peaks, pictures, hours, filmHours, 0, 5, 0, 0, 0, 2);
    }

    private static SiteSize size(SiteLoad site) throws IOException {
        return new SiteSize(site, MeasuredCosts.ofThisVersion(), HEAP, BUSY, 3);
    }

    /** What {@code vigil bench job} measured of whole jobs, in the days that the costs name. */
    @ParameterizedTest
    @CsvSource({
        "600, 0, 0, 100, 0, 1261",
        "1000, 1000, 0, 100, 0, 1921",
        "50, 0, 50, 100, 100, 44",
        "100, 0, 100, 1, 1, 106"
    })
    void theCostsGiveBackWhatWholeJobsWereMeasuredWith(
            int live, int peaks, int pictures, int hours, int filmHours, double streamsACore)
            throws IOException {
        double cores = size(site(live, peaks, pictures, hours, filmHours)).mediaCores() * BUSY;
        assertThat(live / cores).isCloseTo(streamsACore, withinPercentage(15));
    }

    @Test
    void noSlotHasMoreHeapThanItMayAndNoneIsBusierThanItMayBe() throws IOException {
        Random random = new Random(20);
        MeasuredCosts costs = MeasuredCosts.ofThisVersion();
        for (int i = 0; i < 1_000; i++) {
            SiteLoad site =
                    site(
                            1 + random.nextInt(5_000),
                            0,
                            0,
                            1 + random.nextInt(5_000),
                            random.nextInt(1_000));
            IndexShape index = IndexShape.of(site, costs, HEAP, BUSY);
            assertThat(index.heapBytes()).isLessThanOrEqualTo(HEAP);
            assertThat(index.searchCores() / index.slots()).isLessThanOrEqualTo(BUSY + 1e-9);
            boolean oneLess = index.hours() * 10e6 / 0.7 / (index.shards() - 1) > HEAP;
            assertThat(index.shards() == 1 || oneLess).as("as few shards as fit").isTrue();
        }
    }

    /** What the job refuses and what is computed here are one sum. */
    @Test
    void anHourOfIndexIsCountedAsTheJobCountsIt() throws IOException {
        assertThat(MeasuredCosts.ofThisVersion().of("index.memory"))
                .isEqualTo(1e6 * IndexPlan.MB_PER_HOUR);
    }

    @Test
    void moreOfAnythingNeverNeedsLess() throws IOException {
        double before = size(site(500, 100, 100, 100, 50)).mediaCores();
        assertThat(size(site(600, 100, 100, 100, 50)).mediaCores()).isGreaterThan(before);
        assertThat(size(site(500, 100, 200, 100, 50)).mediaCores()).isGreaterThan(before);
        assertThat(size(site(500, 100, 100, 200, 50)).mediaCores()).isGreaterThan(before);
        assertThat(size(site(500, 100, 100, 100, 100)).mediaCores()).isGreaterThan(before);
        assertThat(size(site(500, 200, 100, 100, 50)).mediaCores()).isLessThan(before);
    }

    @Test
    void whatCannotBeCarriedIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> size(site(1, 0, 0, 100_000, 0)))
                .hasMessage(
                        "--heap: expected 45 GB at least for 100,000 hours in 32 shards, got 8.0 GB;"
                                + " give tasks more memory");
        assertThatThrownBy(() -> size(site(1_000_000, 0, 0, 1_000, 0)))
                .hasMessageContaining("expected a load that 512 copies of the index carry");
        assertThatThrownBy(() -> site(10, 11, 0, 1, 0))
                .hasMessage("--peaks: expected a number from 0 to 10, got 11; correct it");
    }

    @Test
    void theCommandShowsWhatFollowsAndWhatWasNotMeasured() {
        String shown =
                run(0, "--live", "2000", "--hours", "3000", "--heap", "60", "--uploads", "9");
        assertThat(shown)
                .contains("index.shards, index.replicas", "media.live", "disk of its database")
                .contains("Computed, not measured: search.live at")
                .contains("Cores of two shared cores");
        assertThat(run(0, "--live", "2000", "--hours", "300")).doesNotContain("Computed");
    }

    @Test
    void aSitesOwnCostsCountInPlaceOfOurs(@TempDir Path folder) throws IOException {
        String ours = run(0, "--show-costs");
        Path file = Files.writeString(folder.resolve("costs.json"), ours);
        assertThat(run(0, "--costs", file.toString())).isEqualTo(run(0));
        Files.writeString(file, ours.replace("\"value\": 0.37", "\"value\": 3.7"));
        assertThat(run(0, "--costs", file.toString())).isNotEqualTo(run(0));
        Files.writeString(file, ours.replace("job.sound", "job.noise"));
        assertThat(run(1, "--costs", file.toString()))
                .contains("costs: expected 'job.sound' among costs, got none; add it");
        Files.writeString(file, "{}");
        assertThat(run(1, "--costs", file.toString())).contains("--costs: expected costs as");
    }

    private static String run(int exitCode, String... args) {
        StringWriter out = new StringWriter();
        CommandLine command = new CommandLine(new SizeCommand()).setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(out));
        command.setExecutionExceptionHandler(
                (e, line, parsed) -> {
                    line.getErr().println(e.getMessage());
                    return 1;
                });
        assertThat(command.execute(args)).as(out.toString()).isEqualTo(exitCode);
        return out.toString();
    }
}
