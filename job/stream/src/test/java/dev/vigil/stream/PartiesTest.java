package dev.vigil.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.wire.Party;
import dev.vigil.schema.wire.Topic;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rights that the table gives the jobs are those of their sources, no more and no less. */
class PartiesTest {
    private static final List<Topic> MEDIA = topics(KafkaEndpoints.MEDIA_SOURCES);
    private static final List<Topic> NOTICE = topics(KafkaEndpoints.NOTICE_SOURCES);
    private static final List<Topic> LEDGER =
            Stream.of(KafkaEndpoints.LEDGER_SOURCES, KafkaEndpoints.AUDIT_SOURCES)
                    .flatMap(sources -> topics(sources).stream())
                    .distinct()
                    .toList();

    @Test
    void theJobsReadWhatTheirSourcesRead() {
        assertThat(read(Party.MEDIA)).containsExactlyInAnyOrderElementsOf(MEDIA);
        assertThat(read(Party.NOTICE)).containsExactlyInAnyOrderElementsOf(NOTICE);
        assertThat(read(Party.LEDGER)).containsExactlyInAnyOrderElementsOf(LEDGER);
    }

    private static List<Topic> topics(Map<String, List<Topic>> sources) {
        return sources.values().stream().flatMap(Collection::stream).toList();
    }

    private static List<Topic> read(Party party) {
        return Arrays.stream(Topic.values()).filter(party::reads).toList();
    }
}
