package dev.vigil.bench.years;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notifier.NoticeOutcome;
import dev.vigil.schema.notifier.NotifierInput;
import dev.vigil.schema.staydown.StayDown;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the clock does not publish, or too much of, is reported: by a planted fault of each kind.
 */
class FatesTest {
    private static final int DAYS = 10;

    @TempDir private Path storage;

    @Test
    void whatTheClockPublishesIsWhatMustCome() throws Exception {
        assertThat(unmet(DAYS, value -> true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(classes = {BreachRecord.class, NotifierInput.class})
    void recordsThatAreDroppedAreReported(Class<?> dropped) throws Exception {
        assertThat(unmet(DAYS, value -> !dropped.isInstance(value)))
                .isNotEmpty()
                .allMatch(line -> line.contains(": expected Counts["));
    }

    @Test
    void aClockThatPublishesNothingIsReportedForEachFate() throws Exception {
        assertThat(unmet(DAYS, value -> false))
                .as("a restoration lasts longer than the run")
                .hasSize(Fates.Fate.values().length - 1);
    }

    @Test
    void aRunInWhichNoNoticeEndsIsReported() throws Exception {
        assertThat(unmet(1, value -> true))
                .containsExactly(
                        "notices: expected some to be over by the end of the run, got none");
    }

    @Test
    void aRecordThatComesTwiceOrAfterTheEndIsReported() {
        Fates fates = new Fates();
        fates.begins("n");
        fates.emitted(NotifierInput.outcome("n", "notifier", NoticeOutcome.UPHELD, 1));
        fates.emitted(NotifierInput.outcome("n", "notifier", NoticeOutcome.UPHELD, 1));
        fates.ends("n", Fates.Fate.UPHELD);
        fates.emitted(new StayDown("i", "n", true, World.START_MS));
        assertThat(fates.unmet())
                .hasSize(2)
                .anyMatch(line -> line.contains("upheld=2"))
                .anyMatch(line -> line.contains("over or unknown: expected no more"));
    }

    /**
     * @param seen what of the clock's records is not dropped
     */
    private List<String> unmet(int days, Predicate<Object> seen) throws Exception {
        UpheldNotices notices = new UpheldNotices(100, seen);
        try (World world =
                new World(
                        Jobs.environment("notice"),
                        new HashMapStateBackend(),
                        storage,
                        days,
                        new PrintWriter(new StringWriter()))) {
            world.run(List.of(notices, new Published()));
        }
        return notices.unmet();
    }
}
