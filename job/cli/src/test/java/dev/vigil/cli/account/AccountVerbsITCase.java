package dev.vigil.cli.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.cli.Vigil;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.Event;
import dev.vigil.client.bus.Topics;
import dev.vigil.client.text.Times;
import dev.vigil.fixtures.broker.Await;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AccountCommandBuilder;
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
import dev.vigil.schema.account.GroundKind;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.OffenceBuilder;
import dev.vigil.schema.account.OffenceChangedBuilder;
import dev.vigil.schema.account.OffenceKind;
import dev.vigil.schema.account.OffenceReason;
import dev.vigil.schema.account.OffenceState;
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
import dev.vigil.schema.account.UserReport;
import dev.vigil.schema.account.UserReportsOutcome;
import dev.vigil.schema.account.UserReportsTriaged;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.account.UserWarningBuilder;
import dev.vigil.schema.account.WarningKind;
import dev.vigil.schema.account.WarningReceipt;
import dev.vigil.schema.account.WarningText;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.EnforcementCommandBuilder;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.DeadLetterBuilder;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
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
        return vigil(words, new StringWriter());
    }

    private static Run vigil(String words, StringWriter out) {
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
        Run run = verb.get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
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
        Run run = verb.get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
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
        Await.onTopics(client(), () -> sent(accountId, type).isPresent());
        return sent(accountId, type).orElseThrow();
    }

    private static Optional<Event> sent(String accountId, Class<?> type) throws IOException {
        return bus.all(Topic.DECISIONS).stream()
                .filter(it -> accountId.equals(it.key()) && it.is(type))
                .findFirst();
    }

    private static Properties client() {
        Properties client = new Properties();
        client.setProperty("bootstrap.servers", broker.bootstrap());
        return client;
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
    void aWrongLinkIsTakenBackAndOthersRemain() throws Exception {
        done("standing link b-1 b-2 b-3 --basis card" + NO_WAIT);
        done("standing unlink b-1 b-2 --basis mistake" + NO_WAIT);
        assertThat(last(Topic.ACCOUNTS, "b-1/linked", AccountLinked.class).accountIds())
                .containsExactly("b-3");
        assertThat(last(Topic.ACCOUNTS, "b-2/linked", AccountLinked.class))
                .extracting(AccountLinked::accountIds, AccountLinked::by, AccountLinked::basis)
                .containsExactly(List.of("b-3"), "oidc:li", "mistake");
        assertThat(last(Topic.ACCOUNTS, "b-3/linked", AccountLinked.class).accountIds())
                .containsExactly("b-1", "b-2");
        done("standing unlink b-3 b-1 b-2 --basis mistake" + NO_WAIT);
        assertThat(last(Topic.ACCOUNTS, "b-3/linked", AccountLinked.class).accountIds()).isEmpty();
        assertThat(vigil("standing unlink b-1 b-2 --basis x").code()).isEqualTo(2);
    }

    @Test
    void anErasedAccountIsNamedByNoLink() throws Exception {
        done("standing link e-1 e-2 e-3 --basis card" + NO_WAIT);
        done("account erase e-1 --basis request" + NO_WAIT);
        assertThat(last(Topic.ACCOUNTS, "e-2/linked", AccountLinked.class).accountIds())
                .containsExactly("e-3");
        assertThat(last(Topic.ACCOUNTS, "e-3/linked", AccountLinked.class).accountIds())
                .containsExactly("e-2");
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
                        .warningId("a-warn/FIRST/item:v-7")
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
        done("warning receipt a-warn/FIRST/item:v-7 delivered --channel letter" + NO_WAIT);
        WarningReceipt receipt = last(Topic.RECEIPTS, "a-warn", WarningReceipt.class);
        assertThat(receipt.state()).isEqualTo(ReceiptState.DELIVERED);
        assertThat(vigil("warning receipt a-warn/FIRST/item:v-8 READ --channel app").err())
                .contains("WARNING: expected one that was issued, got 'a-warn/FIRST/item:v-8'");
        assertThat(vigil("warning receipt x READ --channel app --at 2100-01-01T00:00:00Z").err())
                .contains("--at: expected a time that is past");

        Run shown = vigil("account show a-warn");
        assertThat(shown.out())
                .contains("a-warn: nothing counts against it")
                .contains("warning a-warn/FIRST/item:v-7, FIRST, new: A first warning")
                .contains("warning a-warn/FIRST/item:v-7: DELIVERED by letter [oidc:li]");
        assertThat(vigil("account show a-nobody").code()).isEqualTo(1);
    }

    @Test
    void accountsAreListedByStepAndProposal() throws Exception {
        publish(standing("a-l1", proposal("a-l1/PROPOSAL/s", ProposalState.OPEN)));
        publish(standing("a-l2", null).withStep(LadderStep.S1));
        publish(standing("a-l3", null).withPending(0));
        assertThat(vigil("account list").out())
                .contains("a-l1", "a-l2", "if disputes are lost")
                .containsPattern("a-l2 +\\| S1 +\\| +0 \\| +3 \\| +3 \\|")
                .containsPattern("a-l3 +\\| S3 +\\| +0 \\| +\\| +3 \\|");
        assertThat(vigil("account list --step S2").out()).contains("a-l1").doesNotContain("a-l2");
        assertThat(vigil("account list --proposed").out()).contains("a-l1").doesNotContain("a-l2");
    }

    private static void command(String id, String accountId, Measure measure, String lifts)
            throws IOException {
        commands(accountOrder(id, accountId, measure).withLifts(lifts));
    }

    /** In one batch, so that they are read together. */
    private static void commands(AccountCommand... all) throws IOException {
        Properties batched = client();
        batched.setProperty("linger.ms", "10000");
        try (Bus together = new Bus(batched)) {
            for (AccountCommand one : all) {
                together.queue(
                        Topic.ACCOUNT_COMMANDS,
                        EventType.ACCOUNT_COMMAND,
                        one.accountId(),
                        NOW_MS,
                        one);
            }
            together.flush();
        }
    }

    private static AccountCommand accountOrder(String id, String accountId, Measure measure) {
        return AccountCommandBuilder.builder()
                .commandId(id)
                .accountId(accountId)
                .measure(measure)
                .from(NOW_MS)
                .step(LadderStep.S1)
                .reason("LADDER")
                .issuedAt(NOW_MS)
                .deadline(NOW_MS + 10_000)
                .build();
    }

    @Test
    void aPersonAnswersACommandOnAnAccount() throws Exception {
        command("a-cmd/S1/session:s/LIVE_OFF", "a-cmd", Measure.LIVE_OFF, null);
        Run run = vigil("account confirm a-cmd --at 12h --by ops-2" + NO_WAIT);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("a-cmd/S1/session:s/LIVE_OFF: LIVE_OFF confirmed");
        Event event = lastEvent(Topic.ACCOUNT_CONFIRMATIONS, "a-cmd", ActionConfirmed.class);
        assertThat(event.envelope().actor()).isEqualTo("oidc:li");
        ActionConfirmed confirmed = event.readable(ActionConfirmed.class).orElseThrow();
        assertThat(confirmed)
                .extracting(
                        ActionConfirmed::commandId,
                        ActionConfirmed::itemId,
                        ActionConfirmed::measure,
                        ActionConfirmed::executor)
                .containsExactly("a-cmd/S1/session:s/LIVE_OFF", "a-cmd", Measure.LIVE_OFF, "ops-2");
        assertThat(confirmed.effectiveAt()).isLessThan(NOW_MS);
        assertThat(vigil("account fail a-cmd --reason down" + NO_WAIT).err())
                .contains(
                        "COMMAND: expected the id of a command, or an account with one that waits");

        done("account fail a-cmd/S1/session:s/LIVE_OFF --reason down" + NO_WAIT);
        ItemBack failed = last(Topic.ACCOUNT_CONFIRMATIONS, "a-cmd", ItemBack.class);
        assertThat(failed.commandId()).isEqualTo("a-cmd/S1/session:s/LIVE_OFF");
        assertThat(failed.reason()).isEqualTo("down");
        assertThat(vigil("account show a-cmd").out())
                .contains("LIVE_OFF confirmed, by ops-2 (a-cmd/S1/session:s/LIVE_OFF) [oidc:li]")
                .contains("a measure failed: down (a-cmd/S1/session:s/LIVE_OFF) [oidc:li]");
    }

    @Test
    void aCommandThatIsOnItsWayIsWaitedFor() throws Exception {
        CompletableFuture<Run> verb = waiting("a-soon");
        long orderedAt = System.currentTimeMillis();
        command("a-soon/S1/session:s/LIVE_OFF", "a-soon", Measure.LIVE_OFF, null);
        Await.onTopics(client(), () -> isConfirmed("a-soon"));
        publish(standing("a-soon", null));
        Run run = verb.get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("a-soon/S1/session:s/LIVE_OFF: LIVE_OFF confirmed");
        Event event = lastEvent(Topic.ACCOUNT_CONFIRMATIONS, "a-soon", ActionConfirmed.class);
        assertThat(event.readable(ActionConfirmed.class).orElseThrow().effectiveAt())
                .as("no earlier than the order")
                .isGreaterThanOrEqualTo(orderedAt);
    }

    @Test
    void aLiftThatIsOnItsWayIsWaitedFor() throws Exception {
        command("a-free/S1/s/LIVE_OFF", "a-free", Measure.LIVE_OFF, null);
        done("account confirm a-free" + NO_WAIT);
        CompletableFuture<Run> verb = waiting("a-free", LadderStep.S0);
        command("a-free/S1/s/LIVE_OFF/lift", "a-free", Measure.LIFT, "a-free/S1/s/LIVE_OFF");
        Run run = verb.get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("a-free/S1/s/LIVE_OFF/lift: LIFT confirmed");
    }

    /** An account whose step's measures are not ordered yet, and a verb that confirms one. */
    private static CompletableFuture<Run> waiting(String accountId) throws IOException {
        return waiting(accountId, LadderStep.S1);
    }

    private static CompletableFuture<Run> waiting(String accountId, LadderStep step)
            throws IOException {
        publish(standing(accountId, null).withStep(step));
        StringWriter out = new StringWriter();
        CompletableFuture<Run> verb =
                CompletableFuture.supplyAsync(() -> vigil("account confirm " + accountId, out));
        Await.onTopics(client(), () -> verb.isDone() || !out.toString().isEmpty());
        assertThat(out.toString())
                .startsWith(accountId + ": no command waits for an answer; waiting");
        return verb;
    }

    /** The first of them is not confirmed for the others. */
    @Test
    void ofSeveralCommandsThatComeTogetherOneIsNamed() throws Exception {
        CompletableFuture<Run> verb = waiting("a-both");
        commands(
                accountOrder("a-both/S1/s/LIVE_OFF", "a-both", Measure.LIVE_OFF),
                accountOrder("a-both/S1/s/UPLOADS_HELD", "a-both", Measure.UPLOADS_HELD));
        Run run = verb.get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("got 'a-both', which has 2; name one of a-both/S1/s/LIVE");
        assertThat(isConfirmed("a-both")).isFalse();
    }

    @Test
    void nothingIsWaitedForThatIsNotToCome() throws Exception {
        String none = "COMMAND: expected the id of a command, or an account with one that waits";
        assertThat(vigil("account confirm a-mistyped"))
                .satisfies(run -> assertThat(run.err()).contains(none, "'a-mistyped'; see"))
                .satisfies(run -> assertThat(run.out()).isEmpty());

        AccountStanding warned = standing("a-none", null).withStep(LadderStep.S1);
        for (AccountStanding never :
                List.of(
                        warned.withStep(LadderStep.S0),
                        warned.withShadow(true),
                        warned.withErasedAt(NOW_MS))) {
            publish(never);
            assertThat(vigil("account confirm a-none"))
                    .satisfies(run -> assertThat(run.err()).contains(none, "'a-none'; see"))
                    .satisfies(run -> assertThat(run.out()).isEmpty());
        }

        publish(standing("a-done", null).withStep(LadderStep.S1));
        command("a-done/S1/s/LIVE_OFF", "a-done", Measure.LIVE_OFF, null);
        done("account confirm a-done" + NO_WAIT);
        assertThat(vigil("account confirm a-done"))
                .satisfies(run -> assertThat(run.err()).contains(none, "'a-done'; see"))
                .satisfies(run -> assertThat(run.out()).isEmpty());
    }

    private static boolean isConfirmed(String accountId) throws IOException {
        return bus.all(Topic.ACCOUNT_CONFIRMATIONS, ActionConfirmed.class).stream()
                .anyMatch(it -> it.itemId().equals(accountId));
    }

    /** What the platform was ordered to do counts only once it has confirmed that. */
    @Test
    void anOrderThatThePlatformHasNotConfirmedIsShown() throws Exception {
        order("room-1/command/1", Measure.STOP_STREAM, null);
        order("room-1/command/1", Measure.STOP_STREAM, 2);
        order("room-2/command/1", Measure.STOP_STREAM, null);
        order("room-2/command/2", Measure.LIFT, null);
        Run known = vigil("account show a-blocked");
        assertThat(known.code()).as("the topic of orders is not read").isEqualTo(1);
        assertThat(known.err()).contains("--unconfirmed for orders that are not confirmed");
        Run waits = vigil("account show a-blocked --unconfirmed");
        assertThat(waits.code()).as(waits.err()).isZero();
        assertThat(waits.out())
                .contains("a-blocked: nothing counts against it")
                .contains(
                        "  waits    STOP_STREAM of room-1, ordered at "
                                + Times.clock(NOW_MS)
                                + ", attempt 2 (room-1/command/1)")
                .contains("counts only once it has: vigil confirm SESSION")
                .doesNotContain("room-2");

        done("confirm room-1 --actor oidc:li");
        assertThat(vigil("account show a-blocked --unconfirmed").code())
                .as("nothing is known of it any more")
                .isEqualTo(1);
    }

    private static void order(String commandId, Measure measure, Integer attempt) throws Exception {
        String session = commandId.substring(0, commandId.indexOf('/'));
        bus.send(
                Topic.COMMANDS,
                EventType.COMMAND,
                session,
                NOW_MS,
                EnforcementCommandBuilder.builder()
                        .commandId(commandId)
                        .sessionId(session)
                        .accountId("a-blocked")
                        .measure(measure)
                        .territories(List.of())
                        .issuedAt(NOW_MS)
                        .deadline(NOW_MS + 10_000)
                        .reasonCode("LISTED_IN_SCREENING")
                        .verdictId(session + "/1")
                        .workId("the-film")
                        .attempt(attempt)
                        .build());
    }

    /** Its record has the time of the first; a reader asks when it was sent again. */
    @Test
    void aRepeatIsShownWhenItWasSent() throws Exception {
        long issuedAt = NOW_MS - TimeUnit.HOURS.toMillis(3);
        for (Integer attempt : Arrays.asList(null, 2)) {
            bus.send(
                    Topic.ACCOUNT_COMMANDS,
                    EventType.ACCOUNT_COMMAND,
                    "a-again",
                    NOW_MS,
                    AccountCommandBuilder.builder()
                            .commandId("a-again/S1/s/LIVE_OFF")
                            .accountId("a-again")
                            .measure(Measure.LIVE_OFF)
                            .from(issuedAt)
                            .step(LadderStep.S1)
                            .reason("LADDER")
                            .issuedAt(issuedAt)
                            .deadline(NOW_MS)
                            .attempt(attempt)
                            .build());
        }
        assertThat(vigil("account show a-again").out().lines().filter(it -> it.contains("ordered")))
                .satisfiesExactly(
                        first -> assertThat(first).contains(Times.clock(issuedAt)),
                        second ->
                                assertThat(second)
                                        .contains("attempt 2")
                                        .doesNotContain(Times.clock(issuedAt)));
    }

    /** Of several the one that is meant has to be named; a lifted one waits for nothing. */
    @Test
    void ofSeveralCommandsOneIsNamed() throws Exception {
        command("a-two/S2/s/LIVE_OFF", "a-two", Measure.LIVE_OFF, null);
        command("a-two/S2/s/UPLOADS_HELD", "a-two", Measure.UPLOADS_HELD, null);
        assertThat(vigil("account confirm a-two" + NO_WAIT).err())
                .contains(
                        "got 'a-two', which has 2; name one of a-two/S2/s/LIVE_OFF, a-two/S2/s/UP");
        command("a-two/S2/s/LIVE_OFF/lift", "a-two", Measure.LIFT, "a-two/S2/s/LIVE_OFF");
        done("account confirm a-two/S2/s/LIVE_OFF/lift" + NO_WAIT);
        done("account confirm a-two" + NO_WAIT);
        assertThat(last(Topic.ACCOUNT_CONFIRMATIONS, "a-two", ActionConfirmed.class).commandId())
                .isEqualTo("a-two/S2/s/UPLOADS_HELD");
    }

    private static void reported(String id, String subjectId, String accountId, String code)
            throws IOException {
        bus.send(
                Topic.USER_REPORTS,
                EventType.USER_REPORT,
                subjectId,
                NOW_MS,
                new UserReport(id, subjectId, accountId, "work-1", code, "words/" + id, NOW_MS));
    }

    @Test
    void whatUsersReportIsLookedAtOnce() throws Exception {
        reported("u-1", "s-rep", "a-rep", "COPYRIGHT");
        reported("u-2", "s-rep", "a-rep", "STOLEN");
        reported("u-3", "s-other", "a-rep2", "COPYRIGHT");
        assertThat(vigil("user-report list").out())
                .contains("s-rep", "COPYRIGHT, STOLEN", "work-1", "s-other");
        assertThat(vigil("user-report list --account a-rep").out()).doesNotContain("s-other");
        assertThat(vigil("user-report show s-rep").out())
                .contains("reported (u-1): COPYRIGHT, as work-1, in words at words/u-1")
                .contains("vigil account show a-rep");
        Run run = vigil("user-report done s-rep --ref notice/n-5 --reason film --actor oidc:li");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("s-rep: 2 reports, looked at by oidc:li: ACTED, notice/n-5, film");
        Event event = lastEvent(Topic.USER_REPORTS_TRIAGE, "s-rep", UserReportsTriaged.class);
        assertThat(event.envelope().actor()).isEqualTo("oidc:li");
        assertThat(vigil("user-report list --account a-rep").out())
                .contains("All that users reported has been looked at.");
        assertThat(vigil("user-report show s-rep").out()).contains("ACTED, notice/n-5");
        Run again = vigil("user-report done s-rep --reason x");
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("got 's-rep', which has none; see vigil user-report list");
        assertThat(vigil("user-report show s-none").code()).isEqualTo(1);

        reported("u-4", "s-rep", "a-rep", "COPYRIGHT");
        assertThat(vigil("user-report list --account a-rep").out()).contains("s-rep");
        done("user-report done s-rep --reason own");
        assertThat(last(Topic.USER_REPORTS_TRIAGE, "s-rep", UserReportsTriaged.class).outcome())
                .isEqualTo(UserReportsOutcome.DISMISSED);
    }

    @Test
    void theLadderInForceIsShownAndAFileIsChecked() throws Exception {
        publish(standing("a-ladder", null).withLadderVersion("site-9"));
        assertThat(vigil("standing rules").out())
                .contains("Ladder default-1, built in")
                .contains(
                        "S2         from 2 strikes: LIVE_OFF for 14 days, UPLOADS_HELD for 14 days")
                .contains("ending the service is proposed to a person")
                .contains("site-9", "a file");
        Path file = folder.resolve("ladder.json");
        Files.writeString(
                file,
                "{\"version\":\"default-1\",\"strikeDays\":0,\"incidentHours\":0,\"rungs\":1}");
        Run wrong = files("standing rules --check " + file);
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.err().lines())
                .hasSizeGreaterThanOrEqualTo(4)
                .allMatch(line -> line.startsWith(file + ": ") && line.contains("expected"));
        assertThat(wrong.err()).contains("strikeDays", "incidentHours", "version: expected one of");
        Run preview = vigil("standing preview " + file);
        assertThat(preview.code()).isEqualTo(1);
        assertThat(preview.err()).isEqualTo(wrong.err());
        Run json = files("standing rules --json");
        Files.writeString(file, json.out().replace("default-1", "site-1").replace("90", "60"));
        assertThat(files("standing rules --check " + file).out())
                .contains("Ladder site-1 of " + file, "it counts for 60 days");
    }

    /** Verbs that read files alone have no need of Kafka. */
    private static Run files(String words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code =
                Vigil.line()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute((words + " --bootstrap localhost:1").split(" "));
        return new Run(code, out.toString(), err.toString());
    }

    private static void offence(String accountId, OffenceState state, List<String> fallen)
            throws IOException {
        Offence offence =
                OffenceBuilder.builder()
                        .accountId(accountId)
                        .offenceId("session:s")
                        .kind(OffenceKind.SESSION)
                        .occurredAt(NOW_MS - 60_000)
                        .establishedAt(NOW_MS - 50_000)
                        .reasons(
                                List.of(
                                        new OffenceReason(
                                                "list/e",
                                                GroundKind.LISTED_ORDER,
                                                1L,
                                                List.of(),
                                                true)))
                        .works(List.of("work-1"))
                        .owners(List.of())
                        .territories(List.of("*"))
                        .timeCodes(List.of())
                        .aggravators(List.of())
                        .noticeIds(List.of())
                        .disputed(List.of())
                        .build();
        bus.send(
                Topic.OFFENCES,
                EventType.OFFENCE_CHANGED,
                accountId + "/session:s",
                NOW_MS,
                OffenceChangedBuilder.builder()
                        .offence(offence)
                        .state(state)
                        .fallen(fallen)
                        .disputed(List.of())
                        .changedAt(NOW_MS - 50_000)
                        .build());
    }

    /** It has news of what it rests on, and of its own fall none. */
    @Test
    void anOffenceFallsOnceHoweverOftenItIsPublished() throws Exception {
        offence("a-fell", OffenceState.FALLEN, List.of("list/e"));
        offence("a-fell", OffenceState.FALLEN, List.of("list/e", "item:v-1"));
        assertThat(vigil("account show a-fell").out().lines())
                .filteredOn(line -> line.contains("FALLEN"))
                .hasSize(1);
    }

    @Test
    void aLadderIsTriedOnWhatTheTopicsHave() throws Exception {
        offence("a-tried", OffenceState.STANDING, List.of());
        publish(standing("a-tried", null).withStep(LadderStep.S1));
        Path file = folder.resolve("tried.json");
        Files.writeString(file, "{\"version\":\"tried-1\",\"strikeDays\":30}");
        Run run = vigil("standing preview " + file);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("Ladder tried-1 of " + file + ", on ", "Nothing was changed.")
                .containsPattern("a-tried +\\| S1, 0 strikes +\\| S0, 0 strikes")
                .contains("Letters that go out: FIRST 1.");
    }

    @Test
    void anActorIsAPointerInOneLine() {
        Run blank = new Run(Vigil.line().execute("account", "opened", "a", "--actor", " "), "", "");
        assertThat(blank.code()).isEqualTo(2);
        assertThat(vigil("account opened a --actor " + "x".repeat(201)).err())
                .contains("--actor: expected a pointer of 1 to 200 printable characters");
    }
}
