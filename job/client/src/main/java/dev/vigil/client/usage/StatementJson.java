package dev.vigil.client.usage;

import dev.vigil.schema.usage.UsageReason;
import dev.vigil.schema.usage.UsageRow;
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
            long usedMs,
            long heldMs,
            Long viewMs,
            Long plays,
            List<Line> lines) {}

    /** A line of it. */
    private record Line(
            UsageRow row,
            long revision,
            UsageReason reason,
            int shareBp,
            long usedMs,
            long shareMs,
            long heldMs,
            long sessions,
            Long viewMs,
            Long plays) {
        static Line of(StatementLine line) {
            return new Line(
                    line.row(),
                    line.revision(),
                    line.reason(),
                    line.shareBp(),
                    line.usedMs(),
                    line.shareMs(),
                    line.heldMs(),
                    line.sessions(),
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
                                        statement.usedMs(),
                                        statement.heldMs(),
                                        statement.viewMs(),
                                        statement.plays(),
                                        statement.lines().stream().map(Line::of).toList())),
                        StandardCharsets.UTF_8)
                + "\n";
    }
}
