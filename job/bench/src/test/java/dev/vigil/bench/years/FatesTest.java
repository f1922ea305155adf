package dev.vigil.bench.years;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notifier.NoticeOutcome;
import dev.vigil.schema.notifier.NotifierInput;
import dev.vigil.schema.staydown.StayDown;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the clock does not publish, or too much of, is reported: by a planted fault of each kind.
 */
class FatesTest {
    private static final int DAYS = 10;

    /** One run, seen by several readers that miss different records. */
    private static final Fates ALL = new Fates();

    private static final Fates NOTHING = new Fates(value -> false);
    private static final Map<Class<?>, Fates> WITHOUT =
            Map.of(
                    BreachRecord.class, without(BreachRecord.class),
                    NotifierInput.class, without(NotifierInput.class));

    private static Fates without(Class<?> dropped) {
        return new Fates(value -> !dropped.isInstance(value));
    }

    @BeforeAll
    static void run(@TempDir Path storage) throws Exception {
        List<Fates> judges = new ArrayList<>(WITHOUT.values());
        judges.add(ALL);
        judges.add(NOTHING);
        run(DAYS, new UpheldNotices(100, judges), storage);
    }

    @Test
    void whatTheClockPublishesIsWhatMustCome() {
        assertThat(ALL.unmet()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(classes = {BreachRecord.class, NotifierInput.class})
    void recordsThatAreDroppedAreReported(Class<?> dropped) {
        assertThat(WITHOUT.get(dropped).unmet())
                .isNotEmpty()
                .allMatch(line -> line.contains(": expected Counts["));
    }

    @Test
    void aClockThatPublishesNothingIsReportedForEachFate() {
        assertThat(NOTHING.unmet())
                .as("a restoration lasts longer than the run")
                .hasSize(Fates.Fate.values().length - 1);
    }

    @Test
    void aRunInWhichNoNoticeEndsIsReported(@TempDir Path storage) throws Exception {
        UpheldNotices notices = new UpheldNotices(100);
        run(1, notices, storage);
        assertThat(notices.unmet())
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

    private static void run(int days, UpheldNotices notices, Path storage) throws Exception {
        try (World world =
                new World(
                        Jobs.environment("notice"),
                        new HashMapStateBackend(),
                        storage,
                        days,
                        new PrintWriter(new StringWriter()))) {
            world.run(List.of(notices, new Published()));
        }
    }
}
