package dev.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.client.bus.BusException;
import dev.vigil.client.bus.Event;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class OutageTest {
    private static final long STEP = Duration.ofSeconds(10).toNanos();

    private final List<String> lines = new ArrayList<>();
    private long nowNanos = Long.MAX_VALUE - STEP;
    private boolean isOut;
    private int asked;

    @Test
    void anOutageIsReportedWhenItBeginsAndWhenItEnds() {
        Outage outage = new Outage(this::ask, lines::add, () -> nowNanos);
        look(outage, 4);
        assertThat(lines).isEmpty();
        isOut = true;
        look(outage, 8);
        assertThat(lines).containsExactly("the broker does not answer; watch goes on when it does");
        isOut = false;
        look(outage, 8);
        assertThat(lines).hasSize(2).last().isEqualTo("the broker answers again");
        assertThat(asked).isEqualTo(10);
    }

    /** The planted fault: the span begins after a question that nobody answers for 20 s. */
    @Test
    void aSpanBeginsBeforeTheBrokerIsAsked() {
        WatchCommand watch = new WatchCommand();
        new CommandLine(watch).parseArgs("verdicts", "--for", "20s");
        Outage outage = new Outage(() -> nowNanos += 2 * STEP, lines::add, () -> nowNanos);
        PrintWriter out = new PrintWriter(Writer.nullWriter());
        Predicate<Event> printer = watch.printer(out, outage, () -> nowNanos);
        nowNanos += 2 * STEP;
        assertThat(printer.test(null)).as("goes on").isFalse();
    }

    private void look(Outage outage, int times) {
        for (int i = 0; i < times; i++) {
            nowNanos += STEP;
            outage.look();
        }
    }

    private void ask() throws BusException {
        asked++;
        if (isOut) {
            throw new BusException("following topics", new TimeoutException("planted"));
        }
    }
}
