package dev.vigil.desk.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.sign.Visitor;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SharedAnswersTest {
    private static final SharedAnswers.Key QUEUE = key("/?", "wang");

    private long nanos = Long.MAX_VALUE - 3;
    private final SharedAnswers shared = new SharedAnswers(() -> nanos);
    private final AtomicInteger made = new AtomicInteger();

    private static SharedAnswers.Key key(String address, String name) {
        Visitor visitor = new Visitor("oidc:" + name, name, DeskRole.STAFF, null);
        return new SharedAnswers.Key(address, visitor, PageLanguage.EN, ZoneId.of("UTC"));
    }

    private Answer page() {
        return Answer.page("page", "none.jte", made.incrementAndGet());
    }

    private Object of(String mark, SharedAnswers.Key key) {
        return ((Answer.Page) shared.of(mark, key, this::page)).view();
    }

    @Test
    void aPageOfAStateIsMadeOnceForEachThatReadsIt() {
        assertThat(of("run.1", QUEUE)).isEqualTo(1);
        assertThat(of("run.1", key("/?", "wang"))).isEqualTo(1);
        assertThat(of("run.1", key("/?track=LIVE", "wang"))).isEqualTo(2);
        assertThat(of("run.1", key("/?", "li"))).isEqualTo(3);
        assertThat(of("run.2", QUEUE)).isEqualTo(4);
    }

    @Test
    void itIsMadeAgainAfterASecond() {
        of("run.1", QUEUE);
        nanos += Duration.ofMillis(999).toNanos();
        assertThat(of("run.1", QUEUE)).isEqualTo(1);
        nanos += Duration.ofMillis(1).toNanos();
        assertThat(of("run.1", QUEUE)).isEqualTo(2);
    }

    @Test
    void thoseWhoAskAtOnceWaitForOne() throws Exception {
        CountDownLatch ready = new CountDownLatch(7);
        ExecutorService tabs = Executors.newFixedThreadPool(8);
        try {
            Callable<Answer> ask =
                    () -> {
                        ready.countDown();
                        return shared.of(
                                "run.1",
                                QUEUE,
                                () -> {
                                    await(ready);
                                    return page();
                                });
                    };
            List<Future<Answer>> asked = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                asked.add(tabs.submit(ask));
            }
            for (Future<Answer> one : asked) {
                assertThat(((Answer.Page) one.get()).view()).isEqualTo(1);
            }
        } finally {
            tabs.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatFailsAndWhatIsNoPageIsMadeForEach() {
        assertThatThrownBy(
                        () ->
                                shared.of(
                                        "run.1",
                                        QUEUE,
                                        () -> {
                                            throw new IllegalStateException("planted");
                                        }))
                .hasMessage("planted");
        assertThat(of("run.1", QUEUE)).isEqualTo(1);
        SharedAnswers.Key file = key("/queue.csv?", "wang");
        for (int i = 0; i < 2; i++) {
            shared.of("run.1", file, () -> Answer.csv("a" + made.incrementAndGet(), out -> {}));
        }
        assertThat(made).hasValue(3);
    }

    @Test
    void moreThanItKeepsAreMadeEachByThemselves() {
        for (int i = 0; i < 600; i++) {
            of("run.1", key("/?notifier=" + i, "wang"));
        }
        assertThat(made).hasValue(600);
        assertThat(of("run.1", key("/?notifier=0", "wang"))).isEqualTo(1);
        assertThat(of("run.1", key("/?notifier=599", "wang"))).isEqualTo(601);
    }
}
