package dev.vigil.desk.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.audit.LogFault;
import dev.vigil.audit.LogFinding;
import dev.vigil.client.inspect.BundleCheck;
import dev.vigil.client.inspect.InspectionSource;
import dev.vigil.client.inspect.Inspections;
import dev.vigil.client.inspect.TestingSpan;
import dev.vigil.client.inspect.TestingTopics;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An inspection of the journal is that of the topics, to the byte; what it lacks, it names. */
class JournalSourceTest {
    @TempDir private Path folder;

    private static Inspections.Made make(
            InspectionSource source, TestingTopics topics, Path bundle, String about, String id)
            throws IOException {
        return Inspections.make(
                source,
                TestingSpan.order(topics.nowMs(), about, id),
                List.of(TestingTopics.KEY),
                bundle,
                "html",
                read -> {});
    }

    private static JournalSource journal(Store store, TestingTopics topics) {
        return new JournalSource(store, topics, records -> {});
    }

    /** Each file by its name, as text. */
    private static Map<String, String> files(Path bundle) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(bundle)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(
                        bundle.relativize(file).toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }

    private static List<LogFinding> tampered(Path bundle) throws IOException {
        return BundleCheck.of(bundle, List.of(TestingTopics.KEY), null).findings().stream()
                .filter(it -> it.fault() != LogFault.UNFOUNDED)
                .toList();
    }

    private static void execute(Store store, String statement) {
        try (Handle handle = store.handle()) {
            assertThat(handle.execute(statement)).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void isThatOfTheTopicsToTheByte(TestingStores kind) throws Exception {
        TestingTopics topics = TestingJournal.topics();
        try (Store store = kind.open(folder)) {
            TestingJournal.read(store, topics);
            Path expected = folder.resolve("topics");
            Path got = folder.resolve("journal");
            Inspections.Made made =
                    make(TestingJournal.readable(topics), topics, expected, null, null);

            assertThat(make(journal(store, topics), topics, got, null, null))
                    .isEqualTo(
                            new Inspections.Made(
                                    got.resolve("inspection.html"),
                                    made.sum(),
                                    made.records(),
                                    null,
                                    made.found(),
                                    made.foundCount(),
                                    made.unfounded(),
                                    made.notChecked()));
            assertThat(made.records()).isGreaterThan(100);
            assertThat(files(got)).isEqualTo(files(expected));
            assertThat(tampered(got)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(InspectedThing.class)
    void soIsThatOfOneThing(InspectedThing about) throws Exception {
        TestingTopics topics = TestingJournal.topics();
        try (Store store = TestingStores.SQLITE.open(folder)) {
            TestingJournal.read(store, topics);
            String id = id(about);
            Path expected = folder.resolve("topics");
            Path got = folder.resolve("journal");
            long records =
                    make(TestingJournal.readable(topics), topics, expected, about.name(), id)
                            .records();

            make(journal(store, topics), topics, got, about.name(), id);

            assertThat(records).isPositive();
            assertThat(files(got)).isEqualTo(files(expected));
        }
    }

    private static String id(InspectedThing about) throws IOException {
        return switch (about) {
            case WORK -> field(EventType.WORK_REGISTERED, "workId");
            case ACCOUNT -> field(EventType.VERDICT, "accountId");
            case NOTICE, DIRECTIVE -> field(EventType.NOTICE_RECEIVED, "noticeId");
            case BATCH -> field(EventType.LIST_UPSERTED, "batchNo");
        };
    }

    private static String field(EventType type, String field) throws IOException {
        return Json.read(TestingSpan.golden(type), JsonNode.class).get(field).asText();
    }

    /** The planted faults: a record that was changed, and one that was taken out. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whatWasChangedInTheJournalIsFound(TestingStores kind) throws Exception {
        TestingTopics topics = TestingJournal.topics();
        try (Store store = kind.open(folder)) {
            TestingJournal.read(store, topics);
            execute(
                    store,
                    "update event set actor = null, stored_at = stored_at + 1"
                            + " where topic = 'verdicts' and part = 0 and off = 1");
            execute(store, "delete from event where topic = 'verdicts' and part = 0 and off = 2");
            Path bundle = folder.resolve("bundle");
            make(journal(store, topics), topics, bundle, null, null);

            assertThat(tampered(bundle))
                    .extracting(it -> it.fault() + " " + it.place())
                    .containsExactlyInAnyOrder("ALTERED verdicts/0/1", "MISSING verdicts/0/2");
        }
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whatWasErasedIsNoFaultAndIsNamed(TestingStores kind) throws Exception {
        TestingTopics topics = TestingJournal.topics();
        try (Store store = kind.open(folder)) {
            TestingJournal.read(store, topics);
            execute(
                    store,
                    "update event set body = null, erased = 1, person = null"
                            + " where topic = 'verdicts' and part = 0 and off = 1");
            Path bundle = folder.resolve("bundle");
            make(journal(store, topics), topics, bundle, null, null);

            assertThat(tampered(bundle)).isEmpty();
            assertThat(Files.readString(bundle.resolve("inspection.html")))
                    .contains("personal data were erased or they were never kept")
                    .contains("verdicts/0");
        }
    }

    /** The journal keeps no heartbeats: where they may have been it claims less, and no fault. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void heartbeatsAreNotMissed(TestingStores kind) throws Exception {
        TestingTopics topics = TestingJournal.topics();
        topics.send(
                Topic.NOTICES,
                EventType.HEARTBEAT,
                field(EventType.NOTICE_RECEIVED, "noticeId"),
                topics.nowMs(),
                TestingSpan.golden(EventType.HEARTBEAT));
        topics.seal();
        topics.seal();
        try (Store store = kind.open(folder)) {
            TestingJournal.read(store, topics);
            Path bundle = folder.resolve("bundle");
            make(journal(store, topics), topics, bundle, null, null);

            assertThat(tampered(bundle)).isEmpty();
            assertThat(Files.readString(bundle.resolve("inspection.html")))
                    .contains("those that are missing are not named");
        }
    }
}
