package dev.vigil.flink.register;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.flink.KeyGroups;
import dev.vigil.flink.TestingOperators;
import dev.vigil.register.Overlaps;
import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.register.FoundOverlap;
import dev.vigil.schema.register.OverlapInput;
import dev.vigil.schema.register.OverlapOwners;
import dev.vigil.schema.register.OverlapSide;
import dev.vigil.schema.register.OverlapSpan;
import dev.vigil.schema.register.ReferenceOverlap;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import java.util.Arrays;
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

    private long version;

    @BeforeEach
    void open() throws Exception {
        startsWithoutState();
        overlaps =
                TestingOperators.keyed(
                        new OverlapsFunction(), OverlapSide::overlapId, Types.STRING, null);
        loads();
    }

    private void startsWithoutState() throws Exception {
        starts(null);
    }

    private void starts(OperatorSubtaskState snapshot) throws Exception {
        if (sides != null) {
            sides.close();
        }
        sides =
                TestingOperators.keyed(
                        new OverlapSidesFunction(List.of("policies")),
                        OverlapInput::workId,
                        Types.STRING,
                        snapshot);
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
        return published();
    }

    private List<ReferenceOverlap> published() throws Exception {
        for (OverlapSide side : TestingOperators.out(sides)) {
            overlaps.processElement(side, 0);
        }
        return TestingOperators.out(overlaps);
    }

    /** The clip had it later. */
    private static FoundOverlap found(int clip, long at) {
        return found(clip, at, 10_000);
    }

    private static FoundOverlap found(int clip, long at, long lengthMs) {
        return new FoundOverlap(
                "overlap-" + clip,
                "film",
                "master",
                "clip-" + clip,
                "master",
                List.of(new OverlapSpan(0, lengthMs, 20_000, 20_000 + lengthMs, false)),
                at);
    }

    private OverlapInput owned(String workId, String... parties) {
        return OverlapInput.owned(workId, owners(workId, ++version, parties));
    }

    private static OverlapOwners owners(String workId, long version, String... parties) {
        List<OwnerShare> shares =
                Arrays.stream(parties)
                        .map(party -> new OwnerShare(party, List.of(), List.of()))
                        .toList();
        return Overlaps.owners(new RegisteredWork(workId, version, null, null, null, shares));
    }

    private OverlapInput[] both(int clip, long at) {
        return both(clip, at, 10_000);
    }

    private OverlapInput[] both(int clip, long at, long lengthMs) {
        FoundOverlap found = found(clip, at, lengthMs);
        return new OverlapInput[] {OverlapInput.found(found), OverlapInput.found(found.mirrored())};
    }

    @Test
    void bothWorksGetARecordOnceAndItsEnd() throws Exception {
        after(owned("film", "harbour"));
        assertThat(after(both(1, 5)))
                .extracting(ReferenceOverlap::workId)
                .containsExactlyInAnyOrder("film", "clip-1");
        assertThat(after(both(1, 5))).as("a repeat").isEmpty();
        assertThat(after(OverlapInput.renewed("clip-1", "master", 5))).as("its own").isEmpty();
        assertThat(after(owned("clip-1", "mei")))
                .as("now its owner is known")
                .allMatch(one -> one.open() && one.otherOwners().size() == 1)
                .hasSize(2);
        assertThat(after(OverlapInput.renewed("clip-1", "master", 6)))
                .allMatch(one -> !one.open())
                .hasSize(2);
    }

    private static final long KEPT_MS = 90 * 24 * 3_600_000L;

    /** That both were read anew is known before either is searched for. */
    @Test
    void whoHadItFirstIsKnownFor90DaysAfterBothWent() throws Exception {
        after(both(1, 5));
        after(
                OverlapInput.renewed("film", "master", 6),
                OverlapInput.renewed("clip-1", "master", 7));
        overlaps.setProcessingTime(KEPT_MS - 10);
        after(both(1, 7));
        after(
                OverlapInput.renewed("film", "master", 8),
                OverlapInput.renewed("clip-1", "master", 8));
        overlaps.setProcessingTime(KEPT_MS);
        assertThat(TestingOperators.stateEntries(overlaps)).as("both went again").isPositive();
        overlaps.setProcessingTime(2 * KEPT_MS - 11);
        assertThat(TestingOperators.stateEntries(overlaps)).isPositive();
        overlaps.setProcessingTime(2 * KEPT_MS - 10);
        assertThat(TestingOperators.stateEntries(overlaps)).isZero();
    }

    /** That one is left out by the other work for want of room. */
    @Test
    void aSideAloneGoesToo() throws Exception {
        after(OverlapInput.found(found(1, 5)));
        after(OverlapInput.renewed("film", "master", 6));
        overlaps.setProcessingTime(KEPT_MS);
        assertThat(TestingOperators.stateEntries(overlaps)).isZero();
    }

    @Test
    void ofOneOwnerThereIsNoneThatIsOpen() throws Exception {
        assertThat(
                        after(
                                owned("film", "harbour", "lin"),
                                owned("clip-1", "harbour"),
                                OverlapInput.found(found(1, 5)),
                                OverlapInput.found(found(1, 5).mirrored())))
                .as("shared all the same")
                .hasSize(2)
                .allMatch(one -> one.holds() && !one.open());
        assertThat(after(owned("clip-1", "mei")))
                .as("sold")
                .allMatch(ReferenceOverlap::open)
                .hasSize(2);
        assertThat(after(owned("clip-1", "harbour", "mei")))
                .as("one owner in common")
                .allMatch(ReferenceOverlap::open)
                .hasSize(2);
    }

    /** Topics are read side by side, and records of a key that were replaced may be there still. */
    @Test
    void theOwnersOfTheLatestRecordCount() throws Exception {
        after(both(1, 5));
        OverlapOwners sold = owners("clip-1", 2, "mei");
        assertThat(after(OverlapInput.owned("clip-1", sold))).hasSize(2);
        assertThat(after(OverlapInput.owned("clip-1", owners("clip-1", 1, "harbour"))))
                .as("of the version before")
                .isEmpty();
        OverlapOwners claimed = new OverlapOwners(List.of("lin"), List.of("lin/*"), 1, 1);
        assertThat(after(OverlapInput.owned("clip-1", claimed))).as("by claims").hasSize(2);
        assertThat(after(OverlapInput.owned("clip-1", owners("clip-1", 3, "harbour"))))
                .as("a new description")
                .isEmpty();
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

    private List<ReferenceOverlap> afterAWhile() throws Exception {
        sides.setProcessingTime(sides.getProcessingTime() + 1_000);
        return published();
    }

    @Test
    void aStartWithoutStateBeginsWithWhatWasPublished() throws Exception {
        startsWithoutState();
        after(published(found(1, 5), true));
        after(published(found(2, 5), true));
        after(published(found(2, 5), false));
        loads();
        assertThat(afterAWhile()).hasSize(2);
        assertThat(after(OverlapInput.renewed("clip-1", "master", 6)))
                .as("what was read then is known")
                .hasSize(2)
                .allMatch(one -> !one.holds());
        assertThat(after(OverlapInput.renewed("clip-2", "master", 6))).as("was over").isEmpty();
        assertThat(after(published(found(3, 5), true))).as("its own, read back").isEmpty();
        assertThat(after(both(3, 5))).hasSize(2);
        assertThat(after(OverlapInput.renewed("clip-3", "master", 6))).hasSize(2);
    }

    /** Registers are read in any order: until they all are, works of one owner may have none. */
    @Test
    void nothingIsPublishedBeforeTheOwnersAreRead() throws Exception {
        startsWithoutState();
        assertThat(after(owned("film", "harbour"))).isEmpty();
        assertThat(after(published(found(1, 5), true))).as("of one owner").isEmpty();
        assertThat(after(both(2, 6))).as("found meanwhile").isEmpty();
        assertThat(afterAWhile()).isEmpty();
        assertThat(after(owned("clip-1", "harbour"), owned("clip-2", "harbour"))).isEmpty();
        loads();
        assertThat(afterAWhile()).hasSize(4).noneMatch(ReferenceOverlap::open);
        assertThat(afterAWhile()).as("once").isEmpty();
    }

    /** What a job of which no state is left has published as there holds no more. */
    @Test
    void whatGoesBeforeTheOwnersAreReadIsPublishedAsOver() throws Exception {
        startsWithoutState();
        after(published(found(1, 5), true));
        assertThat(after(OverlapInput.renewed("clip-1", "master", 6))).isEmpty();
        loads();
        assertThat(afterAWhile())
                .extracting(ReferenceOverlap::workId)
                .containsExactlyInAnyOrder("film", "clip-1");
        assertThat(after(OverlapInput.renewed("film", "master", 7))).as("was over").isEmpty();
    }

    @Test
    void whatIsInItsStateIsThereAfterARestart() throws Exception {
        after(both(1, 5));
        starts(sides.snapshot(1, 1));
        assertThat(after(published(found(1, 5), true))).as("its own, read back").isEmpty();
        loads();
        assertThat(afterAWhile()).isEmpty();
        assertThat(after(OverlapInput.renewed("film", "master", 6))).hasSize(2);
    }

    /** A state that was saved before all was read back. */
    @Test
    void aRestartInTheMiddleOfReadingBackLosesNothing() throws Exception {
        startsWithoutState();
        after(published(found(1, 5), true));
        starts(sides.snapshot(1, 1));
        after(published(found(2, 5), true));
        loads();
        assertThat(afterAWhile()).hasSize(4);
    }

    @Test
    void ofAWorkThereIsALimit() throws Exception {
        for (int other = 0; other < Overlaps.MOST_OF_A_WORK; other++) {
            after(bothOfClip(other, true, 10_000));
        }
        int known = TestingOperators.stateEntries(sides);
        List<ReferenceOverlap> ends = after(bothOfClip(200, true, 5_000));
        assertThat(ends).hasSize(2).noneMatch(ReferenceOverlap::holds);
        assertThat(after(readBack(ends))).isEmpty();
        assertThat(TestingOperators.stateEntries(sides))
                .as("nor a place in the other work")
                .isEqualTo(known);
        after(OverlapInput.renewed("clip-1", "master", 6));
        assertThat(after(both(1, 6))).as("there is room again").hasSize(2);
    }

    /** A hundred jingles that it had later hide no copy of it. */
    @Test
    void whatItHadFirstNeedsNoPlaceToHoldTheOther() throws Exception {
        for (int other = 0; other < Overlaps.MOST_OF_A_WORK; other++) {
            after(bothOfClip(other, true, 10_000));
        }
        assertThat(after(bothOfClip(200, false, 60_000)))
                .hasSize(2)
                .allMatch(ReferenceOverlap::holds);
    }

    /** A recording that had all of it later than others, each of which has more of it. */
    @Test
    void whatItHadLaterGoesWithItsEnd() throws Exception {
        for (int other = 0; other < Overlaps.MOST_OF_A_WORK; other++) {
            after(bothOfClip(other, true, 10_000 + other));
        }
        List<ReferenceOverlap> records = after(bothOfClip(200, true, 20_000));
        assertThat(records).hasSize(4);
        assertThat(records)
                .filteredOn(one -> !one.holds())
                .extracting(ReferenceOverlap::overlapId)
                .containsOnly("of-clip-0");
    }

    /** At the work that is asked, and at the other. */
    private static OverlapInput[] bothOfClip(int other, boolean newer, long lengthMs) {
        FoundOverlap found =
                new FoundOverlap(
                        "of-clip-" + other,
                        "clip-1",
                        "master",
                        "other-" + other,
                        "master",
                        List.of(new OverlapSpan(0, lengthMs, 0, lengthMs, newer)),
                        5);
        return new OverlapInput[] {OverlapInput.found(found), OverlapInput.found(found.mirrored())};
    }

    /** By a party that registers a hundred more copies of the film. */
    @Test
    void moreCopiesOfTheFilmEndNothingThatHoldsOne() throws Exception {
        after(both(0, 5, 9_000));
        for (int clip = 1; clip <= Overlaps.MOST_OF_A_WORK; clip++) {
            assertThat(after(both(clip, 5))).hasSize(2).allMatch(ReferenceOverlap::holds);
        }
        List<ReferenceOverlap> ends = after(OverlapInput.renewed("clip-0", "master", 6));
        assertThat(ends).hasSize(2).noneMatch(ReferenceOverlap::holds);
        assertThat(after(readBack(ends))).isEmpty();
        overlaps.setProcessingTime(KEPT_MS);
        assertThat(TestingOperators.stateEntries(overlaps))
                .as("not for ever, though the film does not know that it went")
                .isEqualTo(Overlaps.MOST_OF_A_WORK);
    }

    /** By its party, that registers a hundred works which share all of it. */
    @Test
    void worksThatShareMoreOfACopyEndNothingThatHoldsIt() throws Exception {
        after(both(1, 5, 9_000));
        for (int other = 0; other <= Overlaps.MOST_OF_A_WORK; other++) {
            assertThat(after(bothOfClip(other, false, 60_000)))
                    .extracting(ReferenceOverlap::overlapId)
                    .containsOnly("of-clip-" + other);
        }
        assertThat(after(OverlapInput.renewed("clip-1", "master", 6)))
                .extracting(ReferenceOverlap::overlapId)
                .as("is known here still")
                .contains("overlap-1");
    }

    /** The answers of its search come after the news of its retirement. */
    @Test
    void whatIsFoundOfARecordingThatWentTakesNoRoomInTheOtherWork() throws Exception {
        for (int clip = 0; clip < Overlaps.MOST_OF_A_WORK; clip++) {
            after(OverlapInput.renewed("clip-" + clip, "master", 6));
            List<ReferenceOverlap> ends = after(both(clip, 5));
            assertThat(ends).as("clip %s", clip).hasSize(2).noneMatch(ReferenceOverlap::holds);
            assertThat(after(readBack(ends))).isEmpty();
        }
        assertThat(after(both(200, 5, 5_000))).hasSize(2).allMatch(ReferenceOverlap::holds);
    }

    @Test
    void whatHasNoRoomAtAStartWithoutStateHoldsAsItWasPublished() throws Exception {
        startsWithoutState();
        for (int clip = 0; clip <= Overlaps.MOST_OF_A_WORK; clip++) {
            after(published(found(clip, 5, 10_000 + clip), true));
        }
        after(published(found(200, 5, 5_000), true));
        loads();
        assertThat(afterAWhile())
                .hasSize(2 * Overlaps.MOST_OF_A_WORK)
                .allMatch(ReferenceOverlap::holds);
    }

    @Test
    void whatIsReadBackOfARecordingThatWentIsPublishedAsOver() throws Exception {
        startsWithoutState();
        after(OverlapInput.renewed("clip-1", "master", 6));
        after(published(found(1, 5), true));
        loads();
        assertThat(afterAWhile()).hasSize(2).noneMatch(ReferenceOverlap::holds);
    }

    /** It ends after the recording went; a version that came in between is searched for as well. */
    @Test
    void theEndOfAnEarlierSearchTakesBackNoNews() throws Exception {
        after(
                OverlapInput.renewed("clip-1", "master", 8),
                OverlapInput.renewed("clip-1", "master", 6));
        assertThat(after(both(1, 7))).noneMatch(ReferenceOverlap::holds);
    }

    /** The film is not asked again by it: its place there is free for the next one. */
    @Test
    void whatWentTakesNoRoomInTheOtherWork() throws Exception {
        for (int clip = 0; clip <= Overlaps.MOST_OF_A_WORK; clip++) {
            assertThat(after(both(clip, 5))).as("clip %s", clip).hasSize(2);
            List<ReferenceOverlap> ends = after(OverlapInput.renewed("clip-" + clip, "master", 6));
            assertThat(ends).hasSize(2).noneMatch(ReferenceOverlap::holds);
            assertThat(after(readBack(ends))).isEmpty();
        }
        overlaps.setProcessingTime(KEPT_MS);
        assertThat(TestingOperators.stateEntries(overlaps)).as("nor for ever here").isZero();
    }

    /** As the source of policies reads them. */
    private static OverlapInput[] readBack(List<ReferenceOverlap> records) {
        return records.stream()
                .map(Overlaps::shared)
                .map(one -> OverlapInput.published(Overlaps.found(one), one.holds()))
                .toArray(OverlapInput[]::new);
    }

    @Test
    void theEndOfAnEarlierReadingEndsNothing() throws Exception {
        after(both(1, 5));
        List<ReferenceOverlap> ends = after(OverlapInput.renewed("clip-1", "master", 6));
        assertThat(after(both(1, 6))).as("found again").hasSize(2);
        assertThat(after(readBack(ends))).isEmpty();
        assertThat(after(OverlapInput.renewed("clip-1", "master", 7))).hasSize(2);
    }
}
