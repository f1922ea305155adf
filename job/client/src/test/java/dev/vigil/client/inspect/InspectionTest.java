package dev.vigil.client.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.audit.LogFault;
import dev.vigil.audit.LogFinding;
import dev.vigil.client.page.PageLanguage;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/** An inspection shows what its bundle holds, and says what it could not see. */
class InspectionTest {
    /** Of a page in which each table is full, with long ids. */
    private static final int LARGEST_PAGE = 2_000_000;

    @TempDir private Path dir;

    private Path bundle() {
        return dir.resolve("bundle");
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(bundle().resolve("inspection.json").toFile());
    }

    private String html() throws IOException {
        return Files.readString(bundle().resolve("inspection.html"));
    }

    private BundleCheck.Report verify() throws IOException {
        return BundleCheck.of(bundle(), List.of(TestingTopics.KEY), null);
    }

    @Test
    void allOfASpanIsProvedAndVerifies() throws Exception {
        Inspections.Made made = TestingSpan.make(TestingSpan.topics(), bundle(), null, null);
        assertThat(made.found()).allMatch(it -> it.startsWith("UNFOUNDED "));
        assertThat(made.records()).isGreaterThan(150);
        BundleCheck.Report report =
                BundleCheck.of(bundle(), List.of(TestingTopics.KEY), made.sum());
        assertThat(tampered(report)).isEmpty();
        assertThat(report.isCompared()).isTrue();
        assertThat(report.records()).isEqualTo(made.records());
        assertThat(tampered(BundleCheck.of(bundle(), List.of(), "00")))
                .singleElement()
                .satisfies(it -> assertThat(it.place()).isEqualTo("SHA256SUMS"));
    }

    /** The published examples rest on things that are in no example. */
    private static List<LogFinding> tampered(BundleCheck.Report report) {
        return report.findings().stream().filter(it -> it.fault() != LogFault.UNFOUNDED).toList();
    }

    @Test
    void whatRestsOnNothingIsNamedOnThePageAndByTheCheck() throws Exception {
        TestingTopics topics = TestingSpan.few();
        ObjectNode verdict =
                (ObjectNode) Json.read(TestingSpan.golden(EventType.VERDICT), JsonNode.class);
        verdict.put("sessionId", "s-1").put("verdictId", "s-1/2");
        ((ObjectNode) verdict.get("rulings").get(0)).put("listEntryId", "never-there");
        topics.send(
                Topic.VERDICTS,
                EventType.VERDICT,
                "s-1",
                TestingSpan.FROM_MS + 5_000,
                Json.bytes(verdict));
        topics.seal();
        Inspections.Made made = TestingSpan.make(topics, bundle(), null, null);
        String line =
                made.found().stream()
                        .filter(it -> it.contains("never-there"))
                        .findFirst()
                        .orElseThrow();
        assertThat(line).startsWith("UNFOUNDED verdicts/");
        assertThat(made.unfounded()).isEqualTo(made.foundCount());
        assertThat(html())
                .contains(line, made.summary(PageLanguage.EN))
                .doesNotContain("What is not proved");
        assertThat(verify().findings().toString()).contains(line);
        assertThat(verify().isCompared()).isTrue();
    }

    @Test
    void theSameSpanTwiceIsTheSameToTheByte() throws Exception {
        TestingTopics topics = TestingSpan.topics();
        String first = TestingSpan.make(topics, bundle(), null, null).sum();
        assertThat(TestingSpan.make(topics, dir.resolve("again"), null, null).sum())
                .isEqualTo(first);
    }

    /** D2: the figures of a report are a naive count over its own records. */
    @Test
    void figuresAreANaiveCountOverTheBundlesRecords() throws Exception {
        TestingTopics topics = TestingSpan.topics();
        TestingSpan.make(topics, bundle(), null, null);
        Map<String, String> verdicts = new HashMap<>();
        Map<String, Set<String>> distinct = new TreeMap<>();
        Map<String, Long> records = new TreeMap<>();
        for (JsonNode line : lines()) {
            records.merge(line.get("kafkatopic").asText(), 1L, Long::sum);
            if (!line.has("type") || !line.has("data_base64")) {
                continue;
            }
            JsonNode data = data(line);
            String type = line.get("type").asText();
            if (data == null) {
                continue;
            }
            if (type.equals(EventType.VERDICT.type())) {
                verdicts.put(data.get("verdictId").asText(), data.get("action").asText());
            }
            if (type.equals(EventType.NOTICE_RECEIVED.type())) {
                put(distinct, "NOTICES", data.get("noticeId").asText());
            }
            if (type.equals(EventType.BREACH.type())) {
                put(distinct, "BREACHES", data.get("breachId").asText());
            }
            if (type.equals(EventType.USER_WARNING.type())) {
                put(distinct, "WARNINGS", data.get("warningId").asText());
            }
        }
        Map<String, Long> actions = new TreeMap<>();
        verdicts.values().forEach(action -> actions.merge(action, 1L, Long::sum));
        assertThat(figures("VERDICTS")).isEqualTo(actions).containsKeys("BLOCK", "OBSERVE");
        assertThat(figures("RECORDS")).isEqualTo(records);
        distinct.forEach(
                (figure, ids) ->
                        assertThat(figures(figure).values().stream().mapToLong(it -> it).sum())
                                .as(figure)
                                .isEqualTo(ids.size())
                                .isPositive());
        assertThat(figures("UNREADABLE"))
                .containsEntry("notices", 1L)
                .containsEntry("verdicts", 1L);
    }

    /** The planted fault: only clocks that were stopped are counted, so a breach misses nothing. */
    @Test
    void aClockThatWasDueAndNeverStoppedIsCounted() throws Exception {
        TestingTopics topics = new TestingTopics(TestingSpan.FROM_MS);
        stopped(topics, "kept", 1, -1);
        stopped(topics, "within-grace", 1, 1);
        breach(topics, "open", 1, "NOT_DONE_WHEN_DUE");
        breach(topics, "late", 1, "NOT_DONE_WHEN_DUE");
        stopped(topics, "late", 1, 1);
        breach(topics, "stop-is-gone", 1, "NOT_DONE_WHEN_DUE");
        corrected(topics, "stop-is-gone", false);
        stopped(topics, "found-late", 1, -1);
        breach(topics, "found-late", 1, "DONE_LATE");
        breach(topics, "proved-late", 1, "NOT_DONE_WHEN_DUE");
        stopped(topics, "proved-late", 1, 1);
        corrected(topics, "proved-late", true);
        stopped(topics, "again", 1, -1);
        breach(topics, "again", 2, "NOT_DONE_WHEN_DUE");
        topics.seal();

        TestingSpan.make(topics, bundle(), null, null);

        assertThat(figures("CLOCKS_IN_TIME")).as("kept, proved-late, again").containsEntry("", 3L);
        assertThat(figures("CLOCKS_LATE"))
                .as("within-grace, late, stop-is-gone, found-late")
                .containsEntry("", 4L);
        assertThat(figures("CLOCKS_OVERDUE")).as("open, again").containsEntry("", 2L);
    }

    private static void stopped(TestingTopics topics, String notice, int generation, long afterDue)
            throws IOException {
        ObjectNode data = clock(EventType.ESCALATION_RESOLVED, notice, generation);
        data.put("alertKey", notice + "/" + generation + "/resolved");
        data.put("stoppedAt", TestingSpan.FROM_MS + afterDue);
        send(topics, EventType.ESCALATION_RESOLVED, notice, data);
    }

    private static void breach(TestingTopics topics, String notice, int generation, String cause)
            throws IOException {
        ObjectNode data = clock(EventType.BREACH, notice, generation);
        data.put("breachId", notice + "/" + generation + "/breach").put("causeCode", cause);
        send(topics, EventType.BREACH, notice, data);
    }

    private static void corrected(TestingTopics topics, String notice, boolean isCleared)
            throws IOException {
        ObjectNode data = clock(EventType.BREACH_CORRECTION, notice, 1);
        data.put("breachId", notice + "/1/breach").put("cleared", isCleared);
        send(topics, EventType.BREACH_CORRECTION, notice, data);
    }

    private static ObjectNode clock(EventType type, String notice, int generation)
            throws IOException {
        ObjectNode data = (ObjectNode) Json.read(TestingSpan.golden(type), JsonNode.class);
        return data.put("noticeId", notice)
                .put("generation", generation)
                .put("dueAt", TestingSpan.FROM_MS);
    }

    private static void send(TestingTopics topics, EventType type, String notice, ObjectNode data)
            throws IOException {
        Topic topic = type.topics().get(0);
        topics.send(topic, type, notice, TestingSpan.FROM_MS + 1_000, Json.bytes(data));
    }

    private static void put(Map<String, Set<String>> distinct, String figure, String id) {
        distinct.computeIfAbsent(figure, it -> new HashSet<>()).add(id);
    }

    private Map<String, Long> figures(String figure) {
        Map<String, Long> values = new TreeMap<>();
        try {
            json().get("figures")
                    .forEach(
                            it -> {
                                if (it.get("figure").asText().equals(figure)) {
                                    values.put(
                                            it.get("dimension").asText(), it.get("value").asLong());
                                }
                            });
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return values;
    }

    private List<JsonNode> lines() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(bundle().resolve("records"))) {
            for (Path file : files.sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    lines.add(new ObjectMapper().readTree(line));
                }
            }
        }
        return lines;
    }

    /** Null where it is not JSON. */
    private static JsonNode data(JsonNode line) throws IOException {
        try {
            return Json.read(line.get("data_base64").binaryValue(), JsonNode.class);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @Test
    void everyTextIsEscapedAndThePageIsWellFormedAndLoadsNothing() throws Exception {
        TestingSpan.make(TestingSpan.topics(), bundle(), null, null);
        String html = html();
        assertThat(html)
                .doesNotContain("<script", "\u202e", "\u0007")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
        assertThat(html.toLowerCase()).doesNotContain("http:", "https:", "src=", "url(", "@import");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", false);
        assertThat(
                        factory.newDocumentBuilder()
                                .parse(
                                        new InputSource(
                                                new StringReader(
                                                        html.replace("<!DOCTYPE html>", ""))))
                                .getElementsByTagName("table")
                                .getLength())
                .isGreaterThan(8);
        assertThat(Files.readString(bundle().resolve("inspection.csv")))
                .startsWith("\uFEFFfigure,name,by,value,query\r\n")
                .doesNotContain("\"=");
    }

    @Test
    void aPageOfManyThousandIsBoundedAndSaysWhatItLeavesOut() throws Exception {
        TestingTopics topics = new TestingTopics(TestingSpan.FROM_MS);
        TestingSpan.verdicts(topics, 2_000, 2);
        topics.seal();
        TestingSpan.make(topics, bundle(), null, null);
        assertThat(html()).hasSizeLessThan(LARGEST_PAGE).contains("The latest 300 are shown");
        assertThat(json().at("/tables/VERDICTS/rows")).hasSize(LatestRows.MOST);
        assertThat(json().at("/tables/VERDICTS/count").asLong()).isEqualTo(2_000);
        assertThat(figures("VERDICTS").values().stream().mapToLong(it -> it).sum())
                .isEqualTo(2_000);
        assertThat(tampered(verify())).isEmpty();
    }

    @Test
    void oneNoticeHasItsRecordsAndThoseOfItsItemsAndNoOthers() throws Exception {
        TestingTopics topics = TestingSpan.topics();
        Inspections.Made all = TestingSpan.make(topics, bundle(), null, null);
        String notice =
                Json.read(TestingSpan.golden(EventType.NOTICE_RECEIVED), JsonNode.class)
                        .get("noticeId")
                        .asText();
        Path of = dir.resolve("of");
        Inspections.Made made = TestingSpan.make(topics, of, "NOTICE", notice);
        assertThat(made.records()).isPositive().isLessThan(all.records() / 3);
        assertThat(made.found()).allMatch(it -> it.startsWith("UNFOUNDED "));
        assertThat(tampered(BundleCheck.of(of, List.of(TestingTopics.KEY), null))).isEmpty();
        assertThat(
                        of.resolve("records/notices-1.ndjson").toFile().length()
                                + of.resolve("records/notices-0.ndjson").toFile().length())
                .isPositive();
        assertThat(content(of, "verdicts-0") + content(of, "verdicts-1")).isEmpty();
        assertThat(content(of, "breaches-0") + content(of, "breaches-1")).contains(notice(notice));
        assertThat(Files.readString(of.resolve("inspection.json")))
                .contains("that none of these was left out it can't prove");
    }

    private static String content(Path of, String partition) throws IOException {
        Path file = of.resolve("records/" + partition + ".ndjson");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    /** A record's key is a text of its line. */
    private static String notice(String id) {
        return "\"kafkakey\":\"" + id + "\"";
    }

    @Test
    void aBatchLeadsToWhatWasDecidedByItsEntries() throws Exception {
        TestingTopics topics = TestingSpan.topics();
        JsonNode entry = Json.read(TestingSpan.golden(EventType.LIST_UPSERTED), JsonNode.class);
        Inspections.Made made =
                TestingSpan.make(topics, bundle(), "BATCH", entry.get("batchNo").asText());
        assertThat(made.found()).allMatch(it -> it.startsWith("UNFOUNDED "));
        assertThat(content(bundle(), "list-0") + content(bundle(), "list-1"))
                .contains(notice(entry.get("entryId").asText()));
        assertThat(tampered(verify())).isEmpty();
    }

    @Test
    void whatIsGoneUnsealedOrNotLoggedIsSaid() throws Exception {
        TestingTopics topics = TestingSpan.topics();
        topics.forget(Topic.VERDICTS, 0, 5);
        topics.send(
                Topic.NOTICES,
                EventType.NOTICE_WITHDRAWN,
                "late",
                topics.nowMs() - 1,
                TestingSpan.golden(EventType.NOTICE_WITHDRAWN));
        Inspections.Made made = TestingSpan.make(topics, bundle(), null, null);
        List<String> said = new ArrayList<>();
        json().get("notSeen").forEach(line -> said.add(line.asText()));
        assertThat(String.join("\n", said))
                .contains(
                        "verdicts: what was stored before",
                        "it is kept for 60 days",
                        "records that are under no seal yet",
                        "of these topics only the last record of each key",
                        "2 records could not be read",
                        "the personal data of",
                        "fingerprints are in no record of the bundle");
        assertThat(made.found()).allMatch(it -> it.startsWith("UNFOUNDED "));
        assertThat(tampered(verify())).isEmpty();
        assertThat(html()).contains(said.get(0).substring(0, 20));
    }

    /** Alerts are kept for 400 days, the breaches that they lead to for ten years. */
    @Test
    void whatATopicNoLongerKeepsOfTheSpanIsNamed() throws Exception {
        TestingTopics topics = TestingSpan.topics();
        Path recent = dir.resolve("recent");
        makeFrom(topics, topics.nowMs() - 399 * 86_400_000L, recent);
        assertThat(Files.readString(recent.resolve("inspection.json")))
                .doesNotContain("escalations：");
        makeFrom(topics, topics.nowMs() - 401 * 86_400_000L, bundle());
        assertThat(json().get("notSeen").toString())
                .contains("escalations：", "（400 天）；此前违约后", "notice.status：")
                .doesNotContain("figures：");
        assertThat(tampered(verify())).isEmpty();
    }

    private void makeFrom(TestingTopics topics, long fromMs, Path folder) throws Exception {
        InspectionOrder order =
                new InspectionOrder(
                        fromMs,
                        topics.nowMs(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        PageLanguage.ZH,
                        ZoneId.of("Asia/Shanghai"),
                        topics.nowMs());
        Inspections.make(topics, order, List.of(TestingTopics.KEY), folder, "html", read -> {});
    }

    @Test
    void anHourWithoutAPageIsADayThatWasNotSeenWhole() throws Exception {
        TestingTopics topics = TestingSpan.topics();
        makeFrom(topics, TestingSpan.FROM_MS - 4 * 86_400_000L, bundle());
        assertThat(json().at("/log/hours").asLong() - json().at("/log/hoursSeen").asLong())
                .isGreaterThanOrEqualTo(96);
        assertThat(json().at("/log/daysNotSeen")).hasSizeGreaterThanOrEqualTo(4);
        assertThat(html()).contains("未能看到的内容", "没有每小时的页", "版权保护情况检查");
        assertThat(tampered(verify())).isEmpty();
    }

    @Test
    void withoutASealNothingIsMade() throws Exception {
        TestingTopics topics = new TestingTopics(TestingSpan.FROM_MS + 1);
        assertThatThrownBy(() -> TestingSpan.make(topics, bundle(), null, null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expected a seal of the audit log");
    }

    /** As of a folder that is none, of {@code --help}. */
    @Test
    void pythonAloneSaysHowItIsCalled() throws Exception {
        assumeTrue(TestingPython.isThere(), "python3 is not installed");
        Path script = bundle().resolve("verify.py");
        TestingSpan.make(TestingSpan.topics(), bundle(), null, null);
        assertThat(TestingPython.run(script, "--help"))
                .startsWith("1 ")
                .contains("python3 verify.py [FOLDER] [VERIFIER-KEY]", "got --help")
                .doesNotContain("Traceback");
    }

    @Test
    void pythonAloneVerifiesIt() throws Exception {
        assumeTrue(TestingPython.isThere(), "python3 is not installed");
        TestingSpan.make(TestingSpan.topics(), bundle(), null, null);
        assertThat(TestingPython.verify(bundle())).startsWith("0 ").endsWith("nothing is wrong\n");
        assertThat(verify().newer()).isZero();
        Path file = bundle().resolve("records/verdicts-0.ndjson");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThat(TestingPython.verify(bundle()))
                .startsWith("1 ")
                .contains("WRONG records/verdicts-0.ndjson");
    }

    /** A verifier of today holds what it knows against the log, and says what it does not know. */
    @Test
    void aLogOfANewerVigilIsNotCheckedAndNotAccused() throws Exception {
        TestingTopics topics = TestingSpan.topics();
        topics.makeLogNewer();
        TestingSpan.make(topics, bundle(), null, null);
        BundleCheck.Report report = BundleCheck.of(bundle(), List.of(TestingTopics.KEY), null);
        assertThat(report.findings()).allMatch(found -> found.fault() == LogFault.UNFOUNDED);
        assertThat(report.notChecked())
                .anyMatch(line -> line.startsWith("page version 2: the records that "));
        assertThat(report.newer()).isPositive();
        assertThat(report.isGood()).isFalse();
        assumeTrue(TestingPython.isThere(), "python3 is not installed");
        assertThat(TestingPython.verify(bundle()))
                .startsWith("1 ")
                .contains("NOT CHECKED: log/pages/", "version 2", "in what was checked")
                .doesNotContain("WRONG");
        Path file = bundle().resolve("log/pages/verdicts-0.ndjson");
        String pages = Files.readString(file);
        Files.writeString(file, pages.replace("\\\"t\\\"", "\\\"u\\\""));
        assertThat(Files.readString(file)).isNotEqualTo(pages);
        assertThat(TestingPython.verify(bundle())).startsWith("1 ").contains("not the log's entry");
        assertThat(BundleCheck.of(bundle(), List.of(TestingTopics.KEY), null).findings())
                .anyMatch(found -> found.fault() == LogFault.ALTERED);
    }
}
