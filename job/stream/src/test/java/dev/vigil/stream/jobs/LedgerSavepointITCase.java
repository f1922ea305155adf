package dev.vigil.stream.jobs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.audit.NoteKey;
import dev.vigil.fixtures.broker.Await;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.SharedBroker;
import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.account.LedgerAlertKind;
import dev.vigil.schema.account.OffenceChanged;
import dev.vigil.schema.account.OffenceState;
import dev.vigil.schema.account.ProposalState;
import dev.vigil.schema.account.StrikeChanged;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.audit.AuditPage;
import dev.vigil.schema.audit.AuditSeal;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.notice.ItemOutcomeKind;
import dev.vigil.schema.register.ConflictState;
import dev.vigil.schema.register.IdentifierConflict;
import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.signal.OpinionKind;
import dev.vigil.schema.signal.SignalShared;
import dev.vigil.schema.signal.SignalState;
import dev.vigil.schema.usage.LicenseOffered;
import dev.vigil.schema.wire.ListKeys;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.VigilJob;
import dev.vigil.stream.caughtup.Run;
import dev.vigil.stream.caughtup.RunningJob;
import dev.vigil.stream.options.JobOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ledger job goes on from the savepoint of every release. */
@ExtendWith(SharedBroker.class)
class LedgerSavepointITCase {
    private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final long MINUTE_MS = 60_000;
    private static final long SAVED = day(8);
    private static final String MISTAKE = "e-2";
    private static final String PERSON = "oidc:mei";
    private static final String ISWC = "T-034.524.680-1";
    private static final String HIT = "hit";

    /** Offences of an account that is too large for one value. */
    private static final int CROWD = 25;

    /** Of the account with three strikes, all confirmed. */
    private static final List<String> MEASURES =
            List.of(
                    "struck/S1/session:s-2/LIVE_OFF",
                    "struck/S2/session:s-3/LIVE_OFF",
                    "struck/S2/session:s-3/UPLOADS_HELD",
                    "struck/S3/session:s-4/LIVE_OFF",
                    "struck/S3/session:s-4/UPLOADS_HELD");

    private static final List<SavedJob> SAVED_JOBS = SavedJob.ofEveryRelease("ledger");
    private static final KeyPair LOG_PAIR = ListKeys.create();

    @TempDir private static Path secrets;

    static List<SavedJob> savepoints() {
        return SAVED_JOBS;
    }

    /**
     * An account with three strikes and an open proposal; one whose offence is disputed, one whose
     * session was blocked by mistake; one with many of all that; a session whose measure is not
     * confirmed; an item of no known account; a receipt of a warning that is not known; a recording
     * of another platform in quarantine; an account that was offered a license; an audit log of all
     * that.
     */
    @BeforeAll
    static void record(EmbeddedBroker broker, @TempDir Path directory) throws Exception {
        Files.writeString(secrets.resolve("audit.pem"), ListKeys.pem(LOG_PAIR.getPrivate()));
        for (SavedJob missing : SAVED_JOBS.stream().filter(SavedJob::isToBeRecorded).toList()) {
            Run run = new Run(1);
            try (Site site = Site.on(broker)) {
                run.clockMs.set(day(0) + 2 * MINUTE_MS);
                try (RunningJob job = start(site, run, null)) {
                    strike(site, run, job);
                    run.clockMs.set(SAVED);
                    wait(site, job);
                    missing.record(job.stopWithCanonicalSavepoint(directory), site);
                }
            }
        }
    }

    private static void strike(Site site, Run run, RunningJob job) throws Exception {
        AccountLife struck = new AccountLife(site, "struck");
        struck.listed("e-1", 1, START - 1, null);
        struck.listed(MISTAKE, 1, START - 1, null);
        struck.blocked("s-1", "e-1", day(0));
        job.awaitOnTopic(() -> assertThat(warnings(site)).contains("struck/FIRST/session:s-1"));
        run.clockMs.set(day(0) + 5 * MINUTE_MS);
        struck.delivered("struck/FIRST/session:s-1", day(0) + 4 * MINUTE_MS);
        job.awaitOnTopic(() -> is(site, standing -> standing.warnings() == 1));
        run.clockMs.set(day(7) + 2 * MINUTE_MS);
        struck.blocked("s-2", MISTAKE, day(3));
        struck.blocked("s-3", MISTAKE, day(5));
        struck.blocked("s-4", MISTAKE, day(7));
        job.awaitOnTopic(() -> is(site, standing -> standing.step() == LadderStep.S3));
        run.clockMs.set(day(7) + 3 * MINUTE_MS);
        job.awaitOnTopic(() -> assertThat(commands(site)).containsAll(MEASURES));
        for (String id : MEASURES) {
            struck.carriedOut(id, Measure.valueOf(id.replaceFirst(".*/", "")), day(7) + 170_000);
        }
        job.awaitOnTopic(
                () ->
                        is(
                                site,
                                standing ->
                                        standing.restrictions().stream()
                                                .allMatch(one -> one.confirmedAt() != null)));
        job.awaitOnTopic(() -> assertThat(strikes(site)).isNotEmpty());
    }

    private static void wait(Site site, RunningJob job) throws Exception {
        AccountLife disputed = new AccountLife(site, "disputed");
        disputed.blocked("s-5", "e-1", SAVED - 2 * MINUTE_MS);
        disputed.appealed("appeal-1", "session:s-5", SAVED - MINUTE_MS);
        AccountLife cleared = new AccountLife(site, "cleared");
        cleared.blocked("s-0", "e-1", SAVED - 2 * MINUTE_MS);
        cleared.cleared("s-0", "e-1", SAVED - MINUTE_MS);
        AccountLife crowded = new AccountLife(site, "crowded");
        for (int i = 0; i < CROWD; i++) {
            crowded.blocked("c-" + i, "e-1", SAVED - 2 * MINUTE_MS);
        }
        crowded.cleared("c-0", "e-1", SAVED - MINUTE_MS);
        crowded.appealed("appeal-2", "session:c-1", SAVED - MINUTE_MS);
        new AccountLife(site, "open").judged("s-6", "e-1", SAVED - MINUTE_MS);
        new AccountLife(site, "early").delivered("early/FIRST/session:s-0", SAVED - MINUTE_MS);
        new AccountLife(site, null)
                .outcome(
                        "of-nobody",
                        ItemOutcomeKind.ACTED,
                        SAVED - 2 * MINUTE_MS,
                        SAVED - MINUTE_MS);
        register(site, job);
        share(site, job);
        job.awaitOnTopic(() -> assertThat(unattributed(site)).contains(false));
        job.awaitOnTopic(
                () -> assertThat(state(site, "session:s-5")).isEqualTo(OffenceState.SUSPENDED));
        job.awaitOnTopic(
                () -> assertThat(state(site, "session:s-0")).isEqualTo(OffenceState.FALLEN));
        job.awaitOnTopic(
                () -> assertThat(state(site, "session:c-0")).isEqualTo(OffenceState.FALLEN));
        job.awaitOnTopic(
                () -> assertThat(state(site, "session:c-1")).isEqualTo(OffenceState.SUSPENDED));
        job.awaitOnTopic(
                () -> assertThat(warnings(site)).anyMatch(id -> id.startsWith("crowded/")));
        // Time goes on past it only when all that was sent before it is read.
        AccountLife last = new AccountLife(site, "last");
        last.blocked("s-7", "e-1", SAVED - MINUTE_MS);
        job.awaitOnTopic(() -> assertThat(warnings(site)).contains("last/FIRST/session:s-7"));
        job.awaitOnTopic(() -> assertThat(site.all(Topic.SEALS, AuditSeal.class)).isNotEmpty());
    }

    /**
     * A recording that names both songs and was found once, confirmed by one peer; one that a peer
     * disputes; a stream whose account is offered a license.
     */
    private static void share(Site site, RunningJob job) throws Exception {
        SignalLife peers = new SignalLife(site);
        SignalShared song = peers.shares("song", ISWC, SAVED - 2 * MINUTE_MS);
        peers.thinks("north", OpinionKind.CONFIRM, song, SAVED - MINUTE_MS);
        peers.found(song, "s-10", SAVED - MINUTE_MS);
        SignalShared other = peers.shares("other", null, SAVED - 2 * MINUTE_MS);
        peers.thinks("north", OpinionKind.DISPUTE, other, SAVED - MINUTE_MS);
        new AccountLife(site, "fan").offered("s-11", HIT, SAVED - MINUTE_MS);
        job.awaitOnTopic(
                () ->
                        assertThat(peers.status(song))
                                .isNotNull()
                                .matches(one -> one.state() == SignalState.QUARANTINED)
                                .matches(one -> one.works().size() == 2)
                                .matches(one -> one.confirmations() == 1 && one.sessions() == 1));
        job.awaitOnTopic(() -> assertThat(peers.status(other).disputes()).isEqualTo(1));
        job.awaitOnTopic(() -> assertThat(offered(site)).containsExactly("fan"));
    }

    /** Two parties of a film of which a person has decided half, and two songs of one number. */
    private static void register(Site site, RunningJob job) throws Exception {
        RegisterLife register = new RegisterLife(site);
        register.claims("film", "a", 1, null, SAVED - 2 * MINUTE_MS);
        register.claims("film", "b", 1, null, SAVED - MINUTE_MS);
        register.decides(PERSON, "film", RightType.ON_DEMAND, "b", SAVED - MINUTE_MS);
        register.registers("song-1", 1, "a", ISWC, SAVED - MINUTE_MS);
        register.registers("song-2", 1, "b", ISWC, SAVED - MINUTE_MS);
        job.awaitOnTopic(() -> register.isAnswered("b", 1) && !register.conflicts().isEmpty());
        job.awaitOnTopic(() -> site.all(Topic.REGISTER, IdentifierConflict.class).size() == 2);
    }

    @ParameterizedTest
    @MethodSource("savepoints")
    void claimsConflictsAndIdentifiersAreKept(
            SavedJob saved, EmbeddedBroker broker, @TempDir Path directory) throws Exception {
        Run run = new Run(1);
        run.clockMs.set(SAVED);
        try (Site site = Site.on(broker);
                RunningJob job = start(site, run, saved, saved.unpacked(directory))) {
            RegisterLife register = new RegisterLife(site);
            register.withdraws("film", "b", 2, SAVED);
            job.awaitOnTopic(() -> register.isAnswered("b", 2));
            job.awaitOnTopic(() -> !register.conflicts().isEmpty());
            register.registers("song-2", 2, "b", null, SAVED);
            job.awaitOnTopic(() -> site.all(Topic.REGISTER, IdentifierConflict.class).size() == 2);

            assertThat(register.conflicts())
                    .extracting(OwnershipConflict::conflictId, OwnershipConflict::state)
                    .containsExactly(tuple("LIVE_RELAY-REST", ConflictState.AGREED));
            assertThat(site.all(Topic.REGISTER, IdentifierConflict.class))
                    .allMatch(one -> !one.open());
            assertThat(register.isAnswered("a", 1))
                    .as("it is told that the conflict is over")
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("savepoints")
    void whatIsKeptGoesOnAndNothingIsSentAgain(
            SavedJob saved, EmbeddedBroker broker, @TempDir Path directory) throws Exception {
        Run run = new Run(1);
        run.clockMs.set(SAVED);
        try (Site site = Site.on(broker);
                RunningJob job = start(site, run, saved, saved.unpacked(directory))) {
            new AccountLife(site, "open").tookEffect("s-6", SAVED - MINUTE_MS);
            job.awaitOnTopic(() -> assertThat(warnings(site)).contains("open/FIRST/session:s-6"));
            new AccountLife(site, "disputed").overturned("appeal-1", PERSON, SAVED);
            job.awaitOnTopic(
                    () -> assertThat(state(site, "session:s-5")).isEqualTo(OffenceState.FALLEN));
            new AccountLife(site, "crowded").overturned("appeal-2", PERSON, SAVED);
            job.awaitOnTopic(
                    () -> assertThat(state(site, "session:c-1")).isEqualTo(OffenceState.FALLEN));
            new AccountLife(site, "struck").listed(MISTAKE, 2, SAVED, SAVED);
            job.awaitOnTopic(() -> assertThat(commands(site)).containsAll(lifts()));
            job.awaitOnTopic(() -> is(site, standing -> standing.step() == LadderStep.S0));
            job.awaitOnTopic(() -> assertThat(strikes(site)).isNotEmpty());
            run.clockMs.set(SAVED + Site.DAY_MS + MINUTE_MS);
            job.awaitOnTopic(() -> assertThat(deadLetters(site)).isNotEmpty());
            job.awaitOnTopic(() -> assertThat(unattributed(site)).contains(true));

            assertThat(standing(site).proposal().state()).isEqualTo(ProposalState.VOID);
            assertThat(strikes(site))
                    .last()
                    .as("numbers and counts are in the state only")
                    .matches(last -> last.seq() > 1 && last.strikesAfter() == 0);
            assertThat(commands(site)).isSubsetOf(lifts());
            assertThat(warnings(site))
                    .doesNotContain(
                            "struck/FIRST/session:s-1",
                            "disputed/FIRST/session:s-5",
                            "last/FIRST/session:s-7");
            assertThat(deadLetters(site))
                    .extracting(DeadLetter::reason, DeadLetter::key)
                    .containsExactly(tuple("WARNING_UNKNOWN", "early"));
        }
    }

    /** The recording is in the state alone, and so are an offer and the pages before. */
    @ParameterizedTest
    @MethodSource("savepoints")
    void signalsOffersAndTheAuditLogGoOn(
            SavedJob saved, EmbeddedBroker broker, @TempDir Path directory) throws Exception {
        Run run = new Run(1);
        run.clockMs.set(SAVED);
        try (Site site = Site.on(broker);
                RunningJob job = start(site, run, saved, saved.unpacked(directory))) {
            SignalLife peers = new SignalLife(site);
            // The same again: a version that is known changes nothing.
            SignalShared song = peers.shares("song", ISWC, SAVED - 2 * MINUTE_MS);
            new RegisterLife(site).registers("song-2", 2, "b", null, SAVED);
            peers.thinks("east", OpinionKind.CONFIRM, song, SAVED);
            new AccountLife(site, "fan").offered("s-12", HIT, SAVED);
            new AccountLife(site, "newcomer").offered("s-13", HIT, SAVED);
            job.awaitOnTopic(
                    () -> assertThat(peers.chunksOf("song-1")).hasSize(SignalLife.CHUNKS.size()));
            job.awaitOnTopic(() -> assertThat(peers.listed(song)).containsExactly("song-1"));
            job.awaitOnTopic(() -> assertThat(offered(site)).isNotEmpty());
            job.awaitOnTopic(() -> assertThat(isContinued(site)).isTrue());

            assertThat(peers.chunksOf("song-1")).containsAll(SignalLife.CHUNKS);
            assertThat(peers.status(song))
                    .matches(one -> one.state() == SignalState.ACTIVE)
                    .matches(one -> one.confirmations() == 2 && one.sessions() == 1);
            assertThat(offered(site)).as("once in 30 days").containsExactly("newcomer");
        }
    }

    /** A seal covers more pages than were published since: those of before are counted. */
    private static boolean isContinued(Site site) {
        List<AuditSeal> seals = site.all(Topic.SEALS, AuditSeal.class);
        int since = site.all(Topic.AUDIT, AuditPage.class).size();
        return seals.stream().anyMatch(one -> one.size() > since);
    }

    /** Who moves a class loses every savepoint: Flink says so when the task restores. */
    @ParameterizedTest
    @MethodSource("savepoints")
    void aPlantedClassThatIsGoneIsNamed(
            SavedJob saved, EmbeddedBroker broker, @TempDir Path directory) throws Exception {
        String moved =
                saved.planted(directory, Map.of("account.AccountBook", "account.AccountFile"));
        Run run = new Run(1);
        run.clockMs.set(SAVED);
        try (Site site = Site.on(broker);
                RunningJob job = start(site, run, saved, moved)) {
            assertThatThrownBy(
                            () ->
                                    job.client()
                                            .getJobExecutionResult()
                                            .get(Await.PATIENCE.toSeconds(), SECONDS))
                    .hasStackTraceContaining("dev.vigil.schema.account.AccountFile");
        }
    }

    /** No error names it: only what the job does, as in the test above. */
    @ParameterizedTest
    @MethodSource("savepoints")
    void aPlantedStateNameLosesEveryOpenCase(
            SavedJob saved, EmbeddedBroker broker, @TempDir Path directory) throws Exception {
        String renamed = saved.planted(directory, Map.of("offence-case", "offence-file"));
        Run run = new Run(1);
        run.clockMs.set(SAVED);
        try (Site site = Site.on(broker);
                RunningJob job = start(site, run, saved, renamed)) {
            new AccountLife(site, "open").tookEffect("s-6", SAVED - MINUTE_MS);
            new AccountLife(site, "new").blocked("s-8", "e-1", SAVED - MINUTE_MS);
            job.awaitOnTopic(() -> assertThat(warnings(site)).contains("new/FIRST/session:s-8"));
            run.clockMs.set(SAVED + MINUTE_MS);
            new AccountLife(site, "newer").blocked("s-9", "e-1", SAVED - MINUTE_MS);
            job.awaitOnTopic(() -> assertThat(warnings(site)).contains("newer/FIRST/session:s-9"));
            assertThat(warnings(site)).doesNotContain("open/FIRST/session:s-6");
        }
    }

    private static RunningJob start(Site site, Run run, SavedJob saved, String savepoint)
            throws Exception {
        saved.fill(site);
        return start(site, run, savepoint);
    }

    private static RunningJob start(Site site, Run run, String savepoint) throws Exception {
        StreamExecutionEnvironment env = Site.environment(1, SavedJob.settings(savepoint));
        Configuration options = site.options("ledger");
        SignalLife.configure(options, secrets);
        options.set(
                JobOptions.AUDIT_LOG,
                NoteKey.of("site.example/audit/1", LOG_PAIR.getPublic()).line());
        options.set(JobOptions.AUDIT_KEY, secrets.resolve("audit.pem").toString());
        VigilJob.build(env, options, run.tickingClock());
        return site.running(env.executeAsync("ledger"));
    }

    private static long day(int days) {
        return START + days * Site.DAY_MS;
    }

    private static List<String> lifts() {
        return MEASURES.stream().map(id -> id + "/lift").toList();
    }

    private static List<String> warnings(Site site) {
        return site.all(Topic.WARNINGS, UserWarning.class).stream()
                .map(UserWarning::warningId)
                .toList();
    }

    private static List<String> commands(Site site) {
        return site.all(Topic.ACCOUNT_COMMANDS, AccountCommand.class).stream()
                .map(AccountCommand::commandId)
                .toList();
    }

    private static List<StrikeChanged> strikes(Site site) {
        return site.all(Topic.STRIKES, StrikeChanged.class).stream()
                .filter(one -> one.accountId().equals("struck"))
                .toList();
    }

    /** Of its alerts, whether it is over. */
    private static List<Boolean> unattributed(Site site) {
        return site.all(Topic.LEDGER_ALERTS, LedgerAlert.class).stream()
                .filter(one -> one.kind() == LedgerAlertKind.UNATTRIBUTED)
                .map(one -> one.resolvedAt() != null)
                .toList();
    }

    private static List<DeadLetter> deadLetters(Site site) {
        return site.all(Topic.LEDGER_DEAD_LETTERS, DeadLetter.class);
    }

    private static List<String> offered(Site site) {
        return site.all(Topic.OFFERS, LicenseOffered.class).stream()
                .map(LicenseOffered::accountId)
                .toList();
    }

    private static boolean is(Site site, Predicate<AccountStanding> expected) {
        AccountStanding last = standing(site);
        return last != null && expected.test(last);
    }

    /** The last one of the account with the strikes; null before it is published. */
    private static AccountStanding standing(Site site) {
        return site.all(Topic.ACCOUNT_STANDINGS, AccountStanding.class).stream()
                .filter(one -> one.accountId().equals("struck"))
                .reduce((before, after) -> after)
                .orElse(null);
    }

    /** Null before it is published. */
    private static OffenceState state(Site site, String offence) {
        return site.all(Topic.OFFENCES, OffenceChanged.class).stream()
                .filter(one -> one.offence().offenceId().equals(offence))
                .map(OffenceChanged::state)
                .reduce((before, after) -> after)
                .orElse(null);
    }
}
