package dev.vigil.client.inspect;

import dev.vigil.audit.LogFinding;
import dev.vigil.figures.FigureSums;
import java.util.List;

/**
 * All that an inspection shows.
 *
 * @param published what was published of the days of the span; null for a selection
 * @param log null where the bundle's part of the log can't be opened
 * @param findings the first of what was found when the records were held against the log
 * @param found how many
 * @param restNotSeen what could not be seen of what records rest on; null where that was not looked
 *     at
 * @param otherTimes records that lie between those of the span and have a time outside of it
 */
record InspectionContent(
        InspectionRequest request,
        List<SeenSpan> spans,
        InspectionResult result,
        FigureSums published,
        LogFacts log,
        List<LogFinding> findings,
        long found,
        RestsNotSeen restNotSeen,
        long otherTimes) {}
