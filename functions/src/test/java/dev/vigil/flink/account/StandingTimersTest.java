package dev.vigil.flink.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.account.AccountBook;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.StrikeChanged;
import dev.vigil.schema.account.StrikeChangedBuilder;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.TimerService;
import org.junit.jupiter.api.Test;

class StandingTimersTest {
    private static final long SOON = 60;
    private static final long FAR = 1_000;

    private final Timers timers = new Timers();
    private AccountBook book = AccountBook.EMPTY;

    /** Counts what is set and deleted. */
    private static final class Timers implements TimerService {
        private final TreeSet<Long> set = new TreeSet<>();
        private long nowMs;
        private int changes;

        @Override
        public long currentProcessingTime() {
            throw new UnsupportedOperationException("an account has event time alone");
        }

        @Override
        public long currentWatermark() {
            return nowMs;
        }

        @Override
        public void registerProcessingTimeTimer(long time) {
            throw new UnsupportedOperationException("an account has event time alone");
        }

        @Override
        public void registerEventTimeTimer(long time) {
            set.add(time);
            changes++;
        }

        @Override
        public void deleteProcessingTimeTimer(long time) {
            throw new UnsupportedOperationException("an account has event time alone");
        }

        @Override
        public void deleteEventTimeTimer(long time) {
            set.remove(time);
            changes++;
        }
    }

    /**
     * Time goes on, and each timer that is due folds.
     *
     * @param foldAt of each fold; null for none
     * @param timerAt of each fold; null for none
     */
    private int passes(long ms, Long foldAt, Long timerAt) {
        timers.nowMs += ms;
        int folds = 0;
        while (!timers.set.isEmpty() && timers.set.first() <= timers.nowMs) {
            long fired = timers.set.pollFirst();
            book = StandingTimers.folded(book, fired, foldAt, timerAt, timers);
            folds++;
        }
        return folds;
    }

    private void reads() {
        book = StandingTimers.soon(book, timers);
    }

    private void awaitsAStrike() {
        StrikeChanged strike =
                StrikeChangedBuilder.builder()
                        .accountId("a-1")
                        .seq(1)
                        .causeId("c")
                        .causeKind("OFFENCE")
                        .stepBefore(LadderStep.S0)
                        .stepAfter(LadderStep.S1)
                        .ladderVersion("1")
                        .at(1_800_000_000_000L)
                        .build();
        book = book.withUnread(List.of(strike));
    }

    private void readsItsStrike() {
        book = book.withUnread(List.of());
        book = StandingTimers.returned(book, timers);
    }

    @Test
    void whatIsFarAwayIsNotSetAgain() {
        reads();
        passes(10, null, FAR);
        int before = timers.changes;

        reads();
        assertThat(passes(10, null, FAR)).isEqualTo(1);
        assertThat(timers.changes - before).isEqualTo(1);
        assertThat(timers.set).containsExactly(FAR);
    }

    @Test
    void manyFactsAreFoldedOnce() {
        reads();
        passes(10, null, FAR);
        for (int fact = 0; fact < 5; fact++) {
            reads();
        }
        assertThat(passes(FAR, null, null)).isEqualTo(1);
        assertThat(timers.set).isEmpty();
    }

    @Test
    void aStrikeThatWasReadBackIsNotLookedForAgain() {
        reads();
        awaitsAStrike();
        passes(10, SOON, FAR);
        assertThat(timers.set).containsExactly(SOON, FAR);

        readsItsStrike();
        assertThat(timers.set).containsExactly(FAR);
        assertThat(passes(FAR - 11, null, FAR)).isZero();
    }

    @Test
    void aStrikeThatIsReadBackTakesNoFoldFromFacts() {
        reads();
        awaitsAStrike();
        passes(10, SOON, FAR);
        reads();
        readsItsStrike();
        assertThat(passes(1, null, FAR)).isEqualTo(1);
    }

    /** Else what a person decided would wait until another fact is read. */
    @Test
    void aFoldThatFailedIsDoneAgainThoughAStrikeIsReadBack() {
        reads();
        long fired = timers.set.pollFirst();
        timers.nowMs = fired;
        book = StandingTimers.failed(book, fired, fired + SOON, timers);

        readsItsStrike();
        assertThat(timers.set).containsExactly(fired + SOON);
    }

    /** Whatever is done with them, there are the timers that the book names. */
    @Test
    void theBookNamesAllTimersThatAreSet() {
        for (long seed = 1; seed <= 2_000; seed++) {
            Random random = new Random(seed);
            timers.set.clear();
            timers.nowMs = 0;
            book = AccountBook.EMPTY;
            for (int step = 0; step < 20; step++) {
                switch (random.nextInt(4)) {
                    case 0 -> reads();
                    case 1 -> readsItsStrike();
                    case 2 -> awaitsAStrike();
                    default ->
                            passes(
                                    random.nextInt(3),
                                    later(random, book.unread().isEmpty()),
                                    later(random, random.nextBoolean()));
                }
                assertThat(timers.set).as("seed %d, step %d", seed, step).isEqualTo(named());
            }
        }
    }

    /** Few, so that both are often the same. */
    private Long later(Random random, boolean never) {
        return never ? null : Long.valueOf(timers.nowMs + 3 + random.nextInt(3));
    }

    private Set<Long> named() {
        return Stream.of(book.foldAt(), book.timerAt())
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
