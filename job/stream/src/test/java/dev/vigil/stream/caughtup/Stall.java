package dev.vigil.stream.caughtup;

import dev.vigil.fixtures.broker.Await;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** A slow broker: the fetcher's n-th poll with data stands still until the test lets it go. */
public final class Stall implements ConsumerInterceptor<byte[], byte[]> {

    private static final String RUN = "test.stall.run";
    private static final String POLL = "test.stall.poll";

    private Run run;
    private int polls;
    private int stallAt;

    public static Properties at(Run run, int poll) {
        Properties properties = new Properties();
        properties.put("interceptor.classes", Stall.class.getName());
        properties.put("max.poll.records", "50");
        properties.put(RUN, run.id);
        properties.put(POLL, Integer.toString(poll));
        return properties;
    }

    @Override
    public void configure(Map<String, ?> configs) {
        run = Run.of((String) configs.get(RUN));
        stallAt = Integer.parseInt((String) configs.get(POLL));
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        if (++polls == stallAt) {
            run.stalledPolls.incrementAndGet();
            try {
                if (!run.stallEnds.await(2 * Await.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    throw new IllegalStateException("The test never ended the stall.");
                }
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
        }
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}
}
