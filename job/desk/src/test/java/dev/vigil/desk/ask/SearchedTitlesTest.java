package dev.vigil.desk.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.desk.DeskScene;
import dev.vigil.desk.project.TestingTopicLog;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.schema.rights.OwnerShareBuilder;
import dev.vigil.schema.rights.RegisteredWorkBuilder;
import dev.vigil.schema.rights.WorkKind;
import dev.vigil.schema.rights.WorkTitle;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A work is found by the titles that it has, once each, and by none that it had. */
class SearchedTitlesTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aWorkIsFoundByTheTitlesThatItHas(TestingStores kind) throws Exception {
        TestingTopicLog log = new TestingTopicLog();
        work(log, Topic.WORKS, 1, null, "Storm", "Borrowed name");
        work(log, Topic.WORKS, 2, null, "Storm at sea");
        // The register has not answered the version that took a name away.
        work(log, Topic.EFFECTIVE_WORKS, 1, 1L, "Storm", "Borrowed name");
        assertFound(kind, log, "Storm at sea");

        work(log, Topic.EFFECTIVE_WORKS, 2, 2L, "Storm at sea");
        assertFound(kind, log, "Storm at sea");
    }

    private void assertFound(TestingStores kind, TestingTopicLog log, String... titles)
            throws Exception {
        Store store = kind.open(folder);
        DeskScene.read(store, log);
        try (Handle handle = store.handle()) {
            assertThat(SearchQuery.of(handle, "storm", 8))
                    .extracting(SearchHit::text)
                    .containsExactly(titles);
            assertThat(SearchQuery.of(handle, "borrowed", 8)).isEmpty();
        }
    }

    private static void work(
            TestingTopicLog log, Topic topic, long version, Long revision, String... titles) {
        log.send(
                topic,
                EventType.WORK_REGISTERED,
                "w-1",
                DeskScene.NOW,
                Json.bytes(
                        RegisteredWorkBuilder.builder()
                                .workId("w-1")
                                .version(version)
                                .claimsRevision(revision)
                                .owners(
                                        List.of(
                                                OwnerShareBuilder.builder()
                                                        .ownerId("studio")
                                                        .shareBp(10_000)
                                                        .build()))
                                .titles(
                                        Stream.of(titles)
                                                .map(it -> new WorkTitle("en", it))
                                                .toList())
                                .kind(WorkKind.FILM)
                                .build()));
    }
}
