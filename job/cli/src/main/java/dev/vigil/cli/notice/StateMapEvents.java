package dev.vigil.cli.notice;

import dev.vigil.schema.notice.ActionState;
import dev.vigil.schema.notice.ClockState;
import dev.vigil.schema.notice.CounterNotice;
import dev.vigil.schema.notice.CounterState;
import dev.vigil.schema.notice.Element;
import dev.vigil.schema.notice.ForwardDelivered;
import dev.vigil.schema.notice.ForwardState;
import dev.vigil.schema.notice.IntakeState;
import dev.vigil.schema.notice.ItemNews;
import dev.vigil.schema.notice.LinkKind;
import dev.vigil.schema.notice.NoticeCase;
import dev.vigil.schema.notice.NoticeContent;
import dev.vigil.schema.notice.NoticeContentBuilder;
import dev.vigil.schema.notice.NoticeHeld;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeLink;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeSupplemented;
import dev.vigil.schema.notice.NoticeTriagedBuilder;
import dev.vigil.schema.notice.NoticeWithdrawn;
import dev.vigil.schema.notice.NoticeWork;
import dev.vigil.schema.notice.ProceedingDecided;
import dev.vigil.schema.notice.ProceedingFiled;
import dev.vigil.schema.notice.ProceedingKind;
import dev.vigil.schema.notice.Regime;
import dev.vigil.schema.notice.Run;
import dev.vigil.schema.notice.TriageOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongBiFunction;
import java.util.stream.Stream;

/** Everything that can happen to a notice of two items, for {@link StateMap} to try. */
final class StateMapEvents {
    static final long T0_MS = 1_800_000_000_000L;

    private static final String NOTICE = "n";
    private static final String NOTIFIER = "studio";
    private static final String OTHER = "earlier";
    private static final List<String> ITEMS = List.of("a", "b");
    private static final long MINUTE_MS = 60_000;
    private static final long NEVER = -1;

    /** Long enough for the grace. */
    private static final long LATER_MS = MINUTE_MS;

    private StateMapEvents() {}

    /**
     * Something that may happen.
     *
     * @param when the time at which it happens, from the case and the time now; -1 for never
     * @param event null where only the clock moves
     */
    record Cause(
            String name,
            ToLongBiFunction<NoticeCase, Long> when,
            BiFunction<NoticeCase, Long, NoticeInput> event) {}

    static List<String> declared(StateMap.Region region) {
        Enum<?>[] states =
                switch (region) {
                    case INTAKE -> IntakeState.values();
                    case ACTION -> ActionState.values();
                    case FORWARD -> ForwardState.values();
                    case COUNTER -> CounterState.values();
                    case CLOCK -> ClockState.values();
                };
        return Arrays.stream(states).map(Enum::name).toList();
    }

    static NoticeInput notice(boolean complete, Regime regime) {
        return NoticeInput.received(
                new NoticeReceived(
                        NOTICE,
                        "mail",
                        T0_MS,
                        NOTIFIER,
                        List.of(new NoticeWork("A work", null)),
                        ITEMS.stream().map(id -> new NoticeItem(id, "https://x/" + id)).toList(),
                        null,
                        content(complete),
                        null,
                        null,
                        null,
                        regime,
                        null));
    }

    private static NoticeContent content(boolean complete) {
        String address = complete ? "post" : null;
        return NoticeContentBuilder.builder()
                .identity("id")
                .contact("mail")
                .address(address)
                .evidence(List.of("proof"))
                .truthDeclaration(true)
                .build();
    }

    static List<Cause> all() {
        List<Cause> all = new ArrayList<>();
        all.addAll(decisions());
        all.addAll(letters());
        all.addAll(proceedings());
        all.addAll(items());
        all.addAll(times());
        return all;
    }

    /** A minute after what was before, unless something falls due until then: that comes first. */
    private static Cause soon(String name, BiFunction<NoticeCase, Long, NoticeInput> event) {
        return new Cause(
                name,
                (known, now) -> {
                    long at = now + MINUTE_MS;
                    return fallsDue(known).allMatch(due -> due > at) ? at : NEVER;
                },
                event);
    }

    private static Stream<Long> fallsDue(NoticeCase known) {
        return Stream.of(overdueAt(known), known.intake().lapsesAt(), known.counter().elapsesAt())
                .filter(Objects::nonNull);
    }

    private static List<Cause> decisions() {
        return List.of(
                triage("triage accepts", TriageOutcome.ACCEPTED, null),
                triage("triage asks for more", TriageOutcome.INCOMPLETE, null),
                triage("triage rejects", TriageOutcome.REJECTED, null),
                triage("triage finds a duplicate", TriageOutcome.DUPLICATE, OTHER),
                triage("a reviewer declines", TriageOutcome.DECLINED, null));
    }

    private static Cause triage(String name, TriageOutcome outcome, String of) {
        return soon(
                name,
                (known, now) ->
                        NoticeInput.triaged(
                                NoticeTriagedBuilder.builder()
                                        .noticeId(NOTICE)
                                        .outcome(outcome)
                                        .at(now)
                                        .actor("li")
                                        .reason("because")
                                        .missing(
                                                outcome == TriageOutcome.INCOMPLETE
                                                        ? List.of(Element.ADDRESS)
                                                        : null)
                                        .duplicateOf(of)
                                        .build()));
    }

    private static List<Cause> letters() {
        return List.of(
                soon(
                        "supplement",
                        (known, now) ->
                                NoticeInput.supplemented(
                                        new NoticeSupplemented(
                                                NOTICE,
                                                now,
                                                List.of(Element.ADDRESS),
                                                null,
                                                null))),
                soon(
                        "withdrawal",
                        (known, now) ->
                                NoticeInput.withdrawn(new NoticeWithdrawn(NOTICE, now, null))),
                link("an earlier notice covers all items", LinkKind.DUPLICATE),
                link("the notice that covered it is gone", LinkKind.RELEASED),
                hold("hold by a document", false),
                hold("resumption", true),
                forward("forwarded to the user", false, null),
                forward("published instead", false, true),
                forward("counter-notice forwarded", true, null),
                counter("complete counter-notice", true),
                counter("incomplete counter-notice", false));
    }

    /** Of both items, one after the other: the second one decides. */
    private static Cause link(String name, LinkKind kind) {
        return soon(
                name,
                (known, now) -> {
                    String item = uncovered(known, kind == LinkKind.DUPLICATE);
                    return NoticeInput.linked(
                            new NoticeLink(kind, NOTICE, item, OTHER, T0_MS - 1, NOTIFIER, null),
                            now);
                });
    }

    private static String uncovered(NoticeCase known, boolean wanted) {
        return known.runs().get(known.runs().size() - 1).items().stream()
                .filter(item -> wanted == (item.coveredBy() == null))
                .map(item -> item.itemId())
                .findFirst()
                .orElse(ITEMS.get(0));
    }

    private static Cause hold(String name, boolean resumed) {
        return soon(
                name,
                (known, now) ->
                        NoticeInput.held(new NoticeHeld(NOTICE, now, resumed, "order", null)));
    }

    private static Cause forward(String name, boolean counter, Boolean publicly) {
        return soon(
                name,
                (known, now) ->
                        NoticeInput.forwarded(
                                new ForwardDelivered(NOTICE, counter, null, null, now, publicly)));
    }

    private static Cause counter(String name, boolean complete) {
        return soon(
                name,
                (known, now) ->
                        NoticeInput.countered(
                                new CounterNotice(NOTICE, now, null, null, content(complete))));
    }

    private static List<Cause> proceedings() {
        return List.of(
                soon(
                        "complaint or lawsuit",
                        (known, now) ->
                                NoticeInput.filed(
                                        new ProceedingFiled(
                                                NOTICE,
                                                ProceedingKind.LAWSUIT,
                                                now,
                                                null,
                                                null,
                                                null))),
                decided("decided for the notifier", true),
                decided("decided for the user", false));
    }

    private static Cause decided(String name, boolean upheld) {
        return soon(
                name,
                (known, now) ->
                        NoticeInput.decided(new ProceedingDecided(NOTICE, upheld, now, null)));
    }

    private static List<Cause> items() {
        return List.of(
                news("an item done", ItemNews.Kind.DONE, 0, 0),
                news("an item done", ItemNews.Kind.DONE, 1, 0),
                news("proof of an earlier time", ItemNews.Kind.DONE, 0, 1),
                news("proof of an earlier time", ItemNews.Kind.DONE, 1, 1),
                news("proof that an item is not there", ItemNews.Kind.NOT_FOUND, 0, 0),
                news("proof that an item is not there", ItemNews.Kind.NOT_FOUND, 1, 0),
                news("the notifier is barred from an item", ItemNews.Kind.BARRED, 0, 0),
                news("the notifier is barred from an item", ItemNews.Kind.BARRED, 1, 0),
                news("a measure lifted", ItemNews.Kind.LIFTED, 0, 0),
                news("a measure lifted", ItemNews.Kind.LIFTED, 1, 0),
                news("an item is back", ItemNews.Kind.BACK, 0, 0),
                news("an item is back", ItemNews.Kind.BACK, 1, 0));
    }

    /**
     * @param early 1 for a measure that took effect long before it is reported
     */
    private static Cause news(String name, ItemNews.Kind kind, int item, int early) {
        return soon(
                name,
                (known, now) -> {
                    long at = early == 1 ? last(known).startedAt() + 1 : now;
                    ItemNews news = new ItemNews(kind, ITEMS.get(item), at, null);
                    return NoticeInput.news(NOTICE, news, now);
                });
    }

    private static Run last(NoticeCase known) {
        return known.runs().get(known.runs().size() - 1);
    }

    private static List<Cause> times() {
        return List.of(
                time("due and not done", StateMapEvents::overdueAt),
                time("10 days without a supplement", known -> known.intake().lapsesAt()),
                time("the notifier's time is over", known -> known.counter().elapsesAt()));
    }

    /** Null where no clock runs towards its due time. */
    private static Long overdueAt(NoticeCase known) {
        return known.runs().stream()
                .filter(run -> run.clock() == ClockState.RUNNING)
                .map(run -> run.dueAt() + LATER_MS)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Only what falls due first: time can't jump over the rest. */
    private static Cause time(String name, Function<NoticeCase, Long> when) {
        return new Cause(
                name,
                (known, now) -> {
                    Long at = when.apply(known);
                    boolean first = at != null && fallsDue(known).allMatch(other -> at <= other);
                    return first ? Math.max(at, now) : NEVER;
                },
                null);
    }
}
