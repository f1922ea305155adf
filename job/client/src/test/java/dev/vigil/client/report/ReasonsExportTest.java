package dev.vigil.client.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigil.client.bus.Event;
import dev.vigil.report.DsaStatement;
import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AccountCommandBuilder;
import dev.vigil.schema.account.GroundKind;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.OffenceBuilder;
import dev.vigil.schema.account.OffenceChanged;
import dev.vigil.schema.account.OffenceKind;
import dev.vigil.schema.account.OffenceReason;
import dev.vigil.schema.account.OffenceState;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.verdict.Decision;
import dev.vigil.schema.verdict.StatementOfReasons;
import dev.vigil.schema.verdict.StatementOfReasonsBuilder;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReasonsExportTest {
    private static final long DAY_MS = 86_400_000;
    private static final long MONDAY_MS = Instant.parse("2026-11-23T00:00:00Z").toEpochMilli();
    private static final long TUESDAY_MS = MONDAY_MS + DAY_MS;

    @TempDir private Path folder;
    private final Map<Topic, List<Event>> topics = new EnumMap<>(Topic.class);
    private final List<List<Map<String, Object>>> calls = new ArrayList<>();

    private void on(Topic topic, EventType type, byte[] data) {
        List<Event> events = topics.computeIfAbsent(topic, it -> new ArrayList<>());
        Envelope envelope = Envelope.json(type, "/test", "i", "s", 0);
        events.add(new Event(topic.topicName(), 1, events.size(), "s", envelope, data));
    }

    private void each(Topic topic, Consumer<Event> each) {
        topics.getOrDefault(topic, List.of()).forEach(each);
    }

    private void on(byte[] data) {
        on(Topic.REASONS, EventType.STATEMENT_OF_REASONS, data);
    }

    private void on(StatementOfReasons statement) {
        on(Json.bytes(statement));
    }

    private static StatementOfReasons statement(String id, long atMs, String territory) {
        Decision decision =
                Decision.plain(
                        territory, Action.BLOCK, 4, "LISTED_STAYDOWN", "Declaration IV", "work-8");
        return StatementOfReasonsBuilder.builder()
                .statementId(id)
                .verdictId(id)
                .revision(1)
                .sessionId(id)
                .decisionVisibility(List.of("DECISION_VISIBILITY_CONTENT_DISABLED"))
                .decisionGround("DECISION_GROUND_ILLEGAL_CONTENT")
                .category("STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS")
                .categorySpecification("KEYWORD_COPYRIGHT_INFRINGEMENT")
                .contentType("CONTENT_TYPE_AUDIO")
                .sourceType("SOURCE_VOLUNTARY")
                .automatedDetection("Yes")
                .automatedDecision("AUTOMATED_DECISION_FULLY")
                .territorialScope(List.of(territory))
                .legalGround(List.of("Declaration IV"))
                .chineseGrounds(List.of())
                .facts("facts")
                .applicationDate(atMs)
                .decisions(List.of(decision))
                .userSentence("sentence")
                .inspectorSentence("sentence")
                .contentDate(atMs - DAY_MS)
                .build();
    }

    private static StatementOfReasons takenBack(StatementOfReasons statement, long atMs) {
        return statement.with().endDate(atMs).decisionVisibility(List.of()).build();
    }

    private ReasonsExport.Result export(long fromMs, long untilMs) throws IOException {
        return new ReasonsExport(fromMs, untilMs, read -> {}).write(this::each, calls::add);
    }

    private List<Map<String, Object>> written() {
        return calls.stream().flatMap(List::stream).toList();
    }

    @Test
    void eachStatementIsWrittenOnceWithItsLastWordsAndItsFirstDate() throws IOException {
        on(statement("a", MONDAY_MS, "DE"));
        on(statement("a", TUESDAY_MS, "FR"));
        assertThat(export(0, Long.MAX_VALUE).written()).isEqualTo(1);
        assertThat(written())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one).containsEntry("puid", DsaStatement.puid("a"));
                            assertThat(one).containsEntry("territorial_scope", List.of("FR"));
                            assertThat(one).containsEntry("application_date", "2026-11-23");
                            assertThat(one).doesNotContainKey("end_date_visibility_restriction");
                        });
    }

    @Test
    void whatWasTakenBackHasAnEndAndWhatCameAgainHasNone() throws IOException {
        on(statement("a", MONDAY_MS, "DE"));
        on(takenBack(statement("a", MONDAY_MS, "DE"), TUESDAY_MS));
        on(statement("b", MONDAY_MS, "DE"));
        on(takenBack(statement("b", MONDAY_MS, "DE"), TUESDAY_MS));
        on(statement("b", TUESDAY_MS, "DE"));
        on(takenBack(statement("c", MONDAY_MS, "DE"), TUESDAY_MS));
        export(0, Long.MAX_VALUE);
        assertThat(written())
                .extracting(it -> it.get("end_date_visibility_restriction"))
                .containsExactly("2026-11-24", null);
    }

    /** So that each day's export has what no other day's has. */
    @Test
    void aStatementIsOfTheDayOfItsFirstDecisionAlone() throws IOException {
        on(statement("a", MONDAY_MS, "DE"));
        on(statement("b", TUESDAY_MS - 1, "DE"));
        on(statement("a", TUESDAY_MS, "DE"));
        on(statement("c", TUESDAY_MS, "DE"));
        export(MONDAY_MS, TUESDAY_MS);
        assertThat(written())
                .extracting(it -> it.get("puid"))
                .containsExactlyInAnyOrder(DsaStatement.puid("a"), DsaStatement.puid("b"));
        calls.clear();
        export(TUESDAY_MS, TUESDAY_MS + DAY_MS);
        assertThat(written())
                .extracting(it -> it.get("puid"))
                .containsExactly(DsaStatement.puid("c"));
    }

    @Test
    void callsHaveAHundredStatements() throws IOException {
        for (int i = 0; i < 201; i++) {
            on(statement("s" + i, MONDAY_MS, "DE"));
        }
        assertThat(export(0, Long.MAX_VALUE).written()).isEqualTo(201);
        assertThat(calls).extracting(List::size).containsExactly(100, 100, 1);
    }

    @Test
    void whatIsLeftOutIsCountedAndWhatCannotBeMappedIsNamed() throws IOException {
        on("{".getBytes(StandardCharsets.UTF_8));
        on(statement("china", MONDAY_MS, "CN"));
        on(statement("both", MONDAY_MS, "DE").withTerritorialScope(List.of("CN", "DE", "HK")));
        on(statement("old", MONDAY_MS, "DE").withContentDate(null));
        ReasonsExport.Result result = export(0, Long.MAX_VALUE);
        assertThat(result.written()).isEqualTo(1);
        assertThat(result.outside()).isEqualTo(1);
        assertThat(result.territories()).isEqualTo(2);
        assertThat(result.refused())
                .singleElement()
                .asString()
                .startsWith("reasons-1@3, old: contentDate: expected when");
    }

    private void on(AccountCommand command) {
        on(Topic.ACCOUNT_COMMANDS, EventType.ACCOUNT_COMMAND, Json.bytes(command));
    }

    private static AccountCommand command(Measure measure, String id, Long untilMs) {
        return commandOf("bob", measure, id).withUntil(untilMs);
    }

    private static AccountCommand commandOf(String accountId, Measure measure, String id) {
        return AccountCommandBuilder.builder()
                .commandId(accountId + "/S1/session:s-1/" + id)
                .accountId(accountId)
                .measure(measure)
                .from(MONDAY_MS)
                .step(LadderStep.S1)
                .reason("LADDER")
                .issuedAt(MONDAY_MS)
                .deadline(MONDAY_MS + 1)
                .build();
    }

    private void onOffence(String accountId, String offenceId, String... territories) {
        Offence offence =
                OffenceBuilder.builder()
                        .accountId(accountId)
                        .offenceId(offenceId)
                        .kind(OffenceKind.SESSION)
                        .occurredAt(MONDAY_MS - DAY_MS)
                        .reasons(
                                List.of(
                                        new OffenceReason(
                                                "list/e-1",
                                                GroundKind.LISTED_ORDER,
                                                1L,
                                                List.of(),
                                                true)))
                        .works(List.of("work-8"))
                        .verdictId("v/" + accountId)
                        .owners(List.of())
                        .territories(List.of(territories))
                        .timeCodes(List.of())
                        .aggravators(List.of())
                        .noticeIds(List.of())
                        .disputed(List.of())
                        .build();
        OffenceChanged change =
                new OffenceChanged(
                        offence,
                        OffenceState.STANDING,
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        MONDAY_MS);
        on(Topic.OFFENCES, EventType.OFFENCE_CHANGED, Json.bytes(change));
    }

    @Test
    void aMeasureAgainstAnAccountHasAStatement() throws IOException {
        on(command(Measure.LIVE_OFF, "LIVE_OFF", MONDAY_MS + 7 * DAY_MS));
        on(command(Measure.LIVE_OFF, "LIVE_OFF", MONDAY_MS + 7 * DAY_MS).withAttempt(2));
        on(
                command(Measure.LIFT, "LIVE_OFF/lift", null)
                        .with()
                        .lifts("bob/S1/session:s-1/LIVE_OFF")
                        .issuedAt(MONDAY_MS + DAY_MS)
                        .build());
        onOffence("bob", "session:s-1", "DE", "CN");
        onOffence("bob", "session:s-2", "FR");
        onOffence("eve", "session:s-1", "FR");
        ReasonsExport.Result result = export(MONDAY_MS, TUESDAY_MS);
        assertThat(result.written()).isEqualTo(1);
        assertThat(result.territories()).isEqualTo(1);
        assertThat(written())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one)
                                    .containsEntry(
                                            "decision_provision",
                                            "DECISION_PROVISION_PARTIAL_SUSPENSION")
                                    .containsEntry("territorial_scope", List.of("DE"))
                                    .containsEntry("content_date", "2026-11-22")
                                    .containsEntry("application_date", "2026-11-23")
                                    .containsEntry("end_date_service_restriction", "2026-11-24");
                            assertThat(one.toString()).doesNotContain("bob");
                        });
        assertThat(export(TUESDAY_MS, Long.MAX_VALUE).written()).isZero();
    }

    /** As the statement about the session itself is, whichever of its tracks has matched. */
    @Test
    void aMeasureIsAboutVideoWhereTheSessionThatBeginsItIs() throws IOException {
        on(command(Measure.LIVE_OFF, "LIVE_OFF", MONDAY_MS + 7 * DAY_MS));
        on(commandOf("eve", Measure.LIVE_OFF, "LIVE_OFF"));
        onOffence("bob", "session:s-1", "DE");
        onOffence("eve", "session:s-1", "DE");
        on(statement("v/bob", MONDAY_MS - DAY_MS, "DE").withContentType("CONTENT_TYPE_VIDEO"));
        on(statement("v/eve", MONDAY_MS - DAY_MS, "DE"));
        assertThat(export(MONDAY_MS, TUESDAY_MS).written()).isEqualTo(2);
        assertThat(written())
                .extracting(one -> one.get("content_type"))
                .containsExactlyInAnyOrder(
                        List.of("CONTENT_TYPE_VIDEO"), List.of("CONTENT_TYPE_AUDIO"));
    }

    @Test
    void aMeasureWhoseOffenceIsUnknownIsNamed() throws IOException {
        on(command(Measure.SERVICE_ENDED, "SERVICE_ENDED", null));
        onOffence("bob", "session:s-2", "FR");
        assertThat(export(0, Long.MAX_VALUE).refused())
                .singleElement()
                .asString()
                .startsWith("bob/S1/session:s-1/SERVICE_ENDED: contentDate: expected an offence");
    }

    /** As one that holds all at once, whatever there is of a day. */
    @Test
    void whatIsHeldAtOnceHasALimit() throws IOException {
        for (int i = 0; i < 200; i++) {
            on(statement("s" + i, i % 3 == 0 ? TUESDAY_MS : MONDAY_MS, "DE"));
            on(commandOf("a" + i, Measure.LIVE_OFF, "LIVE_OFF"));
            onOffence("a" + i, "session:s-1", "DE");
        }
        for (int i = 0; i < 200; i += 2) {
            on(statement("s" + i, TUESDAY_MS, "FR"));
            on(
                    commandOf("a" + i, Measure.LIFT, "LIVE_OFF/lift")
                            .with()
                            .lifts("a" + i + "/S1/session:s-1/LIVE_OFF")
                            .issuedAt(TUESDAY_MS)
                            .build());
        }
        ReasonsExport.Result whole = export(MONDAY_MS, TUESDAY_MS);
        List<Map<String, Object>> expected = written();
        calls.clear();
        List<Topic> readings = new ArrayList<>();
        ReasonsExport bounded = new ReasonsExport(MONDAY_MS, TUESDAY_MS, read -> {}, 20, 20);
        ReasonsExport.Result inSlices =
                bounded.write(
                        (topic, each) -> {
                            readings.add(topic);
                            each(topic, each);
                        },
                        calls::add);
        assertThat(inSlices).isEqualTo(whole).matches(it -> it.written() == 133 + 200);
        assertThat(written()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(readings)
                .filteredOn(topic -> topic == Topic.REASONS)
                .as("16 slices of about 12, unless they are uneven, three times")
                .hasSizeBetween(3 * 10, 3 * 32);
        assertThat(readings)
                .filteredOn(topic -> topic == Topic.ACCOUNT_COMMANDS)
                .hasSizeBetween(10, 32);
    }

    @Test
    void namesOfWhatIsRefusedEnd() throws IOException {
        for (int i = 0; i < 60; i++) {
            on(statement("s" + i, MONDAY_MS, "DE").withContentDate(null));
        }
        ReasonsExport.Result result = export(0, Long.MAX_VALUE);
        assertThat(result.refused()).hasSize(50);
        assertThat(result.moreRefused()).isEqualTo(10);
    }

    @Test
    void aDiskThatIsFullFailsTheExport() {
        on(statement("a", MONDAY_MS, "DE"));
        assertThatIOException()
                .isThrownBy(
                        () ->
                                new ReasonsExport(0, Long.MAX_VALUE, read -> {})
                                        .write(
                                                this::each,
                                                batch -> {
                                                    throw new IOException("disk full");
                                                }))
                .withMessage("disk full");
    }

    @Test
    void aFolderHasAFileForEachCallAndAFileALine() throws IOException {
        for (int i = 0; i < 101; i++) {
            on(statement("s" + i, MONDAY_MS, "DE"));
        }
        Path to = folder.resolve("new/statements");
        try (BatchFiles files = new BatchFiles(to)) {
            new ReasonsExport(0, Long.MAX_VALUE, read -> {}).write(this::each, files);
        }
        try (Stream<Path> files = Files.list(to)) {
            assertThat(files.map(it -> it.getFileName().toString()))
                    .containsExactlyInAnyOrder("statements-00001.json", "statements-00002.json");
        }
        assertThat(statements(Files.readString(to.resolve("statements-00001.json")))).hasSize(100);
        assertThatIOException()
                .isThrownBy(() -> new BatchFiles(to))
                .withMessageStartingWith("--out: expected an empty folder");

        Path lines = folder.resolve("statements.ndjson");
        try (BatchFiles files = new BatchFiles(lines)) {
            new ReasonsExport(0, Long.MAX_VALUE, read -> {}).write(this::each, files);
        }
        assertThat(Files.readAllLines(lines)).hasSize(2);
        assertThat(statements(Files.readAllLines(lines).get(1)))
                .singleElement()
                .satisfies(
                        it -> assertThat(it.get("content_date").asText()).isEqualTo("2026-11-22"));
        assertThatIOException()
                .isThrownBy(() -> new BatchFiles(lines))
                .withMessageStartingWith("--out: expected a file that does not exist");
    }

    private static List<JsonNode> statements(String body) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        new ObjectMapper().readTree(body).get("statements").forEach(all::add);
        return all;
    }
}
