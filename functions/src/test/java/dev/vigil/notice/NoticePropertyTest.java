package dev.vigil.notice;

import static dev.vigil.notice.TestingNotices.DAY_MS;
import static dev.vigil.notice.TestingNotices.GRACE_MS;
import static dev.vigil.notice.TestingNotices.HOUR_MS;
import static dev.vigil.notice.TestingNotices.MINUTE_MS;
import static dev.vigil.notice.TestingNotices.NOTICE;
import static dev.vigil.notice.TestingNotices.T0_MS;
import static dev.vigil.notice.TestingNotices.notice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.event.NoticeState;
import dev.vigil.schema.state.NoticeCase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Invariants 1, 2, 9 and 10 over random histories, beside a model that shares no code. */
class NoticePropertyTest {
    private static final int HISTORIES = 4_000;
    private static final int EVENTS = 40;

    private final NoticeMachine machine = new NoticeMachine(new Ladder(GRACE_MS));
    private final List<String> log = new ArrayList<>();
    private NoticeCase state;
    private NaiveClock model;
    private long nowMs;

    @Test
    void randomHistoriesAgreeWithTheModel() {
        HashSet<NoticeState> ends = new HashSet<>();
        for (long seed = 1; seed <= HISTORIES; seed++) {
            Random random = new Random(seed);
            begin(random);
            for (int i = 0; i < EVENTS; i++) {
                happen(random);
                assertThat(log).as("seed %d, event %d", seed, i).isEqualTo(model.log);
            }
            check(seed);
            ends.add(state.state());
        }
        assertThat(ends)
                .as("ways to end")
                .contains(
                        NoticeState.ACTIONED,
                        NoticeState.CLEARED,
                        NoticeState.CLOSED_LATE,
                        NoticeState.WITHDRAWN);
    }

    private void begin(Random random) {
        String[] items =
                List.of("a", "b", "c").subList(0, 1 + random.nextInt(3)).toArray(new String[0]);
        nowMs = T0_MS;
        log.clear();
        model = new NaiveClock(T0_MS, items);
        state = machine.received(null, notice(NOTICE, T0_MS, items)).next();
    }

    private void happen(Random random) {
        switch (random.nextInt(12)) {
            case 0 -> {
                long stampMs = T0_MS + random.nextInt(5 * 60) * MINUTE_MS - 2 * HOUR_MS;
                keep(machine.received(state, notice(NOTICE, stampMs, "a")));
                model.received(stampMs);
            }
            case 1, 2 -> {
                String item = List.of("a", "b", "c", "d").get(random.nextInt(4));
                long effectiveMs = nowMs - random.nextInt(6 * 60) * MINUTE_MS;
                keep(machine.itemDone(state, item, effectiveMs, nowMs));
                model.done(item, effectiveMs);
            }
            case 3 -> {
                if (random.nextInt(10) == 0) {
                    keep(machine.withdrawn(state, nowMs));
                    model.withdrawn();
                }
            }
            case 4 -> keep(machine.acknowledged(state, NOTICE + "/1/E" + random.nextInt(8), nowMs));
            default -> advance(random);
        }
    }

    /** Mostly small steps, sometimes an outage of days. */
    private void advance(Random random) {
        nowMs +=
                random.nextInt(20) == 0
                        ? random.nextInt(5) * DAY_MS
                        : random.nextInt(3 * 3_600) * 1_000L;
        model.reached(nowMs);
        if (state.closedAt() == null && state.nextAt() <= nowMs) {
            keep(machine.due(state, nowMs));
        }
    }

    private void keep(Step step) {
        state = step.next();
        if (step.alert() != null) {
            log.add("alert " + step.alert().level() + " after " + step.alert().skippedLevels());
        }
        if (step.breach() != null) {
            log.add("breach " + step.breach().dueAt());
        }
        if (step.correction() != null) {
            log.add("correction " + step.correction().cleared());
        }
        if (step.resolved() != null) {
            log.add("resolved " + step.resolved().outcome());
        }
    }

    private void check(long seed) {
        assertThat(log).as("seed %d: nothing twice", seed).doesNotHaveDuplicates();
        assertThat(log.stream().filter(l -> l.startsWith("breach")))
                .as("seed %d: at most one breach", seed)
                .hasSizeLessThanOrEqualTo(1);
        assertThat(state.breached())
                .as("seed %d: a breach is never unwritten", seed)
                .isEqualTo(log.stream().anyMatch(l -> l.startsWith("breach")));
        if (state.closedAt() != null) {
            assertThat(log.get(log.size() - 1))
                    .as("seed %d: nothing follows a closure", seed)
                    .isEqualTo("resolved " + state.state());
        }
        assertThat(state.fired())
                .as("seed %d: every level at most once", seed)
                .doesNotHaveDuplicates();
    }
}
