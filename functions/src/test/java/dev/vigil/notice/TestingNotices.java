package dev.vigil.notice;

import dev.vigil.schema.notice.Directive;
import dev.vigil.schema.notice.DirectiveKind;
import dev.vigil.schema.notice.Element;
import dev.vigil.schema.notice.NoticeContent;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeReceivedBuilder;
import dev.vigil.schema.notice.NoticeSupplemented;
import dev.vigil.schema.notice.NoticeTriaged;
import dev.vigil.schema.notice.NoticeTriagedBuilder;
import dev.vigil.schema.notice.NoticeWork;
import dev.vigil.schema.notice.Regime;
import dev.vigil.schema.notice.TriageOutcome;
import java.util.Arrays;
import java.util.List;

/** Notices for tests. */
public final class TestingNotices {
    public static final long T0_MS = 1_800_000_000_000L;
    public static final long MINUTE_MS = 60_000;
    public static final long HOUR_MS = 60 * MINUTE_MS;
    public static final long DAY_MS = 24 * HOUR_MS;
    public static final long GRACE_MS = 10_000;
    public static final String NOTICE = "n-1";
    public static final String NOTIFIER = "notifier-1";

    private static final NoticeContent COMPLETE =
            new NoticeContent(
                    "agent", "id-1", "mail-1", "street-1", List.of("proof-1"), true, true);

    private TestingNotices() {}

    /** Of one work, received at {@code receivedAtMs}, without its statutory content. */
    public static NoticeReceived notice(String noticeId, long receivedAtMs, String... items) {
        return NoticeReceivedBuilder.builder()
                .noticeId(noticeId)
                .channel("mail")
                .receivedAt(receivedAtMs)
                .notifier(NOTIFIER)
                .works(List.of(new NoticeWork("A work", "work-1")))
                .items(items(items))
                .build();
    }

    /** With everything that the law asks for. */
    public static NoticeReceived complete(String noticeId, long receivedAtMs, String... items) {
        return of(noticeId, receivedAtMs, null, null, null, items);
    }

    public static NoticeReceived live(String noticeId, long receivedAtMs, String... items) {
        return of(noticeId, receivedAtMs, true, null, null, items);
    }

    public static NoticeReceived directive(
            String noticeId, long receivedAtMs, long dueAtMs, String... items) {
        return of(noticeId, receivedAtMs, null, dueAtMs, null, items)
                .with()
                .directive(
                        new Directive(
                                DirectiveKind.REMOVE, "authority-1", "doc-1", null, List.of()))
                .build();
    }

    /** An order to hand things over; {@code dueAtMs} null names no time. */
    public static NoticeReceived inquiry(
            String noticeId, long receivedAtMs, Long dueAtMs, String... deliverables) {
        return NoticeReceivedBuilder.builder()
                .noticeId(noticeId)
                .receivedAt(receivedAtMs)
                .notifier("authority-1")
                .items(List.of())
                .dueAt(dueAtMs)
                .directive(
                        new Directive(
                                DirectiveKind.INFORM,
                                "authority-1",
                                "doc-1",
                                null,
                                List.of(deliverables)))
                .build();
    }

    public static NoticeReceived under(
            Regime regime, String noticeId, long receivedAtMs, String... items) {
        return of(noticeId, receivedAtMs, null, null, regime, items);
    }

    private static NoticeReceived of(
            String noticeId,
            long receivedAtMs,
            Boolean live,
            Long dueAtMs,
            Regime regime,
            String... items) {
        return NoticeReceivedBuilder.builder()
                .noticeId(noticeId)
                .channel("mail")
                .receivedAt(receivedAtMs)
                .notifier(NOTIFIER)
                .works(List.of(new NoticeWork("A work", "work-1")))
                .items(items(items))
                .statement("It is ours")
                .content(COMPLETE)
                .requestedMeasure("DELETE")
                .live(live)
                .dueAt(dueAtMs)
                .regime(regime)
                .build();
    }

    public static NoticeContent completeContent() {
        return COMPLETE;
    }

    private static List<NoticeItem> items(String... items) {
        return Arrays.stream(items).map(item -> new NoticeItem(item, "https://x/" + item)).toList();
    }

    /** A review: what it accepts was complete from the start. */
    public static NoticeTriaged triage(String noticeId, TriageOutcome outcome, long atMs) {
        boolean fromStart = outcome == TriageOutcome.ACCEPTED;
        return NoticeTriagedBuilder.builder()
                .noticeId(noticeId)
                .outcome(outcome)
                .at(atMs)
                .actor("chen")
                .reason("looked at")
                .fromStart(fromStart)
                .build();
    }

    /** A notice lacks {@code missing}. */
    public static NoticeTriaged incomplete(String noticeId, long atMs, Element... missing) {
        return NoticeTriagedBuilder.builder()
                .noticeId(noticeId)
                .outcome(TriageOutcome.INCOMPLETE)
                .at(atMs)
                .actor("chen")
                .reason("something is missing")
                .missing(List.of(missing))
                .build();
    }

    /** Brings everything that can be missing, and further items. */
    public static NoticeSupplemented supplement(
            String noticeId, long receivedAtMs, String... items) {
        return new NoticeSupplemented(
                noticeId, receivedAtMs, List.of(Element.values()), items(items), "doc-1");
    }

    /** Further items and no element. */
    public static NoticeSupplemented joining(String noticeId, long receivedAtMs, String... items) {
        return new NoticeSupplemented(noticeId, receivedAtMs, List.of(), items(items), null);
    }
}
