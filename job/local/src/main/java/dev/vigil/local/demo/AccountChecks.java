package dev.vigil.local.demo;

import dev.vigil.client.account.AccountWords;
import dev.vigil.local.demo.Expectation.Observed;
import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.OffenceChanged;
import dev.vigil.schema.account.OffenceState;
import dev.vigil.schema.account.Proposal;
import dev.vigil.schema.account.ProposalState;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.ReportState;
import dev.vigil.schema.account.Restriction;
import dev.vigil.schema.account.StrikeChanged;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.account.WarningKind;
import dev.vigil.schema.account.WarningReceipt;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.input.DeadLetter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks of what the ledger job has published about accounts. */
final class AccountChecks {
    /** Strikes after each change, and the step that they lead to. */
    static final String ON_THE_LADDER = "1 strike S1, 2 strikes S2, 3 strikes S3, 2 strikes S2";

    /** Kinds of warnings in the order in which they were first sent. */
    static final String WARNED = "REMINDER, FIRST, STRIKE, PROPOSAL, LIFTED";

    private final Seen seen;

    AccountChecks(Seen seen) {
        this.seen = seen;
    }

    // How far a story is ------------------------------------------------------------------------

    boolean isWarned(String account, WarningKind kind) {
        return warnings(account).anyMatch(it -> it.kind() == kind);
    }

    boolean isWarnedOf(String account, WarningKind kind, String offenceId) {
        return warnings(account)
                .anyMatch(it -> it.kind() == kind && it.offences().contains(offenceId));
    }

    boolean isAt(String account, LadderStep step) {
        return standing(account).filter(it -> it.step() == step).isPresent();
    }

    boolean isCommanded(String account, LadderStep step, Measure measure) {
        return commands(account).anyMatch(it -> it.step() == step && it.measure() == measure);
    }

    boolean isDeclined(String account) {
        return proposal(account).filter(it -> it.state() == ProposalState.DECLINED).isPresent();
    }

    boolean isReported(String account, ReportState state) {
        return report(account).filter(it -> it.state() == state).isPresent();
    }

    /**
     * Whether the report is of S3, names each measure of that step, and all that it names are
     * confirmed: each of these makes another version of it.
     */
    boolean isReportConfirmed(String account) {
        Set<String> ofLastStep =
                commands(account)
                        .filter(it -> it.step() == LadderStep.S3 && it.measure() != Measure.LIFT)
                        .map(AccountCommand::commandId)
                        .collect(Collectors.toSet());
        List<Restriction> measures =
                report(account)
                        .filter(it -> it.step() == LadderStep.S3)
                        .map(DepartmentReport::measures)
                        .orElse(List.of());
        return measures.stream().allMatch(one -> one.confirmedAt() != null)
                && measures.stream()
                        .map(Restriction::commandId)
                        .collect(Collectors.toSet())
                        .containsAll(ofLastStep)
                && !ofLastStep.isEmpty();
    }

    boolean isFallen(String account, String offenceId) {
        return stateOf(account, offenceId).filter(OffenceState.FALLEN::equals).isPresent();
    }

    Optional<Proposal> proposal(String account) {
        return standing(account).map(AccountStanding::proposal);
    }

    Optional<DepartmentReport> report(String account) {
        return last(seen.all(DepartmentReport.class).filter(it -> it.accountId().equals(account)));
    }

    /** Whether the platform has delivered all warnings and confirmed all commands. */
    boolean isAnswered(String account) {
        Set<String> delivered =
                seen.all(WarningReceipt.class)
                        .filter(it -> it.state() == ReceiptState.DELIVERED)
                        .map(WarningReceipt::warningId)
                        .collect(Collectors.toSet());
        Set<String> confirmed =
                seen.all(ActionConfirmed.class)
                        .map(ActionConfirmed::commandId)
                        .collect(Collectors.toSet());
        return warnings(account).allMatch(it -> delivered.contains(it.warningId()))
                && commands(account).allMatch(it -> confirmed.contains(it.commandId()));
    }

    // How it ended --------------------------------------------------------------------------------

    /** Three strikes on the way to S3; a person declines; one falls, and the account steps down. */
    Observed repeated(String account, String reversed) {
        String ladder = onTheLadder(account);
        String words =
                "strikes: "
                        + ladder
                        + "; report "
                        + report(account).map(it -> it.state().name()).orElse("none")
                        + "; "
                        + words(account)
                        + tooEarly(account);
        boolean isAsExpected =
                ladder.equals(ON_THE_LADDER)
                        && warned(account).equals(WARNED)
                        && isDeclined(account)
                        && isAt(account, LadderStep.S2)
                        && isFallen(account, reversed)
                        && isReported(account, ReportState.CORRECTED)
                        && isAnswered(account)
                        && tooEarly(account).isEmpty();
        return observed(
                isAsExpected, account, "3 strikes, S3, declined; one reversed: 2, S2", words);
    }

    /** Warned once; then the warning is lifted, nothing counts, and never did. */
    Observed neverHappened(String account, String offenceId) {
        String words =
                "offence "
                        + stateOf(account, offenceId).map(Enum::name).orElse("none")
                        + "; "
                        + words(account);
        boolean isAsExpected =
                warned(account).equals("FIRST, LIFTED")
                        && isFallen(account, offenceId)
                        && standing(account).filter(AccountChecks::isBlank).isPresent()
                        && onTheLadder(account).isEmpty()
                        && isAnswered(account);
        return observed(
                isAsExpected, account, "warned; entry withdrawn: warning lifted, S0", words);
    }

    private Observed observed(boolean isAsExpected, String account, String brief, String words) {
        String refused = refused(account);
        if (!refused.isEmpty()) {
            return Observed.failed(refused + "; " + words);
        }
        return isAsExpected ? Observed.met(brief, words) : Observed.open(words);
    }

    private String words(String account) {
        return "warned: "
                + warned(account)
                + "; "
                + standing(account).map(AccountWords::standing).orElse("no standing");
    }

    /** Records of the account that the ledger job did not take; empty where it took all. */
    private String refused(String account) {
        return seen.all(DeadLetter.class)
                .filter(it -> account.equals(it.key()))
                .map(it -> "refused as " + it.reason() + ": " + it.message())
                .collect(Collectors.joining("; "));
    }

    /** Letters that were issued before a measure that they report; empty for none. */
    private String tooEarly(String account) {
        Map<String, Long> establishedAt = new HashMap<>();
        seen.all(OffenceChanged.class)
                .map(OffenceChanged::offence)
                .filter(it -> it.accountId().equals(account) && it.establishedAt() != null)
                .forEach(it -> establishedAt.put(it.offenceId(), it.establishedAt()));
        return warnings(account)
                .filter(
                        it ->
                                it.offences().stream()
                                        .map(establishedAt::get)
                                        .anyMatch(at -> at != null && at > it.issuedAt()))
                .map(it -> "; issued before its measure: " + it.warningId())
                .collect(Collectors.joining());
    }

    private static boolean isBlank(AccountStanding standing) {
        return standing.step() == LadderStep.S0
                && standing.strikes().isEmpty()
                && standing.pending() == 0
                && standing.offences() == 0
                && standing.warnings() == 0
                && standing.restrictions().isEmpty()
                && standing.proposal() == null;
    }

    private String onTheLadder(String account) {
        List<String> steps = new ArrayList<>();
        seen.all(StrikeChanged.class)
                .filter(it -> it.accountId().equals(account))
                .filter(it -> it.strikesBefore() != it.strikesAfter())
                .sorted(Comparator.comparingLong(StrikeChanged::seq))
                .forEach(
                        it ->
                                steps.add(
                                        it.strikesAfter()
                                                + (it.strikesAfter() == 1
                                                        ? " strike "
                                                        : " strikes ")
                                                + it.stepAfter()));
        return String.join(", ", steps);
    }

    private String warned(String account) {
        Set<String> kinds = new LinkedHashSet<>();
        warnings(account).forEach(it -> kinds.add(it.kind().name()));
        return String.join(", ", kinds);
    }

    private Optional<AccountStanding> standing(String account) {
        return last(seen.all(AccountStanding.class).filter(it -> it.accountId().equals(account)));
    }

    private Optional<OffenceState> stateOf(String account, String offenceId) {
        return last(seen.all(OffenceChanged.class)
                        .filter(it -> it.offence().accountId().equals(account))
                        .filter(it -> it.offence().offenceId().equals(offenceId)))
                .map(OffenceChanged::state);
    }

    private Stream<UserWarning> warnings(String account) {
        return seen.all(UserWarning.class).filter(it -> it.accountId().equals(account));
    }

    private Stream<AccountCommand> commands(String account) {
        return seen.all(AccountCommand.class).filter(it -> it.accountId().equals(account));
    }

    private static <T> Optional<T> last(Stream<T> all) {
        return all.reduce((earlier, later) -> later);
    }
}
