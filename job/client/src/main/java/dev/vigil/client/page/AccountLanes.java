package dev.vigil.client.page;

import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AppealDecided;
import dev.vigil.schema.account.AppealFiled;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.OffenceChanged;
import dev.vigil.schema.account.OffenceState;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.ReportDecided;
import dev.vigil.schema.account.ReportDecision;
import dev.vigil.schema.account.ReportState;
import dev.vigil.schema.account.StandingDecided;
import dev.vigil.schema.account.StrikeChanged;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.account.WarningKind;
import dev.vigil.schema.account.WarningReceipt;
import dev.vigil.schema.enforcement.Measure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The life of an account as lanes of marks and spans, from what was published. */
final class AccountLanes {
    /** How a mark or a span looks. */
    enum Look {
        OFFENCE,
        WARNING,
        STRIKE,
        MEASURE,
        PERSON,
        REVERSAL
    }

    /**
     * @param label beside it; empty for none
     * @param words what a reader is shown of it
     */
    record Mark(long atMs, Look look, String label, String words) {}

    /**
     * @param toMs exclusive
     */
    record Span(long fromMs, long toMs, Look look) {}

    /**
     * @param name shown on the left
     */
    record Lane(String name, List<Mark> marks, List<Span> spans) {
        static Lane of(String name) {
            return new Lane(name, new ArrayList<>(), new ArrayList<>());
        }

        Lane mark(Long atMs, Look look, String words) {
            if (atMs != null) {
                marks.add(new Mark(atMs, look, "", words));
            }
            return this;
        }

        long lastMs() {
            return marks.stream().mapToLong(Mark::atMs).max().orElse(Long.MIN_VALUE);
        }

        long firstMs() {
            return marks.stream().mapToLong(Mark::atMs).min().orElse(Long.MAX_VALUE);
        }
    }

    private final AccountRecords records;
    private final PageLanguage language;
    private final Codes codes;
    private final Moment moments;

    AccountLanes(AccountRecords records, PageLanguage language, Moment moments) {
        this.records = records;
        this.language = language;
        this.codes = new Codes(language);
        this.moments = moments;
    }

    /** Each group by its earliest mark; those without any are left out. */
    List<Lane> lanes() {
        List<Lane> lanes = new ArrayList<>();
        for (List<Lane> group :
                List.of(
                        offences(),
                        warnings(),
                        List.of(strikes()),
                        measures(),
                        List.of(persons()))) {
            group.stream()
                    .filter(lane -> !lane.marks().isEmpty())
                    .sorted(Comparator.comparingLong(Lane::firstMs))
                    .forEach(lanes::add);
        }
        return lanes;
    }

    private String say(String zh, String en) {
        return language.of(zh, en);
    }

    private static Lane lane(Map<String, Lane> lanes, String id, String name) {
        return lanes.computeIfAbsent(id, it -> Lane.of(name));
    }

    // Offences and warnings --------------------------------------------------------------------

    private List<Lane> offences() {
        Map<String, List<OffenceChanged>> changes = new LinkedHashMap<>();
        records.all(OffenceChanged.class)
                .forEach(
                        it ->
                                changes.computeIfAbsent(
                                                it.offence().offenceId(), id -> new ArrayList<>())
                                        .add(it));
        List<Lane> lanes = new ArrayList<>();
        changes.forEach((id, all) -> lanes.add(offence(id, all)));
        return lanes;
    }

    private Lane offence(String id, List<OffenceChanged> changes) {
        OffenceChanged last = changes.get(changes.size() - 1);
        String works = String.join(say("、", ", "), last.offence().works());
        Lane lane = Lane.of(codes.content(id));
        lane.mark(
                last.offence().occurredAt(),
                Look.OFFENCE,
                say("发生违规：", "offence occurred: ") + works + aggravators(last));
        lane.mark(
                last.offence().establishedAt(),
                Look.OFFENCE,
                say("措施生效", "measure in effect")
                        + (last.offence().measure() == null
                                ? ""
                                : say("：", ": ") + codes.of(last.offence().measure())));
        OffenceState before = null;
        for (OffenceChanged one : changes) {
            if (one.state() != before && one.state() != OffenceState.SEEN) {
                boolean isPlain = before == null && one.state() == OffenceState.STANDING;
                if (!isPlain) {
                    lane.mark(one.changedAt(), look(one.state()), state(one));
                }
                before = one.state();
            }
        }
        long from = lane.firstMs();
        if (last.state() == OffenceState.FALLEN || last.state() == OffenceState.EXPIRED) {
            lane.spans().add(new Span(from, last.changedAt(), Look.OFFENCE));
        } else {
            lane.spans().add(new Span(from, Long.MAX_VALUE, Look.OFFENCE));
        }
        return lane;
    }

    private String aggravators(OffenceChanged one) {
        return one.offence().aggravators().isEmpty()
                ? ""
                : one.offence().aggravators().stream()
                        .map(codes::of)
                        .collect(Collectors.joining(say("、", ", "), say("（", " ("), say("）", ")")));
    }

    private static Look look(OffenceState state) {
        return state == OffenceState.FALLEN ? Look.REVERSAL : Look.OFFENCE;
    }

    private String state(OffenceChanged one) {
        return codes.of(one.state())
                + (one.waivedBy() == null ? "" : say("，决定人 ", ", by ") + one.waivedBy());
    }

    private List<Lane> warnings() {
        Map<String, Lane> lanes = new LinkedHashMap<>();
        Set<String> seen = new LinkedHashSet<>();
        records.all(UserWarning.class)
                .forEach(
                        it -> {
                            boolean isLifted = it.kind() == WarningKind.LIFTED;
                            String about = isLifted ? it.voids() : it.warningId();
                            if (seen.add(it.warningId() + " " + it.revision())) {
                                lane(lanes, about, codes.of(it.kind()))
                                        .mark(
                                                it.issuedAt(),
                                                isLifted || it.kind() == WarningKind.RELIEVED
                                                        ? Look.REVERSAL
                                                        : Look.WARNING,
                                                (isLifted
                                                                ? codes.of(it.kind())
                                                                        + say("：", ": ")
                                                                : "")
                                                        + language.of(
                                                                it.zh().title(), it.en().title()));
                            }
                        });
        records.all(WarningReceipt.class)
                .filter(it -> lanes.containsKey(it.warningId()))
                .forEach(it -> lanes.get(it.warningId()).mark(it.at(), Look.WARNING, receipt(it)));
        return List.copyOf(lanes.values());
    }

    private String receipt(WarningReceipt receipt) {
        boolean isDelivered = receipt.state().compareTo(ReceiptState.DELIVERED) >= 0;
        if (receipt.inPublic() && isDelivered) {
            return say("已公告", "announced in public");
        }
        return switch (receipt.state()) {
            case FAILED -> say("送达失败", "could not be delivered");
            case SENT -> say("已发送", "sent");
            case DELIVERED -> say("已送达", "delivered");
            case READ -> say("已读", "read");
            case ACKNOWLEDGED -> say("已确认", "confirmed by the user");
        };
    }

    // Strikes and measures ---------------------------------------------------------------------

    private Lane strikes() {
        Lane lane = Lane.of(say("违规次数与级别", "Strikes and step"));
        records.all(StrikeChanged.class)
                .forEach(
                        it ->
                                lane.marks()
                                        .add(
                                                new Mark(
                                                        it.at(),
                                                        it.strikesAfter() < it.strikesBefore()
                                                                ? Look.REVERSAL
                                                                : Look.STRIKE,
                                                        it.stepAfter().name(),
                                                        strikes(it))));
        return lane;
    }

    private String strikes(StrikeChanged it) {
        return it.stepAfter()
                + say("，", ", ")
                + it.strikesAfter()
                + say(" 次", "")
                + (it.strikesAfter() == it.strikesBefore()
                        ? beside(it)
                        : say("（原 ", " (before ") + it.strikesBefore() + say("）", ")"));
    }

    /** What has changed where the strikes have not. */
    private String beside(StrikeChanged it) {
        if (it.stepAfter() != it.stepBefore()) {
            return say("（原 ", " (before ") + it.stepBefore() + say("）", ")");
        }
        return it.offencesAfter() == it.offencesBefore()
                ? say("（争议全部不成立时为 ", " (if all disputes are lost: ") + it.pending() + say("）", ")")
                : say("（违规 ", " (offences ")
                        + it.offencesAfter()
                        + say("，原 ", ", before ")
                        + it.offencesBefore()
                        + say("）", ")");
    }

    private List<Lane> measures() {
        Map<String, Lane> lanes = new LinkedHashMap<>();
        Map<String, AccountCommand> measures = new LinkedHashMap<>();
        Map<String, AccountCommand> lifts = new LinkedHashMap<>();
        records.all(AccountCommand.class)
                .forEach(
                        it -> {
                            if (it.measure() == Measure.LIFT) {
                                lifts.putIfAbsent(it.lifts(), it);
                            } else {
                                measures.putIfAbsent(it.commandId(), it);
                            }
                        });
        for (AccountCommand one : measures.values()) {
            Lane lane = lane(lanes, one.commandId(), codes.of(one.measure()));
            lane.mark(
                    one.from(),
                    Look.MEASURE,
                    codes.of(one.measure())
                            + say("，级别 ", ", step ")
                            + one.step()
                            + (one.until() == null
                                    ? ""
                                    : say("，至 ", ", until ") + moments.of(one.until())));
            AccountCommand lift = lifts.get(one.commandId());
            if (lift != null) {
                lane.mark(lift.issuedAt(), Look.REVERSAL, say("措施解除", "measure lifted"));
            }
            Long end = lift == null ? one.until() : Long.valueOf(lift.issuedAt());
            lane.spans()
                    .add(new Span(one.from(), end == null ? Long.MAX_VALUE : end, Look.MEASURE));
        }
        return List.copyOf(lanes.values());
    }

    // Persons ------------------------------------------------------------------------------------

    private Lane persons() {
        Lane lane = Lane.of(say("申诉、决定、报告", "Appeals and decisions"));
        records.all(AppealFiled.class)
                .forEach(
                        it ->
                                lane.mark(
                                        it.at(),
                                        Look.PERSON,
                                        say("提出申诉 ", "appeal ") + it.appealId()));
        records.all(AppealDecided.class)
                .forEach(
                        it ->
                                lane.mark(
                                        it.at(),
                                        Look.PERSON,
                                        say("申诉 ", "appeal ")
                                                + it.appealId()
                                                + say("：", ": ")
                                                + codes.of(it.outcome())
                                                + by(it.by())));
        records.all(StandingDecided.class)
                .forEach(
                        it ->
                                lane.mark(
                                        it.at(),
                                        Look.PERSON,
                                        decision(it) + by(it.by()) + say("：", ": ") + it.reason()));
        records.all(ReportDecided.class)
                .forEach(
                        it ->
                                lane.mark(
                                        it.at(),
                                        Look.PERSON,
                                        say("报告：", "report: ")
                                                + (it.decision() == ReportDecision.APPROVE
                                                        ? say("已核准", "approved")
                                                        : say("未予核准", "rejected"))
                                                + by(it.by())));
        Set<String> seen = new LinkedHashSet<>();
        records.all(DepartmentReport.class)
                .filter(it -> !isDecision(it.state()))
                .filter(it -> seen.add(it.reportId() + " " + it.state()))
                .forEach(
                        it ->
                                lane.mark(
                                        reportedAt(it),
                                        Look.PERSON,
                                        say("报告：", "report: ") + codes.of(it.state())));
        return lane;
    }

    /** Such a version has the time of the facts; the person's decision has its own. */
    private static boolean isDecision(ReportState state) {
        return state == ReportState.APPROVED || state == ReportState.REJECTED;
    }

    private static long reportedAt(DepartmentReport report) {
        return switch (report.state()) {
            case SENT -> report.sentAt() == null ? report.at() : report.sentAt();
            case ACKNOWLEDGED ->
                    report.acknowledgedAt() == null ? report.at() : report.acknowledgedAt();
            default -> report.at();
        };
    }

    private String decision(StandingDecided decided) {
        return switch (decided.decision()) {
            case CARRY_OUT -> say("决定终止服务", "decided to end the service");
            case DECLINE -> say("决定不终止服务", "declined to end the service");
            case DEFER -> say("暂缓决定", "put the decision off");
        };
    }

    private String by(String person) {
        return say("，决定人 ", ", by ") + person;
    }
}
