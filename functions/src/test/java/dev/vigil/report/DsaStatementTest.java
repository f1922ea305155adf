package dev.vigil.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.verdict.Decision;
import dev.vigil.schema.verdict.StatementOfReasons;
import dev.vigil.schema.verdict.StatementOfReasonsBuilder;
import dev.vigil.schema.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DsaStatementTest {
    private static final long APPLIED_MS = Instant.parse("2026-11-24T23:59:59Z").toEpochMilli();
    private static final long CONTENT_MS = Instant.parse("2026-11-23T00:00:00Z").toEpochMilli();

    private static Decision decision(String territory, Action action) {
        return Decision.plain(
                        territory, action, 4, "LISTED_RIGHTS_DECLARED", "Declaration IV", "work-88")
                .with()
                .listClass(ListClass.RIGHTS_DECLARED)
                .listEntryId("entry-8")
                .listEntryVersion(3L)
                .build();
    }

    private static StatementOfReasons statement(Action action, String... territories) {
        return StatementOfReasonsBuilder.builder()
                .statementId("live-直播/1/reasons")
                .verdictId("live-直播/1")
                .revision(2)
                .sessionId("live-直播")
                .accountId("account-7781")
                .title("my secret title")
                .decisionVisibility(
                        List.of(
                                action == Action.BLOCK
                                        ? "DECISION_VISIBILITY_CONTENT_DISABLED"
                                        : "DECISION_VISIBILITY_OTHER"))
                .decisionGround("DECISION_GROUND_ILLEGAL_CONTENT")
                .category("STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS")
                .categorySpecification("KEYWORD_COPYRIGHT_INFRINGEMENT")
                .contentType("CONTENT_TYPE_AUDIO")
                .sourceType("SOURCE_TYPE_OTHER_NOTIFICATION")
                .automatedDetection("Yes")
                .automatedDecision("AUTOMATED_DECISION_FULLY")
                .territorialScope(List.of(territories))
                .legalGround(List.of("Declaration IV"))
                .chineseGrounds(List.of("《中国互联网行业版权自律宣言》第四条"))
                .facts("live stream live-直播 of account account-7781")
                .applicationDate(APPLIED_MS)
                .decisions(List.of(territories).stream().map(it -> decision(it, action)).toList())
                .userSentence("Your live stream 'my secret title' (live-直播) is blocked.")
                .inspectorSentence("on live stream live-直播 of account account-7781")
                .contentDate(CONTENT_MS)
                .build();
    }

    private static Map<String, Object> mapped(StatementOfReasons statement, Long endMs) {
        Map<String, Object> fields =
                DsaStatement.of(statement, APPLIED_MS, endMs).orElseThrow().fields();
        assertThat(DsaDatabase.refusals(fields)).as("what the database refuses").isEmpty();
        return fields;
    }

    @Test
    void eachFieldIsWhatTheDatabaseAsksFor() {
        assertThat(mapped(statement(Action.BLOCK, "DE", "FR", "CN"), null))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.ofEntries(
                                Map.entry("puid", DsaStatement.puid("live-直播/1/reasons")),
                                Map.entry(
                                        "decision_visibility",
                                        List.of("DECISION_VISIBILITY_CONTENT_DISABLED")),
                                Map.entry("decision_ground", "DECISION_GROUND_ILLEGAL_CONTENT"),
                                Map.entry(
                                        "illegal_content_legal_ground",
                                        "Declaration IV; 《中国互联网行业版权自律宣言》第四条"),
                                Map.entry(
                                        "illegal_content_explanation",
                                        "The work is on a list of notified works and may"
                                                + " not be shown without permission (Declaration"
                                                + " IV, step 4, list entry entry-8, version 3)."),
                                Map.entry("content_type", List.of("CONTENT_TYPE_AUDIO")),
                                Map.entry(
                                        "category",
                                        "STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS"),
                                Map.entry(
                                        "category_specification",
                                        List.of("KEYWORD_COPYRIGHT_INFRINGEMENT")),
                                Map.entry("territorial_scope", List.of("DE", "FR")),
                                Map.entry("content_date", "2026-11-23"),
                                Map.entry("application_date", "2026-11-24"),
                                Map.entry(
                                        "decision_facts",
                                        "A program compared its sound with fingerprints of"
                                                + " protected works. BLOCK in DE, FR, CN at step 4,"
                                                + " reason LISTED_RIGHTS_DECLARED, Declaration IV, work"
                                                + " work-88, list entry entry-8 version 3."),
                                Map.entry("source_type", "SOURCE_TYPE_OTHER_NOTIFICATION"),
                                Map.entry("automated_detection", "Yes"),
                                Map.entry("automated_decision", "AUTOMATED_DECISION_FULLY")));
        StatementOfReasons video =
                statement(Action.BLOCK, "DE").withContentType("CONTENT_TYPE_VIDEO");
        assertThat(mapped(video, null).get("decision_facts").toString())
                .startsWith("A program compared its sound and pictures with fingerprints of");
    }

    /** Python: base64.b32encode(hashlib.sha256(b"live-2026-1124-0042/1/reasons").digest()). */
    @Test
    void puidIsTheDigestInLettersAndDigits() {
        assertThat(DsaStatement.puid("live-2026-1124-0042/1/reasons"))
                .isEqualTo("Y2QACL7BPUNNGBWJ3WLYRNFHWIYZI7WJFG34ZJNIFEIAWUOUTB7A");
        assertThat(DsaStatement.puid(""))
                .isEqualTo("4OYMIQUY7QOBJGX36TEJS35ZEQT24QPEMSNZGTFESWMRW6CSXBKQ");
    }

    /** Our record's own values, sent as they are. */
    @Test
    void aCopyOfTheRecordWouldBeRefused() {
        Map<String, Object> copy = new HashMap<>(mapped(statement(Action.BLOCK, "DE"), null));
        copy.put("puid", "live-2026-1124-0042/1/reasons");
        copy.put("content_type", "CONTENT_TYPE_AUDIO");
        copy.put("category_specification", "KEYWORD_COPYRIGHT_INFRINGEMENT");
        copy.put("territorial_scope", List.of("DE", "*"));
        copy.put("decision_visibility", List.of("DECISION_VISIBILITY_OTHER"));
        copy.put("illegal_content_legal_ground", "x".repeat(501));
        copy.put("illegal_content_explanation", "x".repeat(2_001));
        copy.remove("content_date");
        assertThat(DsaDatabase.refusals(copy))
                .containsExactly(
                        "puid has other characters",
                        "decision_visibility_other is no text",
                        "illegal_content_legal_ground is empty or longer than 500",
                        "illegal_content_explanation is empty or longer than 2000",
                        "content_type is no array",
                        "category_specification is no array",
                        "territorial_scope is not of the EU",
                        "content_date is missing");
    }

    @Test
    void whatIsOtherThanDisabledIsSaid() {
        assertThat(mapped(statement(Action.GEO_BLOCK, "DE"), null))
                .containsEntry("decision_visibility", List.of("DECISION_VISIBILITY_OTHER"))
                .containsEntry(
                        "decision_visibility_other", "It is not shown in the territories named.");
        assertThat(mapped(statement(Action.MUTE, "DE"), null))
                .containsEntry("decision_visibility_other", "Its sound is muted.");
    }

    @Test
    void oneThatWasTakenBackHasAnEnd() {
        long endMs = Instant.parse("2026-11-26T00:00:00Z").toEpochMilli();
        assertThat(mapped(statement(Action.BLOCK, "DE"), endMs))
                .containsEntry("end_date_visibility_restriction", "2026-11-26");
    }

    @Test
    void territoriesOutsideTheEuAreLeftOutAndCounted() {
        assertThat(
                        DsaStatement.of(statement(Action.BLOCK, "CN", "DE", "NO"), APPLIED_MS, null)
                                .orElseThrow()
                                .leftOut())
                .containsExactly("CN", "NO");
        assertThat(DsaStatement.of(statement(Action.BLOCK, "CN", "HK"), APPLIED_MS, null))
                .isEmpty();
    }

    @Test
    void everywhereIsAllOfTheEuButWhereItIsAllowed() {
        StatementOfReasons everywhere = statement(Action.BLOCK, "*");
        assertThat(territories(everywhere)).hasSize(27).doesNotContain("NO", "GB", "*");
        StatementOfReasons but = everywhere.withExceptTerritories(List.of("FR", "CN"));
        assertThat(territories(but)).hasSize(26).doesNotContain("FR");
    }

    private static List<Object> territories(StatementOfReasons statement) {
        return List.copyOf((List<?>) mapped(statement, null).get("territorial_scope"));
    }

    @Test
    void noPersonalDataLeaves() {
        String json =
                new String(
                        Json.bytes(mapped(statement(Action.BLOCK, "DE"), null)),
                        StandardCharsets.UTF_8);
        assertThat(json).doesNotContain("account-7781", "live-直播", "secret");
    }

    @ParameterizedTest
    @CsvSource({
        "1999-12-31T23:59:59Z, contentDate: expected a date from 2000-01-01",
        "2038-01-02T00:00:00Z, contentDate: expected a date from 2000-01-01"
    })
    void datesThatTheDatabaseRefusesAreNamed(Instant content, String message) {
        assertRefused(
                statement(Action.BLOCK, "DE").withContentDate(content.toEpochMilli()), message);
    }

    @Test
    void whatCannotBeMappedSaysWhy() {
        StatementOfReasons good = statement(Action.BLOCK, "DE");
        assertRefused(good.withContentDate(null), "contentDate: expected when");
        assertRefused(good.withSourceType("SOURCE_RUMOUR"), "sourceType: expected one of");
        assertRefused(good.withContentType("SOUND"), "contentType: expected one of");
        assertRefused(good.withDecisionVisibility(List.of()), "decisionVisibility: expected a");
        assertRefused(
                good.withDecisionVisibility(List.of("HIDDEN")), "decisionVisibility: expected one");
        assertRefused(good.withDecisions(List.of()), "decisions: expected those that restrict");
        assertRefused(
                good.with().legalGround(List.of()).chineseGrounds(List.of()).build(),
                "legalGround: expected at least one");
    }

    private static void assertRefused(StatementOfReasons statement, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DsaStatement.of(statement, APPLIED_MS, null))
                .withMessageStartingWith(message);
    }

    /** Works, territories and grounds without end, in characters of two units. */
    @RepeatedTest(50)
    void howeverMuchIsDecidedTheDatabaseTakesIt(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        String wide = "\uD834\uDD1E".repeat(1 + random.nextInt(400));
        List<Decision> decisions =
                IntStream.range(0, 1 + random.nextInt(300))
                        .mapToObj(
                                i ->
                                        decision("DE", Action.BLOCK)
                                                .with()
                                                .workId("w" + i + wide)
                                                .listEntryId("e" + i + wide)
                                                .articleRef(wide)
                                                .build())
                        .toList();
        StatementOfReasons large =
                statement(Action.BLOCK, "DE", "FR")
                        .with()
                        .statementId("x" + wide)
                        .decisions(decisions)
                        .legalGround(Collections.nCopies(random.nextInt(40), "x" + wide))
                        .chineseGrounds(List.of(wide))
                        .build();
        mapped(large, null);
    }
}
