package dev.vigil.local.demo;

import dev.vigil.notice.ClockRules;
import dev.vigil.notice.Rung;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListEntryBuilder;
import dev.vigil.schema.list.ListWindow;
import dev.vigil.schema.list.WindowType;
import dev.vigil.schema.notice.AlertAcknowledged;
import dev.vigil.schema.notice.CounterNotice;
import dev.vigil.schema.notice.Directive;
import dev.vigil.schema.notice.DirectiveKind;
import dev.vigil.schema.notice.Element;
import dev.vigil.schema.notice.ForwardDelivered;
import dev.vigil.schema.notice.NoticeContent;
import dev.vigil.schema.notice.NoticeHeld;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeReceivedBuilder;
import dev.vigil.schema.notice.NoticeSupplemented;
import dev.vigil.schema.notice.NoticeTriaged;
import dev.vigil.schema.notice.NoticeWithdrawn;
import dev.vigil.schema.notice.NoticeWork;
import dev.vigil.schema.notice.ProceedingDecided;
import dev.vigil.schema.notice.ProceedingFiled;
import dev.vigil.schema.notice.ProceedingKind;
import dev.vigil.schema.notice.Regime;
import dev.vigil.schema.notice.TriageOutcome;
import dev.vigil.schema.wire.EventType;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** One notice of each kind: what happens to it and when, and what must come of it. */
final class NoticeStories {
    private static final long HOUR_MS = 3_600_000;
    private static final long DAY_MS = 24 * HOUR_MS;
    private static final String FILM = "the-film";

    private final ClockRules rules;
    private final long t0;
    private final List<Act> acts = new ArrayList<>();
    private final TreeSet<Long> times = new TreeSet<>();
    private final Map<String, Kind> kinds = new LinkedHashMap<>();

    /**
     * Something that somebody does.
     *
     * @param atMs simulated time, UTC epoch ms
     */
    record Act(long atMs, EventType type, String key, Object event) {}

    /**
     * A kind of notice.
     *
     * @param about in words
     * @param expected levels per clock, further records, last state
     */
    record Kind(String about, String expected) {}

    /**
     * @param t0 simulated time at which the first notices come in
     */
    NoticeStories(ClockRules rules, long t0) {
        this.rules = rules;
        this.t0 = t0;
        inTime();
        late();
        supplemented();
        wronglyIncomplete();
        rejected();
        duplicate();
        twoNotifiers();
        otherTracks();
        counteredCivilCode();
        countered2013();
        reopened();
        withdrawn();
        acknowledged();
        paused();
        times.add(t0 + 17 * DAY_MS);
    }

    /** A Monday morning. */
    static long monday() {
        return LocalDateTime.parse("2026-03-02T09:00")
                .atZone(ZoneId.systemDefault())
                .toInstant()
                .toEpochMilli();
    }

    /** In order of time. */
    List<Act> acts() {
        return acts.stream().sorted(Comparator.comparingLong(Act::atMs)).toList();
    }

    /** When something happens or falls due. */
    TreeSet<Long> times() {
        return times;
    }

    Map<String, Kind> kinds() {
        return kinds;
    }

    // The stories --------------------------------------------------------------------------

    private void inTime() {
        kind("in-time", "taken down after 10 h", "E0; ACTIONED");
        file("in-time", at(0));
        confirm("in-time", at(10), at(10));
    }

    private void late() {
        kind(
                "late",
                "no proof until 26 h, then proof of a take-down at 23 h",
                "E0 E2 E3 E4 x4 E5 x4 E6 x5 E7 x4 E8 E9.1; BLOCK ordered; breach, cleared;"
                        + " CLEARED");
        file("late", at(0));
        ladder(at(0), rules.tracks().standardMs(), at(26));
        long due = t0 + rules.tracks().standardMs();
        times.add(due + rules.escalation().graceMs());
        times.add(due + rules.escalation().graceMs() + HOUR_MS);
        confirm("late", at(26), at(23));
    }

    private void supplemented() {
        kind(
                "incomplete",
                "no address; asked for after 1 h, brought after 30 h, taken down 10 h later",
                "E0 / E0; ACTIONED");
        file("incomplete", at(0), content(false), null, null, "film-incomplete");
        triage("incomplete", TriageOutcome.INCOMPLETE, at(1), "asked by mail");
        act(
                EventType.NOTICE_SUPPLEMENTED,
                "incomplete",
                at(30),
                new NoticeSupplemented(
                        "incomplete", at(30), List.of(Element.ADDRESS), null, "mail-7"));
        confirm("incomplete", at(40), at(40));
    }

    private void wronglyIncomplete() {
        kind(
                "wronged",
                "called incomplete; a review after 21 h finds it was not: as if never stopped",
                "E0 / E4 x2 (skipped E0 E2 E3) E5; ACTIONED");
        file("wronged", at(0), content(false), null, null, "film-wronged");
        triage("wronged", TriageOutcome.INCOMPLETE, at(1), "no address");
        triage("wronged", TriageOutcome.ACCEPTED, at(21), "the address was on page two");
        confirm("wronged", at(22.2), at(22.2));
    }

    private void rejected() {
        kind("rejected", "not triaged for 2 h, then rejected", "E0 E1; REJECTED");
        file("rejected", at(0), content(false), null, null, "film-rejected");
        triage("rejected", TriageOutcome.REJECTED, at(2.5), "not the owner of the work");
    }

    private void duplicate() {
        kind("again", "two notices of one notifier on one item: the later one", "E0; DUPLICATE");
        kind("first", "... the earlier one, though it comes in later, rules", "E0; ACTIONED");
        file("again", at(0.5), content(true), null, null, "film-first", "studio-first");
        file("first", at(0));
        arrivesLate("first", at(1));
        confirm("first", at(5), at(5));
    }

    private void twoNotifiers() {
        kind("two-a", "two notifiers, one item: one proof serves both", "E0; ACTIONED");
        kind("two-b", "... the other notifier, 2 h later", "E0; ACTIONED");
        file("two-a", at(0), content(true), null, null, "film-two");
        file("two-b", at(2), content(true), null, null, "film-two");
        confirm("two", at(6), at(6));
    }

    private void otherTracks() {
        kind("live", "a live stream: 30 min", "E0 E2; ACTIONED");
        file("live", at(3), content(true), true, null, "film-live");
        ladder(at(3), rules.tracks().liveMs(), at(3) + 20 * 60_000);
        confirm("live", at(3) + 20 * 60_000, at(3) + 20 * 60_000);

        kind("listed", "a film on the list, in its run: 2 h", "E0 E2; ACTIONED");
        act(EventType.LIST_UPSERTED, "screening", at(-1), screening());
        file("listed", at(4));
        ladder(at(4), rules.tracks().listedMs(), at(5.3));
        confirm("listed", at(5.3), at(5.3));

        kind("directive", "an order of an authority: 3 h", "E0 E2; ACTIONED");
        act(EventType.NOTICE_RECEIVED, "directive", at(5), directive());
        ladder(at(5), 3 * HOUR_MS, at(7));
        confirm("directive", at(6), at(6));
        answered(at(7));
    }

    /** A film is to be removed, and two things are to be handed over. */
    private NoticeReceived directive() {
        return NoticeReceivedBuilder.builder()
                .noticeId("directive")
                .channel("mail")
                .receivedAt(at(5))
                .notifier("copyright-administration")
                .works(List.of(new NoticeWork("The Film", FILM)))
                .items(List.of(new NoticeItem("film-directive", null)))
                .dueAt(at(8))
                .directive(
                        new Directive(
                                DirectiveKind.INFORM,
                                "copyright-administration",
                                "2026-77",
                                "uploads of The Film",
                                List.of("who uploaded it", "when it was removed")))
                .build();
    }

    private void answered(long atMs) {
        for (NoticeItem item : directive().allItems()) {
            if (Directive.isDeliverable(item.itemId())) {
                ActionConfirmed answer =
                        ActionConfirmedBuilder.builder()
                                .confirmationId("c-" + item.itemId())
                                .itemId(item.itemId())
                                .measure(Measure.ANSWERED)
                                .effectiveAt(atMs)
                                .executor("desk")
                                .digest("5e".repeat(32))
                                .build();
                act(EventType.ACTION_CONFIRMED, item.itemId(), atMs, answer);
            }
        }
    }

    private ListEntry screening() {
        ListWindow window =
                new ListWindow(WindowType.THEATRICAL, "2026-01-01T00:00:00", null, "Asia/Shanghai");
        return ListEntryBuilder.builder()
                .entryId("screening")
                .version(1)
                .listId("demo")
                .listClass(ListClass.IN_SCREENING)
                .authority("copyright administration")
                .batchNo("2026-7")
                .workId("listed-film")
                .titles(List.of("The Listed Film"))
                .windows(List.of(window))
                .territoryInclude(List.of())
                .territoryExclude(List.of())
                .issuedAt(at(-1))
                .build();
    }

    private void counteredCivilCode() {
        kind(
                "restored",
                "the user denies it, the notifier stays silent for 15 days: back",
                "E0; LIFT ordered; RESTORED");
        takenDownAndCountered("restored");
        times.add(at(9) + 15 * DAY_MS);
        lift("restored", at(10) + 15 * DAY_MS);

        kind("sued", "the user denies it, the notifier sues and wins", "E0; UPHELD");
        takenDownAndCountered("sued");
        act(
                EventType.PROCEEDING_FILED,
                "sued",
                at(0) + 5 * DAY_MS,
                new ProceedingFiled(
                        "sued",
                        ProceedingKind.LAWSUIT,
                        at(0) + 5 * DAY_MS,
                        "IP court",
                        "2026-118",
                        null));
        act(
                EventType.PROCEEDING_DECIDED,
                "sued",
                at(0) + 12 * DAY_MS,
                new ProceedingDecided("sued", true, at(0) + 12 * DAY_MS, "ruling-118"));
    }

    private void takenDownAndCountered(String id) {
        file(id, at(0));
        confirm(id, at(3), at(3));
        forward(id, at(4), false);
        counter(id, at(8));
        forward(id, at(9), true);
    }

    private void countered2013() {
        kind(
                "2013",
                "the same under the 2013 Regulation: back at once",
                "E0; LIFT ordered; barred; RESTORED");
        kind("2013-again", "... and its notifier may not notify it again", "no alert; DECLINED");
        file("2013", at(0), content(true), null, Regime.REG_2013, "film-2013");
        confirm("2013", at(3), at(3));
        counter("2013", at(8));
        lift("2013", at(9));
        file("2013-again", at(12), content(true), null, null, "film-2013", "studio-2013");
    }

    private void reopened() {
        kind("reopened", "taken down, back again: a new clock", "E0 / E0; ACTIONED");
        file("reopened", at(0));
        confirm("reopened", at(4), at(4));
        act(
                EventType.ACTION_REVERSED,
                "film-reopened",
                at(12),
                new ItemBack("film-reopened", at(12), "seen again by a user", null));
        confirm("reopened", at(20), at(20));
    }

    private void withdrawn() {
        kind("taken-back", "the notifier takes it back", "E0; WITHDRAWN");
        file("taken-back", at(0));
        act(
                EventType.NOTICE_WITHDRAWN,
                "taken-back",
                at(2.25),
                new NoticeWithdrawn("taken-back", at(2.25), "sent in error"));
    }

    private void acknowledged() {
        kind(
                "acknowledged",
                "E4 is acknowledged, nothing is done for 30 min: sent again",
                "E0 E2 E3 E4 x2; ACTIONED");
        file("acknowledged", at(0));
        long at = at(20) + 10 * 60_000;
        act(
                EventType.ALERT_ACKNOWLEDGED,
                "acknowledged",
                at,
                new AlertAcknowledged("acknowledged", "acknowledged/1/E4", "wang", at, "on it"));
        times.add(at + 30 * 60_000);
        confirm("acknowledged", at(21), at(21));
    }

    private void paused() {
        kind("held", "a court pauses the clock for 24 h", "E0; ACTIONED");
        file("held", at(0));
        hold("held", at(6), false);
        hold("held", at(30), true);
        confirm("held", at(31), at(31));
    }

    // What people do -----------------------------------------------------------------------

    private long at(double hours) {
        return t0 + Math.round(hours * HOUR_MS);
    }

    private void kind(String id, String about, String expected) {
        kinds.put(id, new Kind(about, expected));
    }

    private void act(EventType type, String key, long atMs, Object event) {
        acts.add(new Act(atMs, type, key, event));
        times.add(atMs);
    }

    /** Every level of a ladder and its repeats, up to a time. */
    private void ladder(long from, long spanMs, long until) {
        boolean standard = spanMs == rules.tracks().standardMs();
        TreeSet<Long> levels = new TreeSet<>();
        List<Rung> ladder = rules.escalation().ladder();
        for (Rung rung : ladder) {
            boolean byTime = standard && rung.atMs() != null;
            long offset = byTime ? rung.atMs() : (long) (spanMs * rung.percent() / 100);
            levels.add(from + offset);
            repeats(rung, from + offset, levels, from + spanMs);
        }
        times.addAll(levels.headSet(until, true));
    }

    private static void repeats(Rung rung, long at, TreeSet<Long> times, long due) {
        for (int i = 1; rung.ackWithinMs() != null && i < 6; i++) {
            times.add(Math.min(due, at + i * rung.ackWithinMs()));
        }
    }

    private void file(String id, long atMs) {
        file(id, atMs, content(true), null, null, "film-" + id);
    }

    private void file(
            String id, long atMs, NoticeContent content, Boolean live, Regime regime, String item) {
        file(id, atMs, content, live, regime, item, "studio-" + id);
    }

    private void file(
            String id,
            long atMs,
            NoticeContent content,
            Boolean live,
            Regime regime,
            String item,
            String notifier) {
        String work = id.equals("listed") ? "listed-film" : FILM;
        act(
                EventType.NOTICE_RECEIVED,
                id,
                atMs,
                new NoticeReceived(
                        id,
                        "mail",
                        atMs,
                        notifier,
                        List.of(new NoticeWork("The Film", work)),
                        List.of(new NoticeItem(item, "https://example.org/" + item)),
                        null,
                        content,
                        "DELETE",
                        live,
                        null,
                        regime,
                        null));
    }

    /** The last act is on its way until then; its stamp stays. */
    private void arrivesLate(String id, long atMs) {
        Act sent = acts.remove(acts.size() - 1);
        acts.add(new Act(atMs, sent.type(), id, sent.event()));
        times.add(atMs);
    }

    private static NoticeContent content(boolean address) {
        return new NoticeContent(
                "principal",
                "reg/811",
                "reg/811/mail",
                address ? "reg/811/post" : null,
                List.of("shot-17"),
                true,
                true);
    }

    private void triage(String id, TriageOutcome outcome, long atMs, String reason) {
        act(EventType.NOTICE_TRIAGED, id, atMs, NoticeTriaged.of(id, outcome, atMs, "li", reason));
    }

    private void confirm(String id, long atMs, long effectiveAt) {
        measure(id, Measure.DELETE, atMs, effectiveAt);
    }

    private void lift(String id, long atMs) {
        measure(id, Measure.LIFT, atMs, atMs);
    }

    private void measure(String id, Measure measure, long atMs, long effectiveAt) {
        String item = "film-" + id;
        act(
                EventType.ACTION_CONFIRMED,
                item,
                atMs,
                ActionConfirmedBuilder.builder()
                        .confirmationId("c-" + id + "-" + atMs)
                        .itemId(item)
                        .measure(measure)
                        .effectiveAt(effectiveAt)
                        .executor("platform")
                        .build());
    }

    private void forward(String id, long atMs, boolean counter) {
        act(
                EventType.FORWARD_DELIVERED,
                id,
                atMs,
                new ForwardDelivered(id, counter, counter ? "studio" : "user", "mail", atMs, null));
    }

    private void counter(String id, long atMs) {
        act(
                EventType.COUNTER_NOTICE,
                id,
                atMs,
                new CounterNotice(id, atMs, null, "authorized", content(true)));
    }

    private void hold(String id, long atMs, boolean resumed) {
        act(
                EventType.NOTICE_HELD,
                id,
                atMs,
                new NoticeHeld(id, atMs, resumed, "court order 118", null));
    }

    /** How long the simulated story is. */
    Duration span() {
        return Duration.ofMillis(times.last() - times.first());
    }
}
