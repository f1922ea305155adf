package dev.vigil.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.usage.MeterInput;
import dev.vigil.schema.usage.MeteredSession;
import dev.vigil.schema.usage.UsageAmount;
import dev.vigil.schema.usage.UsageInput;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.VerdictBuilder;
import dev.vigil.schema.verdict.WorkRuling;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Invariants of usage over seeded histories, each with faults that must be found. */
class UsagePropertyTest {
    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    static final UsageDays DAYS = new UsageDays(SHANGHAI);
    private static final int SEEDS = 60;

    /** A way of metering: the right one, or one with a fault. */
    private static class Metering {
        private final Meter meter = new Meter(new UsageDays(SHANGHAI));
        final Map<String, MeteredSession> sessions = new HashMap<>();
        final Map<String, UsageAmount> rows = new TreeMap<>();
        final Map<String, Map<String, Long>> usedMs = new HashMap<>();

        void read(MeterInput fact) {
            Meter.Step step = meter.on(sessions.get(fact.sessionId()), fact);
            sessions.put(fact.sessionId(), step.next());
            step.changes().stream()
                    .filter(change -> change.kind() == UsageInput.Kind.CHANGED)
                    .forEach(change -> add(fact.sessionId(), change));
        }

        void add(String sessionId, UsageInput change) {
            rows.merge(change.rowId(), change.amount(), UsageAmount::plus);
            UsageKey key = UsageKey.of(change.rowId());
            usedMs.computeIfAbsent(sessionId, s -> new HashMap<>())
                    .merge(
                            key.workId() + "/" + key.territory(),
                            change.amount().usedMs(),
                            Long::sum);
        }
    }

    /** One that reads something else than what is there. */
    private static Metering misreading(UnaryOperator<MeterInput> fault) {
        return new Metering() {
            @Override
            void read(MeterInput fact) {
                super.read(fault.apply(fact));
            }
        };
    }

    private static MeterInput with(MeterInput fact, UnaryOperator<VerdictBuilder> change) {
        return fact.verdict() == null
                ? fact
                : MeterInput.verdict(change.apply(VerdictBuilder.builder(fact.verdict())).build());
    }

    private static NaiveUsage check(long seed, Metering metering) {
        UsageWorld world = new UsageWorld(seed);
        NaiveUsage naive = new NaiveUsage(SHANGHAI);
        world.facts.forEach(metering::read);
        world.facts.forEach(naive::read);
        Map<String, String> expected = new TreeMap<>();
        naive.rows().forEach((id, row) -> expected.put(id, row.toString()));
        Map<String, String> got = new TreeMap<>();
        metering.rows.forEach(
                (id, amount) -> {
                    if (!amount.isZero()) {
                        got.put(id, text(amount).toString());
                    }
                });
        assertThat(got).as("seed %d", seed).isEqualTo(expected);
        return naive;
    }

    private static NaiveUsage.Row text(UsageAmount amount) {
        NaiveUsage.Row row = new NaiveUsage.Row();
        row.usedMs = amount.usedMs();
        row.liveMs = amount.liveMs();
        row.sessions = amount.sessions();
        row.audienceMs = amount.audienceMs();
        row.viewMs = amount.viewMsOf() == 0 ? null : Long.valueOf(amount.viewMs());
        row.viewers = amount.viewersOf() == 0 ? null : Long.valueOf(amount.viewers());
        row.plays = amount.playsOf() == 0 ? null : Long.valueOf(amount.plays());
        return row;
    }

    private static void isFound(java.util.function.Supplier<Metering> faulty) {
        assertThatThrownBy(
                        () -> {
                            for (long seed = 0; seed < SEEDS; seed++) {
                                check(seed, faulty.get());
                            }
                        })
                .isInstanceOf(AssertionError.class);
    }

    /** U1, U3, U4: to the millisecond, whatever comes in which order and twice. */
    @Test
    void rowsAreWhatAnIndependentModelCounts() {
        long used = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            Metering metering = new Metering();
            NaiveUsage naive = check(seed, metering);
            for (String session : new UsageWorld(seed).sessions) {
                for (String work : naive.works()) {
                    for (String territory : List.of("CN", "*")) {
                        long ms =
                                metering.usedMs
                                        .getOrDefault(session, Map.of())
                                        .getOrDefault(work + "/" + territory, 0L);
                        assertThat(ms)
                                .as("seed %d: %s of %s in %s", seed, work, session, territory)
                                .isEqualTo(naive.union(session, work, territory));
                        used += ms;
                    }
                }
            }
        }
        assertThat(used).as("histories with usage").isGreaterThan(300_000);
    }

    /** U1's fault: what each revision has matched is added up. */
    @Test
    void addingRevisionsIsFound() {
        isFound(
                () ->
                        new Metering() {
                            @Override
                            void read(MeterInput fact) {
                                if (fact.verdict() != null) {
                                    MeteredSession known = sessions.get(fact.sessionId());
                                    if (known != null) {
                                        sessions.put(fact.sessionId(), known.withWorks(List.of()));
                                    }
                                }
                                super.read(fact);
                            }
                        });
    }

    /** U1's other fault: what matches two references counts twice. */
    @Test
    void countingEachReferenceIsFound() {
        isFound(
                () ->
                        new Metering() {
                            @Override
                            void add(String sessionId, UsageInput change) {
                                UsageKey key = UsageKey.of(change.rowId());
                                String work = key.workId().replaceAll("#.*", "");
                                super.add(
                                        sessionId,
                                        UsageInput.changed(
                                                work,
                                                new UsageKey(
                                                                key.day(),
                                                                work,
                                                                key.territory(),
                                                                key.right(),
                                                                key.basis())
                                                        .rowId(),
                                                change.at(),
                                                change.amount(),
                                                change.why()));
                            }

                            @Override
                            void read(MeterInput fact) {
                                super.read(with(fact, UsagePropertyTest::byReference));
                            }
                        });
    }

    private static String ofReference(String workId, String matchId) {
        return workId + "#" + matchId.replace('/', '.');
    }

    private static VerdictBuilder byReference(VerdictBuilder verdict) {
        List<Evidence> evidence = verdict.evidence();
        if (verdict.rulings() != null) {
            verdict.rulings(
                    verdict.rulings().stream()
                            .flatMap(
                                    ruling ->
                                            ruling.matchIds().stream()
                                                    .map(
                                                            m ->
                                                                    ruling.with()
                                                                            .workId(
                                                                                    ofReference(
                                                                                            ruling
                                                                                                    .workId(),
                                                                                            m))
                                                                            .matchIds(List.of(m))
                                                                            .build()))
                            .toList());
        }
        return verdict.evidence(
                evidence.stream()
                        .map(e -> e.with().workId(ofReference(e.workId(), e.matchId())).build())
                        .toList());
    }

    /** U2: no authorization has what was shown outside of its time, but for a segment. */
    @Test
    void nothingIsUnderAnAuthorizationOutsideOfItsTime() {
        int rows = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            rows += authorized(seed, new Metering());
        }
        assertThat(rows).isGreaterThan(20);
    }

    private static int authorized(long seed, Metering metering) {
        UsageWorld world = new UsageWorld(seed, true);
        world.facts.forEach(metering::read);
        int rows = 0;
        for (Map.Entry<String, UsageAmount> row : metering.rows.entrySet()) {
            UsageKey key = UsageKey.of(row.getKey());
            List<UsageWorld.Permission> its =
                    world.permissions.stream()
                            .filter(one -> one.basis().equals(key.basis()))
                            .filter(one -> one.workId().equals(key.workId()))
                            .toList();
            if (!its.isEmpty() && row.getValue().liveMs() > 0) {
                rows++;
                long from = its.stream().mapToLong(UsageWorld.Permission::from).min().orElseThrow();
                long to = its.stream().mapToLong(UsageWorld.Permission::to).max().orElseThrow();
                assertThat(row.getValue().firstAt())
                        .as("seed %d: %s begins", seed, row.getKey())
                        .isGreaterThanOrEqualTo(from - UsageWorld.SEGMENT_MS);
                assertThat(row.getValue().lastAt())
                        .as("seed %d: %s ends", seed, row.getKey())
                        .isLessThanOrEqualTo(to + UsageWorld.SEGMENT_MS);
            }
        }
        return rows;
    }

    /** U2's fault: all is under the ruling of the first revision. */
    @Test
    void attributingToTheFirstRulingIsFound() {
        assertThatThrownBy(
                        () -> {
                            for (long seed = 0; seed < SEEDS; seed++) {
                                Map<String, List<WorkRuling>> first = new HashMap<>();
                                authorized(seed, misreading(fact -> asAtFirst(fact, first)));
                            }
                        })
                .isInstanceOf(AssertionError.class);
    }

    private static MeterInput asAtFirst(MeterInput fact, Map<String, List<WorkRuling>> first) {
        Verdict verdict = fact.verdict();
        if (verdict == null || verdict.rulings() == null) {
            return fact;
        }
        Map<String, List<WorkRuling>> rulings = new TreeMap<>();
        for (Evidence match : verdict.evidence()) {
            List<WorkRuling> its =
                    verdict.rulings().stream()
                            .filter(r -> r.matchIds().contains(match.matchId()))
                            .map(r -> r.of(List.of(match.matchId()), r.territories()))
                            .toList();
            rulings.put(match.matchId(), first.computeIfAbsent(match.matchId(), m -> its));
        }
        return with(fact, v -> v.rulings(rulings.values().stream().flatMap(List::stream).toList()));
    }

    /** U3's fault: the day is that of the judgement. */
    @Test
    void theDayOfTheJudgementIsFound() {
        isFound(
                () ->
                        misreading(
                                fact ->
                                        with(
                                                fact,
                                                v ->
                                                        v.evidence(
                                                                v.evidence().stream()
                                                                        .map(e -> late(e, v))
                                                                        .toList()))));
    }

    private static Evidence late(Evidence match, VerdictBuilder verdict) {
        long moved = verdict.judgedAt() - match.captureEnd();
        return match.with()
                .captureStart(match.captureStart() + moved)
                .captureEnd(match.captureEnd() + moved)
                .build();
    }

    /** U4's fault: an audience that nobody has reported is 0. */
    @Test
    void anAudienceOfZeroWhereItIsUnknownIsFound() {
        isFound(
                () ->
                        new Metering() {
                            @Override
                            void add(String sessionId, UsageInput change) {
                                UsageAmount known =
                                        change.amount()
                                                .withViewMsOf(1)
                                                .withViewersOf(1)
                                                .withPlaysOf(1);
                                super.add(
                                        sessionId,
                                        UsageInput.changed(
                                                change.workId(),
                                                change.rowId(),
                                                change.at(),
                                                known,
                                                change.why()));
                            }
                        });
    }

    /** A measure that was confirmed is no usage; ignoring that is found. */
    @Test
    void countingOnBehindAMeasureIsFound() {
        isFound(
                () ->
                        new Metering() {
                            @Override
                            void read(MeterInput fact) {
                                if (fact.kind() != MeterInput.Kind.CONFIRMED) {
                                    super.read(fact);
                                }
                            }
                        });
    }
}
