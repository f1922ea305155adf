package dev.vigil.stream.caughtup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.junit.jupiter.api.Test;

class StampingOutputTest {
    /** Kafka's own timestamps move nothing: one from next year would be ahead of all. */
    @Test
    void aRecordCarriesTheWatermarkThatWentAheadOfIt() {
        AtomicLong reachedMs = new AtomicLong(Long.MIN_VALUE);
        Stamps stamps = new Stamps();
        SourceOutput<String> output =
                new StampingOutput<String>(stamps, record -> null, reachedMs::get)
                        .createOutputForSplit("notices-0");
        output.collect("replayed", 1_900_000_000_000L);
        reachedMs.set(1_800_000_000_000L);
        output.collect("new", 1_900_000_000_000L);
        output.collect("without a time");

        assertThat(stamps.timestamps)
                .containsExactly(Long.MIN_VALUE, 1_800_000_000_000L, 1_800_000_000_000L);
    }

    private static final class Stamps implements ReaderOutput<String> {
        final List<Long> timestamps = new ArrayList<>();

        @Override
        public void collect(String record) {
            timestamps.add(null);
        }

        @Override
        public void collect(String record, long timestampMs) {
            timestamps.add(timestampMs);
        }

        @Override
        public void emitWatermark(Watermark watermark) {}

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}

        @Override
        public SourceOutput<String> createOutputForSplit(String split) {
            return this;
        }

        @Override
        public void releaseOutputForSplit(String split) {}
    }
}
