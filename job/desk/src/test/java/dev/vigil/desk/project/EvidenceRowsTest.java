package dev.vigil.desk.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.client.bus.BusException;
import dev.vigil.desk.ask.EvidenceQuery;
import dev.vigil.desk.ask.EvidenceRow;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.schema.match.MatchEvidence;
import dev.vigil.schema.match.MatchEvidenceBuilder;
import dev.vigil.schema.wire.EventType;
import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was kept of a session is found, the last record of each stretch. */
class EvidenceRowsTest {
    private static final long MS = 1_795_507_200_000L;

    @TempDir private Path folder;

    private static MatchEvidence evidence(String id, long revision, Long startAt, long fromMs) {
        return MatchEvidenceBuilder.builder()
                .evidenceId(id)
                .revision(revision)
                .sessionId("live-77")
                .startAt(startAt)
                .workId("the-film")
                .referenceId("ref-1")
                .profile("audio/1")
                .queryStartMs(fromMs)
                .queryEndMs(fromMs + 1_000 * revision)
                .tempo(1)
                .capturedAt(MS)
                .build();
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void theLastRecordOfEachStretchOfOneUseOfTheId(TestingStores kind) throws BusException {
        Store store = kind.open(folder);
        TestingTopicLog log = new TestingTopicLog();
        send(log, evidence("b", 1, MS, 60_000));
        send(log, evidence("a", 2, MS, 31_000));
        // A record that was sent again after a failure.
        send(log, evidence("a", 1, MS, 31_000));
        send(log, evidence("c", 1, MS + 1, 31_000));
        send(log, evidence("d", 1, null, 31_000));
        try (Projector projector =
                new Projector(store, log, Projections.topics(), Projections.all())) {
            projector.resume();
            while (!log.isRead()) {
                projector.poll();
            }
        }
        try (Handle handle = store.handle()) {
            List<EvidenceRow> rows = EvidenceQuery.of(handle, "live-77", MS);
            assertThat(rows).extracting(EvidenceRow::evidenceId).containsExactly("a", "b");
            MatchEvidence kept = EvidenceQuery.record(handle, rows.get(0)).orElseThrow();
            assertThat(kept.revision()).isEqualTo(2);
            assertThat(kept.queryEndMs()).isEqualTo(rows.get(0).queryEndMs());
            assertThat(EvidenceQuery.of(handle, "live-77", 0))
                    .extracting(EvidenceRow::evidenceId)
                    .containsExactly("d");
            assertThat(EvidenceQuery.of(handle, "live-78", MS)).isEmpty();
        }
    }

    private static void send(TestingTopicLog log, MatchEvidence evidence) {
        log.send(EventType.MATCH_EVIDENCE, evidence.sessionId(), MS, evidence);
    }
}
