package dev.vigil.flink.register;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.flink.KeyGroups;
import dev.vigil.flink.TestingOperators;
import dev.vigil.register.Overlaps;
import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.register.FoundOverlap;
import dev.vigil.schema.register.OverlapInput;
import dev.vigil.schema.register.OverlapSide;
import dev.vigil.schema.register.OverlapSpan;
import dev.vigil.schema.register.ReferenceOverlap;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both operators of overlaps, one behind the other. */
class OverlapFunctionsTest {
    private KeyedOneInputStreamOperatorTestHarness<String, OverlapInput, OverlapSide> sides;
    private KeyedOneInputStreamOperatorTestHarness<String, OverlapSide, ReferenceOverlap> overlaps;

    @BeforeEach
    void open() throws Exception {
        sides =
                TestingOperators.keyed(
                        new OverlapSidesFunction(List.of("policies")),
                        OverlapInput::workId,
                        Types.STRING,
                        null);
        overlaps =
                TestingOperators.keyed(
                        new OverlapsFunction(), OverlapSide::overlapId, Types.STRING, null);
    }

    @AfterEach
    void close() throws Exception {
        sides.close();
        overlaps.close();
    }

    private List<ReferenceOverlap> after(OverlapInput... inputs) throws Exception {
        for (OverlapInput input : inputs) {
            sides.processElement(input, 0);
        }
        for (OverlapSide side : TestingOperators.out(sides)) {
            overlaps.processElement(side, 0);
        }
        return TestingOperators.out(overlaps);
    }

    private static FoundOverlap found(int clip, long at) {
        return new FoundOverlap(
                "overlap-" + clip,
                "film",
                "master",
                "clip-" + clip,
                "master",
                List.of(new OverlapSpan(0, 10_000, 20_000, 30_000)),
                at);
    }

    private OverlapInput[] both(int clip, long at) {
        return new OverlapInput[] {
            OverlapInput.found(found(clip, at)), OverlapInput.found(found(clip, at).mirrored())
        };
    }

    @Test
    void bothWorksGetARecordOnceAndItsEnd() throws Exception {
        after(OverlapInput.owned("film", List.of("harbour")));
        assertThat(after(both(1, 5)))
                .extracting(ReferenceOverlap::workId)
                .containsExactlyInAnyOrder("film", "clip-1");
        assertThat(after(both(1, 5))).as("a repeat").isEmpty();
        assertThat(after(OverlapInput.renewed("clip-1", "master", 5))).as("its own").isEmpty();
        assertThat(after(OverlapInput.owned("clip-1", List.of("mei"))))
                .as("now its owner is known")
                .allMatch(one -> one.open() && one.otherOwners().size() == 1)
                .hasSize(2);
        assertThat(after(OverlapInput.renewed("clip-1", "master", 6)))
                .allMatch(one -> !one.open())
                .hasSize(2);
    }

    private static final long DAY_MS = 24 * 3_600_000L;

    /** That both were read anew is known before either is searched for. */
    @Test
    void whoHadItFirstIsKnownForADayAfterBothWent() throws Exception {
        after(both(1, 5));
        after(
                OverlapInput.renewed("film", "master", 6),
                OverlapInput.renewed("clip-1", "master", 7));
        overlaps.setProcessingTime(DAY_MS - 1);
        after(both(1, 7));
        overlaps.setProcessingTime(DAY_MS);
        assertThat(TestingOperators.stateEntries(overlaps)).as("found again").isPositive();
        after(
                OverlapInput.renewed("film", "master", 8),
                OverlapInput.renewed("clip-1", "master", 8));
        overlaps.setProcessingTime(2 * DAY_MS - 1);
        assertThat(TestingOperators.stateEntries(overlaps)).isPositive();
        overlaps.setProcessingTime(2 * DAY_MS);
        assertThat(TestingOperators.stateEntries(overlaps)).isZero();
    }

    @Test
    void ofOneOwnerThereIsNoneThatIsOpen() throws Exception {
        assertThat(
                        after(
                                OverlapInput.owned("film", List.of("harbour")),
                                OverlapInput.owned("clip-1", List.of("harbour", "mei")),
                                OverlapInput.found(found(1, 5)),
                                OverlapInput.found(found(1, 5).mirrored())))
                .as("shared all the same")
                .hasSize(2)
                .allMatch(one -> one.holds() && !one.open());
        assertThat(after(OverlapInput.owned("clip-1", List.of("mei"))))
                .as("sold")
                .allMatch(ReferenceOverlap::open)
                .hasSize(2);
    }

    private static OverlapInput[] published(FoundOverlap found, boolean holds) {
        return new OverlapInput[] {
            OverlapInput.published(found, holds), OverlapInput.published(found.mirrored(), holds)
        };
    }

    private void loads() throws Exception {
        for (String key : KeyGroups.oneKeyEach()) {
            sides.processElement(OverlapInput.loaded(key, new Loaded("policies", 0, 1)), 0);
        }
    }

    @Test
    void aStartWithoutStateBeginsWithWhatWasPublished() throws Exception {
        after(published(found(1, 5), true));
        after(published(found(2, 5), true));
        after(published(found(2, 5), false));
        loads();
        assertThat(after(OverlapInput.renewed("clip-1", "master", 6)))
                .as("what was read then is known")
                .hasSize(2)
                .allMatch(one -> !one.holds());
        assertThat(after(OverlapInput.renewed("clip-2", "master", 6))).as("was over").isEmpty();
        assertThat(after(published(found(3, 5), true))).as("its own, read back").isEmpty();
        assertThat(after(both(3, 5))).hasSize(2);
        assertThat(after(published(found(3, 5), false))).as("behind its state").isEmpty();
        assertThat(after(OverlapInput.renewed("clip-3", "master", 6))).hasSize(2);
    }

    @Test
    void whatIsInItsStateIsNotReadBack() throws Exception {
        after(both(1, 5));
        OperatorSubtaskState snapshot = sides.snapshot(1, 1);
        sides.close();
        sides =
                TestingOperators.keyed(
                        new OverlapSidesFunction(List.of("policies")),
                        OverlapInput::workId,
                        Types.STRING,
                        snapshot);
        assertThat(after(published(found(2, 5), true))).isEmpty();
        after(published(found(1, 5), false));
        assertThat(after(OverlapInput.renewed("film", "master", 6))).hasSize(2);
    }

    @Test
    void ofAWorkThereIsALimit() throws Exception {
        int published = 0;
        for (int clip = 0; clip < Overlaps.MOST_OF_A_WORK + 10; clip++) {
            published += after(both(clip, 5)).size();
        }
        assertThat(published).as("both records of each").isEqualTo(2 * Overlaps.MOST_OF_A_WORK);
        after(OverlapInput.renewed("film", "master", 6));
        assertThat(after(both(200, 6))).as("there is room again").hasSize(2);
    }
}
