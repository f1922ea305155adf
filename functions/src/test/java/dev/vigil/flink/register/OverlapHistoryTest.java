package dev.vigil.flink.register;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.flink.KeyGroups;
import dev.vigil.flink.TestingOperators;
import dev.vigil.register.Overlaps;
import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.match.EvidenceBuilder;
import dev.vigil.schema.register.FoundOverlap;
import dev.vigil.schema.register.OverlapInput;
import dev.vigil.schema.register.OverlapOwners;
import dev.vigil.schema.register.OverlapSide;
import dev.vigil.schema.register.OverlapSpan;
import dev.vigil.schema.register.ReferenceOverlap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Recordings that are read anew, go and are sold, against a model that knows no delay: what each
 * sender sends keeps its order, and senders overtake each other as they do between tasks.
 */
class OverlapHistoryTest {
    private static final int SEEDS = Integer.getInteger("seeds", 1_000);
    private static final int STEPS = 8;
    private static final List<String> NAMES = List.of("film", "clip", "trailer");
    private static final List<List<String>> OWNERS =
            List.of(List.of(), List.of("harbour"), List.of("mei"), List.of("lin", "wei"));

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
        for (String key : KeyGroups.oneKeyEach()) {
            sides.processElement(OverlapInput.loaded(key, new Loaded("policies", 0, 1)), 0);
        }
    }

    @AfterEach
    void close() throws Exception {
        sides.close();
        overlaps.close();
    }

    @Test
    void theLastRecordsAreThoseOfTheNewestReadings() throws Exception {
        int open = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            History history = new History(seed);
            history.write();
            Map<String, ReferenceOverlap> topic = played(history);
            Map<String, ReferenceOverlap> last = new HashMap<>(topic);
            last.values().removeIf(one -> !one.open());
            last.replaceAll((key, one) -> one.withSpans(unordered(one.spans())));
            assertThat(last).as("seed %s", seed).isEqualTo(history.expected());
            open += last.size();
        }
        assertThat(open).as("records of either side").isGreaterThan(SEEDS / 2);
    }

    /** In a random order of senders, at both operators. */
    private Map<String, ReferenceOverlap> played(History history) throws Exception {
        Map<String, ReferenceOverlap> topic = new HashMap<>();
        Map<String, Deque<OverlapSide>> between = new LinkedHashMap<>();
        while (!history.sent.isEmpty() || !between.isEmpty()) {
            boolean isSide =
                    history.sent.isEmpty() || !between.isEmpty() && history.random.nextInt(3) == 0;
            if (isSide) {
                overlaps.processElement(next(between, history.random), 0);
                TestingOperators.out(overlaps).forEach(one -> topic.put(one.key(), one));
            } else {
                sides.processElement(next(history.sent, history.random), 0);
                for (OverlapSide side : TestingOperators.out(sides)) {
                    String sender = side.found().workId() + side.overlapId();
                    between.computeIfAbsent(sender, k -> new ArrayDeque<>()).add(side);
                }
            }
        }
        return topic;
    }

    /** Who had it first is what OverlapsTest asks. */
    private static List<OverlapSpan> unordered(List<OverlapSpan> spans) {
        return spans.stream().map(span -> span.had(null)).toList();
    }

    private static <T> T next(Map<String, Deque<T>> senders, Random random) {
        List<String> names = List.copyOf(senders.keySet());
        String name = names.get(random.nextInt(names.size()));
        T next = senders.get(name).remove();
        senders.computeIfPresent(name, (k, left) -> left.isEmpty() ? null : left);
        return next;
    }

    /** What happens, one step after the other, and who sends what of it. */
    private static final class History {
        private final Random random;
        private final String suffix;
        private final Map<String, Deque<OverlapInput>> sent = new LinkedHashMap<>();
        private final Set<String> there = new HashSet<>();
        private final Map<String, List<String>> owners = new HashMap<>();

        /** By the name of an overlap, as the newest reading of the two found it. */
        private final Map<String, FoundOverlap> shared = new HashMap<>();

        private long now = 100;

        History(long seed) {
            random = new Random(seed);
            suffix = "-" + seed;
        }

        void write() {
            for (int i = 0; i < STEPS; i++) {
                String work = NAMES.get(random.nextInt(NAMES.size())) + suffix;
                now += 1 + random.nextInt(3);
                switch (random.nextInt(6)) {
                    case 0 -> goes(work);
                    case 1 -> sold(work);
                    default -> read(work);
                }
            }
        }

        private void sends(String sender, OverlapInput input) {
            sent.computeIfAbsent(sender + ">" + input.workId(), k -> new ArrayDeque<>()).add(input);
        }

        private void goes(String work) {
            if (there.remove(work)) {
                sends("probes", OverlapInput.renewed(work, "master", now));
                forget(work);
            }
        }

        private void forget(String work) {
            shared.values().removeIf(o -> o.workId().equals(work) || o.otherWorkId().equals(work));
        }

        private void sold(String work) {
            List<String> to = OWNERS.get(random.nextInt(OWNERS.size()));
            owners.put(work, to);
            List<String> stakes = to.stream().map(party -> party + "/everywhere").toList();
            sends("owners", OverlapInput.owned(work, new OverlapOwners(to, stakes, now, 0)));
        }

        private void read(String work) {
            there.add(work);
            sends("probes", OverlapInput.renewed(work, "master", now));
            forget(work);
            for (String other : there) {
                int stretches = other.equals(work) ? 0 : random.nextInt(3);
                for (int i = 0; i < stretches; i++) {
                    found(work, other, 20_000L * i);
                }
            }
        }

        /** A session for each reading; its reports go to both works. */
        private void found(String work, String other, long fromMs) {
            FoundOverlap found = report(work, other, fromMs, 2_000 + random.nextInt(5_000));
            String session = "session:" + work + now;
            sends(session, OverlapInput.found(found));
            sends(session, OverlapInput.found(found.mirrored()));
            shared.merge(found.overlapId(), found, Overlaps::with);
        }

        private FoundOverlap report(String work, String other, long fromMs, long lengthMs) {
            return Overlaps.found(
                    work,
                    "master",
                    EvidenceBuilder.builder()
                            .workId(other)
                            .referenceId("master")
                            .queryStartMs(fromMs)
                            .queryEndMs(fromMs + lengthMs)
                            .refStartMs(100_000 + fromMs)
                            .refEndMs(100_000 + fromMs + lengthMs)
                            .build(),
                    now);
        }

        Map<String, ReferenceOverlap> expected() {
            List<ReferenceOverlap> all = new ArrayList<>();
            for (FoundOverlap found : shared.values()) {
                boolean isOfOne = !Collections.disjoint(ofParty(found), ofParty(found.mirrored()));
                if (!isOfOne && found.commonMs() >= Overlaps.LEAST_MS) {
                    all.add(record(found));
                    all.add(record(found.mirrored()));
                }
            }
            return all.stream().collect(Collectors.toMap(ReferenceOverlap::key, one -> one));
        }

        private List<String> ofParty(FoundOverlap found) {
            return owners.getOrDefault(found.workId(), List.of());
        }

        private ReferenceOverlap record(FoundOverlap found) {
            List<OverlapSpan> spans = unordered(found.spans());
            return new ReferenceOverlap(
                    found.workId(),
                    found.referenceId(),
                    found.overlapId(),
                    found.otherWorkId(),
                    found.otherReferenceId(),
                    ofParty(found),
                    ofParty(found.mirrored()),
                    spans,
                    found.commonMs(),
                    true,
                    found.at(),
                    true,
                    false);
        }
    }
}
