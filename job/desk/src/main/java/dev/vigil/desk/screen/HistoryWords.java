package dev.vigil.desk.screen;

import dev.vigil.desk.ask.StoredRecord;
import dev.vigil.desk.text.PageText;
import dev.vigil.schema.desk.DeskClaimed;
import dev.vigil.schema.desk.DeskNoted;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.notice.AlertAcknowledged;
import dev.vigil.schema.notice.BreachCorrection;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.CounterNotice;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.EscalationResolved;
import dev.vigil.schema.notice.ForwardDelivered;
import dev.vigil.schema.notice.ItemOutcome;
import dev.vigil.schema.notice.NoticeCommand;
import dev.vigil.schema.notice.NoticeHeld;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeLink;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeSupplemented;
import dev.vigil.schema.notice.NoticeTriaged;
import dev.vigil.schema.notice.NoticeWithdrawn;
import dev.vigil.schema.notice.ProceedingDecided;
import dev.vigil.schema.notice.ProceedingFiled;
import dev.vigil.schema.staydown.StayDown;
import gg.jte.Content;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What happened to a notice, in the visitor's language: of each record its typed parts are put into
 * a text of ours.
 */
final class HistoryWords {
    /** Names of a list that are shown; the others are counted. */
    private static final int MOST_NAMES = 5;

    /** Characters that are shown of a text of others: all of it is in the record. */
    private static final int MOST_TEXT = 200;

    private static final Content NOTHING = output -> {};

    private static final Map<Class<?>, BiFunction<HistoryWords, Object, Content>> BY_TYPE =
            new HashMap<>();

    static {
        put(NoticeReceived.class, HistoryWords::received);
        put(NoticeTriaged.class, HistoryWords::triaged);
        put(NoticeSupplemented.class, HistoryWords::supplemented);
        put(NoticeWithdrawn.class, (to, it) -> to.because(to.say("event.withdrawn"), it.reason()));
        put(
                NoticeHeld.class,
                (to, it) ->
                        to.say(
                                it.resumed() ? "event.resumed" : "event.held",
                                to.foreign(it.documentRef())));
        put(ForwardDelivered.class, HistoryWords::forwarded);
        put(
                CounterNotice.class,
                (to, it) -> to.say("event.counter", to.names(it.itemIds(), "event.all.items")));
        put(ProceedingFiled.class, HistoryWords::filed);
        put(
                ProceedingDecided.class,
                (to, it) ->
                        to.say(it.upheld() ? "event.decided.upheld" : "event.decided.restored"));
        put(
                ActionConfirmed.class,
                (to, it) ->
                        to.say(
                                "event.confirmed",
                                to.foreign(it.itemId()),
                                to.text.code(it.measure()),
                                to.text.time(it.effectiveAt()),
                                to.text.person(it.executor())));
        put(
                ItemBack.class,
                (to, it) -> to.because(to.say("event.back", to.foreign(it.itemId())), it.reason()));
        put(
                AlertAcknowledged.class,
                (to, it) ->
                        to.because(
                                to.say(
                                        "event.acknowledged",
                                        to.foreign(it.alertKey()),
                                        to.text.person(it.actor())),
                                it.note()));
        put(NoticeLink.class, HistoryWords::linked);
        put(EscalationAlert.class, HistoryWords::alert);
        put(
                EscalationResolved.class,
                (to, it) ->
                        to.say(
                                "event.resolved",
                                it.generation(),
                                to.text.code(it.outcome()),
                                to.text.time(it.stoppedAt())));
        put(
                BreachRecord.class,
                (to, it) ->
                        to.say(
                                "event.breach",
                                to.text.time(it.dueAt()),
                                to.names(it.itemsOpen(), "event.no.items")));
        put(
                BreachCorrection.class,
                (to, it) ->
                        to.say(
                                it.cleared() ? "event.cleared" : "event.closed.late",
                                to.text.time(it.doneAt())));
        put(
                NoticeCommand.class,
                (to, it) ->
                        to.say(
                                "event.ordered",
                                to.foreign(it.itemId()),
                                to.text.code(it.measure()),
                                to.text.named("Reason", it.reasonCode())));
        put(
                ItemOutcome.class,
                (to, it) ->
                        to.say(
                                "event.outcome",
                                to.foreign(it.itemId()),
                                to.text.code(it.outcome())));
        put(
                StayDown.class,
                (to, it) ->
                        to.say(
                                it.down() ? "event.staydown" : "event.mayreturn",
                                to.foreign(it.itemId())));
        put(
                DeskClaimed.class,
                (to, it) -> {
                    if (it.assignee() != null) {
                        return to.say("event.assigned", to.text.person(it.assignee()));
                    }
                    boolean isReleased = Boolean.TRUE.equals(it.released());
                    return to.say(isReleased ? "event.released" : "event.claimed");
                });
        put(DeskNoted.class, (to, it) -> to.say("event.noted", to.foreign(it.text())));
        put(
                DeadLetter.class,
                (to, it) ->
                        to.say(
                                "event.refused",
                                to.text.named("LetterReason", it.reason()),
                                to.foreign(it.message())));
    }

    private final PageText text;

    HistoryWords(PageText text) {
        this.text = text;
    }

    private static <T> void put(Class<T> type, BiFunction<HistoryWords, T, Content> words) {
        BY_TYPE.put(type, (to, content) -> words.apply(to, type.cast(content)));
    }

    /** What a record of a notice's history says, also where it can't be read. */
    Content of(StoredRecord record) {
        Object content = record.content().orElse(null);
        BiFunction<HistoryWords, Object, Content> words =
                content == null ? null : BY_TYPE.get(content.getClass());
        if (words != null) {
            return words.apply(this, content);
        }
        return record.problem() == null
                ? say("event.gone", foreign(record.place()))
                : say("event.unreadable", foreign(record.place()), foreign(record.problem()));
    }

    private Content say(String key, Object... arguments) {
        return text.say(key, arguments);
    }

    private Content foreign(String value) {
        return text.foreign(value, MOST_TEXT);
    }

    private Content because(Content what, String reason) {
        return reason == null ? what : both(what, say("event.because", foreign(reason)));
    }

    private static Content both(Content first, Content second) {
        return output -> {
            first.writeTo(output);
            second.writeTo(output);
        };
    }

    /** The names, or a text of ours where there are none. */
    private Content names(List<String> names, String none) {
        return row(names, none, this::foreign);
    }

    private Content row(List<String> names, String none, Function<String, Content> shown) {
        if (names == null || names.isEmpty()) {
            return say(none);
        }
        Content all = NOTHING;
        for (String name : names.subList(0, Math.min(names.size(), MOST_NAMES))) {
            all =
                    all == NOTHING
                            ? shown.apply(name)
                            : both(all, both(say("event.comma"), shown.apply(name)));
        }
        int more = names.size() - MOST_NAMES;
        return more > 0 ? both(all, say("event.more", more)) : all;
    }

    private Content codes(List<? extends Enum<?>> codes) {
        return say("event.codes", text.codes(codes));
    }

    private Content received(NoticeReceived notice) {
        Content items =
                names(
                        notice.allItems().stream().map(NoticeItem::itemId).toList(),
                        "event.no.items");
        return notice.directive() == null
                ? say("event.received", foreign(notice.notifier()), items)
                : say(
                        "event.received.order",
                        foreign(notice.directive().authority()),
                        text.code(notice.directive().kind()),
                        foreign(notice.directive().documentRef()),
                        items);
    }

    private Content triaged(NoticeTriaged triaged) {
        Content what =
                switch (triaged.outcome()) {
                    case ACCEPTED -> say("event.triaged.ACCEPTED");
                    case INCOMPLETE -> say("event.triaged.INCOMPLETE", codes(triaged.missing()));
                    case REJECTED -> say("event.triaged.REJECTED");
                    case DUPLICATE ->
                            say("event.triaged.DUPLICATE", foreign(triaged.duplicateOf()));
                    case DECLINED ->
                            say(
                                    "event.triaged.DECLINED",
                                    names(triaged.itemIds(), "event.all.items"));
                };
        return because(both(what, say("event.by", text.person(triaged.actor()))), triaged.reason());
    }

    private Content supplemented(NoticeSupplemented brought) {
        Content elements =
                brought.elements().isEmpty()
                        ? say("event.supplemented")
                        : say("event.supplemented.with", codes(brought.elements()));
        List<String> items = brought.items().stream().map(NoticeItem::itemId).toList();
        return items.isEmpty()
                ? elements
                : both(elements, say("event.supplemented.items", names(items, "event.no.items")));
    }

    private Content forwarded(ForwardDelivered delivered) {
        if (delivered.counter()) {
            return say("event.forwarded.counter");
        }
        return say(
                Boolean.TRUE.equals(delivered.publicly())
                        ? "event.forwarded.public"
                        : "event.forwarded.user");
    }

    private Content filed(ProceedingFiled filed) {
        return switch (filed.kind()) {
            case COMPLAINT -> say("event.filed.COMPLAINT");
            case LAWSUIT -> say("event.filed.LAWSUIT");
            case DELAY ->
                    say(
                            "event.filed.DELAY",
                            filed.notarisationDelayDays() == null
                                    ? 0
                                    : filed.notarisationDelayDays());
        };
    }

    private Content linked(NoticeLink link) {
        return switch (link.kind()) {
            case DUPLICATE ->
                    say(
                            "event.linked.DUPLICATE",
                            foreign(link.itemId()),
                            foreign(link.ofNoticeId()));
            case RELEASED ->
                    say(
                            "event.linked.RELEASED",
                            foreign(link.itemId()),
                            foreign(link.ofNoticeId()));
            case BARRED ->
                    say("event.linked.BARRED", foreign(link.itemId()), foreign(link.notifier()));
        };
    }

    private Content alert(EscalationAlert alert) {
        Content words =
                say(
                        "event.alert",
                        foreign(alert.level()),
                        text.named("Severity", alert.severity()),
                        row(
                                alert.recipients(),
                                "event.no.recipients",
                                name -> text.named("Recipient", name)));
        return alert.skippedLevels() == null || alert.skippedLevels().isEmpty()
                ? words
                : both(
                        words,
                        say("event.alert.skipped", names(alert.skippedLevels(), "event.no.items")));
    }
}
