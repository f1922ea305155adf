package dev.vigil.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigil.desk.ask.DeskPart;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What fails in one part stops neither the others nor itself. */
@Timeout(60)
class DeskThreadsTest {
    private final List<String> warned = new CopyOnWriteArrayList<>();
    private final List<Integer> ended = new CopyOnWriteArrayList<>();
    private final CountDownLatch forEver = new CountDownLatch(1);
    private final DeskThreads threads =
            new DeskThreads(InstantSource.system(), Duration.ofMillis(1), warned::add, ended::add);

    @AfterEach
    void end() {
        threads.close();
    }

    private DeskPart part(String name) {
        return threads.parts().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatFailsIsCountedReportedAndTriedAgain() {
        AtomicInteger tries = new AtomicInteger();
        CountDownLatch goesOn = new CountDownLatch(1);
        threads.begin("other", forEver::await);
        threads.begin(
                "failing",
                () -> {
                    if (tries.incrementAndGet() <= 3) {
                        throw new IllegalStateException("planted " + tries);
                    }
                    goesOn.countDown();
                    forEver.await();
                });
        await().until(() -> goesOn.getCount() == 0);

        assertThat(warned)
                .hasSize(3)
                .first()
                .asString()
                .isEqualTo(
                        "failing: java.lang.IllegalStateException: planted 1; tried again in 1 ms");
        assertThat(warned.get(2)).endsWith("planted 3; tried again in 4 ms");
        DeskPart failing = part("failing");
        assertThat(failing.failures()).isEqualTo(3);
        assertThat(failing.reason()).isEqualTo("planted 3");
        assertThat(failing.failedAt()).isNotNull();
        assertThat(failing.isFailing()).isTrue();
        assertThat(threads.failing("failing")).contains("failing: planted 3");
        assertThat(part("other")).isEqualTo(new DeskPart("other", 0, null, null, false));
        assertThat(threads.failing("other")).isEmpty();
        assertThat(ended).isEmpty();
    }

    @Test
    void aRecordThatOverflowsTheStackEndsNoProcess() {
        AtomicInteger tries = new AtomicInteger();
        threads.begin(
                "deep",
                () -> {
                    if (tries.incrementAndGet() == 1) {
                        throw new StackOverflowError();
                    }
                    forEver.await();
                });
        await().until(() -> tries.get() == 2);
        assertThat(part("deep").failures()).isEqualTo(1);
        assertThat(ended).isEmpty();
    }

    @Test
    void anErrorEndsTheProcessWithALineAndACode() {
        threads.begin(
                "greedy",
                () -> {
                    throw new OutOfMemoryError("planted");
                });
        await().until(() -> !ended.isEmpty());
        assertThat(ended).containsExactly(70);
        assertThat(warned)
                .singleElement()
                .asString()
                .startsWith("greedy: java.lang.OutOfMemoryError: planted; the desk ends with 70");
    }

    @Test
    void workThatEndsIsNotBegunAgain() {
        AtomicInteger runs = new AtomicInteger();
        threads.begin("once", runs::incrementAndGet);
        await().until(() -> runs.get() == 1);
        threads.close();
        assertThat(runs).hasValue(1);
        assertThat(part("once").failures()).isZero();
    }
}
