package dev.vigil.stream.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.SharedBroker;
import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.Aggravator;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.OffenceChanged;
import dev.vigil.schema.account.OffenceState;
import dev.vigil.schema.account.ProposalState;
import dev.vigil.schema.account.ReportState;
import dev.vigil.schema.account.StrikeChanged;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.account.WarningKind;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.notice.ItemOutcomeKind;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.KafkaEndpoints;
import dev.vigil.stream.caughtup.Run;
import dev.vigil.stream.caughtup.RunningJob;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The ledger job on a real broker: one account from its first warning to a proposal that a person
 * declines, with reversals, and one whose service two persons end; and the same accounts after
 * restarts, with their newest state, with older, and without any.
 */
@ExtendWith(SharedBroker.class)
class LedgerJobITCase {
    private static final String ACCOUNT = "a-1";
    private static final String OTHER = "b-1";
    private static final String PERSON = "oidc:mei";
    private static final String PROPOSAL = ACCOUNT + "/proposal/session:s-4";
    private static final String ENDING = OTHER + "/ENDED/session:t-3/SERVICE_ENDED";

    /** What of the accounts may be published once only. */
    private static final List<Topic> PUBLISHED =
            List.of(
                    Topic.OFFENCES,
                    Topic.STRIKES,
                    Topic.ACCOUNT_STANDINGS,
                    Topic.WARNINGS,
                    Topic.ACCOUNT_COMMANDS,
                    Topic.DEPARTMENT);

    /** After what was captured, all of it is on the topics and a step up has settled. */
    private static final long SETTLED_MS = 60_000;

    private static final long SETTLE_MS = 20_000;

    private final long startMs = System.currentTimeMillis() - 60 * Site.DAY_MS;
    private final Run run = new Run(1);
    private final Set<String> confirmed = new HashSet<>();
    @TempDir private Path savepoints;
    private Site site;
    private AccountLife life;
    private AccountLife other;

    @BeforeEach
    void open(EmbeddedBroker broker) throws Exception {
        site = Site.on(broker);
        life = new AccountLife(site, ACCOUNT);
        other = new AccountLife(site, OTHER);
        run.clockMs.set(startMs);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void fromTheFirstWarningToAProposalThatAPersonDeclinesAndBack() throws Exception {
        list();
        String saved;
        try (RunningJob job = start().real()) {
            aFirstOffenceIsAWarning(job);
            aSecondOneIsAStrike(job);
            saved = job.stopWithSavepoint(savepoints);
        }
        try (RunningJob job = start().from(saved).real()) {
            anItemOfANoticeIsTheSecondStrike(job);
            theThirdIsAProposal(job);
            aPersonDeclines(job);
            twoPersonsEndAnother(job);
            assertNothingTwiceInOtherWords();
        }
        // As after a crash: what the last checkpoint does not have is derived again.
        try (RunningJob job = start().from(saved).real()) {
            aRestoredItemIsNoStrikeAnyMore(job);
            awaitNewcomers(job, day(10) + 8 * SETTLED_MS);
            assertNothingTwiceInOtherWords();
        }
        List<String> published = published();
        AccountStanding standing = standing(ACCOUNT);
        AccountStanding ended = standing(OTHER);
        setClock(day(11));
        try (RunningJob job = start().real()) {
            awaitNewcomers(job, day(11));
            assertThat(standing(ACCOUNT)).isEqualTo(standing);
            assertThat(standing(OTHER)).isEqualTo(ended);
            assertThat(published()).isEqualTo(published);
            anEntryThatWasWrongTakesItsOffenceBack(job);
            whatIsErasedIsGone(job);
            assertNothingTwiceInOtherWords();
        }
    }

    /** What the life above catches: a job that does not read back what it has published. */
    @Test
    void aPlantedForgetfulJobSendsThingsAgain() throws Exception {
        list();
        String saved;
        try (RunningJob job = start().real()) {
            aFirstOffenceIsAWarning(job);
            saved = job.savepoint(savepoints);
            aSecondOneIsAStrike(job);
        }
        setClock(day(4));
        try (RunningJob job = start().from(saved).forgetful().real()) {
            awaitNewcomers(job, day(4));
            await(job, () -> strikes(ACCOUNT).size() > 1);
        }
        assertThat(strikes(ACCOUNT)).extracting(StrikeChanged::seq).containsExactly(1L, 1L);

        List<String> published = published();
        setClock(day(5));
        try (RunningJob job = start().forgetful().real()) {
            awaitNewcomers(job, day(5));
        }
        assertThat(published()).isNotEqualTo(published);
    }

    /** What a standing names is read back by the account that it is linked to. */
    @Test
    void aRoomIsWarnedAndAnOffenceOfALinkedAccountIsShown() throws Exception {
        list();
        setClock(day(0) + SETTLED_MS);
        try (RunningJob job = start().real()) {
            life.linked(OTHER, PERSON, day(0));
            other.linked(ACCOUNT, PERSON, day(0));
            life.blocked("s-1", "e-1", day(0));
            awaitLater(job, () -> is(ACCOUNT, standing -> standing.offences() == 1));
            life.warned("s-9", "song", run.clockMs.get());
            awaitLater(job, () -> !warnings(ACCOUNT, WarningKind.LIVE).isEmpty());
            assertThat(warnings(ACCOUNT, WarningKind.LIVE))
                    .extracting(UserWarning::warningId, UserWarning::sessionId)
                    .containsExactly(tuple(ACCOUNT + "/LIVE/session:s-9/song", "s-9"));
            await(job, () -> offence("session:s-1") != null);
            assertThat(offence("session:s-1").offence().aggravators()).isEmpty();
            other.blocked("t-0", "e-1", day(0));
            awaitLater(
                    job,
                    () ->
                            offence("session:s-1")
                                    .offence()
                                    .aggravators()
                                    .equals(List.of(Aggravator.LINKED)));
        }
    }

    /** Its time goes on meanwhile. */
    private void awaitLater(RunningJob job, Callable<Boolean> condition) {
        await(
                job,
                () -> {
                    run.clockMs.addAndGet(10);
                    return condition.call();
                });
    }

    @Test
    void aBadRecordOnEachTopicIsADeadLetterAndTheJobGoesOn() throws Exception {
        List<String> topics =
                KafkaEndpoints.LEDGER_SOURCES.entrySet().stream()
                        // The job that acts on those refuses them.
                        .filter(source -> !source.getKey().equals("counted"))
                        .flatMap(source -> source.getValue().stream())
                        .map(Topic::topicName)
                        .toList();
        byte[] bad = "{".getBytes(StandardCharsets.UTF_8);
        for (String topic : topics) {
            site.bus.send(new ProducerRecord<>(topic, bad, bad));
        }
        list();
        setClock(day(0) + SETTLED_MS);
        try (RunningJob job = start().real()) {
            life.blocked("s-1", "e-1", day(0));
            job.awaitOnTopic(() -> assertThat(warnings(ACCOUNT, WarningKind.FIRST)).isNotEmpty());
            job.awaitOnTopic(() -> assertThat(refusedOf()).containsAll(topics));
            assertThat(refusedOf()).hasSameSizeAs(topics);
        }
    }

    private List<String> refusedOf() {
        return Stream.of(Topic.LEDGER_DEAD_LETTERS, Topic.DEAD_LETTERS)
                .flatMap(topic -> site.all(topic, DeadLetter.class).stream())
                .map(DeadLetter::topic)
                .toList();
    }

    private void list() throws Exception {
        life.listed("e-1", 1, startMs - 1, null);
        life.listed("e-2", 1, startMs - 1, null);
    }

    private void aFirstOffenceIsAWarning(RunningJob job) throws Exception {
        setClock(day(0) + SETTLED_MS);
        life.blocked("s-1", "e-1", day(0));
        other.blocked("t-0", "e-1", day(0));
        await(job, () -> !warnings(ACCOUNT, WarningKind.FIRST).isEmpty());
        await(job, () -> !warnings(OTHER, WarningKind.FIRST).isEmpty());
        UserWarning first = warnings(ACCOUNT, WarningKind.FIRST).get(0);
        assertThat(first.warningId()).isEqualTo(ACCOUNT + "/FIRST/session:s-1");
        assertThat(first.offences()).containsExactly("session:s-1");
        await(job, () -> is(ACCOUNT, standing -> standing.step() == LadderStep.S0));
        assertThat(standing(ACCOUNT).offences()).isOne();
        assertThat(commands()).isEmpty();
        setClock(day(0) + 3 * SETTLED_MS);
        life.delivered(first.warningId(), day(0) + 2 * SETTLED_MS);
        other.delivered(OTHER + "/FIRST/session:t-0", day(0) + 2 * SETTLED_MS);
        await(job, () -> standing(ACCOUNT).warnings() == 1);
        await(job, () -> is(OTHER, standing -> standing.warnings() == 1));
    }

    private void aSecondOneIsAStrike(RunningJob job) throws Exception {
        setClock(day(3) + AccountLife.EFFECT_MS + 1);
        life.blocked("s-2", "e-1", day(3));
        await(job, () -> standing(ACCOUNT).step() == LadderStep.S1);
        setClock(day(3) + SETTLED_MS);
        confirm(job, life, ACCOUNT + "/S1/session:s-2/LIVE_OFF");
        assertThat(commands().get(0).until())
                .isEqualTo(day(3) + AccountLife.EFFECT_MS + 7 * Site.DAY_MS);
        await(job, () -> standing(ACCOUNT).restrictions().get(0).confirmedAt() != null);
        await(job, () -> warnings(ACCOUNT, WarningKind.STRIKE).size() == 1);
        await(job, () -> strikes(ACCOUNT).size() == 1);
    }

    private void anItemOfANoticeIsTheSecondStrike(RunningJob job) throws Exception {
        setClock(day(6) + SETTLED_MS);
        life.outcome("i-1", ItemOutcomeKind.ACTED, day(6), day(6) + AccountLife.EFFECT_MS);
        await(job, () -> standing(ACCOUNT).step() == LadderStep.S2);
        confirm(
                job,
                life,
                ACCOUNT + "/S2/item:i-1/LIVE_OFF",
                ACCOUNT + "/S2/item:i-1/UPLOADS_HELD");
    }

    private void theThirdIsAProposal(RunningJob job) throws Exception {
        setClock(day(9) + SETTLED_MS);
        life.blocked("s-4", "e-2", day(9));
        await(job, () -> standing(ACCOUNT).step() == LadderStep.S3);
        assertThat(standing(ACCOUNT).proposal().proposalId()).isEqualTo(PROPOSAL);
        assertThat(standing(ACCOUNT).proposal().state()).isEqualTo(ProposalState.OPEN);
        await(job, () -> warnings(ACCOUNT, WarningKind.PROPOSAL).size() == 1);
        await(job, () -> !reports().isEmpty());
        assertThat(reports().get(0).state()).isEqualTo(ReportState.DRAFT);
        confirm(
                job,
                life,
                ACCOUNT + "/S3/session:s-4/LIVE_OFF",
                ACCOUNT + "/S3/session:s-4/UPLOADS_HELD");
    }

    private void aPersonDeclines(RunningJob job) throws Exception {
        setClock(day(9) + Site.DAY_MS / 2 + SETTLED_MS);
        life.declined(PROPOSAL, PERSON, day(9) + Site.DAY_MS / 2);
        await(job, () -> standing(ACCOUNT).proposal().state() == ProposalState.DECLINED);
        assertThat(standing(ACCOUNT).proposal().by()).isEqualTo(PERSON);
        confirm(
                job,
                life,
                ACCOUNT + "/S3/session:s-4/LIVE_OFF/lift",
                ACCOUNT + "/S3/session:s-4/UPLOADS_HELD/lift");
    }

    private void twoPersonsEndAnother(RunningJob job) throws Exception {
        setClock(day(10));
        other.blocked("t-1", "e-1", day(3));
        other.blocked("t-2", "e-1", day(6));
        other.blocked("t-3", "e-1", day(9));
        await(job, () -> is(OTHER, standing -> standing.proposal() != null));
        String proposal = standing(OTHER).proposal().proposalId();
        setClock(day(10) + SETTLED_MS);
        other.carriedOut(proposal, PERSON, null, day(10) + SETTLED_MS);
        await(job, () -> refusals().contains("APPROVER_MISSING"));
        assertThat(commands()).noneMatch(one -> one.commandId().equals(ENDING));
        other.carriedOut(proposal, PERSON, "oidc:wang", day(10) + SETTLED_MS);
        confirm(job, other, ENDING);
        await(job, () -> is(OTHER, standing -> standing.step() == LadderStep.ENDED));
        assertThat(standing(OTHER).proposal().state()).isEqualTo(ProposalState.CARRIED_OUT);
    }

    private void aRestoredItemIsNoStrikeAnyMore(RunningJob job) throws Exception {
        setClock(day(10) + 5 * SETTLED_MS);
        life.outcome("i-1", ItemOutcomeKind.RESTORED, day(6), day(10));
        await(
                job,
                () ->
                        standing(ACCOUNT).step() == LadderStep.S2
                                && standing(ACCOUNT).strikes().size() == 2);
        await(job, () -> offence("item:i-1").state() == OffenceState.FALLEN);
        confirm(
                job,
                life,
                ACCOUNT + "/S2/item:i-1/LIVE_OFF/lift",
                ACCOUNT + "/S2/item:i-1/UPLOADS_HELD/lift",
                ACCOUNT + "/S1/session:s-2/LIVE_OFF/lift");
        await(job, () -> standing(ACCOUNT).restrictions().isEmpty());
        assertThat(commands()).noneMatch(one -> one.commandId().contains("/S2/session:s-4/"));
    }

    private void anEntryThatWasWrongTakesItsOffenceBack(RunningJob job) throws Exception {
        setClock(day(12) + SETTLED_MS);
        life.listed("e-2", 2, day(12), day(12));
        await(job, () -> standing(ACCOUNT).step() == LadderStep.S1);
        await(job, () -> offence("session:s-4").state() == OffenceState.FALLEN);
        assertThat(offence("session:s-4").fallen()).containsExactly("list/e-2");
        assertThat(offence("session:s-2").state()).isEqualTo(OffenceState.STANDING);
        await(
                job,
                () -> {
                    // Read once: the topic grows between two looks.
                    List<StrikeChanged> all = strikes(ACCOUNT);
                    return all.get(all.size() - 1).strikesAfter() == 1;
                });
    }

    private void whatIsErasedIsGone(RunningJob job) throws Exception {
        setClock(day(13) + SETTLED_MS);
        life.erased(day(13));
        await(job, () -> standing(ACCOUNT).erasedAt() != null);
        assertThat(standing(ACCOUNT).strikes()).isEmpty();
        assertThat(standing(ACCOUNT).restrictions()).isEmpty();
        assertThat(standing(ACCOUNT).offences()).isZero();
        await(
                job,
                () ->
                        site.bus.latest(Topic.OFFENCES).keySet().stream()
                                .noneMatch(key -> key.startsWith(ACCOUNT + "/")));
    }

    /** Behind the second one's warning whatever else the job has to publish is published. */
    private void awaitNewcomers(RunningJob job, long sinceMs) throws Exception {
        for (int i = 1; i <= 2; i++) {
            String account = "n-" + sinceMs + "-" + i;
            new AccountLife(site, account).blocked("of-" + account, "e-1", sinceMs);
            setClock(sinceMs + i * SETTLED_MS);
            job.awaitOnTopic(() -> assertThat(warnings(account, WarningKind.FIRST)).isNotEmpty());
        }
    }

    /** All but of newcomers. */
    private List<String> published() {
        return PUBLISHED.stream()
                .flatMap(topic -> site.records(topic).stream().map(one -> topic + " " + one))
                .filter(one -> !one.contains("\"n-"))
                .toList();
    }

    /** Warnings by revision and attempt, commands by attempt, strikes by number: each one body. */
    private void assertNothingTwiceInOtherWords() {
        Map<String, Object> bodies = new HashMap<>();
        for (UserWarning one : site.all(Topic.WARNINGS, UserWarning.class)) {
            assertOne(bodies, one.warningId() + "/" + one.revision() + "/" + one.attempt(), one);
        }
        for (AccountCommand one : site.all(Topic.ACCOUNT_COMMANDS, AccountCommand.class)) {
            assertOne(bodies, one.commandId() + "/" + one.attempt(), one);
        }
        for (String account : List.of(ACCOUNT, OTHER)) {
            List<StrikeChanged> all = strikes(account);
            assertThat(all)
                    .extracting(StrikeChanged::seq)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, all.size()).boxed().toList());
        }
        for (DepartmentReport one : reports()) {
            assertOne(bodies, one.reportId() + "/" + one.version() + "/" + one.state(), one);
        }
    }

    private static void assertOne(Map<String, Object> bodies, String id, Object body) {
        Object before = bodies.putIfAbsent(id, body);
        if (before != null) {
            assertThat(body).as(id).isEqualTo(before);
        }
    }

    private LedgerStart start() {
        return new LedgerStart(site, run);
    }

    private long day(int days) {
        return startMs + days * Site.DAY_MS;
    }

    private void setClock(long ms) {
        run.clockMs.set(ms);
    }

    /**
     * A record that the job refuses ends the waiting at once, with its reason. Each topic is waited
     * for by itself: what one checkpoint commits on two topics is not seen on both at once.
     */
    private void await(RunningJob job, Callable<Boolean> condition) {
        job.awaitOnTopic(
                () -> {
                    assertThat(refusals()).isSubsetOf("APPROVER_MISSING");
                    assertThat(site.all(Topic.DEAD_LETTERS, DeadLetter.class)).isEmpty();
                    return condition.call();
                });
    }

    private List<String> refusals() {
        return site.all(Topic.LEDGER_DEAD_LETTERS, DeadLetter.class).stream()
                .map(DeadLetter::reason)
                .toList();
    }

    /** The platform carries them out as they come. */
    private void confirm(RunningJob job, AccountLife of, String... commandIds) throws Exception {
        run.clockMs.addAndGet(SETTLE_MS);
        await(
                job,
                () ->
                        commands().stream()
                                .map(AccountCommand::commandId)
                                .toList()
                                .containsAll(List.of(commandIds)));
        for (AccountCommand one : commands()) {
            if (List.of(commandIds).contains(one.commandId()) && confirmed.add(one.commandId())) {
                of.carriedOut(one.commandId(), one.measure(), run.clockMs.get());
            }
        }
    }

    private boolean is(String account, Predicate<AccountStanding> expected) {
        AccountStanding last = standing(account);
        return last != null && expected.test(last);
    }

    private AccountStanding standing(String account) {
        return last(
                site.all(Topic.ACCOUNT_STANDINGS, AccountStanding.class).stream()
                        .filter(one -> one.accountId().equals(account))
                        .toList());
    }

    private OffenceChanged offence(String id) {
        return last(
                site.all(Topic.OFFENCES, OffenceChanged.class).stream()
                        .filter(one -> one.offence().accountId().equals(ACCOUNT))
                        .filter(one -> one.offence().offenceId().equals(id))
                        .toList());
    }

    private static <T> T last(List<T> all) {
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    private List<UserWarning> warnings(String account, WarningKind kind) {
        return site.all(Topic.WARNINGS, UserWarning.class).stream()
                .filter(one -> one.accountId().equals(account) && one.kind() == kind)
                .toList();
    }

    private List<AccountCommand> commands() {
        return site.all(Topic.ACCOUNT_COMMANDS, AccountCommand.class);
    }

    private List<StrikeChanged> strikes(String account) {
        return site.all(Topic.STRIKES, StrikeChanged.class).stream()
                .filter(one -> one.accountId().equals(account))
                .toList();
    }

    private List<DepartmentReport> reports() {
        return site.all(Topic.DEPARTMENT, DepartmentReport.class);
    }
}
