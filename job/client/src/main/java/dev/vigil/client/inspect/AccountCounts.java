package dev.vigil.client.inspect;

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
import dev.vigil.schema.notifier.NotifierErased;
import java.util.List;
import java.util.Objects;

/** Warnings, standings, what persons decided about accounts, and what was erased. */
final class AccountCounts {
    private final Tally tally;
    private final KeyedSpill<WarningStep> warnings;
    private final KeyedSpill<Standing> standings;
    private final KeyedSpill<AppealStep> appeals;
    private final KeyedSpill<Report> reports;

    /** A warning, or how far it got. */
    record WarningStep(Warning warning, Receipt receipt) {}

    record Warning(String accountId, String kind, long atMs, String place) {}

    record Receipt(ReceiptState state, long atMs) {}

    record Standing(
            String step, int strikes, String proposal, String by, long atMs, String place) {}

    /** An appeal, or its outcome. */
    record AppealStep(Filed filed, String outcome) {}

    record Filed(String about, String reason, long atMs, String place) {}

    record Report(String state) {}

    AccountCounts(Tally tally) {
        this.tally = tally;
        warnings = tally.spilled(WarningStep.class);
        standings = tally.spilled(Standing.class);
        appeals = tally.spilled(AppealStep.class);
        reports = tally.spilled(Report.class);
        tally.on(UserWarning.class, this::warning);
        tally.on(WarningReceipt.class, (record, it) -> receipt(it));
        tally.on(StrikeChanged.class, (record, it) -> strike(it));
        tally.on(AccountStanding.class, this::standing);
        tally.on(AppealFiled.class, this::appeal);
        tally.on(
                DepartmentReport.class,
                (record, it) -> reports.put(it.reportId(), new Report(it.state().name())));
        readDecisions();
        tally.on(
                AccountErased.class,
                (record, it) -> erased(record, "account", it.accountId(), it.basis(), it.at()));
        tally.on(
                NotifierErased.class,
                (record, it) -> erased(record, "notifier", it.notifier(), it.basis(), it.at()));
        tally.atEnd(this::finish);
    }

    private void readDecisions() {
        tally.on(
                StandingDecided.class,
                (record, it) ->
                        decided(
                                record,
                                it.decision().name(),
                                it.proposalId(),
                                it.by(),
                                it.reason(),
                                it.at()));
        tally.on(
                ReportDecided.class,
                (record, it) ->
                        decided(
                                record,
                                "REPORT " + it.decision(),
                                it.reportId(),
                                it.by(),
                                it.reason(),
                                it.at()));
        tally.on(
                OffenceWaived.class,
                (record, it) ->
                        decided(record, "WAIVED", it.offenceId(), it.by(), it.reason(), it.at()));
        tally.on(AppealDecided.class, this::appealDecided);
    }

    private void warning(InspectedRecord record, UserWarning it) {
        tally.distinct(InspectionFigure.WARNINGS, it.warningId(), it.kind().name());
        Warning warning =
                new Warning(it.accountId(), it.kind().name(), it.issuedAt(), record.place());
        warnings.put(it.warningId(), new WarningStep(warning, null));
    }

    private void receipt(WarningReceipt it) {
        warnings.put(it.warningId(), new WarningStep(null, new Receipt(it.state(), it.at())));
    }

    private void strike(StrikeChanged it) {
        int more = Integer.compare(it.strikesAfter(), it.strikesBefore());
        String change = more > 0 ? "more" : more < 0 ? "less" : "as many";
        tally.distinct(InspectionFigure.STRIKES, it.accountId() + "/" + it.seq(), change);
    }

    private void standing(InspectedRecord record, AccountStanding it) {
        boolean isProposed = it.proposal() != null;
        standings.put(
                it.accountId(),
                new Standing(
                        Tally.text(it.step()),
                        it.strikes().size(),
                        isProposed ? Tally.text(it.proposal().state()) : "",
                        isProposed ? it.proposal().by() : "",
                        it.at(),
                        record.place()));
    }

    private void appeal(InspectedRecord record, AppealFiled it) {
        tally.distinct(InspectionFigure.APPEALS, it.appealId(), "");
        String about = it.offenceId() == null ? it.measureId() : it.offenceId();
        Filed filed = new Filed(about, Tally.text(it.reasonCode()), it.at(), record.place());
        appeals.put(it.appealId(), new AppealStep(filed, null));
    }

    private void appealDecided(InspectedRecord record, AppealDecided it) {
        String outcome = Tally.text(it.outcome());
        decided(record, "APPEAL " + outcome, it.appealId(), it.by(), it.reason(), it.at());
        appeals.put(it.appealId(), new AppealStep(null, outcome));
    }

    private void decided(
            InspectedRecord record, String what, String about, String by, String reason, long at) {
        tally.distinct(InspectionFigure.DECISIONS, record.place(), what);
        tally.row(InspectionTable.DECISIONS, at, record.place(), what, about, by, reason, at);
    }

    private void erased(InspectedRecord record, String kind, String id, String basis, long at) {
        tally.count(InspectionFigure.ERASED, kind);
        tally.row(InspectionTable.ERASED, at, record.place(), kind, id, basis, at);
    }

    private void finish() {
        warnings.each(this::countWarning);
        standings.each(this::countStanding);
        appeals.each(this::countAppeal);
        reports.each(
                (id, all) ->
                        tally.count(InspectionFigure.REPORTS, all.get(all.size() - 1).state()));
    }

    private void countWarning(String id, List<WarningStep> all) {
        Receipt furthest =
                all.stream()
                        .map(WarningStep::receipt)
                        .filter(Objects::nonNull)
                        .reduce((a, b) -> b.state().ordinal() > a.state().ordinal() ? b : a)
                        .orElse(null);
        if (furthest != null) {
            tally.count(InspectionFigure.RECEIPTS, furthest.state().name());
        }
        Warning warning = Tally.first(all.stream().map(WarningStep::warning).toList());
        if (warning != null) {
            tally.row(
                    InspectionTable.WARNINGS,
                    warning.atMs(),
                    warning.place(),
                    id,
                    warning.accountId(),
                    warning.kind(),
                    warning.atMs(),
                    furthest == null ? null : furthest.state(),
                    furthest == null ? null : furthest.atMs());
        }
    }

    private void countStanding(String account, List<Standing> all) {
        Standing it = all.get(all.size() - 1);
        tally.count(InspectionFigure.STANDINGS, it.step());
        if (!it.proposal().isEmpty()) {
            tally.count(InspectionFigure.PROPOSALS, it.proposal());
        }
        tally.row(
                InspectionTable.STANDINGS,
                it.atMs(),
                it.place(),
                account,
                it.step(),
                it.strikes(),
                it.proposal(),
                it.by(),
                it.atMs());
    }

    private void countAppeal(String id, List<AppealStep> all) {
        Filed filed = Tally.last(all.stream().map(AppealStep::filed).toList());
        if (filed != null) {
            tally.row(
                    InspectionTable.DISPUTES,
                    filed.atMs(),
                    filed.place(),
                    "appeal",
                    id,
                    filed.about(),
                    filed.reason(),
                    filed.atMs(),
                    Tally.last(all.stream().map(AppealStep::outcome).toList()));
        }
    }
}
