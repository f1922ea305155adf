package dev.vigil.notice;

import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.account.LedgerAlertKind;
import dev.vigil.schema.clock.ClockHealth;
import dev.vigil.schema.notice.AlertAnnotations;

/** What people are to look at of accounts, in the form of Alertmanager's API v2. */
public final class LedgerAlertForm {
    /** The alertname of each of them. */
    public static final String ALERT = "LedgerAlert";

    /** The alertname of time that has stopped; as in the rules of Prometheus. */
    public static final String CLOCK = "LedgerClockStands";

    private LedgerAlertForm() {}

    /**
     * As Alertmanager groups and routes by them. An alert and its end have the same.
     *
     * @param account null where it is about none
     * @param kind of the alert, null of the clock
     * @param subject the proposal, command, warning or report, null of the clock
     */
    public record Labels(
            String alertname,
            String account,
            String kind,
            String severity,
            String subject,
            String urgency) {}

    /** A measure that is not confirmed may bar a user without a reason: at once. */
    public static Labels labels(LedgerAlert alert) {
        boolean atOnce = alert.kind() == LedgerAlertKind.UNCONFIRMED;
        return new Labels(
                ALERT,
                alert.accountId(),
                alert.kind().name(),
                atOnce ? "critical" : "warning",
                alert.subject(),
                atOnce ? "page" : "ticket");
    }

    public static AlertAnnotations annotations(LedgerAlert alert, String runbook) {
        String account = alert.accountId() == null ? "" : " of account " + alert.accountId();
        String summary = subject(alert) + account + " " + what(alert.kind());
        String since = AlertForm.chinaTime(alert.since());
        return new AlertAnnotations(
                null,
                null,
                summary + ", since " + since + ". " + todo(alert.kind()),
                AlertForm.utc(alert.since()),
                AlertForm.china(alert.since()),
                alert.subject(),
                null,
                "since " + since,
                runbook,
                summary);
    }

    private static String subject(LedgerAlert alert) {
        String noun =
                switch (alert.kind()) {
                    case UNDECIDED -> "Proposal ";
                    case APPEAL_OPEN -> "Appeal ";
                    case UNCONFIRMED -> "Command ";
                    case UNDELIVERABLE -> "Warning ";
                    case UNATTRIBUTED -> "Offences of ";
                    case CORRECTION -> "Report ";
                    case CONFLICT -> "Conflict about ";
                    case UNSEALED, UNREAD -> "Audit log, ";
                    case SIGNAL -> "Signal ";
                };
        return noun + alert.subject();
    }

    private static String what(LedgerAlertKind kind) {
        return switch (kind) {
            case UNDECIDED -> "was not decided in time";
            case APPEAL_OPEN -> "was not decided in time";
            case UNCONFIRMED -> "is not confirmed by the platform";
            case UNDELIVERABLE -> "could not be delivered";
            case UNATTRIBUTED -> "name no account";
            case CORRECTION -> "has to be corrected";
            case CONFLICT -> "was not settled by its parties in time";
            case UNSEALED -> "gets no seal";
            case SIGNAL -> "of a peer needs a person";
            case UNREAD -> "could not be read before it was deleted";
        };
    }

    private static String todo(LedgerAlertKind kind) {
        return switch (kind) {
            case UNDECIDED -> "Nothing ends by itself: decide it, with the reason.";
            case APPEAL_OPEN ->
                    "What it disputes does not count until then: decide it, with the reason.";
            case UNCONFIRMED ->
                    "Look at the account at the platform, carry the command out if it is not done,"
                            + " and confirm it.";
            case UNDELIVERABLE ->
                    "Until it is delivered a further offence is no strike: reach the user by"
                            + " another channel and record the receipt.";
            case UNATTRIBUTED -> "No user is warned: have the platform name the accounts.";
            case CORRECTION -> "The department has a report that is wrong: send the new version.";
            case CONFLICT ->
                    "Neither party has won: decide with a document whose claim does not count, or"
                            + " bring them together.";
            case UNSEALED ->
                    "Keep what is there, find out who has changed it, and begin a log with the next"
                            + " number.";
            case SIGNAL ->
                    "Compare it with the work, and confirm or dispute it; signal.state has the"
                            + " reason.";
            case UNREAD ->
                    "The log proves nothing of these offsets: find out who deleted them or why the"
                            + " log was behind, and keep what other copies there are.";
        };
    }

    public static Labels clockLabels() {
        return new Labels(CLOCK, null, null, "critical", null, "page");
    }

    public static AlertAnnotations annotations(ClockHealth stopped, String runbook) {
        String since = AlertForm.chinaTime(stopped.since());
        String summary = "The clock of the ledger stopped at " + since;
        return new AlertAnnotations(
                null,
                null,
                summary
                        + ". Until it runs again no user is warned, and no measure on an account"
                        + " begins or ends."
                        + (stopped.reason() == null ? "" : " Reason: " + stopped.reason() + "."),
                AlertForm.utc(stopped.since()),
                AlertForm.china(stopped.since()),
                null,
                null,
                "stopped since " + since,
                runbook,
                summary);
    }
}
