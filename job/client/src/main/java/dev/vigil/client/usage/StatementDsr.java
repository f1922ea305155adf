package dev.vigil.client.usage;

import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.usage.StatementLine;
import dev.vigil.usage.UsageStatement;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A statement as a flat file of DDEX's Digital Sales Reporting, UGC profile, with several records a
 * block: a block for each work, a summary for each territory and right. Usages are plays where they
 * are known of all of a row, else sessions; a duration is given only where the audience of all of
 * it is known. Revenue is empty: Vigil knows no money. What is held is in no record.
 */
public final class StatementDsr {
    /** Versions of the parts on architecture, values and records; partners may agree on others. */
    static final String VERSION = "dsrf/1.3/1.4.1/1.4";

    private static final String PROFILE = "UGCProfile";
    private static final String PROFILE_VERSION = "1.3";

    /** Cells of a record, its name included. */
    private static final int SUMMARY_CELLS = 18;

    private static final int RESOURCE_CELLS = 24;

    private final UsageStatement statement;
    private final Map<String, RegisteredWork> works;
    private final List<String> records = new ArrayList<>();

    /** A territory and a right. */
    private record Context(String territory, RightType right) {}

    private StatementDsr(UsageStatement statement, Map<String, RegisteredWork> works) {
        this.statement = statement;
        this.works = works;
    }

    /**
     * @param sender party id and name of the platform, as DDEX knows it
     * @param createdAt UTC epoch ms
     */
    public static String of(
            UsageStatement statement,
            Map<String, RegisteredWork> works,
            String sender,
            long createdAt) {
        return new StatementDsr(statement, works).file(sender, createdAt);
    }

    private String file(String sender, long createdAt) {
        List<StatementLine> due =
                statement.lines().stream().filter(line -> usages(line).signum() != 0).toList();
        String messageId = statement.ownerId() + "-" + statement.month() + "-" + createdAt;
        add(
                "HEAD",
                VERSION,
                PROFILE,
                PROFILE_VERSION,
                messageId,
                Instant.ofEpochMilli(createdAt / 1_000 * 1_000),
                1,
                1,
                statement.month().atDay(1),
                statement.month().atEndOfMonth(),
                sender,
                sender,
                "Vigil",
                statement.ownerId(),
                statement.ownerId(),
                "");
        Map<Context, Integer> summaries = summaries(due, sender);
        Map<String, List<StatementLine>> byWork =
                due.stream()
                        .collect(
                                Collectors.groupingBy(
                                        line -> line.row().workId(),
                                        TreeMap::new,
                                        Collectors.toList()));
        int block = 0;
        for (Map.Entry<String, List<StatementLine>> work : byWork.entrySet()) {
            block++;
            resource(block, work.getKey());
            for (StatementLine line : work.getValue()) {
                usage(block, summaries.get(context(line)), line);
            }
        }
        int lines = records.size() + 1;
        add("FOOT", lines, lines, summaries.size(), block, block);
        return records.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private Map<Context, Integer> summaries(List<StatementLine> due, String sender) {
        Map<Context, BigDecimal> totals = new LinkedHashMap<>();
        due.forEach(line -> totals.merge(context(line), usages(line), BigDecimal::add));
        Map<Context, Integer> numbers = new LinkedHashMap<>();
        totals.forEach(
                (context, total) -> {
                    numbers.put(context, numbers.size() + 1);
                    add(
                            padded(
                                    SUMMARY_CELLS,
                                    "SY06.03",
                                    numbers.get(context),
                                    sender,
                                    sender,
                                    "AdvertisementSupportedModel",
                                    use(context.right()),
                                    context.territory().equals("*")
                                            ? "Worldwide"
                                            : context.territory(),
                                    "Vigil",
                                    plain(total)));
                });
        return numbers;
    }

    private static String use(RightType right) {
        return right == RightType.ON_DEMAND ? "OnDemandStream" : "NonInteractiveStream";
    }

    private void resource(int block, String workId) {
        RegisteredWork work = works.get(workId);
        boolean known = work != null;
        boolean named = known && !work.titles().isEmpty();
        boolean numbered = known && work.ids() != null;
        List<String> isrc = numbered && work.ids().isrc() != null ? work.ids().isrc() : List.of();
        add(
                padded(
                        RESOURCE_CELLS,
                        "AS02.03",
                        block,
                        "R" + block,
                        workId,
                        isrc.isEmpty() ? null : isrc.get(0),
                        named ? work.titles().get(0).text() : workId,
                        null,
                        null,
                        null,
                        known && work.durationMs() != null
                                ? Duration.ofMillis(work.durationMs())
                                : null,
                        "UserDefined",
                        numbered ? work.ids().iswc() : null));
    }

    private void usage(int block, int summary, StatementLine line) {
        UsageRow row = line.row();
        String id = row.rowId() + "-" + line.revision();
        String usages = plain(usages(line));
        add(
                "SU03.03",
                block,
                summary,
                id,
                row.workId(),
                usages,
                null,
                row.day(),
                row.day(),
                row.basis(),
                !row.basis().equals(UsageRow.NONE));
        boolean isWhole =
                !line.isAmendment()
                        && line.viewMs() != null
                        && line.audienceMs() != null
                        && line.audienceMs() == line.usedMs();
        if (isWhole) {
            add("ST01.01", block, id, summary, usages, Duration.ofMillis(line.viewMs()));
        }
    }

    private static Context context(StatementLine line) {
        return new Context(line.row().territory(), line.row().rightType());
    }

    private static BigDecimal usages(StatementLine line) {
        return BigDecimal.valueOf(line.usages(), 4);
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static Object[] padded(int length, Object... cells) {
        Object[] all = new Object[length];
        System.arraycopy(cells, 0, all, 0, cells.length);
        return all;
    }

    private void add(Object... cells) {
        records.add(Arrays.stream(cells).map(StatementDsr::cell).collect(Collectors.joining("\t")));
    }

    /** A tab or a line break would begin another cell or record. */
    private static String cell(Object value) {
        return value == null ? "" : value.toString().replaceAll("[\\t\\r\\n]+", " ");
    }
}
