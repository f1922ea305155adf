package dev.vigil.client.inspect;

import dev.vigil.audit.LogFault;
import dev.vigil.audit.LogFinding;
import dev.vigil.figures.FigureSums;
import dev.vigil.schema.wire.Topic;
import java.util.List;
import java.util.Map;

/**
 * All that an inspection shows.
 *
 * @param published what was published of the days of the span; null for a selection
 * @param publishedLeftOut records of published figures that are in no sum, as there are too many
 * @param log null where the bundle's part of the log can't be opened
 * @param findings the first of what was found when the records were held against the log
 * @param counts how many, by fault
 * @param restNotSeen what could not be seen of what records rest on; null where that was not looked
 *     at
 * @param otherTimes records that lie between those of the span and have a time outside of it
 */
record InspectionContent(
        InspectionRequest request,
        List<SeenSpan> spans,
        InspectionResult result,
        FigureSums published,
        long publishedLeftOut,
        LogFacts log,
        List<LogFinding> findings,
        Map<LogFault, Long> counts,
        RestsNotSeen restNotSeen,
        long otherTimes) {
    /** True where no record that counts names what was asked for: a heartbeat names none. */
    boolean isUnnamed() {
        return !request.scope().isWhole()
                && result.figures().stream()
                        .filter(it -> it.figure() == InspectionFigure.RECORDS)
                        .allMatch(it -> it.dimension().equals(Topic.HEALTH.topicName()));
    }

    /** How many. */
    long found() {
        return counts.values().stream().mapToLong(it -> it).sum();
    }

    /**
     * How many of these are what records rest on: such a record is that of the log all the same.
     */
    long unfounded() {
        return counts.getOrDefault(LogFault.UNFOUNDED, 0L);
    }
}
