package dev.vigil.schema.event;

/**
 * The clock is to stand ({@code resumed} false) or to go on, by a document: a court's or an
 * authority's hold, or the notifier's own written request, which lasts 72 h at most.
 *
 * @param byNotifier the notifier's own request
 */
public record NoticeHeld(
        String noticeId,
        long at,
        boolean resumed,
        String documentRef,
        @MayBeMissing Boolean byNotifier) {
    public NoticeHeld {
        Check.id("noticeId", noticeId);
        Check.timeMs("at", at);
        Check.text("documentRef", documentRef, 2_000);
    }
}
