package dev.vigil.desk.inspect;

import dev.vigil.client.inspect.InspectionOrder;
import dev.vigil.client.page.PageLanguage;
import java.time.ZoneId;

/**
 * What a person asked for.
 *
 * @param id of the request
 * @param fromMs UTC epoch ms
 * @param toMs the first moment behind the span
 * @param about null for everything
 * @param aboutId id of that; null for everything
 * @param madeBy pointer to the person
 * @param askedBy the authority; null for none
 * @param document of the authority; null for none
 * @param zone of all times of the page
 * @param askedAt UTC epoch ms
 */
public record AskedInspection(
        String id,
        long fromMs,
        long toMs,
        InspectedThing about,
        String aboutId,
        String madeBy,
        String askedBy,
        String document,
        PageLanguage language,
        String zone,
        long askedAt) {

    InspectionOrder order() {
        return new InspectionOrder(
                fromMs,
                toMs,
                about == null ? null : about.name(),
                aboutId,
                madeBy,
                askedBy,
                document,
                language,
                ZoneId.of(zone),
                askedAt);
    }
}
