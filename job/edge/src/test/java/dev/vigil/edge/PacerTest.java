package dev.vigil.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacerTest {
    private long nowNanos = 77;
    private final List<Long> slept = new ArrayList<>();
    private final Pacer pacer =
            new Pacer(
                    () -> nowNanos,
                    nanos -> {
                        slept.add(nanos);
                        nowNanos += nanos;
                    });

    @Test
    void waitsUntilTheSoundWouldHaveBeenCaptured() throws InterruptedException {
        pacer.await(Duration.ofSeconds(2));
        assertThat(nowNanos - 77).isEqualTo(2_000_000_000L);
    }

    @Test
    void workBetweenDoesNotAddUp() throws InterruptedException {
        for (int segment = 1; segment <= 1_000; segment++) {
            nowNanos += 30_000_000;
            pacer.await(Duration.ofSeconds(2L * segment));
        }
        assertThat(nowNanos - 77).isEqualTo(2_000_000_000_000L);
        assertThat(slept).hasSize(1_000).containsOnly(1_970_000_000L);
    }

    @Test
    void catchesUpAfterAStallWithoutWaiting() throws InterruptedException {
        nowNanos += 5_000_000_000L;
        pacer.await(Duration.ofSeconds(2));
        pacer.await(Duration.ofSeconds(4));
        assertThat(slept).isEmpty();
        pacer.await(Duration.ofSeconds(6));
        assertThat(slept).containsExactly(1_000_000_000L);
    }

    @Test
    void wakingUpTooEarlyIsNotTheEnd() throws InterruptedException {
        Pacer drowsy = new Pacer(() -> nowNanos, nanos -> nowNanos += Math.max(1, nanos / 2));
        drowsy.await(Duration.ofSeconds(2));
        assertThat(nowNanos - 77).isEqualTo(2_000_000_000L);
    }
}
