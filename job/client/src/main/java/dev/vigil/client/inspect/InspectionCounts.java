package dev.vigil.client.inspect;

import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AccountErased;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.AppealDecided;
import dev.vigil.schema.account.AppealFiled;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.OffenceWaived;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.ReportDecided;
import dev.vigil.schema.account.StandingDecided;
import dev.vigil.schema.account.StrikeChanged;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.account.WarningReceipt;
import dev.vigil.schema.clock.ClockHealth;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.CommandUnconfirmed;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListReceipt;
import dev.vigil.schema.notice.BreachCorrection;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.CounterNotice;
import dev.vigil.schema.notice.EscalationResolved;
import dev.vigil.schema.notice.ItemOutcome;
import dev.vigil.schema.notice.NoticeCommand;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.notifier.NotifierErased;
import dev.vigil.schema.notifier.NotifierStanding;
import dev.vigil.schema.reference.ReferenceHealth;
import dev.vigil.schema.verdict.Decision;
import dev.vigil.schema.verdict.Screened;
import dev.vigil.schema.verdict.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Counts the records of a bundle, one after the other, in memory that does not grow with them. What
 * is counted by the last record of an id is counted at the end.
 */
final class InspectionCounts implements AutoCloseable {
    /** Between the parts of a value that is spilled. */
    private static final String BETWEEN = "\u001f";

    private static final String CONFIRMED = "c";
    private static final String ISSUED = "i";
    private static final String REVERSED = "r";

    /** Values of a dimension: what more there are are counted as one. */
    private static final int MOST_DIMENSIONS = 200;

    private static final String OTHERS = "...";

    private final Map<InspectionFigure, Map<String, Long>> values =
            new EnumMap<>(InspectionFigure.class);
    private final Map<InspectionTable, LatestRows> tables = new EnumMap<>(InspectionTable.class);
    private final List<KeyedSpill> spills = new ArrayList<>();
    private final KeyedSpill ids = spill();
    private final KeyedSpill notices = spill();
    private final KeyedSpill clocks = spill();
    private final KeyedSpill breaches = spill();
    private final KeyedSpill outcomes = spill();
    private final KeyedSpill verdicts = spill();
    private final KeyedSpill measures = spill();
    private final KeyedSpill warnings = spill();
    private final KeyedSpill standings = spill();
    private final KeyedSpill disputes = spill();
    private final KeyedSpill batches = spill();
    private final KeyedSpill others = spill();

    InspectionCounts() {
        for (InspectionTable table : InspectionTable.values()) {
            tables.put(table, new LatestRows());
        }
    }

    private KeyedSpill spill() {
        KeyedSpill spill = new KeyedSpill();
        spills.add(spill);
        return spill;
    }

    /** The next record that counts. */
    void add(InspectedRecord record, InspectedRecord.Content content) {
        count(InspectionFigure.RECORDS, record.topic());
        if (content.problem() != null) {
            count(InspectionFigure.UNREADABLE, record.topic());
            row(InspectionTable.UNREADABLE, record.storedMs(), record.place(), content.problem());
        } else if (content.event() != null) {
            addEvent(record, content.event());
        }
    }

    private void addEvent(InspectedRecord record, Object content) {
        if (content instanceof Verdict verdict) {
            verdict(record, verdict);
        } else if (content instanceof EnforcementCommand command) {
            issued(
                    record,
                    command.commandId(),
                    command.measure(),
                    command.sessionId(),
                    command.reasonCode(),
                    command.issuedAt());
        } else if (content instanceof NoticeCommand command) {
            issued(
                    record,
                    command.commandId(),
                    command.measure(),
                    command.itemId(),
                    command.reasonCode(),
                    command.issuedAt());
        } else if (content instanceof AccountCommand command) {
            issued(
                    record,
                    command.commandId(),
                    command.measure(),
                    command.accountId(),
                    command.reason(),
                    command.issuedAt());
        } else if (content instanceof ActionConfirmed confirmed) {
            confirmed(confirmed);
        } else if (content instanceof ItemBack back) {
            count(InspectionFigure.REVERSED, "");
            if (back.commandId() != null) {
                measures.put(back.commandId(), joined(REVERSED, back.at()));
            }
        } else {
            addNotice(record, content);
        }
    }

    private void addNotice(InspectedRecord record, Object content) {
        if (content instanceof NoticeReceived notice) {
            received(record, notice);
        } else if (content instanceof NoticeStatus status) {
            status(record, status);
        } else if (content instanceof EscalationResolved resolved) {
            clocks.put(
                    resolved.noticeId() + "/" + resolved.generation(),
                    joined(resolved.stoppedAt(), resolved.dueAt()));
            notices.put(resolved.noticeId(), joined("stopped", resolved.stoppedAt()));
        } else if (content instanceof BreachRecord breach) {
            breaches.put(
                    breach.breachId(),
                    joined(
                            "b",
                            breach.noticeId(),
                            breach.dueAt(),
                            breach.causeCode(),
                            breach.itemsOpen().size()
                                    + (breach.moreOpen() == null ? 0 : breach.moreOpen()),
                            record.place()));
        } else if (content instanceof BreachCorrection correction) {
            breaches.put(
                    correction.breachId(), joined("k", correction.doneAt(), correction.cleared()));
        } else if (content instanceof ItemOutcome outcome) {
            outcomes.put(outcome.noticeId() + " " + outcome.itemId(), outcome.outcome().name());
        } else if (content instanceof CounterNotice counter) {
            distinct(InspectionFigure.COUNTER_NOTICES, counter.noticeId(), "");
            row(
                    InspectionTable.DISPUTES,
                    counter.receivedAt(),
                    record.place(),
                    "counter-notice",
                    counter.noticeId(),
                    counter.reasonCode(),
                    counter.receivedAt(),
                    "");
        } else if (content instanceof NotifierErased erased) {
            erased(record, "notifier " + erased.notifier(), erased.basis(), erased.at());
        } else {
            addAccount(record, content);
        }
    }

    private void addAccount(InspectedRecord record, Object content) {
        if (content instanceof UserWarning warning) {
            distinct(InspectionFigure.WARNINGS, warning.warningId(), warning.kind().name());
            warnings.put(
                    warning.warningId(),
                    joined(
                            "w",
                            warning.accountId(),
                            warning.kind(),
                            warning.issuedAt(),
                            record.place()));
        } else if (content instanceof WarningReceipt receipt) {
            warnings.put(receipt.warningId(), joined("r", receipt.state(), receipt.at()));
        } else if (content instanceof StrikeChanged strike) {
            String change =
                    strike.strikesAfter() > strike.strikesBefore()
                            ? "more"
                            : strike.strikesAfter() < strike.strikesBefore() ? "less" : "as many";
            distinct(InspectionFigure.STRIKES, strike.accountId() + "/" + strike.seq(), change);
        } else if (content instanceof AccountStanding standing) {
            standing(record, standing);
        } else if (content instanceof AppealFiled appeal) {
            distinct(InspectionFigure.APPEALS, appeal.appealId(), "");
            String about = appeal.offenceId() == null ? appeal.measureId() : appeal.offenceId();
            disputes.put(
                    appeal.appealId(),
                    joined("f", about, appeal.reasonCode(), appeal.at(), record.place()));
        } else if (content instanceof DepartmentReport report) {
            others.put("report " + report.reportId(), report.state().name());
        } else if (content instanceof AccountErased erased) {
            erased(record, "account " + erased.accountId(), erased.basis(), erased.at());
        } else {
            addDecision(record, content);
        }
    }

    private void addDecision(InspectedRecord record, Object content) {
        if (content instanceof StandingDecided it) {
            decided(record, it.decision().name(), it.proposalId(), it.by(), it.reason(), it.at());
        } else if (content instanceof ReportDecided it) {
            String what = "REPORT " + it.decision();
            decided(record, what, it.reportId(), it.by(), it.reason(), it.at());
        } else if (content instanceof OffenceWaived it) {
            decided(record, "WAIVED", it.offenceId(), it.by(), it.reason(), it.at());
        } else if (content instanceof AppealDecided it) {
            String what = "APPEAL " + it.outcome();
            decided(record, what, it.appealId(), it.by(), it.reason(), it.at());
            disputes.put(it.appealId(), joined("d", it.outcome()));
        } else {
            addRest(record, content);
        }
    }

    private void addRest(InspectedRecord record, Object content) {
        if (content instanceof ListEntry entry) {
            distinct(
                    InspectionFigure.LIST_ENTRIES,
                    entry.entryId() + "/" + entry.version(),
                    entry.listClass() + (entry.withdrawnAt() == null ? "" : " withdrawn"));
        } else if (content instanceof ListReceipt receipt) {
            batches.put(
                    receipt.batch() + "/" + receipt.reader(),
                    joined(
                            receipt.batch(),
                            receipt.reader(),
                            receipt.entries(),
                            receipt.publishedAt(),
                            receipt.slowestMs(),
                            receipt.stopped(),
                            receipt.lifted(),
                            record.place()));
        } else if (content instanceof ClockHealth health) {
            row(
                    InspectionTable.DOWNTIME,
                    health.at(),
                    record.place(),
                    record.key(),
                    health.state(),
                    health.since(),
                    health.reason());
        } else if (content instanceof DeadLetter letter) {
            distinct(InspectionFigure.DEAD_LETTERS, letter.deadLetterId(), letter.reason());
        } else if (content instanceof Screened screened) {
            distinct(InspectionFigure.SCREENED, screened.screenedId(), screened.result().name());
        } else if (content instanceof CommandUnconfirmed alert) {
            distinct(InspectionFigure.UNCONFIRMED, alert.alertKey(), "");
        } else if (content instanceof ReferenceHealth health) {
            others.put(
                    "reference " + health.workId() + "/" + health.referenceId(),
                    health.state().name());
        } else if (content instanceof NotifierStanding standing) {
            others.put("notifier " + standing.notifier(), standing.level().name());
        }
    }

    // One kind ---------------------------------------------------------------------------------

    private void verdict(InspectedRecord record, Verdict verdict) {
        Decision strictest =
                verdict.decisions().stream()
                        .filter(it -> it.action() == verdict.action())
                        .findFirst()
                        .orElse(null);
        verdicts.put(
                verdict.verdictId(),
                joined(
                        verdict.action(),
                        verdict.reasonCode(),
                        verdict.accountId(),
                        rule(verdict, strictest),
                        evidence(verdict),
                        verdict.judgedAt(),
                        record.place(),
                        verdict.action().blocks()));
    }

    private static String rule(Verdict verdict, Decision by) {
        StringBuilder rule = new StringBuilder(verdict.ruleVersion());
        if (by != null) {
            rule.append(" step ").append(by.step());
            versioned(rule, "list", by.listEntryId(), by.listEntryVersion());
            versioned(rule, "authorization", by.authorizationId(), by.authorizationVersion());
            versioned(rule, "policy", by.policyOwnerId(), by.policyVersion());
        }
        return rule.toString();
    }

    private static void versioned(StringBuilder rule, String what, String id, Long version) {
        if (id != null) {
            rule.append("; ").append(what).append(' ').append(id).append(" v").append(version);
        }
    }

    /** The longest match; all of them are in the record. */
    private static String evidence(Verdict verdict) {
        return verdict.evidence().stream()
                .max((a, b) -> Long.compare(a.heardMs(), b.heardMs()))
                .map(
                        it ->
                                it.workId()
                                        + "/"
                                        + it.referenceId()
                                        + ", "
                                        + it.heardMs()
                                        + " ms, score "
                                        + it.score()
                                        + (verdict.evidence().size() == 1
                                                ? ""
                                                : ", +" + (verdict.evidence().size() - 1)))
                .orElse("");
    }

    private void issued(
            InspectedRecord record,
            String id,
            Measure measure,
            String about,
            String reason,
            long issuedAt) {
        measures.put(id, joined(ISSUED, measure, about, reason, issuedAt, record.place()));
    }

    private void confirmed(ActionConfirmed confirmed) {
        if (confirmed.measure() == Measure.ANSWERED && confirmed.digest() != null) {
            distinct(InspectionFigure.DIRECTIVES_ANSWERED, confirmed.itemId(), "");
        }
        if (confirmed.commandId() != null) {
            measures.put(confirmed.commandId(), joined(CONFIRMED, confirmed.effectiveAt()));
        }
    }

    private void received(InspectedRecord record, NoticeReceived notice) {
        distinct(InspectionFigure.NOTICES, notice.noticeId(), "");
        if (notice.directive() != null) {
            distinct(
                    InspectionFigure.DIRECTIVES,
                    notice.noticeId(),
                    notice.directive().kind().name());
            row(
                    InspectionTable.DIRECTIVES,
                    notice.receivedAt(),
                    record.place(),
                    notice.noticeId(),
                    notice.directive().kind(),
                    notice.directive().authority(),
                    notice.directive().documentRef(),
                    notice.receivedAt(),
                    notice.dueAt(),
                    notice.directive().deliverables() == null
                            ? ""
                            : String.join("; ", notice.directive().deliverables()));
        }
    }

    private void status(InspectedRecord record, NoticeStatus status) {
        notices.put(
                status.noticeId(),
                joined(
                        "status",
                        status.track(),
                        status.state(),
                        status.receivedAt(),
                        status.dueAt(),
                        status.asOf(),
                        status.lastLevel(),
                        status.overdue(),
                        record.place()));
    }

    private void standing(InspectedRecord record, AccountStanding standing) {
        standings.put(
                standing.accountId(),
                joined(
                        standing.step(),
                        standing.strikes().size(),
                        standing.proposal() == null ? "" : standing.proposal().state(),
                        standing.proposal() == null ? "" : standing.proposal().by(),
                        standing.at(),
                        record.place()));
    }

    private void decided(
            InspectedRecord record, String what, String about, String by, String reason, long at) {
        distinct(InspectionFigure.DECISIONS, record.place(), what);
        row(InspectionTable.DECISIONS, at, record.place(), what, about, by, reason, at);
    }

    private void erased(InspectedRecord record, String what, String basis, long at) {
        count(InspectionFigure.ERASED, what.substring(0, what.indexOf(' ')));
        row(InspectionTable.ERASED, at, record.place(), what, basis, at);
    }

    // At the end -------------------------------------------------------------------------------

    /** What was counted; nothing may be added any more. */
    InspectionResult finish() {
        ids.each((key, dimensions) -> countId(key, dimensions.get(dimensions.size() - 1)));
        finishNotices();
        finishVerdicts();
        finishMeasures();
        finishAccounts();
        List<Long> effects = new ArrayList<>();
        batches.each((key, all) -> batch(last(all), effects));
        percentiles(InspectionFigure.LIST_EFFECT, effects);
        others.each((key, all) -> other(key, all.get(all.size() - 1)));
        List<CountedFigure> figures = new ArrayList<>();
        values.forEach(
                (figure, of) ->
                        of.forEach(
                                (dimension, value) ->
                                        figures.add(new CountedFigure(figure, dimension, value))));
        return new InspectionResult(figures, tables);
    }

    private void finishNotices() {
        List<Long> times = new ArrayList<>();
        notices.each((id, all) -> notice(id, all, times));
        percentiles(InspectionFigure.TIME_TO_ACTION, times);
        clocks.each(
                (id, all) -> {
                    String[] stopped = last(all);
                    boolean isInTime = number(stopped[0]) <= number(stopped[1]);
                    count(
                            isInTime
                                    ? InspectionFigure.CLOCKS_IN_TIME
                                    : InspectionFigure.CLOCKS_LATE,
                            "");
                });
        breaches.each(this::breach);
        outcomes.each((id, all) -> count(InspectionFigure.OUTCOMES, all.get(all.size() - 1)));
    }

    private void notice(String id, List<String> all, List<Long> times) {
        String[] status = lastOf("status", all);
        String[] stopped = lastOf("stopped", all);
        if (status == null) {
            return;
        }
        count(InspectionFigure.NOTICES_BY_STATE, status[2]);
        count(InspectionFigure.NOTICES_BY_TRACK, status[1]);
        if (stopped != null) {
            times.add(Math.max(0, number(stopped[1]) - number(status[3])));
        }
        row(
                InspectionTable.NOTICES,
                number(status[3]),
                status[8],
                id,
                status[1],
                status[2],
                number(status[3]),
                number(status[4]),
                number(status[5]),
                status[6],
                status[7]);
    }

    private void breach(String id, List<String> all) {
        String[] breach = lastOf("b", all);
        String[] correction = lastOf("k", all);
        if (correction != null) {
            count(InspectionFigure.BREACH_CORRECTIONS, correction[2]);
        }
        if (breach == null) {
            return;
        }
        count(InspectionFigure.BREACHES, breach[3]);
        row(
                InspectionTable.BREACHES,
                number(breach[2]),
                breach[5],
                breach[1],
                number(breach[2]),
                breach[3],
                breach[4],
                timeOf(correction));
    }

    private void finishVerdicts() {
        verdicts.each(
                (id, all) -> {
                    String[] it = last(all);
                    count(InspectionFigure.VERDICTS, it[0]);
                    if (it[7].equals("true")) {
                        count(InspectionFigure.BLOCKS_BY_REASON, it[1]);
                    }
                    row(
                            InspectionTable.VERDICTS,
                            number(it[5]),
                            it[6],
                            id,
                            it[2],
                            it[0],
                            it[1],
                            it[3],
                            it[4],
                            number(it[5]));
                });
    }

    private void finishMeasures() {
        List<Long> times = new ArrayList<>();
        measures.each((id, all) -> measure(id, all, times));
        percentiles(InspectionFigure.TIME_TO_EFFECT, times);
    }

    private void measure(String id, List<String> all, List<Long> times) {
        String[] issued = firstOf(ISSUED, all);
        if (issued == null) {
            return;
        }
        String[] confirmed = firstOf(CONFIRMED, all);
        String[] reversed = lastOf(REVERSED, all);
        count(InspectionFigure.COMMANDS, issued[1]);
        long issuedAt = number(issued[4]);
        if (confirmed != null) {
            count(InspectionFigure.COMMANDS_CONFIRMED, issued[1]);
            times.add(Math.max(0, number(confirmed[1]) - issuedAt));
        }
        row(
                InspectionTable.MEASURES,
                issuedAt,
                issued[5],
                id,
                issued[2],
                issued[1],
                issued[3],
                issuedAt,
                timeOf(confirmed),
                timeOf(reversed));
    }

    private void finishAccounts() {
        warnings.each(this::warning);
        standings.each(
                (account, all) -> {
                    String[] it = last(all);
                    count(InspectionFigure.STANDINGS, it[0]);
                    if (!it[2].isEmpty()) {
                        count(InspectionFigure.PROPOSALS, it[2]);
                    }
                    row(
                            InspectionTable.STANDINGS,
                            number(it[4]),
                            it[5],
                            account,
                            it[0],
                            it[1],
                            it[2],
                            it[3],
                            number(it[4]));
                });
        disputes.each(
                (id, all) -> {
                    String[] filed = lastOf("f", all);
                    String[] decided = lastOf("d", all);
                    if (filed != null) {
                        row(
                                InspectionTable.DISPUTES,
                                number(filed[3]),
                                filed[4],
                                "appeal " + id,
                                filed[1],
                                filed[2],
                                number(filed[3]),
                                decided == null ? "" : decided[1]);
                    }
                });
    }

    private void warning(String id, List<String> all) {
        String[] warning = firstOf("w", all);
        String[] furthest = null;
        for (String value : all) {
            String[] it = split(value);
            if (it[0].equals("r") && (furthest == null || rank(it) > rank(furthest))) {
                furthest = it;
            }
        }
        if (furthest != null) {
            count(InspectionFigure.RECEIPTS, furthest[1]);
        }
        if (warning != null) {
            row(
                    InspectionTable.WARNINGS,
                    number(warning[3]),
                    warning[4],
                    id,
                    warning[1],
                    warning[2],
                    number(warning[3]),
                    furthest == null ? "" : furthest[1],
                    furthest == null ? null : Long.valueOf(furthest[2]));
        }
    }

    private static int rank(String[] receipt) {
        return ReceiptState.valueOf(receipt[1]).ordinal();
    }

    private void batch(String[] it, List<Long> effects) {
        if (!it[4].isEmpty()) {
            effects.add(number(it[4]));
        }
        row(
                InspectionTable.BATCHES,
                number(it[3]),
                it[7],
                it[0],
                it[1],
                it[2],
                number(it[3]),
                it[4],
                it[5],
                it[6]);
    }

    private void other(String key, String state) {
        if (key.startsWith("report ")) {
            count(InspectionFigure.REPORTS, state);
        } else if (key.startsWith("reference ")) {
            count(InspectionFigure.REFERENCES_STOPPED, state);
        } else {
            count(InspectionFigure.NOTIFIERS, state);
        }
    }

    // What all of them need --------------------------------------------------------------------

    private void distinct(InspectionFigure figure, String id, String dimension) {
        ids.put(figure.name() + BETWEEN + id, dimension);
    }

    private void countId(String key, String dimension) {
        count(InspectionFigure.valueOf(key.substring(0, key.indexOf(BETWEEN))), dimension);
    }

    private void count(InspectionFigure figure, String dimension) {
        Map<String, Long> of = values.computeIfAbsent(figure, it -> new TreeMap<>());
        boolean isFull = of.size() >= MOST_DIMENSIONS && !of.containsKey(dimension);
        of.merge(isFull ? OTHERS : dimension, 1L, Long::sum);
    }

    /** By nearest rank: a value that was measured. */
    private void percentiles(InspectionFigure figure, List<Long> times) {
        if (times.isEmpty()) {
            return;
        }
        times.sort(null);
        Map<String, Long> of = values.computeIfAbsent(figure, it -> new TreeMap<>());
        of.put("50 %", times.get((times.size() + 1) / 2 - 1));
        of.put("95 %", times.get((int) Math.ceil(times.size() * 0.95) - 1));
        of.put("max", times.get(times.size() - 1));
    }

    /**
     * @param cells times as numbers, everything else as it is
     */
    private void row(InspectionTable table, long atMs, String place, Object... cells) {
        List<Object> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(cell == null ? "" : cell instanceof Long time ? time : cell.toString());
        }
        row.add(place);
        tables.get(table).add(atMs, place, row);
    }

    private static String joined(Object... parts) {
        return Arrays.stream(parts)
                .map(part -> part == null ? "" : part.toString().replace(BETWEEN, " "))
                .collect(Collectors.joining(BETWEEN));
    }

    private static String[] split(String value) {
        return value.split(BETWEEN, -1);
    }

    private static String[] last(List<String> values) {
        return split(values.get(values.size() - 1));
    }

    /** Null for none. */
    private static String[] lastOf(String tag, List<String> values) {
        for (int i = values.size() - 1; i >= 0; i--) {
            if (values.get(i).startsWith(tag + BETWEEN)) {
                return split(values.get(i));
            }
        }
        return null;
    }

    private static String[] firstOf(String tag, List<String> values) {
        for (String value : values) {
            if (value.startsWith(tag + BETWEEN)) {
                return split(value);
            }
        }
        return null;
    }

    /** Null for none. */
    private static Long timeOf(String[] value) {
        return value == null ? null : Long.valueOf(value[1]);
    }

    private static long number(String text) {
        return Long.parseLong(text);
    }

    @Override
    public void close() throws IOException {
        for (KeyedSpill spill : spills) {
            spill.close();
        }
    }
}
