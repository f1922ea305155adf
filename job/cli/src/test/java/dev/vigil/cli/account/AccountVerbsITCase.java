package dev.vigil.cli.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.cli.Vigil;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.Event;
import dev.vigil.client.bus.Topics;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.schema.account.AccountErased;
import dev.vigil.schema.account.AccountLinked;
import dev.vigil.schema.account.AccountOpened;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.AccountStandingBuilder;
import dev.vigil.schema.account.AppealDecided;
import dev.vigil.schema.account.AppealFiled;
import dev.vigil.schema.account.AppealOutcome;
import dev.vigil.schema.account.DeliveryState;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.DepartmentReportBuilder;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.OffenceWaived;
import dev.vigil.schema.account.Proposal;
import dev.vigil.schema.account.ProposalDecision;
import dev.vigil.schema.account.ProposalState;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.ReportDecided;
import dev.vigil.schema.account.ReportDecision;
import dev.vigil.schema.account.ReportDelivered;
import dev.vigil.schema.account.ReportState;
import dev.vigil.schema.account.StandingDecided;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.account.UserWarningBuilder;
import dev.vigil.schema.account.WarningKind;
import dev.vigil.schema.account.WarningReceipt;
import dev.vigil.schema.account.WarningText;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.DeadLetterBuilder;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verbs of accounts against a broker; the test answers as the ledger job would. */
class AccountVerbsITCase {
    private static final long NOW_MS = System.currentTimeMillis();
    private static final String NO_WAIT = " --no-wait --actor oidc:li";

    @TempDir private static Path folder;
    private static EmbeddedBroker broker;
    private static Bus bus;

    private record Run(int code, String out, String err) {}

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.start(folder.resolve("broker"));
        Topics.create(broker.bootstrap());
        bus = Bus.of(broker.bootstrap());
    }

    @AfterAll
    static void stop() {
        bus.close();
        broker.close();
    }

    private static Run vigil(String words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code =
                Vigil.line()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute((words + " --bootstrap " + broker.bootstrap()).split(" "));
        return new Run(code, out.toString(), err.toString());
    }

    private static void done(String words) {
        Run run = vigil(words);
        assertThat(run.code()).as(words + "\n" + run.err()).isZero();
    }

    private static AccountStanding standing(String accountId, Proposal proposal) {
        return AccountStandingBuilder.builder()
                .accountId(accountId)
                .seq(3)
                .step(LadderStep.S3)
                .strikes(List.of())
                .pending(3)
                .offences(3)
                .warnings(2)
                .restrictions(List.of())
                .proposal(proposal)
                .linked(List.of())
                .ladderVersion("ladder-1")
                .at(NOW_MS)
                .build();
    }

    private static Proposal proposal(String id, ProposalState state) {
        return new Proposal(id, state, NOW_MS, null, null, null, null);
    }

    private static void publish(AccountStanding standing) throws IOException {
        bus.send(
                Topic.ACCOUNT_STANDINGS,
                EventType.ACCOUNT_STANDING,
                standing.accountId(),
                NOW_MS,
                standing);
    }

    private static void publish(String reportId, String accountId, int version, ReportState state)
            throws IOException {
        DepartmentReport report =
                DepartmentReportBuilder.builder()
                        .reportId(reportId)
                        .version(version)
                        .state(state)
                        .accountId(accountId)
                        .identityRef("identity/" + accountId)
                        .from(NOW_MS - 1)
                        .to(NOW_MS)
                        .step(LadderStep.S3)
                        .strikes(List.of())
                        .offences(List.of())
                        .warnings(List.of())
                        .disputes(List.of())
                        .measures(List.of())
                        .waived(List.of())
                        .linked(List.of())
                        .fallen(List.of())
                        .ladderVersion("ladder-1")
                        .at(NOW_MS)
                        .build();
        bus.send(Topic.DEPARTMENT, EventType.DEPARTMENT_REPORT, accountId, NOW_MS, report);
    }

    /** The last record on a topic that is of this type and key. */
    private static <T> T last(Topic topic, String key, Class<T> type) throws IOException {
        return lastEvent(topic, key, type).readable(type).orElseThrow();
    }

    private static Event lastEvent(Topic topic, String key, Class<?> type) throws IOException {
        return bus.all(topic).stream()
                .filter(it -> key.equals(it.key()) && it.is(type))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    @Test
    void aDecisionNamesTheOpenProposalAndBothPersons() throws Exception {
        publish(standing("a-decide", proposal("a-decide/PROPOSAL/s", ProposalState.OPEN)));
        done("standing decide a-decide carry_out --reason third --approver oidc:wang" + NO_WAIT);
        Event event = lastEvent(Topic.DECISIONS, "a-decide", StandingDecided.class);
        StandingDecided decided = event.readable(StandingDecided.class).orElseThrow();
        assertThat(decided.proposalId()).isEqualTo("a-decide/PROPOSAL/s");
        assertThat(decided.decision()).isEqualTo(ProposalDecision.CARRY_OUT);
        assertThat(decided.by()).isEqualTo("oidc:li").isEqualTo(event.envelope().actor());
        assertThat(event.envelope().approver()).isEqualTo("oidc:wang");
        Path page = folder.resolve("account.html");
        done("account show a-decide --lang en --html " + page);
        assertThat(page)
                .content()
                .contains(
                        "Account a-decide", "S3", "decided to end the service, by oidc:li: third");

        done("standing decide a-decide DEFER --for 24h --reason lawyer" + NO_WAIT);
        StandingDecided deferred = last(Topic.DECISIONS, "a-decide", StandingDecided.class);
        assertThat(deferred.until() - deferred.at()).isEqualTo(TimeUnit.HOURS.toMillis(24));
    }

    @Test
    void onlyAnOpenProposalIsDecided() throws Exception {
        publish(standing("a-void", proposal("a-void/PROPOSAL/s", ProposalState.VOID)));
        assertThat(vigil("standing decide a-void DECLINE --reason r").err())
                .contains(
                        "ACCOUNT: expected one with an open proposal, got 'a-void', whose is VOID");
        Run unknown = vigil("standing decide a-none DECLINE --reason r");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).contains("which has none; see vigil account show a-none");
        assertThat(vigil("standing decide a-void DECLINE --for 1h --reason r").code()).isEqualTo(2);
        assertThat(vigil("standing decide a-void DEFER --reason r").code()).isEqualTo(2);
    }

    @Test
    void whatTheLedgerMadeOfItIsPrinted() throws Exception {
        CompletableFuture<Run> verb =
                CompletableFuture.supplyAsync(
                        () -> vigil("standing waive a-wait session:s-1 --reason mistake"));
        await("a-wait", OffenceWaived.class);
        publish(standing("a-other", null));
        publish(standing("a-wait", null).withStep(LadderStep.S1));
        Run run = verb.get(60, TimeUnit.SECONDS);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("a-wait: S1, 0 strikes").doesNotContain("a-other");
    }

    @Test
    void whatTheLedgerRefusesFailsTheVerb() throws Exception {
        CompletableFuture<Run> verb =
                CompletableFuture.supplyAsync(
                        () -> vigil("standing waive a-refused session:s-1 --reason mistake"));
        Event sent = await("a-refused", OffenceWaived.class);
        DeadLetter letter =
                DeadLetterBuilder.builder()
                        .deadLetterId("decisions/0/1")
                        .topic(sent.topic())
                        .partition(sent.partition())
                        .offset(sent.offset() + 1)
                        .stage("door")
                        .reason("OFFENCE_UNKNOWN")
                        .message("expected an offence of the account, got session:s-1")
                        .key("a-refused")
                        .bytes(new byte[0])
                        .build();
        DeadLetter another = letter.with().reason("REPORT_NOT_OPEN").build();
        send(another);
        send(letter.with().offset(sent.offset()).build());
        Run run = verb.get(60, TimeUnit.SECONDS);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("a-refused: refused as OFFENCE_UNKNOWN, expected an");
    }

    private static void send(DeadLetter letter) throws IOException {
        bus.send(
                Topic.LEDGER_DEAD_LETTERS,
                EventType.DEAD_LETTER,
                letter.deadLetterId(),
                NOW_MS,
                letter);
    }

    private static Event await(String accountId, Class<?> type) throws IOException {
        long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            Optional<Event> found =
                    bus.all(Topic.DECISIONS).stream()
                            .filter(it -> accountId.equals(it.key()) && it.is(type))
                            .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            assertThat(System.nanoTime()).as("no record of " + accountId).isLessThan(endNanos);
        }
    }

    @Test
    void aReportGoesFromDraftToAcknowledged() throws Exception {
        publish("a-report/report/s", "a-report", 2, ReportState.DRAFT);
        done("report approve a-report" + NO_WAIT);
        ReportDecided approved = last(Topic.DECISIONS, "a-report", ReportDecided.class);
        assertThat(approved)
                .extracting(
                        ReportDecided::reportId,
                        ReportDecided::version,
                        ReportDecided::decision,
                        ReportDecided::by)
                .containsExactly("a-report/report/s", 2, ReportDecision.APPROVE, "oidc:li");
        assertThat(vigil("report sent a-report --channel post --document d").err())
                .contains(
                        "REPORT: expected one that is APPROVED or CORRECTED, got"
                                + " 'a-report/report/s'");

        publish("a-report/report/s", "a-report", 2, ReportState.APPROVED);
        done("report sent a-report --channel post --document post/811" + NO_WAIT);
        ReportDelivered sent = last(Topic.DECISIONS, "a-report", ReportDelivered.class);
        assertThat(sent.state()).isEqualTo(DeliveryState.SENT);
        assertThat(sent.documentRef()).isEqualTo("post/811");

        publish("a-report/report/s", "a-report", 2, ReportState.SENT);
        done("report acknowledged a-report/report/s --channel letter --document 41" + NO_WAIT);
        ReportDelivered received = last(Topic.DECISIONS, "a-report", ReportDelivered.class);
        assertThat(received.state()).isEqualTo(DeliveryState.ACKNOWLEDGED);

        publish("a-report/report/s", "a-report", 3, ReportState.CORRECTED);
        assertThat(vigil("report reject a-report --reason settled").err())
                .contains("REPORT: expected one that is DRAFT, got 'a-report/report/s'");
        done("report sent a-report --channel post --document post/812" + NO_WAIT);
        ReportDelivered again = last(Topic.DECISIONS, "a-report", ReportDelivered.class);
        assertThat(again.version()).isEqualTo(3);
        assertThat(again.state()).isEqualTo(DeliveryState.SENT);
        assertThat(vigil("report list --state corrected").out()).contains("a-report/report/s");
        assertThat(vigil("report list --state draft").out()).doesNotContain("a-report/report/s");
        assertThat(vigil("report show a-report").out())
                .contains("a-report/report/s version 3: CORRECTED", "identity/a-report")
                .contains("  - Version: 2; sent;", "  - Version: 3; corrected");
        Path page = folder.resolve("report.html");
        done("report show a-report --lang zh --html " + page);
        assertThat(page).content().contains("账号版权违规情况报告", "identity/a-report");
        assertThat(vigil("report show a-report --json").out())
                .startsWith("{\"reportId\":\"a-report/report/s\",\"version\":3,");

        publish("a-report/report/s", "a-report", 4, ReportState.DRAFT);
        done("report reject a-report --reason settled" + NO_WAIT);
        ReportDecided rejected = last(Topic.DECISIONS, "a-report", ReportDecided.class);
        assertThat(rejected.version()).isEqualTo(4);
        assertThat(rejected.decision()).isEqualTo(ReportDecision.REJECT);
    }

    @Test
    void linksGoBothWaysAndAddUp() throws Exception {
        done("standing link a-1 a-2 --basis card" + NO_WAIT);
        done("standing link a-2 a-3 --basis phone" + NO_WAIT);
        assertThat(last(Topic.ACCOUNTS, "a-1/linked", AccountLinked.class).accountIds())
                .containsExactly("a-2");
        assertThat(last(Topic.ACCOUNTS, "a-2/linked", AccountLinked.class).accountIds())
                .containsExactly("a-1", "a-3");
        assertThat(last(Topic.ACCOUNTS, "a-3/linked", AccountLinked.class))
                .extracting(AccountLinked::accountIds, AccountLinked::by, AccountLinked::basis)
                .containsExactly(List.of("a-2"), "oidc:li", "phone");
        assertThat(vigil("standing link a-1 a-1 --basis x").code()).isEqualTo(2);
    }

    @Test
    void accountsAreOpenedAndErased() throws Exception {
        done("account opened a-open --at 2h" + NO_WAIT);
        AccountOpened opened = last(Topic.ACCOUNTS, "a-open/opened", AccountOpened.class);
        assertThat(opened.at()).isLessThan(NOW_MS - TimeUnit.HOURS.toMillis(1));
        done("account erase a-open --basis request-1" + NO_WAIT);
        assertThat(last(Topic.ACCOUNTS, "a-open/erased", AccountErased.class).basis())
                .isEqualTo("request-1");
    }

    @Test
    void anAppealTravelsByPointerAndDigest() throws Exception {
        Path text = folder.resolve("appeal.txt");
        Files.writeString(text, "abc");
        done(
                "appeal file p-1 --account a-appeal --offence session:s --why OWNER --text "
                        + text
                        + " --text-ref appeals/1"
                        + NO_WAIT);
        AppealFiled filed = last(Topic.APPEALS, "a-appeal", AppealFiled.class);
        assertThat(filed.textRef()).isEqualTo("appeals/1");
        assertThat(filed.textDigest())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        done("appeal decide p-1 overturn --reason shown" + NO_WAIT);
        AppealDecided decided = last(Topic.DECISIONS, "a-appeal", AppealDecided.class);
        assertThat(decided)
                .extracting(AppealDecided::appealId, AppealDecided::outcome, AppealDecided::by)
                .containsExactly("p-1", AppealOutcome.OVERTURN, "oidc:li");
        assertThat(vigil("appeal decide p-9 UPHOLD --reason r").err())
                .contains("APPEAL: expected one that was filed, got 'p-9'");
        assertThat(vigil("appeal file p-2 --account a --why OWNER").code()).isEqualTo(2);
        assertThat(vigil("appeal file p-2 --account a --offence o --why W --text-ref r").code())
                .isEqualTo(2);
    }

    @Test
    void aReceiptIsOfTheAccountThatWasWarned() throws Exception {
        UserWarning warning =
                UserWarningBuilder.builder()
                        .warningId("a-warn/FIRST/1")
                        .accountId("a-warn")
                        .kind(WarningKind.FIRST)
                        .revision(1)
                        .attempt(1)
                        .offences(List.of())
                        .works(List.of())
                        .timeCodes(List.of())
                        .owners(List.of())
                        .zh(new WarningText("警告", "正文"))
                        .en(new WarningText("A first warning", "body"))
                        .templateVersion("w-1")
                        .step(LadderStep.S0)
                        .issuedAt(NOW_MS)
                        .build();
        bus.send(Topic.WARNINGS, EventType.USER_WARNING, "a-warn", NOW_MS, warning);
        done("warning receipt a-warn/FIRST/1 delivered --channel letter" + NO_WAIT);
        WarningReceipt receipt = last(Topic.RECEIPTS, "a-warn", WarningReceipt.class);
        assertThat(receipt.state()).isEqualTo(ReceiptState.DELIVERED);
        assertThat(vigil("warning receipt a-warn/FIRST/2 READ --channel app").err())
                .contains("WARNING: expected one that was issued, got 'a-warn/FIRST/2'");
        assertThat(vigil("warning receipt x READ --channel app --at 2100-01-01T00:00:00Z").err())
                .contains("--at: expected a time that is past");

        Run shown = vigil("account show a-warn");
        assertThat(shown.out())
                .contains("a-warn: nothing counts against it")
                .contains("warning a-warn/FIRST/1, FIRST: A first warning")
                .contains("warning a-warn/FIRST/1: DELIVERED by letter [oidc:li]");
        assertThat(vigil("account show a-nobody").code()).isEqualTo(1);
    }

    @Test
    void accountsAreListedByStepAndProposal() throws Exception {
        publish(standing("a-l1", proposal("a-l1/PROPOSAL/s", ProposalState.OPEN)));
        publish(standing("a-l2", null).withStep(LadderStep.S1));
        assertThat(vigil("account list").out()).contains("a-l1", "a-l2");
        assertThat(vigil("account list --step S2").out()).contains("a-l1").doesNotContain("a-l2");
        assertThat(vigil("account list --proposed").out()).contains("a-l1").doesNotContain("a-l2");
    }

    @Test
    void anActorIsAPointerInOneLine() {
        Run blank = new Run(Vigil.line().execute("account", "opened", "a", "--actor", " "), "", "");
        assertThat(blank.code()).isEqualTo(2);
        assertThat(vigil("account opened a --actor " + "x".repeat(201)).err())
                .contains("--actor: expected a pointer of 1 to 200 printable characters");
    }
}
