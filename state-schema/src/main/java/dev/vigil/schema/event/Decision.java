package dev.vigil.schema.event;

import java.util.List;

/**
 * What was decided for one territory, and by which rule.
 *
 * @param territory ISO 3166 alpha-2, or * where the session names none
 * @param step row of the precedence table (DOMAIN 2.5) that decided
 * @param failedTests for each authorization that did not fit, {@code id: which test failed}
 */
public record Decision(
        String territory,
        Action action,
        int step,
        String reasonCode,
        String articleRef,
        String workId,
        @MayBeMissing ListClass listClass,
        @MayBeMissing String listEntryId,
        @MayBeMissing Long listEntryVersion,
        @MayBeMissing String authorizationId,
        @MayBeMissing Long authorizationVersion,
        List<String> failedTests) {}
