package dev.vigil.client.inspect;

import dev.vigil.client.page.PageLanguage;
import java.time.ZoneId;

/**
 * What is to be inspected, and for whom.
 *
 * @param fromMs UTC epoch ms
 * @param toMs the first moment behind the span
 * @param about WORK, ACCOUNT, NOTICE, DIRECTIVE or BATCH; null for everything
 * @param id of that; null for everything
 * @param madeBy pointer to the person who makes it
 * @param askedBy the authority; null for none
 * @param document of the authority; null for none
 * @param zone of all times of the page
 * @param nowMs when it is made (UTC epoch ms)
 */
public record InspectionOrder(
        long fromMs,
        long toMs,
        String about,
        String id,
        String madeBy,
        String askedBy,
        String document,
        PageLanguage language,
        ZoneId zone,
        long nowMs) {
    InspectionRequest request(String log) {
        return new InspectionRequest(
                InspectionRequest.FORMAT,
                nowMs,
                madeBy,
                askedBy,
                document,
                new InspectionScope(
                        fromMs,
                        toMs,
                        about == null ? null : InspectionScope.About.valueOf(about),
                        id),
                language,
                zone.getId(),
                log);
    }
}
