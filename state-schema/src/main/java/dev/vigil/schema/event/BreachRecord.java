package dev.vigil.schema.event;

import java.util.List;

/**
 * The promise was broken: written once, never changed (see {@link BreachCorrection}).
 *
 * @param moreOpen how many open items are not listed: a record lists 100 at most
 */
public record BreachRecord(
        String breachId,
        String noticeId,
        int generation,
        String notifier,
        long receivedAt,
        long dueAt,
        List<String> itemsOpen,
        String causeCode,
        @MayBeMissing Integer moreOpen,
        @MayBeMissing Track track) {}
