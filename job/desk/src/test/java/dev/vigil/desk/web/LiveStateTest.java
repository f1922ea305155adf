package dev.vigil.desk.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.desk.ask.Age;
import dev.vigil.desk.ask.Ages;
import dev.vigil.desk.ask.ChangesQuery.Changes;
import dev.vigil.desk.store.StoreException;
import dev.vigil.desk.web.LiveState.Tick;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LiveStateTest {
    private static final Changes NEWS = new Changes(Set.of("escalations"), Set.of("n-7"));
    private static final Ages GOOD = new Ages(Age.of(0, 1, 2), Age.of(0, 1, 2), 5L);

    private long ms = 1_795_838_400_000L;
    private long nanos;
    private Changes changed = Changes.NONE;
    private final AtomicInteger counted = new AtomicInteger();
    private final List<Tick> ticks = new ArrayList<>();
    private final InstantSource clock = () -> Instant.ofEpochMilli(ms);
    private final LiveState state =
            new LiveState(
                    now -> GOOD,
                    () -> Map.of("/", (long) counted.incrementAndGet()),
                    () -> changed,
                    clock,
                    () -> nanos);

    private Tick tick(Changes now) {
        changed = now;
        nanos += Duration.ofSeconds(1).toNanos();
        state.tick();
        return ticks.get(ticks.size() - 1);
    }

    @Test
    void eachStateWithOtherRowsHasTheNextNumber() {
        state.listen(ticks::add);
        assertThat(state.mark()).endsWith(".0");
        assertThat(tick(Changes.NONE).number()).isZero();
        Tick news = tick(NEWS);
        assertThat(news.number()).isEqualTo(1);
        assertThat(news.changes()).isEqualTo(NEWS);
        assertThat(state.mark()).isEqualTo(news.run() + ".1");
        assertThat(state.begun().changes().areNone()).isTrue();
        assertThat(state.begun().number()).isEqualTo(1);

        // A clock that is set back hides no news.
        ms -= 600_000;
        assertThat(tick(NEWS).number()).isEqualTo(2);
        assertThat(tick(Changes.NONE).number()).isEqualTo(2);
    }

    @Test
    void whatWaitsIsCountedWhereRowsHaveChangedOnceASecondAtMost() {
        state.listen(ticks::add);
        assertThat(tick(Changes.NONE).counts()).containsEntry("/", 1L);
        assertThat(tick(Changes.NONE).counts()).containsEntry("/", 1L);
        assertThat(tick(NEWS).counts()).containsEntry("/", 2L);
        state.tick();
        state.tick();
        assertThat(counted).hasValue(2);
        assertThat(tick(Changes.NONE).counts())
                .as("what had changed within the second")
                .containsEntry("/", 3L);
    }

    /** The planted fault: news that was asked for is lost where the next question fails. */
    @Test
    void newsIsInTheNextTickWhereAQuestionBehindItFails() {
        AtomicInteger asked = new AtomicInteger();
        LiveState failing =
                new LiveState(
                        now -> {
                            if (asked.incrementAndGet() == 2) {
                                throw new StoreException("gone", null);
                            }
                            return GOOD;
                        },
                        () -> Map.of("/", (long) counted.incrementAndGet()),
                        () -> changed,
                        clock,
                        () -> nanos);
        failing.listen(ticks::add);
        failing.tick();
        changed = NEWS;
        assertThatThrownBy(failing::tick).isInstanceOf(StoreException.class);
        changed = new Changes(Set.of("acks"), Set.of("n-8"));
        nanos += Duration.ofSeconds(1).toNanos();
        failing.tick();
        Tick last = ticks.get(ticks.size() - 1);
        assertThat(last.changes().topics()).containsExactlyInAnyOrder("escalations", "acks");
        assertThat(last.changes().subjects()).containsExactlyInAnyOrder("n-7", "n-8");
        assertThat(last.number()).isEqualTo(1);
        assertThat(last.counts()).containsEntry("/", 2L);
        changed = Changes.NONE;
        failing.tick();
        assertThat(ticks.get(ticks.size() - 1).changes().areNone()).isTrue();
    }

    @Test
    void agesThatNobodyHasAskedForLatelyAreNotKnown() {
        state.listen(ticks::add);
        tick(Changes.NONE);
        assertThat(state.ages()).isEqualTo(GOOD);
        nanos += Duration.ofSeconds(5).toNanos();
        assertThat(state.ages()).isEqualTo(Ages.ofNoStore());
    }

    @Test
    void aStoreThatKeepsAQuestionWaitingIsCalledGone() throws Exception {
        BlockingQueue<Tick> seen = new LinkedBlockingQueue<>();
        CountDownLatch answers = new CountDownLatch(1);
        AtomicLong passed = new AtomicLong();
        LiveState waiting =
                new LiveState(
                        now -> GOOD,
                        Map::of,
                        () -> {
                            try {
                                answers.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            return Changes.NONE;
                        },
                        clock,
                        passed::get);
        waiting.listen(seen::add);
        Thread asks = new Thread(waiting::tick);
        Thread watches = new Thread(() -> follow(waiting::watch));
        asks.start();
        watches.start();
        try {
            assertThat(seen.poll(1_200, TimeUnit.MILLISECONDS)).isNull();
            passed.set(Duration.ofSeconds(3).toNanos());
            assertThat(seen.take().ages().store().word()).isEqualTo("GONE");
            answers.countDown();
            asks.join();
            assertThat(waiting.ages()).isEqualTo(GOOD);
        } finally {
            watches.interrupt();
            watches.join();
        }
    }

    private interface Following {
        void follow() throws InterruptedException;
    }

    private static void follow(Following following) {
        try {
            following.follow();
        } catch (InterruptedException e) {
            // As it is to end.
        }
    }

    /** By the machine's time: the figures are limits, no speeds. */
    @Test
    void itAsksSoonAfterItIsWokenAndSeldomerThanItIs() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        BlockingQueue<Tick> seen = new LinkedBlockingQueue<>();
        LiveState waking =
                new LiveState(
                        now -> GOOD,
                        Map::of,
                        () -> {
                            if (asked.incrementAndGet() == 3) {
                                throw new IllegalStateException("planted");
                            }
                            return NEWS;
                        },
                        InstantSource.system(),
                        System::nanoTime);
        waking.listen(seen::add);
        List<String> warned = new ArrayList<>();
        Thread follows = new Thread(() -> follow(() -> waking.follow(warned::add)));
        follows.start();
        try {
            seen.take();
            long fromNanos = System.nanoTime();
            for (int i = 0; i < 1_000; i++) {
                waking.wake();
            }
            assertThat(seen.poll(900, TimeUnit.MILLISECONDS)).as("woken").isNotNull();
            waking.wake();
            Tick failed = seen.take();
            long tookMs = (System.nanoTime() - fromNanos) / 1_000_000;
            assertThat(tookMs).as("two questions").isBetween(390L, 900L + 900L);
            assertThat(failed.ages()).isEqualTo(Ages.ofNoStore());
            assertThat(warned).containsExactly("asking the store: planted");
            assertThat(seen.take().ages()).as("asked again").isEqualTo(GOOD);
        } finally {
            follows.interrupt();
            follows.join();
        }
    }
}
