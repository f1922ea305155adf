package dev.vigil.flink;

import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.side;
import static dev.vigil.notice.TestingNotices.GRACE_MS;
import static dev.vigil.notice.TestingNotices.HOUR_MS;
import static dev.vigil.notice.TestingNotices.T0_MS;
import static dev.vigil.notice.TestingNotices.notice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.event.BreachRecord;
import dev.vigil.schema.event.EscalationAlert;
import dev.vigil.schema.event.EscalationResolved;
import dev.vigil.schema.flow.ListInput;
import dev.vigil.schema.flow.NoticeInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.Test;

/**
 * Invariant 1: a clock that is killed and restored, and reads again what it had read since the
 * snapshot, publishes under every id what a clock without accidents does, to the byte.
 */
class NoticeClockCrashTest {
    private static final int SCRIPTS = 12;
    private static final int NOTICES = 20;
    private static final int ENTRIES = 300;

    /** An input, or a watermark where there is none. */
    private record Entry(NoticeInput input, long watermarkMs) {}

    @Test
    void crashesAndRepeatsLeaveNoTrace() throws Exception {
        int published = 0;
        for (long seed = 1; seed <= SCRIPTS; seed++) {
            List<Entry> script = script(new Random(seed));
            Map<String, Object> calm = run(script, null);
            Map<String, Object> killed = run(script, new Random(-seed));
            assertThat(killed).as("seed %d", seed).isEqualTo(calm);
            published += calm.size();
        }
        assertThat(published).as("records of all scripts").isGreaterThan(SCRIPTS * NOTICES * 5);
    }

    private static List<Entry> script(Random random) {
        List<Entry> script = new ArrayList<>();
        long nowMs = T0_MS;
        for (int i = 0; i < ENTRIES; i++) {
            String id = "n-" + random.nextInt(NOTICES);
            switch (random.nextInt(6)) {
                case 0, 1 -> script.add(input(NoticeInput.received(notice(id, nowMs, "a", "b"))));
                case 2 -> {
                    String item = random.nextBoolean() ? "a" : "b";
                    long effectiveMs = nowMs - random.nextInt(3) * HOUR_MS;
                    if (i > ENTRIES / 3) {
                        script.add(input(NoticeInput.itemDone(id, item, effectiveMs, nowMs)));
                    }
                }
                default -> {
                    nowMs += random.nextInt(60) * HOUR_MS / 60;
                    script.add(new Entry(null, nowMs));
                }
            }
        }
        script.add(new Entry(null, nowMs + 40 * HOUR_MS));
        return script;
    }

    private static Entry input(NoticeInput input) {
        return new Entry(input, 0);
    }

    /** With a random: snapshots now and then, and now and then a fall back to the latest one. */
    private static Map<String, Object> run(List<Entry> script, Random accidents) throws Exception {
        Map<String, Object> published = new TreeMap<>();
        var clock = open(null);
        OperatorSubtaskState snapshot = clock.snapshot(0, 0);
        int snapshotAt = 0;
        int crashesLeft = accidents == null ? 0 : 10;
        for (int i = 0; i < script.size(); i++) {
            feed(clock, script.get(i));
            publish(clock, published);
            if (accidents != null && accidents.nextInt(12) == 0) {
                snapshot = clock.snapshot(i + 1, i + 1);
                snapshotAt = i + 1;
            } else if (crashesLeft > 0 && accidents.nextInt(12) == 0) {
                crashesLeft--;
                clock.close();
                clock = open(snapshot);
                i = snapshotAt - 1;
            }
        }
        clock.close();
        return published;
    }

    private static void feed(
            KeyedBroadcastOperatorTestHarness<String, NoticeInput, ListInput, EscalationAlert>
                    clock,
            Entry entry)
            throws Exception {
        if (entry.input() == null) {
            clock.processWatermark(entry.watermarkMs());
        } else {
            clock.processElement(entry.input(), entry.input().time());
        }
    }

    private static void publish(
            KeyedBroadcastOperatorTestHarness<String, NoticeInput, ListInput, EscalationAlert>
                    clock,
            Map<String, Object> published) {
        for (EscalationAlert alert : out(clock)) {
            published.put(alert.alertKey(), alert);
        }
        for (EscalationResolved resolved : side(clock, NoticeClock.RESOLVED)) {
            published.put(resolved.alertKey(), resolved);
        }
        for (BreachRecord breach : side(clock, NoticeClock.BREACHES)) {
            published.put(breach.breachId(), breach);
        }
    }

    private static KeyedBroadcastOperatorTestHarness<
                    String, NoticeInput, ListInput, EscalationAlert>
            open(OperatorSubtaskState restored) throws Exception {
        var clock =
                TestingOperators.broadcast(
                        new NoticeClock(GRACE_MS),
                        NoticeInput::noticeId,
                        Types.STRING,
                        1,
                        0,
                        restored);
        clock.processBroadcastWatermark(Long.MAX_VALUE);
        return clock;
    }
}
