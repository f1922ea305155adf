package dev.vigil.client.usage;

import dev.vigil.schema.usage.UsageRow;
import dev.vigil.usage.StatementLine;
import dev.vigil.usage.UsageStatement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A statement as comma-separated values (RFC 4180). What is unknown is empty, never 0. */
public final class StatementCsv {
    private static final List<String> COLUMNS =
            List.of(
                    "kind",
                    "day",
                    "work",
                    "territory",
                    "right_type",
                    "basis",
                    "share_bp",
                    "used_ms",
                    "share_ms",
                    "held_ms",
                    "sessions",
                    "view_ms",
                    "plays",
                    "audience_of_ms",
                    "state",
                    "reason",
                    "revision",
                    "row_id");

    private StatementCsv() {}

    public static String of(UsageStatement statement) {
        return Stream.concat(
                        Stream.of(String.join(",", COLUMNS) + "\r\n"),
                        statement.lines().stream().map(StatementCsv::line))
                .collect(Collectors.joining());
    }

    private static String line(StatementLine line) {
        UsageRow row = line.row();
        return line(
                line.isAmendment() ? "AMENDMENT" : "USAGE",
                row.day(),
                row.workId(),
                row.territory(),
                row.rightType(),
                row.basis(),
                line.shareBp(),
                line.usedMs(),
                line.shareMs(),
                line.heldMs(),
                line.sessions(),
                line.viewMs(),
                line.plays(),
                line.audienceMs(),
                line.state(),
                line.reasons().stream().map(Enum::name).collect(Collectors.joining(" ")),
                line.revision(),
                row.rowId());
    }

    private static String line(Object... cells) {
        return Arrays.stream(cells)
                .map(StatementCsv::cell)
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(Object value) {
        String text = value == null ? "" : value.toString();
        return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
