package dev.vigil.account;

import static dev.vigil.account.TestingAccounts.DAY_MS;
import static dev.vigil.account.TestingAccounts.HOUR_MS;
import static dev.vigil.account.TestingAccounts.T0_MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountFact.Kind;
import dev.vigil.schema.account.AccountLinked;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.Aggravator;
import dev.vigil.schema.account.AppealFiledBuilder;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.GroundKind;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.OffenceBuilder;
import dev.vigil.schema.account.OffenceKind;
import dev.vigil.schema.account.OffenceReason;
import dev.vigil.schema.account.OffenceWaived;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.ReportState;
import dev.vigil.schema.account.Strike;
import dev.vigil.schema.account.TimeCode;
import dev.vigil.schema.account.WarningReceipt;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The worst account that there may be, with the longest ids: each of its records can be sent. */
class LargestAccountRecordsTest {
    /** Key, headers and what the producer adds. */
    private static final int ENVELOPE = 10_000;

    private static final String ACCOUNT = id("account");

    private final Account account = new Account(ACCOUNT, null);
    private final Fold fold = new Fold(LedgerRules.DEFAULTS);
    private final List<FoldOutput> outputs = new ArrayList<>();

    @Test
    void theWorstAccountHasRecordsThatCanBeSent() {
        at(T0_MS + 60_000, fact(offence(0, T0_MS)));
        deliver(T0_MS + HOUR_MS);
        long end = T0_MS + 61 * DAY_MS;
        List<AccountFact> facts = new ArrayList<>();
        for (int day = 1; day <= 60; day++) {
            long at = T0_MS + day * DAY_MS;
            for (int i = 0; i < 16; i++) {
                facts.add(fact(offence(day * 100 + i, at + i * 60_000)));
                facts.add(filed(day * 100 + i, at + HOUR_MS));
            }
        }
        at(end, facts.toArray(AccountFact[]::new));
        deliver(end);
        facts.clear();
        facts.add(linked(end));
        for (int i = 0; i < 16; i++) {
            facts.add(waived(5_900 + i, end + i));
        }
        at(end + HOUR_MS, facts.toArray(AccountFact[]::new));

        DepartmentReport report = last(FoldOutput::reports);
        assertThat(report.state()).isEqualTo(ReportState.DRAFT);
        assertThat(report.offences()).hasSizeBetween(3, 60);
        assertThat(report.moreOffences())
                .isEqualTo(account.offences().size() - report.offences().size());
        assertThat(report.moreReferences()).isPositive();
        assertThat(report.offences())
                .allSatisfy(
                        one ->
                                assertThat(one.offence().reasons())
                                        .hasSize(32)
                                        .allMatch(r -> r.references().size() == 1));
        assertThat(report.warnings().size() + more(report.moreWarnings())).isGreaterThan(50);
        assertThat(report.disputes().size() + more(report.moreDisputes())).isEqualTo(100);
        assertThat(report.moreDisputes()).isPositive();
        AccountStanding standing = last(FoldOutput::standings);
        assertThat(standing.strikes()).hasSizeGreaterThan(40);
        assertThat(standing.strikes())
                .allSatisfy(one -> assertThat(one.offences()).hasSizeLessThanOrEqualTo(4))
                .anySatisfy(one -> assertThat(one.moreOffences()).isPositive());
        assertThat(standing.strikes().stream().mapToInt(LargestAccountRecordsTest::named).sum())
                .as("each offence that counts is named or counted")
                .isGreaterThanOrEqualTo(800);
        for (FoldOutput output : outputs) {
            output.offences().forEach(this::assertFits);
            output.strikes().forEach(this::assertFits);
            output.standings().forEach(this::assertFits);
            output.warnings().forEach(this::assertFits);
            output.commands().forEach(this::assertFits);
            output.reports().forEach(this::assertFits);
            output.alerts().forEach(this::assertFits);
        }
    }

    /** An account as most are has all of it in its report. */
    @Test
    void aUsualReportLeavesNothingOut() {
        Account usual = KeptAccounts.ofOffences(20);
        long then = T0_MS + 45 * DAY_MS;
        FactIntake.take(usual, TestingAccounts.waived("session:19", then), false);
        DepartmentReport report = fold.at(usual, then + 1, 1).reports().get(0);
        assertThat(report.offences()).hasSize(20);
        assertThat(report.moreOffences()).isNull();
        assertThat(report.moreReferences()).isNull();
        assertThat(report.moreStrikes()).isNull();
        assertThat(report.moreWarnings()).isNull();
        assertThat(report.moreDisputes()).isNull();
        assertThat(report.moreMeasures()).isNull();
        assertThat(report.moreWaived()).isNull();
    }

    private void assertFits(Object record) {
        assertThat(ENVELOPE + Json.bytes(record).length)
                .as(record.getClass().getSimpleName())
                .isLessThan(Topic.LARGEST_RECORD);
    }

    private static int named(Strike strike) {
        return strike.offences().size() + more(strike.moreOffences());
    }

    private static int more(Integer count) {
        return count == null ? 0 : count;
    }

    private <T> T last(Function<FoldOutput, List<T>> of) {
        List<T> all = outputs.stream().flatMap(output -> of.apply(output).stream()).toList();
        return all.get(all.size() - 1);
    }

    private void at(long t, AccountFact... facts) {
        for (AccountFact one : facts) {
            FactIntake.take(account, one, false);
        }
        FoldOutput output = fold.at(account, t, 1);
        output.strikes().forEach(one -> ReadBack.strike(account, one));
        outputs.add(output);
    }

    private void deliver(long t) {
        at(
                t,
                outputs.get(outputs.size() - 1).warnings().stream()
                        .map(
                                one ->
                                        new WarningReceipt(
                                                one.warningId(),
                                                ACCOUNT,
                                                ReceiptState.DELIVERED,
                                                t,
                                                "app",
                                                null))
                        .map(receipt -> AccountFact.of(Kind.RECEIPT, ACCOUNT, t, receipt))
                        .toArray(AccountFact[]::new));
    }

    /** As long as an id may be, each letter as long as it may be. */
    private static String id(String about) {
        return "\u4e2d".repeat(200 - about.length()) + about;
    }

    private static AccountFact fact(Offence offence) {
        return AccountFact.of(Kind.OFFENCE, ACCOUNT, offence.establishedAt(), offence);
    }

    private static Offence offence(int number, long at) {
        List<OffenceReason> reasons =
                IntStream.range(0, 32)
                        .mapToObj(
                                i ->
                                        new OffenceReason(
                                                "list/" + id("e-" + i),
                                                GroundKind.LISTED_PERMISSION_REQUIRED,
                                                1L,
                                                references(i),
                                                true))
                        .toList();
        return OffenceBuilder.builder()
                .accountId(ACCOUNT)
                .offenceId("session:" + id("" + number))
                .kind(OffenceKind.SESSION)
                .occurredAt(at)
                .establishedAt(at + 60_000)
                .reasons(Episodes.few(reasons))
                .works(ids("work-"))
                .owners(ids("owner-"))
                .territories(
                        IntStream.range(0, 300).mapToObj(i -> "T" + (char) ('A' + i % 26)).toList())
                .timeCodes(
                        IntStream.range(0, 10)
                                .mapToObj(i -> new TimeCode(id("work-" + i), i, i + 1))
                                .toList())
                .measure(Measure.STOP_STREAM)
                .aggravators(List.of(Aggravator.IN_WINDOW, Aggravator.EVASION))
                .evidenceDigest("ab".repeat(32))
                .verdictId(id("" + number) + "/1")
                .noticeIds(List.of())
                .disputed(List.of())
                .build();
    }

    private static List<String> references(int of) {
        return IntStream.range(0, 16).mapToObj(i -> id("w-" + of) + "/" + id("r-" + i)).toList();
    }

    private static List<String> ids(String about) {
        return IntStream.range(0, 16).mapToObj(i -> id(about + i)).toList();
    }

    private static AccountFact filed(int number, long at) {
        return AccountFact.of(
                Kind.APPEAL_FILED,
                ACCOUNT,
                at,
                AppealFiledBuilder.builder()
                        .appealId(id("appeal-" + number))
                        .accountId(ACCOUNT)
                        .measureId("x".repeat(700) + number)
                        .at(at)
                        .reasonCode("FALSE_MATCH")
                        .build());
    }

    private static AccountFact waived(int number, long at) {
        return AccountFact.of(
                Kind.WAIVED,
                ACCOUNT,
                at,
                new OffenceWaived(
                        "session:" + id("" + number),
                        ACCOUNT,
                        "person-1",
                        "\u0001".repeat(2_000),
                        at));
    }

    private static AccountFact linked(long at) {
        return AccountFact.of(
                Kind.LINKED,
                ACCOUNT,
                at,
                new AccountLinked(ACCOUNT, ids("other-"), "same device", "person-1", at));
    }
}
