package dev.vigil.flink.notice;

import static dev.vigil.notice.TestingNotices.DAY_MS;
import static dev.vigil.notice.TestingNotices.HOUR_MS;
import static dev.vigil.notice.TestingNotices.MINUTE_MS;
import static dev.vigil.notice.TestingNotices.T0_MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.notice.TestingNotices;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.notice.Adopted;
import dev.vigil.schema.notice.AlertAcknowledged;
import dev.vigil.schema.notice.BreachCorrection;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.CounterNotice;
import dev.vigil.schema.notice.Element;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.EscalationResolved;
import dev.vigil.schema.notice.ForwardDelivered;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.NoticeLink;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.notice.NoticeWithdrawn;
import dev.vigil.schema.notice.ProceedingDecided;
import dev.vigil.schema.notice.ProceedingFiled;
import dev.vigil.schema.notice.ProceedingKind;
import dev.vigil.schema.notice.Regime;
import dev.vigil.schema.notice.TriageOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A job that starts without state reads its topics in any order, each in its own: every order ends
 * as the one in which things happened, and publishes nothing that this one did not.
 *
 * <p>Each order is a notice of its own in one job, so that thousands of them take seconds.
 */
class StartOrderTest {
    private static final int MOST_ORDERS = 500;
    private static final long STEP_MS = 15 * MINUTE_MS;
    private static final long AFTER_MS = 3 * DAY_MS;

    private enum Topic {
        NOTICES,
        CONFIRMATIONS,
        COUNTER_NOTICES,
        PROCEEDINGS,
        ACKS,
        PUBLISHED
    }

    private record Entry(Topic topic, long writtenMs, NoticeInput input) {}

    /** What happens to one notice and its items, in order of time. */
    private static final class History {
        private final String name;
        private final String id;
        private final List<Entry> entries = new ArrayList<>();

        History(String name, String id) {
            this.name = name;
            this.id = id;
        }

        private History add(Topic topic, double hour, NoticeInput input) {
            entries.add(new Entry(topic, ms(hour), input));
            return this;
        }

        History received(Regime regime) {
            return add(
                    Topic.NOTICES,
                    0,
                    NoticeInput.received(TestingNotices.under(regime, id, T0_MS, item("a"))));
        }

        History triaged(TriageOutcome outcome, double hour) {
            return add(
                    Topic.NOTICES,
                    hour,
                    NoticeInput.triaged(
                            outcome == TriageOutcome.INCOMPLETE
                                    ? TestingNotices.incomplete(id, ms(hour), Element.EVIDENCE)
                                    : TestingNotices.triage(id, outcome, ms(hour))));
        }

        History supplemented(double hour, String... items) {
            String[] named = Stream.of(items).map(this::item).toArray(String[]::new);
            return add(
                    Topic.NOTICES,
                    hour,
                    NoticeInput.supplemented(TestingNotices.supplement(id, ms(hour), named)));
        }

        History withdrawn(double hour) {
            return add(
                    Topic.NOTICES,
                    hour,
                    NoticeInput.withdrawn(new NoticeWithdrawn(id, ms(hour), null)));
        }

        History confirmed(Measure measure, String item, double hour, double writtenHour) {
            ActionConfirmed proof =
                    ActionConfirmedBuilder.builder()
                            .confirmationId("c")
                            .itemId(item(item))
                            .measure(measure)
                            .effectiveAt(ms(hour))
                            .evidence("proof")
                            .build();
            return add(
                    Topic.CONFIRMATIONS,
                    writtenHour,
                    NoticeInput.confirmed(proof, ms(writtenHour)));
        }

        History done(double hour) {
            return confirmed(Measure.BLOCK, "a", hour, hour);
        }

        History lifted(double hour) {
            return confirmed(Measure.LIFT, "a", hour, hour);
        }

        History back(double hour) {
            return add(
                    Topic.CONFIRMATIONS,
                    hour,
                    NoticeInput.back(new ItemBack(item("a"), ms(hour), "seen", null)));
        }

        History countered(double hour) {
            return add(
                    Topic.COUNTER_NOTICES,
                    hour,
                    NoticeInput.countered(
                            new CounterNotice(
                                    id,
                                    ms(hour),
                                    null,
                                    "authorized",
                                    TestingNotices.completeContent())));
        }

        History forwarded(double hour) {
            return add(
                    Topic.NOTICES,
                    hour,
                    NoticeInput.forwarded(
                            new ForwardDelivered(id, true, "notifier", "app", ms(hour), null)));
        }

        History filed(ProceedingKind kind, double hour) {
            Integer days = kind == ProceedingKind.DELAY ? 3 : null;
            return add(
                    Topic.PROCEEDINGS,
                    hour,
                    NoticeInput.filed(
                            new ProceedingFiled(id, kind, ms(hour), "court", "case", days)));
        }

        History decided(boolean upheld, double hour) {
            return add(
                    Topic.PROCEEDINGS,
                    hour,
                    NoticeInput.decided(new ProceedingDecided(id, upheld, ms(hour), null)));
        }

        History acked(String level, double hour) {
            return add(
                    Topic.ACKS,
                    hour,
                    NoticeInput.acknowledged(
                            new AlertAcknowledged(id, id + "/1/" + level, "wang", ms(hour), null)));
        }

        private String item(String name) {
            return name + "-of-" + id;
        }

        private static long ms(double hour) {
            return T0_MS + (long) (hour * HOUR_MS);
        }

        long endMs() {
            return entries.get(entries.size() - 1).writtenMs() + STEP_MS;
        }
    }

    private static final double DAY = 24;

    /** A row for each; the id is that of the copy that is read in that order. */
    private enum Story {
        IN_TIME,
        LATE,
        PROVED_LATE,
        ACKNOWLEDGED,
        LIFTED_AND_DONE_AGAIN,
        BACK_AND_LATE,
        INCOMPLETE_AND_SUPPLEMENTED,
        LAPSED_AND_SUPPLEMENTED,
        AN_ITEM_JOINED,
        WITHDRAWN_BEHIND_THE_PROOF,
        WITHDRAWN_LONG_BEHIND_THE_PROOF,
        WITHDRAWN_TOO_LATE,
        REJECTED_AND_ACCEPTED,
        SILENT_NOTIFIER,
        LAWSUIT_WON,
        LAWSUIT_LOST,
        LAWSUIT_DELAYED,
        LAWSUIT_BEHIND_THE_RESTORATION,
        LIFTED_BEFORE_IT_HAD_TO,
        AT_ONCE,
        AT_ONCE_AND_DOWN_AGAIN,
        AT_ONCE_AND_DOWN_AGAIN_TOO_LATE,
        AT_ONCE_AND_NEVER_DOWN_AGAIN,
        AT_ONCE_AND_REMOVED_BEFORE_THE_DECISION,
        AT_ONCE_AND_DOWN_AGAIN_AND_BACK;

        History of(String id) {
            History at = new History(name(), id);
            return switch (this) {
                case IN_TIME -> civil(at).done(5);
                case LATE -> civil(at).done(30);
                case PROVED_LATE -> civil(at).confirmed(Measure.BLOCK, "a", 20, 30);
                case ACKNOWLEDGED -> civil(at).acked("E4", 20.25).acked("E5", 22.25).done(23);
                case LIFTED_AND_DONE_AGAIN -> civil(at).done(5).lifted(30).done(40);
                case BACK_AND_LATE -> civil(at).done(5).back(30).done(60).back(70).done(71);
                case INCOMPLETE_AND_SUPPLEMENTED ->
                        civil(at).triaged(TriageOutcome.INCOMPLETE, 1).supplemented(10).done(30);
                case LAPSED_AND_SUPPLEMENTED ->
                        civil(at).triaged(TriageOutcome.INCOMPLETE, 1).supplemented(12 * DAY);
                case AN_ITEM_JOINED ->
                        civil(at)
                                .supplemented(3, "b")
                                .done(5)
                                .confirmed(Measure.NOT_FOUND, "b", 28, 28)
                                .lifted(29);
                case WITHDRAWN_BEHIND_THE_PROOF -> civil(at).done(5).withdrawn(6);
                case WITHDRAWN_LONG_BEHIND_THE_PROOF -> civil(at).done(5).withdrawn(30);
                case WITHDRAWN_TOO_LATE -> civil(at).withdrawn(30).done(31);
                case REJECTED_AND_ACCEPTED ->
                        civil(at)
                                .triaged(TriageOutcome.REJECTED, 2)
                                .done(5)
                                .back(20)
                                .triaged(TriageOutcome.ACCEPTED, 22)
                                .done(50);
                case SILENT_NOTIFIER -> countered(civil(at)).lifted(20 * DAY + 1);
                case LAWSUIT_WON ->
                        countered(civil(at))
                                .filed(ProceedingKind.LAWSUIT, 6 * DAY)
                                .decided(true, 30 * DAY);
                case LAWSUIT_LOST ->
                        countered(civil(at))
                                .filed(ProceedingKind.LAWSUIT, 6 * DAY)
                                .decided(false, 30 * DAY)
                                .lifted(30 * DAY + 2);
                case LAWSUIT_DELAYED ->
                        countered(civil(at))
                                .filed(ProceedingKind.DELAY, 19 * DAY)
                                .filed(ProceedingKind.LAWSUIT, 21 * DAY)
                                .decided(false, 30 * DAY)
                                .lifted(30 * DAY + 2);
                case LAWSUIT_BEHIND_THE_RESTORATION ->
                        countered(civil(at))
                                .lifted(20 * DAY + 1)
                                .filed(ProceedingKind.LAWSUIT, 21 * DAY)
                                .decided(true, 25 * DAY)
                                .done(25 * DAY + 5);
                case LIFTED_BEFORE_IT_HAD_TO ->
                        countered(civil(at)).lifted(10 * DAY).done(10 * DAY + 3);
                case AT_ONCE -> atOnce(at);
                case AT_ONCE_AND_DOWN_AGAIN -> won(atOnce(at)).done(8 * DAY + 5);
                case AT_ONCE_AND_DOWN_AGAIN_TOO_LATE -> won(atOnce(at)).done(8 * DAY + 30);
                case AT_ONCE_AND_NEVER_DOWN_AGAIN -> won(atOnce(at));
                case AT_ONCE_AND_REMOVED_BEFORE_THE_DECISION ->
                        atOnce(at)
                                .filed(ProceedingKind.LAWSUIT, 6 * DAY)
                                .done(7 * DAY)
                                .decided(true, 8 * DAY);
                case AT_ONCE_AND_DOWN_AGAIN_AND_BACK ->
                        won(atOnce(at)).done(8 * DAY + 5).lifted(9 * DAY).done(9 * DAY + 2);
            };
        }

        private static History civil(History at) {
            return at.received(Regime.CIVIL_CODE);
        }

        private static History countered(History at) {
            return at.done(1).countered(5 * DAY).forwarded(5 * DAY);
        }

        private static History atOnce(History at) {
            return at.received(Regime.REG_2013).done(1).countered(5 * DAY).lifted(5 * DAY + 1);
        }

        private static History won(History at) {
            return at.filed(ProceedingKind.LAWSUIT, 6 * DAY).decided(true, 8 * DAY);
        }
    }

    static Stream<Story> stories() {
        return Stream.of(Story.values());
    }

    @ParameterizedTest
    @MethodSource("stories")
    void everyOrderOfTheTopicsEndsAsWhatHappenedInTime(Story story) throws Exception {
        assertThat(differences(story, false)).isEmpty();
    }

    /** A job that forgets to read what it has published. */
    @Test
    void aPlantedFaultIsFound() throws Exception {
        assertThat(differences(Story.AT_ONCE_AND_DOWN_AGAIN_TOO_LATE, true)).isNotEmpty();
    }

    private static List<String> differences(Story story, boolean isNotReadBack) throws Exception {
        History inTime = story.of(id(0));
        Heard before = new Heard();
        Heard after = new Heard();
        try (NoticeOperators job = job()) {
            long nowMs = T0_MS - STEP_MS;
            for (Entry entry : inTime.entries) {
                nowMs = walk(job, nowMs, entry.writtenMs(), Map.of(id(0), before));
                give(job, entry.input());
            }
            nowMs = walk(job, nowMs, inTime.endMs(), Map.of(id(0), before));
            walk(job, nowMs, inTime.endMs() + AFTER_MS, Map.of(id(0), after));
        }
        List<List<Topic>> orders = orders(inTime);
        Map<String, Heard> heard = new TreeMap<>();
        try (NoticeOperators job = job()) {
            for (int i = 0; i < orders.size(); i++) {
                String id = id(i + 1);
                heard.put(id, new Heard());
                List<NoticeInput> published =
                        isNotReadBack ? List.of() : before.readBack(id(0), id);
                read(job, story.of(id), orders.get(i), published, new Random(i));
            }
            long nowMs = inTime.endMs();
            job.watermark(nowMs);
            hear(job, heard);
            walk(job, nowMs, nowMs + AFTER_MS, heard);
        }
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < orders.size() && differences.size() < 3; i++) {
            String found = heard.get(id(i + 1)).difference(before, after, id(i + 1));
            if (found != null) {
                differences.add(orders.get(i) + ": " + found);
            }
        }
        return differences;
    }

    private static String id(int copy) {
        return String.format("n-%06d", copy);
    }

    private static NoticeOperators job() throws Exception {
        return new NoticeOperators(1, null, ClockInbox.Gathering.DEFAULT);
    }

    /** Parts go to their tasks, and what the items report to the clock. */
    private static void give(NoticeOperators job, NoticeInput input) throws Exception {
        for (NoticeInput part : NoticeOperators.parts(input)) {
            for (NoticeInput news : job.give(part)) {
                job.give(news);
            }
        }
    }

    private static long walk(NoticeOperators job, long fromMs, long toMs, Map<String, Heard> heard)
            throws Exception {
        for (long nowMs = fromMs + STEP_MS; nowMs <= toMs; nowMs += STEP_MS) {
            job.watermark(nowMs);
            hear(job, heard);
        }
        return toMs;
    }

    private static void hear(NoticeOperators job, Map<String, Heard> heard) throws Exception {
        for (Object record : job.published()) {
            String id = noticeId(record);
            heard.get(id).records.add(record);
            for (NoticeInput back : readBack(record)) {
                job.give(back);
            }
        }
        for (NoticeStatus status : job.statuses()) {
            heard.get(status.noticeId()).status = status;
        }
    }

    private static String noticeId(Object record) {
        if (record instanceof EscalationAlert alert) {
            return alert.noticeId();
        } else if (record instanceof EscalationResolved end) {
            return end.noticeId();
        } else if (record instanceof BreachRecord breach) {
            return breach.noticeId();
        } else if (record instanceof BreachCorrection correction) {
            return correction.noticeId();
        } else if (record instanceof NoticeLink link) {
            return link.noticeId();
        }
        return ((DeadLetter) record).key();
    }

    private static List<NoticeInput> readBack(Object record) {
        if (record instanceof EscalationAlert alert) {
            return adopted(alert.noticeId(), alert.generation(), alert.level(), alert.toldAt());
        } else if (record instanceof EscalationResolved end) {
            return adopted(end.noticeId(), end.generation(), "resolved", end.stoppedAt());
        } else if (record instanceof BreachRecord breach) {
            return adopted(breach.noticeId(), breach.generation(), "breach", breach.dueAt());
        } else if (record instanceof BreachCorrection fix) {
            String what = fix.cleared() ? "breach/cleared" : "breach/closed-late";
            return adopted(fix.noticeId(), fix.generation(), what, fix.doneAt());
        }
        return List.of();
    }

    private static List<NoticeInput> adopted(String id, int generation, String what, long atMs) {
        return List.of(NoticeInput.adopted(id, new Adopted(generation, what, atMs)));
    }

    /** In the given order of topics; what was published comes before it, behind it or between. */
    private static void read(
            NoticeOperators job,
            History copy,
            List<Topic> order,
            List<NoticeInput> published,
            Random random)
            throws Exception {
        List<Topic> all = new ArrayList<>(order);
        int where = random.nextInt(3);
        for (int i = 0; i < published.size(); i++) {
            int at = where == 0 ? 0 : where == 1 ? all.size() : random.nextInt(all.size() + 1);
            all.add(at, Topic.PUBLISHED);
        }
        Map<Topic, List<NoticeInput>> unread = new HashMap<>();
        for (Entry entry : copy.entries) {
            unread.computeIfAbsent(entry.topic(), t -> new ArrayList<>()).add(entry.input());
        }
        unread.put(Topic.PUBLISHED, new ArrayList<>(published));
        for (Topic topic : all) {
            give(job, unread.get(topic).remove(0));
        }
    }

    /** All orders of the topics where these are few, else some of them. */
    private static List<List<Topic>> orders(History history) {
        List<Topic> inTime = history.entries.stream().map(Entry::topic).toList();
        Set<List<Topic>> found = new LinkedHashSet<>();
        collect(new ArrayList<>(), new ArrayList<>(inTime), found);
        if (found.size() < MOST_ORDERS) {
            return List.copyOf(found);
        }
        Random random = new Random(history.name.hashCode());
        Set<List<Topic>> some = new LinkedHashSet<>();
        for (int i = 0; i < MOST_ORDERS; i++) {
            List<Topic> order = new ArrayList<>(inTime);
            Collections.shuffle(order, random);
            some.add(order);
        }
        return List.copyOf(some);
    }

    private static void collect(List<Topic> done, List<Topic> left, Set<List<Topic>> found) {
        if (found.size() >= MOST_ORDERS) {
            return;
        }
        if (left.isEmpty()) {
            found.add(List.copyOf(done));
        }
        for (Topic topic : new TreeSet<>(left)) {
            List<Topic> rest = new ArrayList<>(left);
            rest.remove(topic);
            List<Topic> more = new ArrayList<>(done);
            more.add(topic);
            collect(more, rest, found);
        }
    }

    /** What a job has published of one notice. */
    private static final class Heard {
        private final List<Object> records = new ArrayList<>();
        private NoticeStatus status;

        List<NoticeInput> readBack(String from, String to) {
            List<NoticeInput> all = new ArrayList<>();
            for (Object record : records) {
                for (NoticeInput input : StartOrderTest.readBack(record)) {
                    Adopted found = input.adopted();
                    all.add(NoticeInput.adopted(to, found));
                }
            }
            return all;
        }

        /** Null for none. */
        String difference(Heard before, Heard after, String id) {
            List<String> expected = after.lines(id(0));
            List<String> again = before.lines(id(0));
            List<String> got = lines(id);
            got.removeIf(line -> again.contains(line) && !expected.contains(line));
            if (!got.equals(expected)) {
                return "expected " + expected + ", got " + got;
            }
            String expectedEnd = end(after.status == null ? before.status : after.status);
            String end = end(status);
            return end.equals(expectedEnd) ? null : "expected " + expectedEnd + ", got " + end;
        }

        private static String end(NoticeStatus status) {
            return status.state()
                    + " "
                    + status.clock()
                    + " "
                    + status.action()
                    + " "
                    + status.counter()
                    + " due "
                    + status.dueAt()
                    + " open "
                    + status.itemsOpen().size();
        }

        private List<String> lines(String id) {
            List<String> lines = new ArrayList<>();
            for (Object record : records) {
                String line =
                        record instanceof DeadLetter dead
                                ? dead.reason() + " " + dead.message()
                                : record.toString();
                lines.add(line.replace(id, "n"));
            }
            Collections.sort(lines);
            return lines;
        }
    }
}
