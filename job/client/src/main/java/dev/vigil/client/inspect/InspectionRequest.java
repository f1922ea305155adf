package dev.vigil.client.inspect;

import dev.vigil.client.page.PageLanguage;
import dev.vigil.schema.check.Check;
import java.time.DateTimeException;
import java.time.ZoneId;

/**
 * What was asked, by whom, and how it is answered. The log can't prove it: it is what the
 * platform's person wrote down.
 *
 * @param format of the bundle, its figures and its page: {@link #FORMAT}
 * @param madeAt UTC epoch ms
 * @param madeBy pointer to the person who made it
 * @param askedBy the authority; null where it was not asked for
 * @param document of the authority; null for none
 * @param language of the page
 * @param zone that all times of the page are in
 * @param log origin of the audit log
 */
record InspectionRequest(
        int format,
        long madeAt,
        String madeBy,
        String askedBy,
        String document,
        InspectionScope scope,
        PageLanguage language,
        String zone,
        String log) {
    /** Another one counts or shows something else from the same records. */
    static final int FORMAT = 2;

    private static final int LONGEST = 500;

    InspectionRequest {
        Check.timeMs("madeAt", madeAt);
        Check.optionalText("madeBy", madeBy, LONGEST);
        Check.optionalText("askedBy", askedBy, LONGEST);
        Check.optionalText("document", document, LONGEST);
        Check.present("scope", scope);
        Check.present("language", language);
        requireZone(zone);
        Check.present("log", log);
    }

    private static void requireZone(String zone) {
        try {
            ZoneId.of(Check.present("zone", zone));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "zone: expected one such as Asia/Shanghai, got '" + zone + "'", e);
        }
    }
}
