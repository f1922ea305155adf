package dev.vigil.client.notice;

import dev.vigil.client.bus.Event;
import dev.vigil.client.text.Times;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.notice.AlertAcknowledged;
import dev.vigil.schema.notice.BreachCorrection;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.CounterNotice;
import dev.vigil.schema.notice.CounterState;
import dev.vigil.schema.notice.Directive;
import dev.vigil.schema.notice.Element;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.EscalationResolved;
import dev.vigil.schema.notice.ForwardDelivered;
import dev.vigil.schema.notice.NextStep;
import dev.vigil.schema.notice.NoticeCommand;
import dev.vigil.schema.notice.NoticeHeld;
import dev.vigil.schema.notice.NoticeLink;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeState;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.notice.NoticeSupplemented;
import dev.vigil.schema.notice.NoticeTriaged;
import dev.vigil.schema.notice.NoticeWithdrawn;
import dev.vigil.schema.notice.ProceedingDecided;
import dev.vigil.schema.notice.ProceedingFiled;
import dev.vigil.schema.staydown.StayDown;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What happens to notices, in words for people who never saw an event. */
public final class NoticeWords {
    private static final Map<Class<?>, Function<Object, String>> BY_TYPE = new LinkedHashMap<>();

    static {
        put(NoticeReceived.class, NoticeWords::received);
        put(NoticeTriaged.class, NoticeWords::triaged);
        put(NoticeSupplemented.class, NoticeWords::supplemented);
        put(NoticeWithdrawn.class, it -> "withdrawn by its notifier" + because(it.reason()));
        put(NoticeHeld.class, NoticeWords::held);
        put(ForwardDelivered.class, NoticeWords::forwarded);
        put(CounterNotice.class, it -> "counter-notice" + of(it.itemIds()));
        put(ProceedingFiled.class, NoticeWords::filed);
        put(ProceedingDecided.class, NoticeWords::decided);
        put(ActionConfirmed.class, NoticeWords::confirmed);
        put(ItemBack.class, it -> it.itemId() + " is back" + because(it.reason()));
        put(AlertAcknowledged.class, it -> it.alertKey() + " acknowledged by " + it.actor());
        put(NoticeLink.class, NoticeWords::linked);
        put(EscalationAlert.class, NoticeWords::alert);
        put(EscalationResolved.class, NoticeWords::resolved);
        put(BreachRecord.class, NoticeWords::breach);
        put(BreachCorrection.class, NoticeWords::correction);
        put(NoticeCommand.class, NoticeWords::command);
        put(StayDown.class, NoticeWords::stayDown);
        put(ListEntry.class, it -> it.workId() + " is put on the list: " + it.listClass());
        put(DeadLetter.class, it -> "REFUSED as " + it.reason() + ": " + it.message());
    }

    private NoticeWords() {}

    private static <T> void put(Class<T> type, Function<T, String> words) {
        BY_TYPE.put(type, event -> words.apply(type.cast(event)));
    }

    /** An event as a sentence; null for one that is no news of a notice, or can't be read. */
    public static String of(Event event) {
        return event.content().map(NoticeWords::of).orElse(null);
    }

    /** The record of an event as a sentence; null for one that is no news of a notice. */
    public static String of(Object event) {
        Function<Object, String> words = BY_TYPE.get(event.getClass());
        return words == null ? null : words.apply(event);
    }

    /**
     * The state of a notice, in one line.
     *
     * @param nowMs UTC epoch ms, for what is left until it is due
     */
    public static String status(NoticeStatus status, long nowMs) {
        String missing = status.missing().isEmpty() ? "" : "; lacks " + names(status.missing());
        return status.noticeId()
                + ": "
                + status.state()
                + ", "
                + track(status)
                + clock(status, nowMs)
                + missing;
    }

    private static String clock(NoticeStatus status, long nowMs) {
        if (status.clock() == null) {
            return isOver(status) ? "" : due(status, nowMs);
        }
        return switch (status.clock()) {
            case PAUSED -> ", the clock is paused";
            case VOID -> ", the clock does not run";
            case STOPPED, CLOSED_LATE, CLEARED ->
                    isOver(status) ? "" : ", the clock has stopped" + answer(status);
            case RUNNING, BREACHED -> isOver(status) ? "" : due(status, nowMs);
        };
    }

    private static String due(NoticeStatus status, long nowMs) {
        return ", due "
                + Times.clock(status.dueAt())
                + ", "
                + Times.remaining(status.dueAt() - nowMs);
    }

    /** Where its counter-notice is, and who may complete or answer it. */
    public static String counter(NoticeStatus status) {
        return status.counter()
                + (status.counter() == CounterState.COUNTER_INCOMPLETE
                        ? ", the user may complete it"
                        : answer(status));
    }

    /** Until when the notifier may answer a counter-notice; empty where none waits for that. */
    private static String answer(NoticeStatus status) {
        return status.counterDueAt() == null
                ? ""
                : ", the notifier has until " + Times.clock(status.counterDueAt());
    }

    /**
     * What a notice waits for, and by when; empty where nothing is left to do, as where only a
     * counter-notice could still be completed.
     *
     * @param nowMs UTC epoch ms
     */
    public static String next(NoticeStatus status, long nowMs) {
        if (status.next() == null || isOver(status)) {
            return "";
        }
        Long byMs = status.nextBy();
        String by = byMs == null ? "" : (byMs < nowMs ? ", was due " : ", by ") + Times.clock(byMs);
        return step(status.next()) + by;
    }

    static String step(NextStep step) {
        return switch (step) {
            case TRIAGE -> "triage";
            case SUPPLEMENT -> "the notifier completes it";
            case ACT -> "act on the open items";
            case RESUME -> "the hold ends";
            case COMPLETE_COUNTER_NOTICE -> "the user completes the counter-notice";
            case FORWARD_COUNTER_NOTICE -> "forward the counter-notice to the notifier";
            case PROCEEDING -> "the notifier complains or sues, else restore";
            case DECISION -> "the authority or court decides";
            case RESTORE -> "restore the content, then vigil notice reverse ITEM";
        };
    }

    /** It was overdue, and its state no longer shows it. */
    public static boolean wasOverdue(NoticeStatus status) {
        return status.overdue() && status.state() != NoticeState.OVERDUE;
    }

    public static String track(NoticeStatus status) {
        return status.track() == null ? "" : status.track().name();
    }

    /** Nothing is left to do about it. */
    public static boolean isOver(NoticeStatus status) {
        return switch (status.state()) {
            case RECEIVED, INCOMPLETE, VALID, FORWARDED, PARTIAL, OVERDUE, COUNTERED -> false;
            default -> true;
        };
    }

    /** What the law asks for, and the option that gives it. */
    public static String ask(Element element) {
        return switch (element) {
            case IDENTITY -> "real identity of the sender, or proof of agency (--identity)";
            case CONTACT -> "how to reach the sender (--contact)";
            case ADDRESS -> "address of the sender (--address)";
            case WORK -> "name of the work (--work)";
            case LOCATION -> "network address of every item (--item ID=URL)";
            case EVIDENCE -> "preliminary proof (--evidence)";
            case TRUTH -> "the sender answers for the truth of it (--truth)";
        };
    }

    public static String names(Collection<?> some) {
        return String.join(", ", some.stream().map(String::valueOf).toList());
    }

    private static String because(String reason) {
        return reason == null ? "" : ": " + reason;
    }

    private static String of(List<String> items) {
        return items.isEmpty() ? "" : " on " + names(items);
    }

    private static String received(NoticeReceived notice) {
        List<String> items = notice.allItems().stream().map(item -> item.itemId()).toList();
        Directive directive = notice.directive();
        String order =
                directive == null
                        ? ""
                        : ", an order of "
                                + directive.authority()
                                + " to "
                                + directive.kind()
                                + " by "
                                + directive.documentRef();
        String due = notice.dueAt() == null ? "" : ", due " + Times.clock(notice.dueAt());
        return "notice by " + notice.notifier() + " on " + names(items) + order + due;
    }

    private static String triaged(NoticeTriaged triaged) {
        String about =
                switch (triaged.outcome()) {
                    case INCOMPLETE ->
                            triaged.missing().isEmpty()
                                    ? ""
                                    : ", lacks " + names(triaged.missing());
                    case DUPLICATE -> " of " + triaged.duplicateOf();
                    case DECLINED -> of(triaged.itemIds());
                    case ACCEPTED, REJECTED -> "";
                };
        return triaged.outcome() + about + " by " + triaged.actor() + because(triaged.reason());
    }

    private static String supplemented(NoticeSupplemented brought) {
        List<String> items = brought.items().stream().map(item -> item.itemId()).toList();
        String elements =
                brought.elements().isEmpty() ? "" : ", brings " + names(brought.elements());
        return "supplement" + elements + (items.isEmpty() ? "" : ", further items " + names(items));
    }

    private static String held(NoticeHeld held) {
        return (held.resumed() ? "the clock goes on by " : "the clock is paused by ")
                + held.documentRef();
    }

    private static String forwarded(ForwardDelivered delivered) {
        if (delivered.counter()) {
            return "counter-notice forwarded to the notifier";
        }
        return Boolean.TRUE.equals(delivered.publicly())
                ? "published, as the user could not be reached"
                : "forwarded to the user";
    }

    private static String filed(ProceedingFiled filed) {
        return switch (filed.kind()) {
            case COMPLAINT -> "the notifier complains to an authority";
            case LAWSUIT -> "the notifier sues";
            case DELAY -> "the notifier proves " + filed.notarisationDelayDays() + " days of delay";
        };
    }

    private static String decided(ProceedingDecided decided) {
        return decided.upheld()
                ? "proceeding decided: the measure remains"
                : "proceeding decided: the content comes back";
    }

    private static String confirmed(ActionConfirmed confirmed) {
        return confirmed.itemId()
                + ": "
                + confirmed.measure()
                + " confirmed, effective "
                + Times.clock(confirmed.effectiveAt());
    }

    private static String linked(NoticeLink link) {
        return switch (link.kind()) {
            case DUPLICATE -> link.itemId() + " is covered by " + link.ofNoticeId();
            case RELEASED -> link.ofNoticeId() + " no longer covers " + link.itemId();
            case BARRED -> link.notifier() + " may not notify " + link.itemId() + " again";
        };
    }

    private static String alert(EscalationAlert alert) {
        String skipped =
                alert.skippedLevels().isEmpty()
                        ? ""
                        : ", skipped " + String.join(" ", alert.skippedLevels());
        return alert.level()
                + " "
                + alert.severity()
                + " to "
                + names(alert.recipients())
                + ", "
                + Times.remaining(alert.remainingMs())
                + skipped;
    }

    private static String resolved(EscalationResolved resolved) {
        long leftMs = resolved.dueAt() - resolved.stoppedAt();
        String when =
                switch (resolved.outcome()) {
                    case ACTIONED, NOT_FOUND, DECLINED, CLEARED ->
                            ", " + Times.left(leftMs) + " before due";
                    case CLOSED_LATE -> ", " + Times.left(-leftMs) + " late";
                    default -> "";
                };
        return "clock " + resolved.generation() + " ended: " + resolved.outcome() + when;
    }

    private static String breach(BreachRecord breach) {
        return "BREACH recorded: was due "
                + Times.clock(breach.dueAt())
                + (breach.itemsOpen().isEmpty() ? "" : ", open " + names(breach.itemsOpen()));
    }

    private static String correction(BreachCorrection correction) {
        String done = "done " + Times.clock(correction.doneAt());
        return correction.cleared()
                ? "breach cleared by proof: " + done + ", in time"
                : "breach closed late: " + done;
    }

    private static String command(NoticeCommand command) {
        return "platform ordered to "
                + command.measure()
                + " "
                + command.itemId()
                + " ("
                + command.reasonCode()
                + ")";
    }

    private static String stayDown(StayDown stayDown) {
        return stayDown.itemId()
                + (stayDown.down() ? ": recording stays down" : ": recording may return");
    }

    /** How many a record leaves out; one of another release may not have it. */
    public static int more(Integer notListed) {
        return notListed == null ? 0 : notListed;
    }

    /** Empty where no clock runs. */
    public static String remaining(NoticeStatus status, long nowMs) {
        String left = isOver(status) ? "" : Times.left(status.dueAt() - nowMs);
        if (status.clock() == null) {
            return left;
        }
        return switch (status.clock()) {
            case RUNNING, BREACHED -> left;
            case PAUSED -> "paused";
            case STOPPED, CLOSED_LATE, CLEARED, VOID -> "";
        };
    }
}
