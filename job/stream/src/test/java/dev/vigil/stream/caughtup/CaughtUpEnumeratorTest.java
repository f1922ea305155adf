package dev.vigil.stream.caughtup;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.junit.jupiter.api.Test;

class CaughtUpEnumeratorTest {
    private static final int SUBTASK = 3;

    /** What was done to the context or to KafkaSource's enumerator, in order. */
    private final List<Object> done = new ArrayList<>();

    @Test
    @SuppressWarnings("unchecked")
    void tellsAReaderTheTimeAheadOfItsSplitsAndWhenItAsks() throws Exception {
        SplitEnumeratorContext<KafkaPartitionSplit> context =
                fake(
                        SplitEnumeratorContext.class,
                        (name, args) -> {
                            switch (name) {
                                case "sendEventToSourceReader" -> done.add(args[1]);
                                case "callAsync" -> done.add("unasked");
                                default -> {}
                            }
                        });
        SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> inner =
                fake(SplitEnumerator.class, (name, args) -> done.add(name));
        long beganMs = System.currentTimeMillis();
        CaughtUpEnumerator enumerator =
                new CaughtUpEnumerator(context, List.of(), true, watched -> inner);

        enumerator.start();
        enumerator.addReader(SUBTASK);
        enumerator.handleSourceEvent(SUBTASK, new TimeAsked());

        assertThat(done).hasSize(5);
        assertThat(done.get(0)).isEqualTo("start");
        assertThat(((CoordinatorTime) done.get(1)).ms())
                .isBetween(beganMs, System.currentTimeMillis());
        assertThat(done.get(2)).isEqualTo("addReader");
        assertThat(done.get(3)).isInstanceOf(PartitionsAssigned.class);
        assertThat(done.get(4)).isInstanceOf(CoordinatorTime.class);
    }

    /** Answers nothing but who is registered. */
    @SuppressWarnings("unchecked")
    private static <T> T fake(Class<?> type, BiConsumer<String, Object[]> seen) {
        return (T)
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, args) -> {
                            seen.accept(method.getName(), args);
                            return method.getName().equals("registeredReaders")
                                    ? Map.of(SUBTASK, new ReaderInfo(SUBTASK, "here"))
                                    : null;
                        });
    }
}
