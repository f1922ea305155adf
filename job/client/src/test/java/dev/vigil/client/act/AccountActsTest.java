package dev.vigil.client.act;

import static dev.vigil.client.act.TestingFacts.NOW_MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.AppealDecided;
import dev.vigil.schema.account.AppealOutcome;
import dev.vigil.schema.account.DeliveryState;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.OffenceWaived;
import dev.vigil.schema.account.Proposal;
import dev.vigil.schema.account.ProposalDecision;
import dev.vigil.schema.account.ProposalState;
import dev.vigil.schema.account.ReportDecided;
import dev.vigil.schema.account.ReportDecision;
import dev.vigil.schema.account.ReportDelivered;
import dev.vigil.schema.account.ReportState;
import dev.vigil.schema.account.StandingDecided;
import dev.vigil.schema.account.UserReportsOutcome;
import dev.vigil.schema.account.UserReportsTriaged;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AccountActsTest {
    private static final String ACCOUNT = "account-7781";
    private static final Proposal OPEN =
            GoldenEvent.of(EventType.ACCOUNT_STANDING, AccountStanding.class).proposal();
    private static final DepartmentReport REPORT =
            GoldenEvent.of(EventType.DEPARTMENT_REPORT, DepartmentReport.class);

    private final TestingFacts known = new TestingFacts();

    private Act decide(ProposalDecision decision, Duration deferred) throws Exception {
        return AccountActs.decide(known, ACCOUNT, decision, deferred, "oidc:li", "why", NOW_MS);
    }

    @ParameterizedTest
    @EnumSource
    void aProposalIsDecidedWhileItIsOpen(ProposalState state) throws Exception {
        known.knows(ACCOUNT, OPEN.with().state(state).build());
        if (state == ProposalState.OPEN || state == ProposalState.DEFERRED) {
            Act act = decide(ProposalDecision.DECLINE, null);
            assertThat(act.topic()).isEqualTo(Topic.DECISIONS);
            assertThat(act.type()).isEqualTo(EventType.STANDING_DECIDED);
            assertThat(act.key()).isEqualTo(ACCOUNT);
            assertThat(((StandingDecided) act.body()).proposalId()).isEqualTo(OPEN.proposalId());
        } else {
            assertThatThrownBy(() -> decide(ProposalDecision.DECLINE, null))
                    .isInstanceOf(ActRefused.class)
                    .hasMessage(
                            "ACCOUNT: expected one with an open proposal, got 'account-7781', whose"
                                    + " is "
                                    + state
                                    + "; see vigil account show account-7781");
        }
    }

    @Test
    void anAccountWithoutOneIsRefused() {
        assertThatThrownBy(() -> decide(ProposalDecision.CARRY_OUT, null))
                .isInstanceOf(ActRefused.class)
                .hasMessageContaining("got 'account-7781', which has none;");
    }

    @Test
    void aProposalIsPutOffForSomeTimeAndNothingElseIs() throws Exception {
        known.knows(ACCOUNT, OPEN);

        Act act = decide(ProposalDecision.DEFER, Duration.ofDays(7));
        assertThat(((StandingDecided) act.body()).until())
                .isEqualTo(NOW_MS + Duration.ofDays(7).toMillis());
        assertThatThrownBy(() -> decide(ProposalDecision.DEFER, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "--for: expected with DEFER and with nothing else, got none; correct it");
        assertThatThrownBy(() -> decide(ProposalDecision.DECLINE, Duration.ofDays(7)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got it with DECLINE");
    }

    @Test
    void anAppealIsOfTheAccountThatFiledIt() throws Exception {
        known.knows("appeal-31", ACCOUNT);

        Act act =
                AccountActs.decideAppeal(
                        known, "appeal-31", null, AppealOutcome.OVERTURN, "oidc:li", "why", NOW_MS);
        assertThat(act.type()).isEqualTo(EventType.APPEAL_DECIDED);
        assertThat(act.answers()).containsExactly(ACCOUNT);
        assertThat(act.body())
                .isEqualTo(
                        new AppealDecided(
                                "appeal-31",
                                ACCOUNT,
                                AppealOutcome.OVERTURN,
                                "oidc:li",
                                "why",
                                NOW_MS));
        assertThat(
                        AccountActs.decideAppeal(
                                        known,
                                        "appeal-9",
                                        "account-2",
                                        AppealOutcome.UPHOLD,
                                        "oidc:li",
                                        "why",
                                        NOW_MS)
                                .key())
                .isEqualTo("account-2");
        assertThatThrownBy(
                        () ->
                                AccountActs.decideAppeal(
                                        known,
                                        "appeal-9",
                                        null,
                                        AppealOutcome.UPHOLD,
                                        "oidc:li",
                                        "why",
                                        NOW_MS))
                .isInstanceOf(ActRefused.class)
                .hasMessage(
                        "APPEAL: expected one that was filed, got 'appeal-9'; see vigil watch"
                                + " appeals, or name its account with --account");
    }

    @Test
    void aWaiverIsOfTheAccount() {
        OffenceWaived waived = new OffenceWaived("item:1", ACCOUNT, "oidc:li", "why", NOW_MS);
        Act act = AccountActs.waive(waived);
        assertThat(act.type()).isEqualTo(EventType.OFFENCE_WAIVED);
        assertThat(act.key()).isEqualTo(ACCOUNT);
        assertThat(act.body()).isEqualTo(waived);
    }

    @ParameterizedTest
    @EnumSource
    void aReportIsDecidedAsADraftAndDeliveredAfterwards(ReportState state) throws Exception {
        known.knows(ACCOUNT, REPORT.with().state(state).build());

        assertThat(isTaken(this::approved)).isEqualTo(state == ReportState.DRAFT);
        assertThat(isTaken(() -> delivered(DeliveryState.SENT)))
                .isEqualTo(state == ReportState.APPROVED || state == ReportState.CORRECTED);
        assertThat(isTaken(() -> delivered(DeliveryState.ACKNOWLEDGED)))
                .isEqualTo(state == ReportState.SENT);
    }

    private interface Doing {
        Act act() throws Exception;
    }

    private static boolean isTaken(Doing doing) throws Exception {
        try {
            doing.act();
            return true;
        } catch (ActRefused e) {
            assertThat(e).hasMessageStartingWith("REPORT: expected one that is ");
            return false;
        }
    }

    private Act approved() throws Exception {
        return AccountActs.decideReport(
                known, ACCOUNT, ReportDecision.APPROVE, "oidc:li", null, NOW_MS);
    }

    private Act delivered(DeliveryState state) throws Exception {
        return AccountActs.reportDelivered(
                known, ACCOUNT, state, "post", "post/811", "oidc:li", NOW_MS);
    }

    @Test
    void aDecisionIsOfTheVersionThatIsThere() throws Exception {
        known.knows(ACCOUNT, REPORT.with().version(4).state(ReportState.DRAFT).build());

        assertThat(approved().body())
                .isEqualTo(
                        new ReportDecided(
                                REPORT.reportId(),
                                ACCOUNT,
                                4,
                                ReportDecision.APPROVE,
                                "oidc:li",
                                null,
                                NOW_MS));
        assertThatThrownBy(() -> delivered(DeliveryState.SENT))
                .hasMessage(
                        "REPORT: expected one that is APPROVED or CORRECTED, got '"
                                + REPORT.reportId()
                                + "', which is DRAFT; see vigil report show "
                                + REPORT.reportId());
        known.knows(ACCOUNT, REPORT.with().version(5).state(ReportState.APPROVED).build());
        assertThat(((ReportDelivered) delivered(DeliveryState.SENT).body()).version()).isEqualTo(5);
    }

    @Test
    void aReportThatIsNotThereIsRefused() {
        assertThatThrownBy(this::approved)
                .isInstanceOf(ActRefused.class)
                .hasMessage(
                        "REPORT: expected the id of a report or its account, got 'account-7781';"
                                + " see vigil report list");
    }

    /** What came between is left for the next look; what is not known is not looked at. */
    @ParameterizedTest
    @CsvSource({"-1,-1", "1,1", "-1,1"})
    void whatUsersReportedIsLookedAtUpToWhatWasShown(long ms, long offsets) throws Exception {
        OpenReports open = new OpenReports(3, NOW_MS - 60_000, 811);
        known.knows("room-9", open);
        OpenReports shown =
                new OpenReports(1, open.lastStoredAt() + ms, open.lastOffset() + offsets);

        Act act = AccountActs.reportsDone(known, "room-9", shown, null, "oidc:li", "r", NOW_MS);
        UserReportsTriaged triaged = (UserReportsTriaged) act.body();
        assertThat(triaged.until()).isEqualTo(open.lastStoredAt() + Math.min(ms, 0));
        assertThat(triaged.untilOffset()).isEqualTo(open.lastOffset() + Math.min(offsets, 0));
    }

    /** Reports that are stored later are looked at anew. */
    @Test
    void whatUsersReportedIsLookedAtUpToTheLast() throws Exception {
        known.knows("room-9", new OpenReports(3, NOW_MS - 60_000, 811));

        Act act =
                AccountActs.reportsDone(known, "room-9", null, null, "oidc:li", "own song", NOW_MS);
        UserReportsTriaged triaged = (UserReportsTriaged) act.body();
        assertThat(act.topic()).isEqualTo(Topic.USER_REPORTS_TRIAGE);
        assertThat(triaged.until()).isEqualTo(NOW_MS - 60_000);
        assertThat(triaged.untilOffset()).isEqualTo(811);
        assertThat(triaged.outcome()).isEqualTo(UserReportsOutcome.DISMISSED);
        Act acted =
                AccountActs.reportsDone(
                        known, "room-9", null, "notice/n-5", "oidc:li", "film", NOW_MS);
        assertThat(((UserReportsTriaged) acted.body()).outcome())
                .isEqualTo(UserReportsOutcome.ACTED);
        assertThatThrownBy(
                        () ->
                                AccountActs.reportsDone(
                                        known, "room-8", null, null, "oidc:li", "r", NOW_MS))
                .isInstanceOf(ActRefused.class)
                .hasMessage(
                        "SUBJECT: expected a stream or upload with a report to be looked at, got"
                                + " 'room-8', which has none; see vigil user-report list");
    }
}
