package dev.vigil.client.usage;

import dev.vigil.schema.usage.UsageReason;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.schema.usage.UsageState;
import dev.vigil.schema.wire.Json;
import dev.vigil.usage.StatementLine;
import dev.vigil.usage.UsageStatement;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A statement as JSON, with each row as it is published. */
public final class StatementJson {
    private StatementJson() {}

    /** The statement. */
    private record Whole(
            String ownerId,
            String month,
            long closesAt,
            int provisionalRows,
            List<UsageStatement.Total> totals,
            List<Line> lines) {}

    /**
     * A line of it.
     *
     * @param row as it is published now: all else is as it was when the statement closed
     */
    private record Line(
            UsageRow row,
            long revision,
            List<UsageReason> reasons,
            UsageState state,
            int shareBp,
            long usedMs,
            long shareMs,
            long heldMs,
            long sessions,
            Long audienceMs,
            Long viewMs,
            Long plays) {
        static Line of(StatementLine line) {
            return new Line(
                    line.row(),
                    line.revision(),
                    line.reasons(),
                    line.state(),
                    line.shareBp(),
                    line.usedMs(),
                    line.shareMs(),
                    line.heldMs(),
                    line.sessions(),
                    line.audienceMs(),
                    line.viewMs(),
                    line.plays());
        }
    }

    public static String of(UsageStatement statement) {
        return new String(
                        Json.bytes(
                                new Whole(
                                        statement.ownerId(),
                                        statement.month().toString(),
                                        statement.closesAt(),
                                        statement.provisional(),
                                        statement.totals(),
                                        statement.lines().stream().map(Line::of).toList())),
                        StandardCharsets.UTF_8)
                + "\n";
    }
}
