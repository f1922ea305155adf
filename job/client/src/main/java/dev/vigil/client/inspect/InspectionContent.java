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
 * @param restNotSeen records that rest on what may have been gone before it could be seen; null
 *     where what records rest on was not looked at
 */
record InspectionContent(
        InspectionRequest request,
        List<SeenSpan> spans,
        InspectionResult result,
        FigureSums published,
        LogFacts log,
        List<LogFinding> findings,
        long found,
        Long restNotSeen) {}
