package dev.vigil.client.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.client.page.PageLanguage;
import dev.vigil.client.page.UsagePage;
import dev.vigil.client.text.Csv;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.RegisteredWorkBuilder;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.usage.UsageAmendment;
import dev.vigil.schema.usage.UsageReason;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.schema.usage.UsageRowBuilder;
import dev.vigil.schema.usage.UsageShare;
import dev.vigil.schema.usage.UsageState;
import dev.vigil.schema.wire.Json;
import dev.vigil.usage.UsageStatement;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** A statement as CSV, JSON and a flat file of DDEX, and the page of a work. */
class StatementFormsTest {
    private static final long DAY_MS = 86_400_000;
    private static final Map<String, RegisteredWork> WORKS =
            Map.of(
                    "work-1",
                    RegisteredWorkBuilder.builder()
                            .workId("work-1")
                            .version(1)
                            .durationMs(100_000L)
                            .owners(List.of(new OwnerShare("owner-1", List.of(), List.of())))
                            .build());

    private static final long FOUND = Instant.parse("2026-11-25T16:00:00Z").toEpochMilli();
    private static final List<UsageShare> OWNER = List.of(new UsageShare("owner-1", 10_000));

    private static final UsageRow SEEN =
            row("2026-11-26", "CN", "AUTHORIZATION:a,1").viewMs(90_000L).plays(7L).build();
    private static final UsageRow UNKNOWN = row("2026-11-26", "*", "NONE").audienceMs(null).build();
    private static final UsageRow HELD =
            row("2026-11-27", "CN", "POLICY:owner-1").held(true).build();
    private static final UsageRow LATER =
            row("2026-10-26", "CN", "NONE")
                    .state(UsageState.AMENDED)
                    .revision(5)
                    .amendments(
                            List.of(
                                    new UsageAmendment(
                                            5,
                                            List.of(UsageReason.FOUND_LATER),
                                            FOUND,
                                            4_000,
                                            1,
                                            null,
                                            null,
                                            null,
                                            null,
                                            OWNER)))
                    .build();

    private static final UsageStatement STATEMENT =
            UsageStatement.of(
                    "owner-1",
                    YearMonth.of(2026, 11),
                    ZoneId.of("Asia/Shanghai"),
                    List.of(SEEN, UNKNOWN, HELD, LATER));

    private static long midnight(String day) {
        return Instant.parse(day + "T00:00:00+08:00").toEpochMilli();
    }

    private static UsageRowBuilder row(String day, String territory, String basis) {
        return UsageRowBuilder.builder()
                .rowId(day + "/work-1/" + territory + "/LIVE_RELAY/" + basis)
                .day(day)
                .dayFrom(midnight(day))
                .dayTo(midnight(day) + DAY_MS)
                .workId("work-1")
                .territory(territory)
                .rightType(RightType.LIVE_RELAY)
                .basis(basis)
                .usedMs(5_000)
                .liveMs(5_000)
                .sessions(2)
                .audienceMs(5_000L)
                .shares(OWNER)
                .revision(3)
                .state(UsageState.SETTLED);
    }

    @Test
    void csvIsReadAsItWasWritten() throws IOException {
        Csv csv = new Csv(new StringReader(StatementCsv.of(STATEMENT)));
        List<List<String>> rows = new ArrayList<>();
        for (Csv.Row row = csv.next(); row != null; row = csv.next()) {
            rows.add(row.fields());
        }
        assertThat(rows).hasSize(5).allMatch(row -> row.size() == rows.get(0).size());
        List<String> heads = rows.get(0);
        List<String> amended = rows.get(1);
        assertThat(amended.get(heads.indexOf("kind"))).isEqualTo("AMENDMENT");
        assertThat(amended.get(heads.indexOf("used_ms"))).isEqualTo("1000");
        assertThat(amended.get(heads.indexOf("reason"))).isEqualTo("FOUND_LATER");
        List<String> unknown = rows.get(2);
        assertThat(unknown.get(heads.indexOf("view_ms"))).as("unknown is not 0").isEmpty();
        assertThat(unknown.get(heads.indexOf("plays"))).isEmpty();
        List<String> seen = rows.get(3);
        assertThat(seen.get(heads.indexOf("basis"))).isEqualTo("AUTHORIZATION:a,1");
        assertThat(seen.get(heads.indexOf("view_ms"))).isEqualTo("90000");
        List<String> held = rows.get(4);
        assertThat(held.get(heads.indexOf("used_ms"))).isEqualTo("0");
        assertThat(held.get(heads.indexOf("held_ms"))).isEqualTo("5000");
    }

    @Test
    void jsonHasTheRowsAsTheyArePublished() {
        var tree =
                Json.read(StatementJson.of(STATEMENT).getBytes(StandardCharsets.UTF_8), Map.class);
        List<?> totals = (List<?>) tree.get("totals");
        assertThat(((Map<?, ?>) totals.get(0)).get("territory")).isEqualTo("*");
        assertThat(((Map<?, ?>) totals.get(0)).get("usedMs")).isEqualTo(5_000);
        assertThat(((Map<?, ?>) totals.get(1)).get("usedMs")).isEqualTo(6_000);
        assertThat(((Map<?, ?>) totals.get(1)).get("heldMs")).isEqualTo(5_000);
        assertThat((List<?>) tree.get("lines")).hasSize(4);
    }

    @Test
    void aFlatFileOfDdexCountsItsRecordsAndNamesEachTransactionOnce() {
        String file = StatementDsr.of(STATEMENT, WORKS, "PADPIDA1", FOUND);
        List<List<String>> records =
                file.lines().map(line -> Arrays.asList(line.split("\t", -1))).toList();
        assertThat(records.get(0)).startsWith("HEAD", StatementDsr.VERSION, "UGCProfile");
        assertThat(records.get(0)).contains("2026-11-01", "2026-11-30").hasSize(16);
        List<List<String>> usages =
                records.stream().filter(record -> record.get(0).equals("SU03.03")).toList();
        assertThat(usages).as("what is held is in none").hasSize(3);
        assertThat(usages).extracting(record -> record.get(3)).doesNotHaveDuplicates();
        assertThat(usages).allMatch(record -> record.get(6).isEmpty());
        assertThat(usages).extracting(record -> record.get(5)).containsExactly("1", "2", "7");
        assertThat(records.stream().filter(record -> record.get(0).equals("SY06.03")))
                .extracting(record -> record.get(6) + " " + record.get(8))
                .containsExactlyInAnyOrder("Worldwide 2", "CN 8");
        assertThat(records.stream().filter(record -> record.get(0).equals("ST01.01")))
                .singleElement()
                .asList()
                .contains("PT1M30S");
        List<String> foot = records.get(records.size() - 1);
        String lines = Integer.toString(records.size());
        assertThat(foot).containsExactly("FOOT", lines, lines, "2", "1", "1");
    }

    @Test
    void thePageOfAWorkIsWellFormedAndSaysWhatIsUnknown() throws Exception {
        for (PageLanguage language : PageLanguage.values()) {
            String html =
                    new UsagePage("work-1", "CN", List.of(SEEN, UNKNOWN, HELD), language).html();
            Document page =
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(
                                    new InputSource(
                                            new StringReader(html.replace("<!DOCTYPE html>", ""))));
            assertThat(page.getElementsByTagName("rect").getLength()).isEqualTo(2);
            assertThat(html).contains(language == PageLanguage.ZH ? "未知" : "unknown");
            assertThat(html).contains("POLICY held");
        }
        UsageRow none = SEEN.with().basis("NONE").rowId(SEEN.rowId() + "-none").build();
        UsageRow policy = SEEN.with().basis("POLICY:owner-1").rowId("2026-11-26/z").build();
        String stacked =
                new UsagePage("work-1", "CN", List.of(none, policy, SEEN), PageLanguage.EN).html();
        assertThat(stacked)
                .containsSubsequence(
                        "class=\"AUTHORIZATION\"", "class=\"POLICY\"", "class=\"NONE\"")
                .as("lines at round times")
                .contains(">0:04:00<", ">0:01:00<");
        assertThat(new UsagePage("work-2", "CN", List.of(SEEN), PageLanguage.EN).html())
                .contains("There is none.");
    }
}
