package dev.vigil.client.inspect;

import java.util.List;
import java.util.Map;

/**
 * What was counted of a bundle's records.
 *
 * @param figures in the order of {@link InspectionFigure}; those without a value are not there
 */
record InspectionResult(List<CountedFigure> figures, Map<InspectionTable, LatestRows> tables) {
    /** That count, of all topics. */
    long records() {
        return figures.stream()
                .filter(it -> it.figure() == InspectionFigure.RECORDS)
                .mapToLong(CountedFigure::value)
                .sum();
    }
}
