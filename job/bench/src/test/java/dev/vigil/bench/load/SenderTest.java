package dev.vigil.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A sender that fails or lags is not taken for a job that does. */
class SenderTest {
    private static final class Failing extends Sender {
        private final Throwable with;

        Failing(Throwable with) {
            super("tests");
            this.with = with;
        }

        @Override
        protected void send() throws IOException {
            if (with instanceof IOException e) {
                throw e;
            }
            if (with instanceof Error e) {
                throw e;
            }
            throw (RuntimeException) with;
        }
    }

    private static final class Endless extends Sender {
        final CountDownLatch sent = new CountDownLatch(3);

        Endless() {
            super("tests");
        }

        @Override
        protected void send() throws InterruptedException {
            long dueMs = System.currentTimeMillis() - 5_000;
            while (!ends()) {
                awaitMoment(dueMs++);
                sent.countDown();
            }
        }
    }

    @Test
    void eachKindOfFailureReachesTheBenchmark() throws InterruptedException {
        for (Throwable each :
                List.of(
                        new IOException("no broker"),
                        new RuntimeException("no broker"),
                        new OutOfMemoryError("no broker"))) {
            Sender sender = new Failing(each);
            sender.start();
            sender.stop();
            assertThatIllegalStateException()
                    .isThrownBy(sender::check)
                    .withMessage("sending tests: no broker")
                    .withCause(each);
        }
    }

    @Test
    void aBenchmarkThatNeverChecksFailsWhenItClosesItsSender() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> {
                            try (Sender sender = new Failing(new IOException("no broker"))) {
                                sender.start();
                            }
                        })
                .withMessage("sending tests: no broker");
    }

    @Test
    @Timeout(60)
    void sendsUntilItIsStoppedAndKnowsHowLateItWas() throws InterruptedException {
        try (Endless sender = new Endless()) {
            sender.start();
            sender.sent.await();
            sender.stop();
            sender.check();
            assertThat(sender.behindMs()).isBetween(5_000L, 60_000L);
        }
    }

    @Test
    void oneThatNeverStartedCloses() throws InterruptedException {
        try (Sender sender = new Endless()) {
            assertThat(sender.behindMs()).isZero();
        }
    }
}
