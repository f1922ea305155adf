package dev.vigil.cli.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.account.Account;
import dev.vigil.account.FactIntake;
import dev.vigil.account.Fold;
import dev.vigil.account.FoldOutput;
import dev.vigil.account.LedgerRules;
import dev.vigil.account.StrikeLadder;
import dev.vigil.account.StrikeLadder.Restraint;
import dev.vigil.account.StrikeLadder.Rung;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountFact.Kind;
import dev.vigil.schema.account.GroundKind;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.OffenceBuilder;
import dev.vigil.schema.account.OffenceKind;
import dev.vigil.schema.account.OffenceReason;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.WarningReceipt;
import dev.vigil.schema.enforcement.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LadderPreviewTest {
    private static final long T0_MS = 1_800_000_000_000L;
    private static final long DAY_MS = 86_400_000;

    /** Ends are proposed at the second strike, and nothing else is done. */
    private static final StrikeLadder STRICT =
            ladder(
                    List.of(
                            new Rung(LadderStep.S1, 1, List.of(), false),
                            new Rung(
                                    LadderStep.S3,
                                    2,
                                    List.of(new Restraint(Measure.UPLOADS_OFF, 7, true)),
                                    true)));

    private static StrikeLadder ladder(List<Rung> rungs) {
        StrikeLadder of = StrikeLadder.DEFAULTS;
        return new StrikeLadder(
                "site-1",
                of.grounds(),
                of.establish(),
                of.incidentHours(),
                of.strikeDays(),
                of.admonitionDays(),
                of.admonition(),
                of.publicAdmonishes(),
                rungs,
                of.decisionDays(),
                of.disputeDays(),
                of.settleMs(),
                of.educationForgives(),
                of.territories(),
                false);
    }

    private static long day(int day) {
        return T0_MS + day * 2 * DAY_MS;
    }

    /** What is on the topics of an account with so many strikes, as the job has published it. */
    private static List<AccountFact> topics(String accountId, int strikes) {
        Account account = new Account(accountId, null);
        Fold fold = new Fold(LedgerRules.DEFAULTS);
        List<AccountFact> topics = new ArrayList<>();
        for (int i = 0; i <= strikes; i++) {
            Offence offence = offence(accountId, "session:" + i, day(i));
            FactIntake.take(
                    account, AccountFact.of(Kind.OFFENCE, accountId, day(i), offence), false);
            publish(fold.at(account, day(i) + 60_000, 1), accountId, topics);
            if (i == 0) {
                AccountFact receipt =
                        AccountFact.of(
                                Kind.RECEIPT,
                                accountId,
                                day(0) + 70_000,
                                new WarningReceipt(
                                        accountId + "/FIRST/session:0",
                                        accountId,
                                        ReceiptState.DELIVERED,
                                        day(0) + 70_000,
                                        "app",
                                        null));
                FactIntake.take(account, receipt, false);
                topics.add(receipt);
            }
        }
        return topics;
    }

    private static Offence offence(String accountId, String id, long occurredAt) {
        return OffenceBuilder.builder()
                .accountId(accountId)
                .offenceId(id)
                .kind(OffenceKind.SESSION)
                .occurredAt(occurredAt)
                .establishedAt(occurredAt + 60_000)
                .reasons(
                        List.of(
                                new OffenceReason(
                                        "list/entry-1",
                                        GroundKind.LISTED_PERMISSION_REQUIRED,
                                        1L,
                                        List.of(),
                                        true)))
                .works(List.of("work-1"))
                .owners(List.of())
                .territories(List.of("*"))
                .timeCodes(List.of())
                .measure(Measure.STOP_STREAM)
                .aggravators(List.of())
                .noticeIds(List.of())
                .disputed(List.of())
                .build();
    }

    private static void publish(FoldOutput output, String accountId, List<AccountFact> topics) {
        output.offences().forEach(it -> topics.add(fact(Kind.OFFENCE_PUBLISHED, accountId, it)));
        output.strikes().forEach(it -> topics.add(fact(Kind.STRIKE_PUBLISHED, accountId, it)));
        output.warnings().forEach(it -> topics.add(fact(Kind.WARNING_PUBLISHED, accountId, it)));
        output.commands().forEach(it -> topics.add(fact(Kind.COMMAND_PUBLISHED, accountId, it)));
        output.standings().forEach(it -> topics.add(fact(Kind.STANDING_PUBLISHED, accountId, it)));
    }

    private static AccountFact fact(Kind kind, String accountId, Object published) {
        return AccountFact.of(kind, accountId, T0_MS, published);
    }

    private static LadderPreview preview(StrikeLadder ladder, Map<String, Integer> strikes) {
        LadderPreview preview =
                new LadderPreview(LedgerRules.DEFAULTS.with(ladder), day(4) + 120_000);
        strikes.forEach((account, many) -> topics(account, many).forEach(preview::take));
        preview.judge();
        return preview;
    }

    @Test
    void theLadderInForceChangesNothing() {
        LadderPreview same =
                preview(StrikeLadder.DEFAULTS, Map.of("a-0", 0, "a-1", 1, "a-2", 2, "a-3", 3));
        assertThat(same.judged()).isEqualTo(4);
        assertThat(same.failed()).isZero();
        assertThat(same.moves()).isEmpty();
        assertThat(same.proposed()).isEmpty();
        assertThat(same.letters()).isEmpty();
        assertThat(same.begins()).isEmpty();
        assertThat(same.ends()).isEmpty();
    }

    @Test
    void aStricterOneNamesWhoGoesUpAndWhoseEndIsProposed() {
        LadderPreview strict = preview(STRICT, Map.of("a-0", 0, "a-1", 1, "a-2", 2));
        assertThat(strict.moves()).containsExactly(Map.entry("S2 to S3", 1));
        assertThat(strict.up()).isEqualTo(1);
        assertThat(strict.down()).isZero();
        assertThat(strict.changed())
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.accountId()).isEqualTo("a-2");
                            assertThat(it.before().step()).isEqualTo(LadderStep.S2);
                            assertThat(it.after().step()).isEqualTo(LadderStep.S3);
                        });
        assertThat(strict.proposed())
                .extracting(LadderPreview.Changed::accountId)
                .containsExactly("a-2");
        assertThat(strict.begins()).containsExactly(Map.entry(Measure.UPLOADS_OFF, 1));
        assertThat(strict.ends()).containsKeys(Measure.LIVE_OFF, Measure.UPLOADS_HELD);
    }

    @Test
    void aMilderOneNamesWhoGoesDownAndWhoseProposalIsGone() {
        StrikeLadder mild = ladder(List.of(new Rung(LadderStep.S1, 1, List.of(), false)));
        LadderPreview down = preview(mild, Map.of("a-3", 3));
        assertThat(down.moves()).containsExactly(Map.entry("S3 to S1", 1));
        assertThat(down.down()).isEqualTo(1);
        assertThat(down.withdrawn()).isEqualTo(1);
        assertThat(down.proposals()).isZero();
    }

    /** All are counted; as many as a table holds are named, the highest of them. */
    @Test
    void howManyAreNamedIsBounded() {
        LadderPreview many = new LadderPreview(LedgerRules.DEFAULTS.with(STRICT), day(4) + 120_000);
        for (int i = 0; i < LadderPreview.MOST + 50; i++) {
            topics(String.format("a-%03d", i), 2).forEach(many::take);
            many.judge();
        }
        assertThat(many.proposals()).isEqualTo(LadderPreview.MOST + 50);
        assertThat(many.proposed()).hasSize(LadderPreview.MOST);
        assertThat(many.proposed().get(0).accountId()).isEqualTo("a-000");
        assertThat(many.changed()).hasSize(LadderPreview.MOST);
    }
}
