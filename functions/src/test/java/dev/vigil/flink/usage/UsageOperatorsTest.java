package dev.vigil.flink.usage;

import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.stateEntries;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.flink.TestingMetrics;
import dev.vigil.flink.TestingOperators;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.RegisteredWorkBuilder;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.usage.ContestedSpan;
import dev.vigil.schema.usage.LicenseOffered;
import dev.vigil.schema.usage.MeterInput;
import dev.vigil.schema.usage.SessionAudience;
import dev.vigil.schema.usage.UsageAmountBuilder;
import dev.vigil.schema.usage.UsageConflict;
import dev.vigil.schema.usage.UsageInput;
import dev.vigil.schema.usage.UsageOffer;
import dev.vigil.schema.usage.UsageReason;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.schema.usage.UsageState;
import dev.vigil.usage.NaiveUsage;
import dev.vigil.usage.UsageRules;
import dev.vigil.usage.UsageWorld;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Meter, Holds and Rows, killed and restored, and started without state. */
class UsageOperatorsTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final long MIDNIGHT = UsageWorld.MIDNIGHT;
    private static final long DAY_MS = 24L * 3_600_000;
    private static final long SETTLED = MIDNIGHT + DAY_MS + UsageRules.SETTLE_MS;
    private static final UsageRules RULES = new UsageRules(SHANGHAI, 6 * DAY_MS);
    private static final String ROW = "2026-11-26/work-1/CN/LIVE_RELAY/NONE";

    private final List<UsageRow> published = new ArrayList<>();
    private KeyedOneInputStreamOperatorTestHarness<String, MeterInput, UsageInput> meter;
    private KeyedOneInputStreamOperatorTestHarness<String, UsageInput, UsageInput> holds;
    private KeyedOneInputStreamOperatorTestHarness<String, UsageInput, UsageRow> rows;

    /** A checkpoint: state of all, and how far topics were read and written. */
    private record Saved(
            OperatorSubtaskState meter,
            OperatorSubtaskState holds,
            OperatorSubtaskState rows,
            int read,
            int written) {}

    private void open(Saved from) throws Exception {
        close();
        meter =
                TestingOperators.keyed(
                        new MeterFunction(RULES),
                        MeterInput::sessionId,
                        Types.STRING,
                        from == null ? null : from.meter());
        holds =
                TestingOperators.keyed(
                        new HoldsFunction(RULES),
                        UsageInput::workId,
                        Types.STRING,
                        from == null ? null : from.holds());
        rows =
                TestingOperators.keyed(
                        new RowsFunction(RULES),
                        UsageInput::rowId,
                        Types.STRING,
                        from == null ? null : from.rows());
    }

    @AfterEach
    void close() throws Exception {
        if (meter != null) {
            meter.close();
            holds.close();
            rows.close();
        }
    }

    private Saved save(int read) throws Exception {
        return new Saved(
                meter.snapshot(1, 1),
                holds.snapshot(1, 1),
                rows.snapshot(1, 1),
                read,
                published.size());
    }

    private void read(MeterInput fact) throws Exception {
        meter.processElement(fact, 0);
        for (UsageInput change : out(meter)) {
            read(change);
        }
    }

    private void read(UsageInput change) throws Exception {
        holds.processElement(change, 0);
        for (UsageInput held : out(holds)) {
            rows.processElement(held, 0);
        }
        published.addAll(out(rows));
    }

    private void pass(long ms) throws Exception {
        meter.processWatermark(new Watermark(ms));
        out(meter);
        holds.processWatermark(new Watermark(ms));
        out(holds);
        rows.processWatermark(new Watermark(ms));
        published.addAll(out(rows));
    }

    private Map<String, UsageRow> last() {
        Map<String, UsageRow> last = new TreeMap<>();
        published.forEach(row -> last.put(row.rowId(), row));
        return last;
    }

    private static void assertEqual(
            long seed, Map<String, UsageRow> published, Map<String, NaiveUsage.Row> expected) {
        Map<String, String> is = new TreeMap<>();
        published.forEach((id, row) -> is.put(id, text(row)));
        Map<String, String> due = new TreeMap<>();
        expected.forEach((id, row) -> due.put(id, row.toString()));
        // What was taken back was published, and is 0.
        is.keySet().removeIf(id -> !due.containsKey(id) && published.get(id).usedMs() == 0);
        assertThat(is).as("seed %d", seed).isEqualTo(due);
    }

    private static String text(UsageRow row) {
        NaiveUsage.Row text = new NaiveUsage.Row();
        text.usedMs = row.usedMs();
        text.liveMs = row.liveMs();
        text.sessions = row.sessions();
        text.audienceMs = row.audienceMs() == null ? 0 : row.audienceMs();
        text.viewMs = row.viewMs();
        text.viewers = row.viewers();
        text.plays = row.plays();
        return text.toString();
    }

    private static Map<String, NaiveUsage.Row> expected(List<MeterInput> facts) {
        NaiveUsage naive = new NaiveUsage(SHANGHAI);
        facts.forEach(naive::read);
        return naive.rows();
    }

    /** Error 0 ms: killed in any place, and started again from any earlier checkpoint. */
    @Test
    void killsAndRestoresLoseAndDoubleNothing() throws Exception {
        for (long seed = 0; seed < 12; seed++) {
            Random random = new Random(seed);
            List<MeterInput> facts = new UsageWorld(seed).facts;
            published.clear();
            open(null);
            List<Saved> saved = new ArrayList<>(List.of(save(0)));
            int kills = 0;
            int caughtUp = 0;
            long time = MIDNIGHT + 60_000;
            for (int at = 0; at < facts.size(); ) {
                read(facts.get(at++));
                // As its sources are: no time passes before all is read again.
                if (at > caughtUp && random.nextInt(4) == 0) {
                    pass(time += 7_000);
                }
                if (random.nextInt(5) == 0) {
                    saved.add(save(at));
                }
                if (kills < 3 && random.nextInt(6) == 0) {
                    kills++;
                    Saved from = saved.get(random.nextInt(saved.size()));
                    saved.removeIf(other -> other.read() > from.read());
                    open(from);
                    caughtUp = Math.max(caughtUp, at);
                    at = from.read();
                    List<UsageRow> back =
                            List.copyOf(published.subList(from.written(), published.size()));
                    for (UsageRow row : back) {
                        read(UsageInput.published(row));
                    }
                }
            }
            pass(time + 60_000);
            assertEqual(seed, last(), expected(facts));
            pass(SETTLED);
            assertEqual(seed, last(), expected(facts));
            assertThat(last().values())
                    .extracting(UsageRow::state)
                    .doesNotContain(UsageState.PROVISIONAL);
        }
    }

    /** U3: what was settled is as it was, though half of the verdicts are gone. */
    @Test
    void aStartWithoutStateChangesNothingThatWasSettled() throws Exception {
        int rowsSeen = 0;
        for (long seed = 0; seed < 8; seed++) {
            List<MeterInput> facts = new UsageWorld(seed).facts;
            published.clear();
            open(null);
            for (MeterInput fact : facts) {
                read(fact);
            }
            pass(MIDNIGHT + 60_000);
            pass(SETTLED);
            Map<String, UsageRow> settled = last();
            List<UsageRow> log = List.copyOf(published);
            published.clear();
            open(null);
            List<Object> left = new ArrayList<>(facts.subList(facts.size() / 2, facts.size()));
            left.addAll(log);
            interleaved(left, new Random(seed));
            // Longer ago than all can be read.
            pass(MIDNIGHT + 8 * DAY_MS);
            assertThat(published).as("seed %d", seed).isEmpty();
            rowsSeen += settled.size();
        }
        assertThat(rowsSeen).isGreaterThan(40);
    }

    private void interleaved(List<Object> left, Random random) throws Exception {
        List<Object> rowsLeft = left.stream().filter(UsageRow.class::isInstance).toList();
        List<Object> factsLeft = left.stream().filter(MeterInput.class::isInstance).toList();
        List<Boolean> turns = new ArrayList<>(Collections.nCopies(rowsLeft.size(), true));
        turns.addAll(Collections.nCopies(factsLeft.size(), false));
        Collections.shuffle(turns, random);
        int row = 0;
        int fact = 0;
        for (boolean isRow : turns) {
            if (isRow) {
                read(UsageInput.published((UsageRow) rowsLeft.get(row++)));
            } else {
                read((MeterInput) factsLeft.get(fact++));
            }
        }
    }

    @Test
    void nothingIsLeftOnceAllIsOver() throws Exception {
        open(null);
        for (long seed = 0; seed < 10; seed++) {
            for (MeterInput fact : new UsageWorld(seed).facts) {
                read(fact);
            }
        }
        pass(MIDNIGHT + 60_000);
        assertThat(stateEntries(rows)).isPositive();
        for (int day = 1; day <= 40; day++) {
            pass(MIDNIGHT + day * DAY_MS);
        }
        assertThat(stateEntries(meter)).isZero();
        assertThat(stateEntries(holds)).isZero();
        assertThat(stateEntries(rows)).isZero();
        assertThat(meter.numEventTimeTimers()).isZero();
        assertThat(holds.numEventTimeTimers()).isZero();
        assertThat(rows.numEventTimeTimers()).isZero();
    }

    @Test
    void nothingIsPublishedBeforeAllIsReadAndThenWithinTenSeconds() throws Exception {
        open(null);
        read(changed(5_000));
        assertThat(published).isEmpty();
        pass(MIDNIGHT);
        assertThat(published).hasSize(1);
        read(changed(1_000));
        read(changed(1_000));
        pass(MIDNIGHT + UsageRules.PUBLISH_MS - 1);
        assertThat(published).hasSize(1);
        pass(MIDNIGHT + UsageRules.PUBLISH_MS);
        assertThat(published).hasSize(2);
        assertThat(published.get(1).usedMs()).isEqualTo(7_000);
    }

    @Test
    void whatComesForARowThatIsOverIsCounted() throws Exception {
        open(null);
        pass(MIDNIGHT + 30 * DAY_MS);
        read(changed(5_000));
        pass(MIDNIGHT + 31 * DAY_MS);
        assertThat(published).isEmpty();
        assertThat(stateEntries(rows)).isZero();
        assertThat(TestingMetrics.value(rows, RowsFunction.TOO_LATE)).isEqualTo(1);
    }

    @Test
    void aConflictHoldsTheRowsOfItsWorkAndLetsThemGo() throws Exception {
        open(null);
        read(changed(5_000));
        pass(MIDNIGHT);
        read(
                UsageInput.conflict(
                        MIDNIGHT + 1,
                        new UsageConflict(
                                "c1", "work-1", RightType.LIVE_RELAY, "CN", UsageConflict.ALWAYS)));
        read(
                UsageInput.conflict(
                        MIDNIGHT + 1,
                        new UsageConflict("c2", "work-2", null, null, UsageConflict.ALWAYS)));
        pass(MIDNIGHT + 20_000);
        assertThat(last().get(ROW).inConflict()).isTrue();
        read(changed(1_000));
        pass(MIDNIGHT + 40_000);
        assertThat(last().get(ROW).inConflict()).isTrue();
        read(
                UsageInput.conflict(
                        MIDNIGHT + 2,
                        new UsageConflict("c1", "work-1", RightType.LIVE_RELAY, "CN", List.of())));
        pass(MIDNIGHT + 60_000);
        assertThat(last().get(ROW).held()).isNull();
        assertThat(last().get(ROW).usedMs()).isEqualTo(6_000);
    }

    /** Owners have thirty days to agree, and a person longer: no row of that time is lost. */
    @Test
    void aConflictThatLastsForWeeksLetsItsFirstRowsGo() throws Exception {
        open(null);
        read(changed(5_000));
        read(conflict(UsageConflict.ALWAYS));
        pass(MIDNIGHT);
        for (int day = 1; day <= 60; day++) {
            pass(MIDNIGHT + day * DAY_MS);
        }
        assertThat(last().get(ROW).inConflict()).isTrue();
        read(conflict(List.of()));
        pass(MIDNIGHT + 60 * DAY_MS + 60_000);
        UsageRow row = last().get(ROW);
        assertThat(row.held()).isNull();
        assertThat(row.usedMs()).isEqualTo(5_000);
        assertThat(row.amendments())
                .last()
                .satisfies(
                        one ->
                                assertThat(one.reasons())
                                        .containsExactly(UsageReason.CONFLICT_ENDED));
        pass(MIDNIGHT + 62 * DAY_MS);
        assertThat(stateEntries(holds)).isZero();
        assertThat(stateEntries(rows)).isZero();
    }

    /** Conflicts and owners are read back like all else: nothing that is held is let go. */
    @Test
    void aStartWithoutStateHoldsWhatWasHeld() throws Exception {
        open(null);
        RegisteredWork work =
                RegisteredWorkBuilder.builder()
                        .workId("work-1")
                        .version(1)
                        .owners(List.of(new OwnerShare("owner-1", List.of(), List.of())))
                        .build();
        read(UsageInput.work(work));
        read(changed(5_000));
        read(conflict(UsageConflict.ALWAYS));
        pass(SETTLED);
        UsageRow held = last().get(ROW);
        assertThat(held.inConflict()).isTrue();
        assertThat(held.shareBp("owner-1")).isEqualTo(10_000);
        List<UsageInput> topics =
                List.of(
                        UsageInput.published(held),
                        conflict(UsageConflict.ALWAYS),
                        UsageInput.work(work));
        for (long seed = 0; seed < 6; seed++) {
            List<UsageInput> order = new ArrayList<>(topics);
            Collections.shuffle(order, new Random(seed));
            published.clear();
            open(null);
            for (UsageInput input : order) {
                read(input);
            }
            pass(SETTLED + DAY_MS);
            assertThat(published).as("%s", order).isEmpty();
        }
        read(conflict(List.of()));
        pass(SETTLED + DAY_MS + 60_000);
        assertThat(last().get(ROW).held()).isNull();
    }

    @Test
    void rowsFollowTheirOwners() throws Exception {
        open(null);
        read(changed(5_000));
        pass(MIDNIGHT);
        pass(SETTLED);
        assertThat(last().get(ROW).shares()).isEmpty();
        read(UsageInput.work(owned(1, "owner-1")));
        pass(SETTLED + 60_000);
        assertThat(last().get(ROW).shareBp("owner-1")).isEqualTo(10_000);
        int count = published.size();
        read(UsageInput.work(owned(2, "owner-1")));
        pass(SETTLED + 120_000);
        assertThat(published).as("the same owners").hasSize(count);
        read(UsageInput.work(owned(3, "owner-2")));
        pass(SETTLED + 180_000);
        assertThat(last().get(ROW).shareBp("owner-1")).isZero();
        assertThat(last().get(ROW).amendments().get(0).reasons())
                .containsExactly(UsageReason.OWNERS_CHANGED);
    }

    private static RegisteredWork owned(long version, String owner) {
        return RegisteredWorkBuilder.builder()
                .workId("work-1")
                .version(version)
                .owners(List.of(new OwnerShare(owner, List.of(), List.of())))
                .build();
    }

    private static UsageInput conflict(List<ContestedSpan> spans) {
        return UsageInput.conflict(
                MIDNIGHT, new UsageConflict("c1", "work-1", RightType.LIVE_RELAY, "CN", spans));
    }

    /** A work that is shown every day must not be swept with each session of long ago. */
    @Test
    void aRowThatIsOverIsNotKept() throws Exception {
        open(null);
        pass(MIDNIGHT + 40 * DAY_MS);
        holds.processElement(changed(1), 0);
        assertThat(out(holds))
                .extracting(UsageInput::kind)
                .containsExactly(UsageInput.Kind.CHANGED);
        assertThat(stateEntries(holds)).isZero();
        assertThat(holds.numEventTimeTimers()).isZero();
    }

    /** More rows than a conflict can reach: counted, and each is right with its next change. */
    @Test
    void rowsOfAWorkHaveALimit() throws Exception {
        open(null);
        for (int i = 0; i < HoldsFunction.MOST_ROWS + 3; i++) {
            holds.processElement(
                    UsageInput.changed(
                            "work-1",
                            ROW.replace("NONE", "AUTHORIZATION:a" + i),
                            MIDNIGHT,
                            UsageAmountBuilder.builder().usedMs(1).build(),
                            UsageReason.FOUND_LATER),
                    0);
        }
        out(holds);
        assertThat(TestingMetrics.value(holds, HoldsFunction.NOT_REACHED)).isEqualTo(3);
        holds.processElement(conflict(UsageConflict.ALWAYS), 0);
        assertThat(out(holds)).hasSize(HoldsFunction.MOST_ROWS);
        holds.processElement(changed(1), 0);
        assertThat(out(holds))
                .extracting(UsageInput::kind)
                .containsExactly(UsageInput.Kind.CHANGED, UsageInput.Kind.OWNED);
    }

    /** What is reported of an upload that is no longer kept is counted, not lost silently. */
    @Test
    void anAudienceWithoutAWorkIsCounted() throws Exception {
        open(null);
        read(
                MeterInput.audience(
                        new SessionAudience("s", "CN", MIDNIGHT, MIDNIGHT + 1_000, 1, 1, 7L)));
        pass(MIDNIGHT + 1);
        assertThat(TestingMetrics.value(meter, MeterFunction.UNMATCHED)).isZero();
        pass(MIDNIGHT + 5 * DAY_MS);
        assertThat(TestingMetrics.value(meter, MeterFunction.UNMATCHED)).isEqualTo(1);
        assertThat(stateEntries(meter)).isZero();
    }

    @Test
    void noOfferGoesOutWhileOwnersAreInConflict() throws Exception {
        open(null);
        UsageInput occasion =
                UsageInput.offer(
                        "work-1",
                        MIDNIGHT,
                        new UsageOffer("account-1", "owner-1", 1, "offer-1", 5_000));
        read(
                UsageInput.conflict(
                        MIDNIGHT,
                        new UsageConflict("c1", "work-1", null, "CN", UsageConflict.ALWAYS)));
        read(occasion);
        assertThat(TestingOperators.side(holds, HoldsFunction.OFFERS)).isEmpty();
        read(
                UsageInput.conflict(
                        MIDNIGHT, new UsageConflict("c1", "work-1", null, "CN", List.of())));
        read(occasion);
        List<UsageInput> occasions = TestingOperators.side(holds, HoldsFunction.OFFERS);
        assertThat(occasions).containsExactly(occasion);
        try (KeyedOneInputStreamOperatorTestHarness<String, UsageInput, LicenseOffered> offers =
                TestingOperators.keyed(
                        new OffersFunction(), UsageInput::offerKey, Types.STRING, null)) {
            offers.processElement(occasion, 0);
            assertThat(out(offers)).as("nothing before all is read").isEmpty();
            offers.processWatermark(new Watermark(MIDNIGHT + 1));
            List<LicenseOffered> made = out(offers);
            assertThat(made).hasSize(1);
            offers.processElement(occasion, 0);
            offers.processWatermark(new Watermark(MIDNIGHT + 2));
            assertThat(out(offers)).as("once in 30 days").isEmpty();
            offers.processElement(UsageInput.published(made.get(0)), 0);
            for (int day = 1; day <= 32; day++) {
                offers.processWatermark(new Watermark(MIDNIGHT + day * DAY_MS));
            }
            assertThat(stateEntries(offers)).isZero();
            assertThat(offers.numEventTimeTimers()).isZero();
        }
    }

    private static UsageInput changed(long usedMs) {
        return UsageInput.changed(
                "work-1",
                ROW,
                MIDNIGHT,
                UsageAmountBuilder.builder()
                        .usedMs(usedMs)
                        .liveMs(usedMs)
                        .sessions(1)
                        .firstAt(MIDNIGHT - 5_000)
                        .lastAt(MIDNIGHT)
                        .build(),
                UsageReason.FOUND_LATER);
    }
}
