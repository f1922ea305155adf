package dev.vigil.client.inspect;

import dev.vigil.audit.LogFinding;
import java.util.List;

/**
 * All that an inspection shows.
 *
 * @param log null where the bundle's part of the log can't be opened
 * @param findings the first of what was found when the records were held against the log
 * @param found how many
 */
record InspectionContent(
        InspectionRequest request,
        List<SeenSpan> spans,
        InspectionResult result,
        LogFacts log,
        List<LogFinding> findings,
        long found) {}
