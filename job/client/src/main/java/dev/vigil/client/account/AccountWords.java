package dev.vigil.client.account;

import dev.vigil.client.text.Counted;
import dev.vigil.client.text.Times;
import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AccountErased;
import dev.vigil.schema.account.AccountLinked;
import dev.vigil.schema.account.AccountOpened;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.AppealDecided;
import dev.vigil.schema.account.AppealFiled;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.EducationCompleted;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.account.OffenceChanged;
import dev.vigil.schema.account.OffenceWaived;
import dev.vigil.schema.account.Proposal;
import dev.vigil.schema.account.ReportDecided;
import dev.vigil.schema.account.ReportDelivered;
import dev.vigil.schema.account.Restriction;
import dev.vigil.schema.account.StandingDecided;
import dev.vigil.schema.account.Strike;
import dev.vigil.schema.account.StrikeChanged;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.account.WarningReceipt;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.ItemBack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Records of accounts in one line each. */
public final class AccountWords {
    private AccountWords() {}

    /** Where an account is now. */
    public static String standing(AccountStanding standing) {
        if (standing.erasedAt() != null) {
            return standing.accountId()
                    + ": erased"
                    + at(standing.erasedAt())
                    + (standing.endedAt() == null ? "" : "; its service was ended");
        }
        List<String> parts = new ArrayList<>();
        parts.add(Counted.of(standing.strikes().size(), "strike"));
        if (standing.pending() != standing.strikes().size()) {
            parts.add(standing.pending() + " if all disputes are lost");
        }
        parts.add(Counted.of(standing.offences(), "offence"));
        standing.restrictions().forEach(it -> parts.add(restriction(it)));
        if (standing.proposal() != null) {
            parts.add(proposal(standing.proposal()));
        }
        if (standing.endedAt() != null) {
            parts.add("service ended" + at(standing.endedAt()));
        }
        return standing.accountId()
                + ": "
                + standing.step()
                + (Boolean.TRUE.equals(standing.shadow()) ? " (only tried)" : "")
                + ", "
                + String.join(", ", parts);
    }

    public static String strike(Strike strike) {
        return strike.strikeId()
                + ", "
                + Counted.of(strike.offences().size(), "offence")
                + ", until "
                + Times.clock(strike.expiresAt());
    }

    public static String restriction(Restriction restriction) {
        return restriction.measure()
                + (restriction.until() == null ? "" : " until " + Times.clock(restriction.until()))
                + (restriction.confirmedAt() == null ? " (not confirmed)" : "");
    }

    public static String proposal(Proposal proposal) {
        return "ending the service is proposed: "
                + proposal.state()
                + (proposal.decideBy() == null
                        ? ""
                        : ", to be decided by " + Times.clock(proposal.decideBy()))
                + (proposal.by() == null ? "" : ", by " + proposal.by());
    }

    public static String warning(UserWarning warning) {
        return warning(warning, "");
    }

    /**
     * A warning.
     *
     * @param news what it is beside those before it; empty where they are not known
     */
    static String warning(UserWarning warning, String news) {
        return "warning "
                + warning.warningId()
                + ", "
                + warning.kind()
                + (news.isEmpty() ? "" : ", " + news)
                + times(warning.attempt())
                + (warning.channel() == null ? "" : ", by " + warning.channel())
                + ": "
                + warning.en().title();
    }

    public static String command(AccountCommand command) {
        return command.measure()
                + " ordered"
                + (command.lifts() == null ? "" : ", lifts " + command.lifts())
                + (command.until() == null ? "" : ", until " + Times.clock(command.until()))
                + times(command.attempt() == null ? 1 : command.attempt())
                + " ("
                + command.commandId()
                + ")";
    }

    /** An order about a session that the platform has not confirmed. */
    public static String unconfirmed(EnforcementCommand command) {
        return command.measure()
                + " of "
                + command.sessionId()
                + ", ordered"
                + at(command.issuedAt())
                + times(command.attempt() == null ? 1 : command.attempt())
                + " ("
                + command.commandId()
                + ")";
    }

    public static String alert(LedgerAlert alert) {
        return "alert "
                + alert.kind()
                + " of "
                + alert.subject()
                + (alert.resolvedAt() == null ? "" : ": over" + at(alert.resolvedAt()));
    }

    public static String offence(OffenceChanged change) {
        return "offence "
                + change.offence().offenceId()
                + ": "
                + change.state()
                + ", "
                + change.offence().reasons().stream()
                        .map(reason -> reason.ground() + (reason.stands() ? "" : " (fallen)"))
                        .collect(Collectors.joining(", "))
                + (change.offence().aggravators().isEmpty()
                        ? ""
                        : change.offence().aggravators().stream()
                                .map(Enum::name)
                                .collect(Collectors.joining(", ", "; ", "")));
    }

    public static String report(DepartmentReport report) {
        return report.reportId()
                + " version "
                + report.version()
                + ": "
                + report.state()
                + ", account "
                + report.accountId()
                + ", "
                + Counted.of(report.strikes().size(), "strike")
                + (report.decidedBy() == null ? "" : ", by " + report.decidedBy());
    }

    private static String confirmed(ActionConfirmed confirmed) {
        return confirmed.measure()
                + " confirmed"
                + (confirmed.executor() == null ? "" : ", by " + confirmed.executor())
                + (confirmed.commandId() == null ? "" : " (" + confirmed.commandId() + ")");
    }

    private static String failed(ItemBack failed) {
        return "a measure failed: "
                + failed.reason()
                + (failed.commandId() == null ? "" : " (" + failed.commandId() + ")");
    }

    private static String strikes(StrikeChanged change) {
        return "strikes "
                + change.strikesBefore()
                + " to "
                + change.strikesAfter()
                + ", step "
                + change.stepBefore()
                + " to "
                + change.stepAfter()
                + " by "
                + change.causeKind()
                + " "
                + change.causeId();
    }

    private static String appeal(AppealFiled appeal) {
        return "appeal "
                + appeal.appealId()
                + " against "
                + (appeal.offenceId() == null ? appeal.measureId() : appeal.offenceId())
                + ": "
                + appeal.reasonCode();
    }

    private static String receipt(WarningReceipt receipt) {
        return "warning "
                + receipt.warningId()
                + ": "
                + receipt.state()
                + " by "
                + receipt.channel()
                + (receipt.reason() == null ? "" : ", " + receipt.reason());
    }

    private static String decision(StandingDecided decision) {
        return "proposal: "
                + decision.decision()
                + (decision.until() == null ? "" : " until " + Times.clock(decision.until()))
                + " by "
                + decision.by()
                + ": "
                + decision.reason();
    }

    private static String linked(AccountLinked link) {
        return (link.accountIds().isEmpty()
                        ? "linked to none"
                        : "linked to " + String.join(", ", link.accountIds()))
                + ": "
                + link.basis();
    }

    private static String decided(ReportDecided decision) {
        return "report "
                + decision.reportId()
                + " version "
                + decision.version()
                + ": "
                + decision.decision()
                + " by "
                + decision.by()
                + (decision.reason() == null ? "" : ": " + decision.reason());
    }

    private static String delivered(ReportDelivered delivery) {
        return "report "
                + delivery.reportId()
                + ": "
                + delivery.state()
                + ", "
                + delivery.channel()
                + ", "
                + delivery.documentRef();
    }

    private static String decided(AppealDecided decision) {
        return "appeal "
                + decision.appealId()
                + ": "
                + decision.outcome()
                + " by "
                + decision.by()
                + ": "
                + decision.reason();
    }

    private static String waived(OffenceWaived waiver) {
        return "offence "
                + waiver.offenceId()
                + " waived by "
                + waiver.by()
                + ": "
                + waiver.reason();
    }

    /** What any record of an account says; null for others. */
    public static String of(Object record) {
        return record instanceof AccountStanding standing
                ? standing(standing)
                : dated(record).map(Dated::words).orElse(null);
    }

    /** When and what any record of an account says; empty for others. */
    static Optional<Dated> dated(Object record) {
        List<Optional<Dated>> found =
                List.of(
                        of(
                                record,
                                OffenceChanged.class,
                                OffenceChanged::changedAt,
                                AccountWords::offence),
                        of(record, StrikeChanged.class, StrikeChanged::at, AccountWords::strikes),
                        of(record, UserWarning.class, UserWarning::issuedAt, AccountWords::warning),
                        of(
                                record,
                                AccountCommand.class,
                                AccountCommand::issuedAt,
                                AccountWords::command),
                        of(
                                record,
                                ActionConfirmed.class,
                                ActionConfirmed::effectiveAt,
                                AccountWords::confirmed),
                        of(record, ItemBack.class, ItemBack::at, AccountWords::failed),
                        of(record, LedgerAlert.class, LedgerAlert::at, AccountWords::alert),
                        of(
                                record,
                                DepartmentReport.class,
                                DepartmentReport::at,
                                it -> "report " + report(it)),
                        of(record, AppealFiled.class, AppealFiled::at, AccountWords::appeal),
                        of(record, AppealDecided.class, AppealDecided::at, AccountWords::decided),
                        of(record, WarningReceipt.class, WarningReceipt::at, AccountWords::receipt),
                        of(
                                record,
                                EducationCompleted.class,
                                EducationCompleted::at,
                                it -> "completed the course " + it.course()),
                        of(
                                record,
                                StandingDecided.class,
                                StandingDecided::at,
                                AccountWords::decision),
                        of(record, ReportDecided.class, ReportDecided::at, AccountWords::decided),
                        of(
                                record,
                                ReportDelivered.class,
                                ReportDelivered::at,
                                AccountWords::delivered),
                        of(record, OffenceWaived.class, OffenceWaived::at, AccountWords::waived),
                        of(record, AccountOpened.class, AccountOpened::at, it -> "opened"),
                        of(record, AccountLinked.class, AccountLinked::at, AccountWords::linked),
                        of(
                                record,
                                AccountErased.class,
                                AccountErased::at,
                                it -> "erased: " + it.basis()));
        return found.stream().flatMap(Optional::stream).findFirst();
    }

    /** A line of a history. */
    record Dated(long atMs, String words) {}

    private static <T> Optional<Dated> of(
            Object record, Class<T> type, Function<T, Long> at, Function<T, String> words) {
        return Optional.of(record)
                .filter(type::isInstance)
                .map(type::cast)
                .map(it -> new Dated(at.apply(it), words.apply(it)));
    }

    private static String at(long ms) {
        return " at " + Times.clock(ms);
    }

    private static String times(int attempt) {
        return attempt > 1 ? ", attempt " + attempt : "";
    }
}
