package dev.vigil.stream.caughtup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.SharedBroker;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
class LoadedMarkerITCase {

    private static final int PER_PARTITION = 200;

    @Test
    void aPartitionIsMarkedOnceBehindAllThatItHeldAtTheStart(EmbeddedBroker broker)
            throws Exception {
        try (Topics topics = new Topics(broker.bootstrap())) {
            String list = topics.create("list", 4);
            write(topics, list);
            Run run = new Run(2);
            CaughtUpSource<Fact> source =
                    DeadlineJob.caughtUp(run, broker.bootstrap(), list)
                            .watermarks(Watermarks.NONE)
                            .markLoaded(
                                    (partition, partitions) ->
                                            Fact.loaded(partition.partition(), partitions));
            try (RunningJob job = start(run, source)) {
                job.await(() -> run.emitted.containsAll(List.of("0/4", "1/4", "2/4", "3/4")));
                topics.sendTo(list, 0, "0:new", Fact.NOTICE);
                job.await(() -> run.emitted.contains("0:new"));
                int probesBefore = run.probes.get();
                topics.sendTo(list, 1, "1:new", Fact.NOTICE);
                job.await(() -> run.emitted.contains("1:new"));
                assertThat(run.probes).as("nothing left to ask for").hasValue(probesBefore);
            }
            for (int partition = 0; partition < 4; partition++) {
                assertMarked(List.copyOf(run.emitted), partition);
            }
            assertThat(run.watermarkMs()).isEqualTo(Long.MIN_VALUE);
        }
    }

    /** Partition 2 is empty; partition 3 ends with an aborted record and its marker. */
    private static void write(Topics topics, String list) throws Exception {
        for (int i = 0; i < PER_PARTITION; i++) {
            for (int partition : List.of(0, 1, 3)) {
                topics.sendTo(list, partition, partition + ":" + i, Fact.NOTICE);
            }
        }
        try (KafkaProducer<String, Long> producer = topics.transactional()) {
            producer.beginTransaction();
            Topics.sendOpen(producer, list, 3, "3:aborted", Fact.NOTICE);
            producer.abortTransaction();
        }
    }

    private static void assertMarked(List<String> emitted, int partition) {
        String marker = partition + "/4";
        assertThat(emitted).containsOnlyOnce(marker).doesNotContain("3:aborted");
        assertThat(emitted.subList(0, emitted.indexOf(marker)))
                .filteredOn(key -> key.startsWith(partition + ":"))
                .hasSize(partition == 2 ? 0 : PER_PARTITION);
    }

    private static RunningJob start(Run run, CaughtUpSource<Fact> source) throws Exception {
        return DeadlineJob.noting(run, source);
    }
}
