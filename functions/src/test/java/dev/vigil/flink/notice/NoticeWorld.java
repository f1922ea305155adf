package dev.vigil.flink.notice;

import static dev.vigil.notice.TestingNotices.DAY_MS;
import static dev.vigil.notice.TestingNotices.HOUR_MS;
import static dev.vigil.notice.TestingNotices.MINUTE_MS;
import static dev.vigil.notice.TestingNotices.T0_MS;

import dev.vigil.notice.NaiveClock;
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
import dev.vigil.schema.notice.Element;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.EscalationResolved;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeWithdrawn;
import dev.vigil.schema.notice.TriageOutcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * A log, the operators that read it and die, the topics that they write, and beside them a clock on
 * paper per notice, which reads the log once and never dies. {@code violations} tells what the
 * topics hold and should not, or the other way round.
 *
 * <p>Not varied: the order of a decision on a notice and of a confirmation on its items within one
 * checkpoint interval, for topics have no common order and either is right.
 */
final class NoticeWorld implements AutoCloseable {
    /** What a broken job would do. */
    enum Fault {
        NONE,
        /** Invariant 1: the job forgets to read what it has published. */
        NOT_READ_BACK,
        /** Invariant 1: a level is lost on its way out. */
        LEVEL_LOST,
        /**
         * Invariant 1: a late level asks for its answer from its own time on, not from when told.
         */
        ANSWER_DUE_TOO_SOON,
        /** Invariant 2: an alert comes after the end. */
        ALERT_AFTER_END,
        /** Invariant 9: a proof of one item counts for its neighbour. */
        NEIGHBOUR_COUNTS,
        /** Invariant 10: a cleared breach is taken from its topic. */
        BREACH_DELETED,
        /** Invariant 11: content that is back is not heard of. */
        NOT_REARMED
    }

    private enum Topic {
        NOTICES,
        CONFIRMATIONS,
        ACKS
    }

    private record Entry(Topic topic, NoticeInput input) {}

    /** What became of an item: gone, proved not to be there, or back. */
    private record Mark(long atMs, boolean found, boolean back) {}

    private static final int ITEMS = 8;

    private final Random random;
    private final Fault fault;
    private final ClockInbox.Gathering gathering;
    final List<String> violations = new ArrayList<>();
    int kills;

    // The log, and what the paper knows of it
    private final List<Entry> log = new ArrayList<>();
    private final Map<String, NaiveClock> paper = new TreeMap<>();
    private final Map<String, Set<String>> claimants = new TreeMap<>();
    private final Map<String, Long> claimedMs = new TreeMap<>();
    private final Map<String, List<Mark>> marks = new TreeMap<>();
    private final Set<String> decided = new HashSet<>();
    private final Set<String> confirmed = new HashSet<>();
    private final Set<String> cameBack = new HashSet<>();
    private final Set<String> received = new HashSet<>();
    private long nowMs = T0_MS;

    // The topics
    private final Map<String, Object> escalations = new LinkedHashMap<>();
    private final List<Object> breaches = new ArrayList<>();
    private final List<Object> preCommitted = new ArrayList<>();
    private final List<Object> written = new ArrayList<>();
    private final Queue<NoticeInput> comingBack = new ArrayDeque<>();

    // The job
    private NoticeOperators job;
    private NoticeOperators.Snapshot snapshot;
    private int snapshotAt;
    private int readTo;
    private boolean isDying;

    /** Broken when a job died: unless it told so before, proof that came since may undo that. */
    private final Set<NaiveClock.Page> untold = new HashSet<>();

    NoticeWorld(long seed, Fault fault, ClockInbox.Gathering gathering) throws Exception {
        random = new Random(seed);
        this.fault = fault;
        this.gathering = gathering;
        job = new NoticeOperators(1 + random.nextInt(3), null, gathering);
        checkpoint(true);
    }

    /** One thing happens. */
    void step() throws Exception {
        switch (random.nextInt(24)) {
            case 0, 1, 2 -> receive();
            case 3, 4, 5, 6 -> confirm();
            case 7 -> back();
            case 8, 9, 10 -> decide();
            case 11 -> acknowledge();
            case 12, 13 -> repeat();
            case 14, 15, 16 -> checkpoint(random.nextInt(4) != 0);
            case 17 -> kill();
            case 18 -> advance(random.nextInt(3) * DAY_MS);
            default -> advance(random.nextInt(4 * 60) * MINUTE_MS + random.nextInt(60_000));
        }
    }

    // What people do -----------------------------------------------------------------------

    private void receive() throws Exception {
        String id = "n-" + random.nextInt(12);
        NaiveClock known = paper.get(id);
        List<String> items = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            String item = "item-" + random.nextInt(ITEMS);
            if (!items.contains(item) && !cameBack.contains(item)) {
                items.add(item);
            }
        }
        if (items.isEmpty()) {
            return;
        }
        String[] named = items.toArray(new String[0]);
        long stampMs = nowMs - random.nextInt(3 * 60) * MINUTE_MS - random.nextInt(1_000);
        if (known == null) {
            boolean isComplete = random.nextBoolean();
            append(Topic.NOTICES, NoticeInput.received(notice(id, stampMs, isComplete, named)));
        } else if (isFree(id)) {
            decided.add(id);
            append(
                    Topic.NOTICES,
                    NoticeInput.supplemented(TestingNotices.joining(id, nowMs, named)));
        }
    }

    /** Every notice has its own notifier. */
    private static NoticeReceived notice(
            String id, long stampMs, boolean isComplete, String... items) {
        NoticeReceived plain =
                isComplete
                        ? TestingNotices.complete(id, stampMs, items)
                        : TestingNotices.notice(id, stampMs, items);
        return plain.with()
                .noticeId(id)
                .receivedAt(stampMs)
                .notifier("notifier-of-" + id)
                .requestedMeasure(null)
                .live(null)
                .dueAt(null)
                .regime(null)
                .build();
    }

    /** A closed notice is forgotten after a week: nobody writes to it then. */
    private boolean isFree(String notice) {
        boolean isYoung = nowMs - paper.get(notice).pages().get(0).start < 6 * DAY_MS;
        return isYoung && isUnconfirmed(notice);
    }

    private boolean isUnconfirmed(String notice) {
        return claimants.entrySet().stream()
                .filter(item -> item.getValue().contains(notice))
                .map(Map.Entry::getKey)
                .noneMatch(item -> confirmed.contains(item) || cameBack.contains(item));
    }

    private boolean isUndecided(String item) {
        return claimants.getOrDefault(item, Set.of()).stream().noneMatch(decided::contains);
    }

    private void confirm() throws Exception {
        String item = "item-" + random.nextInt(ITEMS);
        if (!isUndecided(item)) {
            return;
        }
        boolean found = random.nextInt(6) != 0;
        long effectiveMs = nowMs - (found ? random.nextInt(5 * 60) * MINUTE_MS : 0);
        done(item, found ? Measure.BLOCK : Measure.NOT_FOUND, effectiveMs);
    }

    private void done(String item, Measure measure, long effectiveMs) throws Exception {
        ActionConfirmed proof =
                ActionConfirmedBuilder.builder()
                        .confirmationId("c")
                        .itemId(item)
                        .measure(measure)
                        .effectiveAt(effectiveMs)
                        .evidence("proof")
                        .build();
        append(Topic.CONFIRMATIONS, NoticeInput.confirmed(proof, nowMs));
    }

    private void back() throws Exception {
        String item = "item-" + random.nextInt(ITEMS);
        boolean isClaimed =
                claimants.getOrDefault(item, Set.of()).stream().anyMatch(received::contains);
        if (isUndecided(item) && !isClaimed) {
            cameBack.add(item);
            append(
                    Topic.CONFIRMATIONS,
                    NoticeInput.back(new ItemBack(item, nowMs, "seen again", null)));
        }
    }

    private void decide() throws Exception {
        String id = "n-" + random.nextInt(12);
        if (!paper.containsKey(id) || !isFree(id)) {
            return;
        }
        decided.add(id);
        long atMs = nowMs - random.nextInt(60) * MINUTE_MS;
        NoticeInput input =
                switch (random.nextInt(8)) {
                    case 0, 1 ->
                            NoticeInput.triaged(
                                    TestingNotices.incomplete(id, atMs, Element.EVIDENCE));
                    case 2, 3, 4 -> NoticeInput.supplemented(TestingNotices.supplement(id, nowMs));
                    case 5, 6 ->
                            NoticeInput.triaged(
                                    TestingNotices.triage(id, TriageOutcome.ACCEPTED, nowMs));
                    default -> NoticeInput.withdrawn(new NoticeWithdrawn(id, nowMs, null));
                };
        append(Topic.NOTICES, input);
    }

    private void acknowledge() throws Exception {
        List<String> keys = new ArrayList<>(escalations.keySet());
        if (!keys.isEmpty()) {
            String key = keys.get(random.nextInt(keys.size()));
            String id = key.substring(0, key.indexOf('/'));
            append(
                    Topic.ACKS,
                    NoticeInput.acknowledged(new AlertAcknowledged(id, key, "wang", nowMs, null)));
        }
    }

    /** A producer sends something again. */
    private void repeat() throws Exception {
        if (!log.isEmpty()) {
            Entry entry = log.get(log.size() - 1 - random.nextInt(Math.min(5, log.size())));
            NoticeInput input = entry.input();
            boolean mayRepeat =
                    input.itemId() == null
                            ? isFree(input.noticeId())
                            : isUndecided(input.itemId()) && input.back() == null;
            if (mayRepeat && entry.topic() == Topic.NOTICES) {
                decided.add(input.noticeId());
            }
            if (mayRepeat) {
                append(entry.topic(), input);
            }
        }
    }

    private void append(Topic topic, NoticeInput input) throws Exception {
        log.add(new Entry(topic, input));
        note(input);
        if (random.nextInt(3) != 0) {
            readAll();
        }
    }

    // What the paper makes of it -----------------------------------------------------------

    private void note(NoticeInput input) {
        NaiveClock clock = input.noticeId() == null ? null : paper.get(input.noticeId());
        switch (input.kind()) {
            case RECEIVED -> noteReceived(input.received(), clock);
            case SUPPLEMENTED -> {
                String[] items = ids(input.supplemented().items());
                if (input.supplemented().elements().isEmpty()) {
                    clock.join(input.time(), items);
                } else {
                    clock.supplement(input.time(), items);
                }
                claim(input.noticeId(), input.time(), items);
            }
            case TRIAGED -> {
                if (input.triaged().outcome() == TriageOutcome.ACCEPTED) {
                    clock.accepted();
                } else {
                    clock.incomplete(input.time());
                }
            }
            case WITHDRAWN -> clock.withdrawn(input.time());
            case CONFIRMED -> noteDone(input);
            case ITEM_BACK ->
                    noteMark(input.itemId(), new Mark(input.time(), true, true), input.time());
            default -> {}
        }
    }

    private void noteReceived(NoticeReceived notice, NaiveClock known) {
        String[] items = ids(notice.items());
        if (known == null) {
            paper.put(
                    notice.noticeId(),
                    new NaiveClock(notice.receivedAt(), notice.content() != null, items));
            received.add(notice.noticeId());
        } else {
            known.received(notice.receivedAt(), items);
        }
        claim(notice.noticeId(), notice.receivedAt(), items);
    }

    private static String[] ids(List<NoticeItem> items) {
        return items.stream().map(NoticeItem::itemId).toArray(String[]::new);
    }

    private void claim(String notice, long atMs, String... items) {
        for (String item : items) {
            claimants.computeIfAbsent(item, i -> new HashSet<>()).add(notice);
            claimedMs.putIfAbsent(notice + "/" + item, atMs);
            for (Mark mark : since(item, atMs)) {
                confirmed.add(item);
                tell(notice, item, mark, atMs);
            }
        }
    }

    /** What was done before the content was back, and that before T0, proves nothing. */
    private List<Mark> since(String item, long atMs) {
        List<Mark> since = new ArrayList<>();
        for (Mark mark : marks.getOrDefault(item, List.of())) {
            if (mark.back() && mark.atMs() < atMs) {
                since.clear();
            } else {
                since.add(mark);
            }
        }
        return since;
    }

    private void tell(String notice, String item, Mark mark, long timeMs) {
        if (mark.back()) {
            paper.get(notice).back(item, mark.atMs());
        } else {
            paper.get(notice).done(item, mark.atMs(), mark.found(), timeMs);
        }
    }

    private void noteDone(NoticeInput input) {
        boolean found = input.confirmed().measure() != Measure.NOT_FOUND;
        confirmed.add(input.itemId());
        Mark proof = new Mark(input.confirmed().effectiveAt(), found, false);
        noteMark(input.itemId(), proof, input.time());
    }

    /** With what followed: it was written behind that. */
    private void noteMark(String item, Mark mark, long timeMs) {
        List<Mark> all = marks.computeIfAbsent(item, i -> new ArrayList<>());
        if (!all.contains(mark)) {
            all.add(mark);
            all.sort(Comparator.comparingLong(Mark::atMs));
        }
        List<Mark> behind = all.subList(all.indexOf(mark), all.size());
        for (String id : claimants.getOrDefault(item, Set.of())) {
            if (mark.back() || since(item, claimedMs.get(id + "/" + item)).contains(mark)) {
                behind.forEach(told -> tell(id, item, told, timeMs));
            }
        }
    }

    // The job ------------------------------------------------------------------------------

    /**
     * Reads on: topics in any order, each in its own. A record takes two ways, to its clock and to
     * its items, and what items tell may be at the clock before the record itself.
     */
    private void readAll() throws Exception {
        Map<Topic, ArrayDeque<NoticeInput>> unread = new TreeMap<>();
        for (Entry entry : log.subList(readTo, log.size())) {
            unread.computeIfAbsent(entry.topic(), t -> new ArrayDeque<>()).add(entry.input());
        }
        readTo = log.size();
        List<Queue<NoticeInput>> sources = new ArrayList<>(unread.values());
        Queue<NoticeInput> clocks = new ArrayDeque<>();
        Queue<NoticeInput> items = new ArrayDeque<>();
        Queue<NoticeInput> news = new ArrayDeque<>();
        sources.add(clocks);
        sources.add(items);
        sources.add(news);
        sources.add(comingBack);
        while (sources.stream().anyMatch(source -> !source.isEmpty())) {
            Queue<NoticeInput> source = sources.get(random.nextInt(sources.size()));
            if (source.isEmpty()) {
                continue;
            }
            NoticeInput input = source.poll();
            if (source == clocks || source == items || source == news || source == comingBack) {
                news.addAll(job.give(input));
                continue;
            }
            for (NoticeInput part : NoticeOperators.parts(planted(input))) {
                (part.itemId() == null ? clocks : items).add(part);
            }
        }
    }

    private NoticeInput planted(NoticeInput input) {
        if (fault == Fault.NOT_REARMED && input.kind() == NoticeInput.Kind.ITEM_BACK) {
            return NoticeInput.back(
                    new ItemBack("elsewhere", input.time(), input.back().reason(), null));
        }
        if (fault == Fault.NEIGHBOUR_COUNTS
                && input.kind() == NoticeInput.Kind.CONFIRMED
                && random.nextBoolean()) {
            ActionConfirmed proof = input.confirmed();
            return NoticeInput.confirmed(
                    proof.with()
                            .itemId("item-" + random.nextInt(ITEMS))
                            .executor(null)
                            .commandId(null)
                            .build(),
                    input.time());
        }
        return input;
    }

    private void advance(long byMs) throws Exception {
        readAll();
        nowMs += Math.max(1, byMs);
        Set<NaiveClock.Page> known = broken();
        paper.values().forEach(clock -> clock.reached(nowMs));
        if (isDying) {
            Set<NaiveClock.Page> now = broken();
            now.removeAll(known);
            untold.addAll(now);
        }
        job.watermark(nowMs);
        publish(job.published());
        if (!isDying) {
            check();
        }
    }

    private Set<NaiveClock.Page> broken() {
        Set<NaiveClock.Page> broken = new HashSet<>();
        paper.values()
                .forEach(
                        clock ->
                                clock.pages().stream()
                                        .filter(p -> p.breached)
                                        .forEach(broken::add));
        return broken;
    }

    private void checkpoint(boolean completes) throws Exception {
        readAll();
        publish(job.published());
        snapshot = job.snapshot(log.size() + 1L);
        snapshotAt = readTo;
        preCommitted.addAll(written);
        written.clear();
        decided.clear();
        confirmed.clear();
        cameBack.clear();
        received.clear();
        if (completes) {
            commit();
        }
    }

    private void commit() {
        for (Object record : preCommitted) {
            breaches.add(record);
            comingBack.add(adopted(record));
        }
        if (fault == Fault.BREACH_DELETED) {
            preCommitted.stream()
                    .filter(r -> r instanceof BreachCorrection c && c.cleared())
                    .forEach(r -> breaches.removeIf(b -> isOf(b, (BreachCorrection) r)));
        }
        preCommitted.clear();
    }

    private static boolean isOf(Object record, BreachCorrection correction) {
        return record instanceof BreachRecord breach
                && breach.breachId().equals(correction.breachId());
    }

    /** In the middle of publishing; the next incarnation begins at the last checkpoint. */
    private void kill() throws Exception {
        kills++;
        isDying = true;
        advance(random.nextInt(3 * 60) * MINUTE_MS);
        isDying = false;
        job.close();
        written.clear();
        if (random.nextBoolean()) {
            commit();
        } else {
            // Their transactions have timed out.
            preCommitted.clear();
        }
        job = new NoticeOperators(1 + random.nextInt(3), snapshot, gathering);
        readTo = snapshotAt;
        comingBack.clear();
        if (fault != Fault.NOT_READ_BACK) {
            List<Object> topics = new ArrayList<>(escalations.values());
            topics.addAll(breaches);
            Collections.shuffle(topics, random);
            topics.forEach(record -> comingBack.add(adopted(record)));
        }
    }

    private NoticeInput adopted(Object record) {
        if (record instanceof EscalationAlert alert) {
            long toldAt = fault == Fault.ANSWER_DUE_TOO_SOON ? alert.firesAt() : alert.toldAt();
            return adopted(alert.noticeId(), alert.generation(), alert.level(), toldAt);
        }
        if (record instanceof EscalationResolved end) {
            return adopted(end.noticeId(), end.generation(), "resolved", end.stoppedAt());
        }
        if (record instanceof BreachRecord breach) {
            return adopted(breach.noticeId(), breach.generation(), "breach", breach.dueAt());
        }
        BreachCorrection correction = (BreachCorrection) record;
        String what = correction.cleared() ? "breach/cleared" : "breach/closed-late";
        return adopted(correction.noticeId(), correction.generation(), what, correction.doneAt());
    }

    private static NoticeInput adopted(String notice, int generation, String what, long atMs) {
        return NoticeInput.adopted(notice, new Adopted(generation, what, atMs));
    }

    // The topics ---------------------------------------------------------------------------

    private void publish(List<Object> records) {
        int last = isDying ? random.nextInt(records.size() + 1) : records.size();
        for (Object record : records.subList(0, last)) {
            if (record instanceof EscalationAlert alert) {
                publish(alert);
            } else if (record instanceof EscalationResolved end) {
                publish(end.alertKey(), end);
                if (fault == Fault.ALERT_AFTER_END) {
                    escalations.values().stream()
                            .filter(r -> r instanceof EscalationAlert)
                            .map(r -> (EscalationAlert) r)
                            .filter(a -> a.noticeId().equals(end.noticeId()))
                            .reduce((a, b) -> b)
                            .ifPresent(this::publish);
                }
            } else if (record instanceof BreachRecord || record instanceof BreachCorrection) {
                written.add(record);
            } else if (record instanceof DeadLetter dead && dead.reason().equals("PURE_FAILURE")) {
                violations.add("failed: " + dead.message());
            }
        }
    }

    private void publish(EscalationAlert alert) {
        if (fault == Fault.LEVEL_LOST && alert.level().equals("E3")) {
            return;
        }
        NaiveClock.Page page = page(alert.noticeId(), alert.generation());
        if (page == null || !page.isRunning() || alert.firesAt() > nowMs) {
            violations.add("after its end, or before its time: " + alert);
        } else if (!alert.level().matches("E[0-8]\\..*")) {
            int place = place(alert.level());
            if (page.at(place) != alert.firesAt()) {
                violations.add("expected at " + page.at(place) + ", got " + alert);
            }
        } else if (!isOverdueForAnAnswer(alert)) {
            violations.add("before anybody had to answer the one before it: " + alert);
        }
        publish(alert.alertKey(), alert);
    }

    /** A repeat is told when the last one told of its run was to be answered, not before. */
    private boolean isOverdueForAnAnswer(EscalationAlert repeat) {
        return escalations.values().stream()
                .filter(record -> record instanceof EscalationAlert)
                .map(record -> (EscalationAlert) record)
                .filter(told -> told.noticeId().equals(repeat.noticeId()))
                .filter(told -> told.generation() == repeat.generation())
                .filter(told -> !told.alertKey().equals(repeat.alertKey()))
                .max(Comparator.comparingLong(EscalationAlert::toldAt))
                .filter(told -> told.ackRequiredBy() <= repeat.firesAt())
                .isPresent();
    }

    private static int place(String level) {
        String[] parts = level.substring(1).split("\\.");
        return Integer.parseInt(parts[0]) < 9
                ? Integer.parseInt(parts[0])
                : 8 + Integer.parseInt(parts[1]);
    }

    private void publish(String key, Object body) {
        Object before = escalations.put(key, body);
        if (before != null && !before.equals(body)) {
            violations.add("twice: " + before + " and " + body);
        }
        comingBack.add(adopted(body));
    }

    private NaiveClock.Page page(String notice, int generation) {
        return paper.get(notice).pages().stream()
                .filter(page -> page.number == generation)
                .findFirst()
                .orElse(null);
    }

    // What must hold -----------------------------------------------------------------------

    private void check() {
        paper.forEach(
                (id, clock) -> {
                    for (NaiveClock.Page page : clock.pages()) {
                        if (page.number > 0) {
                            check(id + "/" + page.number + "/", clock, page);
                        }
                    }
                });
    }

    private void check(String prefix, NaiveClock clock, NaiveClock.Page page) {
        if (page.ended != escalations.containsKey(prefix + "resolved")) {
            violations.add(prefix + "resolved: expected " + page.ended + " at " + nowMs);
        }
        if (!page.isRunning()) {
            return;
        }
        Set<String> heard = new HashSet<>();
        int passed = 0;
        while (page.at(passed + 1) <= nowMs) {
            passed++;
        }
        for (int place = 0; place <= Math.max(passed, 9); place++) {
            Object alert = escalations.get(prefix + NaiveClock.name(place));
            if (alert != null) {
                heard.add(NaiveClock.name(place));
                heard.addAll(((EscalationAlert) alert).skippedLevels());
            }
        }
        for (int place = 0; place <= Math.min(passed, 8); place++) {
            boolean silent = place == 1 && !clock.isUntriaged();
            if (!silent && !heard.contains(NaiveClock.name(place))) {
                violations.add(prefix + NaiveClock.name(place) + ": missed at " + nowMs);
            }
        }
        if (passed > 8 && !heard.contains(NaiveClock.name(passed))) {
            violations.add(prefix + NaiveClock.name(passed) + ": missed at " + nowMs);
        }
    }

    /** Everything is closed and told; then the job has nothing left. */
    void end() throws Exception {
        checkpoint(true);
        for (int i = 0; i < ITEMS; i++) {
            done("item-" + i, Measure.BLOCK, nowMs);
        }
        advance(MINUTE_MS);
        checkpoint(true);
        for (String id : paper.keySet()) {
            append(Topic.NOTICES, NoticeInput.withdrawn(new NoticeWithdrawn(id, nowMs, null)));
        }
        for (int i = 0; i < 3; i++) {
            advance(HOUR_MS);
            checkpoint(true);
        }
        checkBreaches();
        for (int i = 0; i < 3; i++) {
            advance(210 * DAY_MS);
        }
        if (job.timers() + job.entries() > 0) {
            violations.add("left: " + job.timers() + " timers, " + job.entries() + " entries");
        }
    }

    private void checkBreaches() {
        paper.forEach(
                (id, clock) -> {
                    for (NaiveClock.Page page : clock.pages()) {
                        if (!untold.contains(page) || isTold(id + "/" + page.number)) {
                            checkBreach(id + "/" + page.number + "/breach", page);
                        }
                    }
                });
    }

    private boolean isTold(String run) {
        return escalations.keySet().stream().anyMatch(key -> key.matches(run + "/E[89].*"));
    }

    private void checkBreach(String breachId, NaiveClock.Page page) {
        long records =
                breaches.stream()
                        .filter(r -> r instanceof BreachRecord b && b.breachId().equals(breachId))
                        .count();
        if (records != (page.breached ? 1 : 0)) {
            violations.add(breachId + ": expected " + page.breached + ", got " + records);
        }
        List<Boolean> cleared =
                breaches.stream()
                        .filter(r -> r instanceof BreachCorrection)
                        .map(r -> (BreachCorrection) r)
                        .filter(c -> c.breachId().equals(breachId))
                        .map(BreachCorrection::cleared)
                        .toList();
        boolean isLastRight =
                page.corrected == null ? cleared.isEmpty() : cleared.contains(page.corrected);
        if (!isLastRight || cleared.size() > new HashSet<>(cleared).size()) {
            violations.add(
                    breachId + ": expected correction " + page.corrected + ", got " + cleared);
        }
    }

    /** Records that were published under a key of their own. */
    int size() {
        return escalations.size() + breaches.size();
    }

    @Override
    public void close() throws Exception {
        job.close();
    }
}
