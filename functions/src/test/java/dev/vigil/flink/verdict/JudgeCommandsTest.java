package dev.vigil.flink.verdict;

import static dev.vigil.flink.TestingOperators.dead;
import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.side;
import static dev.vigil.flink.TestingOperators.stateEntries;
import static dev.vigil.policy.TestingRights.FIRST_NUMBER;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.SESSION;
import static dev.vigil.policy.TestingRights.WORK;
import static dev.vigil.policy.TestingRights.entry;
import static dev.vigil.policy.TestingRights.evidence;
import static dev.vigil.policy.TestingRights.finding;
import static dev.vigil.policy.TestingRights.session;
import static dev.vigil.policy.TestingRights.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.flink.TestingOperators;
import dev.vigil.policy.TestingRights;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.CommandUnconfirmed;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.input.RecordPosition;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListInput;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.media.SessionStartedBuilder;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.verdict.JudgeInput;
import dev.vigil.schema.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the judge makes of a platform that answers, is silent, fails, or knows more than it. */
class JudgeCommandsTest {
    private static final SessionStarted LIVE = session(SessionKind.LIVE, "CN");
    private static final ListEntry STAYDOWN = entry(ListClass.STAYDOWN);
    private static final RecordPosition AT = new RecordPosition("session.confirmations", 3, 17);
    private static final long SECOND_MS = 1_000;
    private static final int SEEDS = 10;

    /** The history that finds a deaf judge: it is looked at first. */
    private static final long FIRST_DEAF = 45;

    private KeyedBroadcastOperatorTestHarness<String, JudgeInput, ListInput, Verdict> judge;
    private long nowMs = NOON_MS + 1_001;

    @BeforeEach
    void start() throws Exception {
        open(null);
    }

    @AfterEach
    void close() throws Exception {
        judge.close();
    }

    @Test
    void aConfirmedCommandLeavesNothingBehind() throws Exception {
        blocked();
        int withCommand = stateEntries(judge);
        confirm(1, Measure.STOP_STREAM);
        assertThat(stateEntries(judge)).isEqualTo(withCommand - 1);
        pass(60 * SECOND_MS);
        assertThat(commands()).isEmpty();
        assertThat(alerts()).isEmpty();
        assertThat(judge.numProcessingTimeTimers()).isZero();
        confirm(1, Measure.STOP_STREAM);
        assertThat(commands()).as("said twice").isEmpty();
    }

    /** Only the finding that Rights emits for a change of the list judges the session again. */
    @Test
    void theTimerOfACommandJudgesNothingAtWhateverTimeItIs() throws Exception {
        judge.setProcessingTime(nowMs = NOON_MS + 1_250);
        blocked();
        out(judge);
        list(withdrawn(STAYDOWN));
        pass(10 * SECOND_MS);
        assertThat(commands()).extracting(EnforcementCommand::attempt).containsExactly(2);
        assertThat(out(judge)).isEmpty();
        found();
        assertThat(out(judge)).hasSize(1);
    }

    @Test
    void silenceIsRepeatedThenEscalatedOnceAndAConfirmationResolves() throws Exception {
        blocked();
        pass(10 * SECOND_MS);
        assertThat(commands()).extracting(EnforcementCommand::attempt).containsExactly(2);
        pass(10 * SECOND_MS);
        assertThat(commands()).extracting(EnforcementCommand::attempt).containsExactly(3);
        assertThat(alerts()).isEmpty();
        pass(10 * SECOND_MS);
        assertThat(alerts())
                .extracting(CommandUnconfirmed::alertKey)
                .containsExactly(command(1) + "/unconfirmed");
        pass(24 * TestingRights.HOUR_MS);
        assertThat(alerts()).isEmpty();
        assertThat(commands()).isEmpty();
        confirm(1, Measure.BLOCK);
        assertThat(alerts())
                .extracting(CommandUnconfirmed::resolution)
                .containsExactly("CONFIRMED");
        pass(8 * 24 * TestingRights.HOUR_MS);
        assertThat(judge.numProcessingTimeTimers()).isZero();
    }

    @Test
    void whatNobodyEverConfirmsIsGivenUpAfterAWeek() throws Exception {
        blocked();
        for (int i = 0; i < 3; i++) {
            pass(10 * SECOND_MS);
        }
        int escalated = stateEntries(judge);
        pass(7 * 24 * TestingRights.HOUR_MS);
        assertThat(alerts()).extracting(CommandUnconfirmed::resolution).contains("EXPIRED");
        assertThat(stateEntries(judge)).isEqualTo(escalated - 1);
        assertThat(judge.numProcessingTimeTimers()).isZero();
    }

    /** What stayed down until its age goes on to, unless it was restored. */
    @Test
    void theEndOfAStayDownAtItsAgeLiftsNothingAndARestorationDoes() throws Exception {
        SessionStarted upload = session(SessionKind.UPLOAD, "CN");
        ListEntry down =
                STAYDOWN.with().entryId("reference-1").referenceIds(List.of("reference-1")).build();
        assertThat(down.keepsUploadDown()).isTrue();
        Finding held =
                finding(upload, evidence("m1", WORK, NOON_MS, 4_000, false))
                        .with()
                        .stayDown(down)
                        .build();
        loaded();
        judge.processElement(JudgeInput.finding(held), 0);
        assertThat(commands())
                .extracting(EnforcementCommand::measure)
                .containsExactly(Measure.BLOCK);
        list(down.ended(NOON_MS + 1));
        judge.processElement(harmless(upload, "m2"), 0);
        assertThat(commands()).isEmpty();
        list(down.ended(NOON_MS + 1).withdrawn(NOON_MS + 2));
        judge.processElement(harmless(upload, "m3"), 0);
        assertThat(commands())
                .extracting(EnforcementCommand::measure)
                .containsExactly(Measure.LIFT);
    }

    private static JudgeInput harmless(SessionStarted upload, String matchId) {
        return JudgeInput.finding(
                finding(upload, evidence(matchId, "another", NOON_MS, 4_000, false)));
    }

    @Test
    void aLiftTakesThePlaceOfWhatWasNotConfirmed() throws Exception {
        blocked();
        list(withdrawn(STAYDOWN));
        found();
        assertThat(commands())
                .extracting(EnforcementCommand::measure)
                .containsExactly(Measure.LIFT);
        pass(10 * SECOND_MS);
        assertThat(commands())
                .as("a stop that is repeated now would undo it")
                .extracting(EnforcementCommand::measure)
                .containsExactly(Measure.LIFT);
        confirm(1, Measure.STOP_STREAM);
        confirm(2, Measure.LIFT);
        pass(60 * SECOND_MS);
        assertThat(commands()).isEmpty();
        assertThat(alerts()).isEmpty();
    }

    @Test
    void theDeadlineIsKeptAcrossARestore() throws Exception {
        blocked();
        restore(judge.snapshot(1, 1));
        pass(10 * SECOND_MS);
        assertThat(commands()).extracting(EnforcementCommand::attempt).containsExactly(2);
    }

    @Test
    void aMeasureThatIsGoneIsCommandedAgain() throws Exception {
        blocked();
        confirm(1, Measure.STOP_STREAM);
        fail(1, "seen on air again");
        assertThat(commands())
                .extracting(EnforcementCommand::commandId)
                .containsExactly(command(2));
    }

    /** The state is of before the stop, and nothing in it says why there was one. */
    @Test
    void whatARestoredStateDoesNotKnowIsKeptAndNeverLifted() throws Exception {
        loaded();
        OperatorSubtaskState before = judge.snapshot(1, 1);
        restore(before);
        loaded();
        confirm(1, Measure.STOP_STREAM);
        found();
        found();
        assertThat(commands()).as("harmless by what is known").isEmpty();
        list(STAYDOWN);
        found();
        assertThat(commands())
                .as("the judge stands behind it, under an id of its own")
                .extracting(EnforcementCommand::commandId)
                .containsExactly(command(2));
        list(withdrawn(STAYDOWN));
        found();
        assertThat(commands())
                .as("the grounds are known now")
                .extracting(EnforcementCommand::measure)
                .containsExactly(Measure.LIFT);
    }

    @Test
    void anEffectThatTheStateDoesNotKnowIsAnsweredWithTheStandingMeasure() throws Exception {
        blocked();
        confirm(4, Measure.LIFT);
        assertThat(commands())
                .extracting(EnforcementCommand::commandId, EnforcementCommand::measure)
                .containsExactly(tuple(command(5), Measure.STOP_STREAM));
    }

    @Test
    void theIdOfSomethingElseIsADeadLetterThatFindsItsRecordAndTheJobGoesOn() throws Exception {
        blocked();
        judge.processElement(
                JudgeInput.confirmed(
                        ActionConfirmedBuilder.builder()
                                .confirmationId("c")
                                .itemId(SESSION)
                                .measure(Measure.BLOCK)
                                .effectiveAt(nowMs)
                                .commandId("n-1/x")
                                .build(),
                        AT),
                0);
        judge.processElement(
                JudgeInput.failed(new ItemBack(SESSION, nowMs, "gone", "no-such-command"), AT), 0);
        assertThat(dead(judge))
                .hasSize(2)
                .allMatch(letter -> letter.reason().equals("BAD_CONFIRMATION"))
                .allMatch(letter -> letter.message().contains("commandId: expected"))
                .extracting(DeadLetter::topic, DeadLetter::partition, DeadLetter::offset)
                .containsOnly(tuple(AT.topic(), AT.partition(), AT.offset()));
        confirm(1, Measure.STOP_STREAM);
        pass(60 * SECOND_MS);
        assertThat(commands()).isEmpty();
    }

    /** Or of one that a restored state is too old to know: its word is kept all the same. */
    @Test
    void aConfirmationForASessionThatNeverWasIsADeadLetter() throws Exception {
        loaded();
        confirm(1, Measure.STOP_STREAM);
        assertThat(dead(judge))
                .extracting(DeadLetter::reason, DeadLetter::key, DeadLetter::offset)
                .containsExactly(tuple("BAD_CONFIRMATION", SESSION, AT.offset()));
        confirm(1, Measure.STOP_STREAM);
        assertThat(dead(judge)).as("known by now").isEmpty();
    }

    /** The room has another stream now; it has done nothing. */
    @Test
    void aStopIsNotRepeatedForAnotherSessionWithTheId() throws Exception {
        blocked();
        list(withdrawn(STAYDOWN));
        SessionStarted other =
                SessionStartedBuilder.builder()
                        .sessionId(SESSION)
                        .kind(SessionKind.LIVE)
                        .accountId("account-9")
                        .serviceTerritories(List.of("CN"))
                        .startAt(LIVE.startAt() + 1)
                        .build();
        judge.processElement(
                JudgeInput.finding(finding(other, evidence("m9", WORK, nowMs, 4_000, true))), 0);
        pass(60 * SECOND_MS);
        assertThat(commands()).isEmpty();
    }

    /** A platform that is sometimes deaf, a job that restarts: in the end both agree. */
    @Test
    void platformAndJudgeAgreeInTheEndWhateverWasLost() throws Exception {
        int stopped = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            judge.close();
            open(null);
            Measure end = history(new Random(seed), seed, true);
            stopped += end == null ? 0 : 1;
        }
        assertThat(stopped)
                .as("histories that end with a stop")
                .isBetween(SEEDS / 5, SEEDS * 4 / 5);
    }

    /** The guard can fail: who does not listen to what it does not know is found out. */
    @Test
    void aPlantedJudgeThatIsDeafForUnknownCommandsIsCaught() throws Exception {
        boolean caught = false;
        for (int tried = 0; tried < 20 * SEEDS && !caught; tried++) {
            long seed = 1 + (FIRST_DEAF - 1 + tried) % (20 * SEEDS);
            judge.close();
            open(null);
            try {
                history(new Random(seed), seed, false);
            } catch (AssertionError e) {
                caught = true;
            }
        }
        assertThat(caught).isTrue();
    }

    /** Returns what the platform has in force in the end. */
    private Measure history(Random random, long seed, boolean listens) throws Exception {
        loaded();
        TestingPlatform platform = new TestingPlatform(listens);
        ListEntry latest = STAYDOWN;
        OperatorSubtaskState saved = judge.snapshot(0, 1);
        for (int step = 0; step < 40; step++) {
            switch (random.nextInt(8)) {
                case 0, 1 -> {
                    latest = next(latest);
                    list(latest);
                    found();
                }
                case 2 -> found();
                case 3 -> pass(random.nextInt(15) * SECOND_MS);
                case 4, 5 -> platform.acts(random);
                case 6 -> platform.reports(random.nextInt(3));
                default -> {
                    if (random.nextBoolean()) {
                        saved = judge.snapshot(step, 1);
                        platform.saved();
                    } else {
                        restore(saved);
                        loaded();
                        list(latest);
                        platform.restored();
                    }
                }
            }
            platform.hears(commands());
        }
        boolean wanted = latest.withdrawnAt() == null;
        settle(platform);
        String as = "seed " + seed + ", latest " + latest.version();
        assertThat(platform.falseLifts).as(as).isZero();
        if (wanted) {
            assertThat(platform.inForce).as(as).isEqualTo(Measure.STOP_STREAM);
        } else if (!platform.unknownGrounds) {
            assertThat(platform.inForce).as(as).isNull();
        }
        assertThat(judge.numProcessingTimeTimers()).as(as).isZero();
        return platform.inForce;
    }

    private void settle(TestingPlatform platform) throws Exception {
        Random willing =
                new Random(0) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public int nextInt(int bound) {
                        return bound - 1;
                    }
                };
        for (int round = 0; round < 20; round++) {
            found();
            platform.hears(commands());
            while (platform.acts(willing)) {
                platform.reports(1);
                platform.hears(commands());
            }
            platform.reports(Integer.MAX_VALUE);
            pass(11 * SECOND_MS);
        }
        pass(8 * 24 * TestingRights.HOUR_MS);
    }

    /** Carries commands out in their order, now and then not, and tells of it. */
    private final class TestingPlatform {
        private final boolean listens;
        private final List<EnforcementCommand> told = new ArrayList<>();
        private final List<JudgeInput> said = new ArrayList<>();
        private int heard;
        private int savedHeard;
        private Measure inForce;
        private int falseLifts;
        private boolean grounds;
        private boolean savedGrounds;
        private int known;
        private int savedKnown;
        private boolean unknownGrounds;

        TestingPlatform(boolean listens) {
            this.listens = listens;
        }

        void hears(List<EnforcementCommand> commands) {
            for (EnforcementCommand command : commands) {
                boolean lift = command.measure() == Measure.LIFT;
                known = number(command.commandId());
                if (command.attempt() == null) {
                    falseLifts += lift && !grounds ? 1 : 0;
                    grounds = !lift;
                    unknownGrounds &= !lift;
                }
                told.add(command);
            }
        }

        boolean acts(Random random) {
            if (told.isEmpty()) {
                return false;
            }
            EnforcementCommand command = told.remove(0);
            int luck = random.nextInt(6);
            if (luck == 0) {
                return true;
            }
            if (luck == 1) {
                said.add(
                        JudgeInput.failed(
                                new ItemBack(SESSION, nowMs, "busy", command.commandId()), AT));
                return true;
            }
            inForce = command.measure() == Measure.LIFT ? null : command.measure();
            said.add(
                    JudgeInput.confirmed(
                            ActionConfirmedBuilder.builder()
                                    .confirmationId("c" + said.size())
                                    .itemId(SESSION)
                                    .measure(command.measure())
                                    .effectiveAt(nowMs)
                                    .commandId(command.commandId())
                                    .build(),
                            AT));
            return true;
        }

        private static int number(String commandId) {
            return Integer.parseInt(commandId.substring(commandId.lastIndexOf('/') + 1));
        }

        void reports(int most) throws Exception {
            for (int i = 0; i < most && heard < said.size(); i++) {
                JudgeInput word = said.get(heard++);
                String answers =
                        word.confirmed() == null
                                ? word.back().commandId()
                                : word.confirmed().commandId();
                if (listens || number(answers) <= known) {
                    judge.processElement(word, 0);
                }
            }
        }

        void saved() {
            savedHeard = heard;
            savedGrounds = grounds;
            savedKnown = known;
        }

        void restored() {
            heard = savedHeard;
            unknownGrounds |= grounds != savedGrounds;
            grounds = savedGrounds;
            known = savedKnown;
        }
    }

    private static ListEntry next(ListEntry entry) {
        return TestingRights.entry(
                entry.entryId(),
                entry.version() + 1,
                entry.listClass(),
                entry.workId(),
                List.of(),
                List.of(),
                entry.withdrawnAt() == null ? NOON_MS : null);
    }

    private void blocked() throws Exception {
        loaded();
        list(STAYDOWN);
        found();
        assertThat(commands())
                .extracting(EnforcementCommand::measure)
                .containsExactly(Measure.STOP_STREAM);
    }

    private void found() throws Exception {
        judge.processElement(
                JudgeInput.finding(finding(LIVE, evidence("m1", WORK, nowMs, 4_000, true))), 0);
    }

    /** The id of the session's command of that number, from 1. */
    private static String command(int number) {
        return SESSION + "/command/" + (FIRST_NUMBER + number - 1);
    }

    private void confirm(int number, Measure measure) throws Exception {
        judge.processElement(
                JudgeInput.confirmed(
                        ActionConfirmedBuilder.builder()
                                .confirmationId("c-" + number)
                                .itemId(SESSION)
                                .measure(measure)
                                .effectiveAt(nowMs)
                                .executor("moderation")
                                .commandId(command(number))
                                .build(),
                        AT),
                0);
    }

    private void fail(int number, String why) throws Exception {
        judge.processElement(
                JudgeInput.failed(new ItemBack(SESSION, nowMs, why, command(number)), AT), 0);
    }

    private void pass(long ms) throws Exception {
        nowMs += ms;
        judge.setProcessingTime(nowMs);
    }

    private List<EnforcementCommand> commands() {
        return side(judge, JudgeFunction.COMMANDS);
    }

    private List<CommandUnconfirmed> alerts() {
        return side(judge, JudgeFunction.UNCONFIRMED);
    }

    private void list(ListEntry entry) throws Exception {
        judge.processBroadcastElement(ListInput.entry(entry, NOON_MS), 0);
    }

    private void loaded() throws Exception {
        judge.processBroadcastElement(ListInput.loaded(new Loaded("list", 0, 1)), 0);
    }

    private void restore(OperatorSubtaskState state) throws Exception {
        judge.close();
        open(state);
    }

    private void open(OperatorSubtaskState restored) throws Exception {
        judge =
                TestingOperators.broadcast(
                        new JudgeFunction(List.of("list"), 0),
                        JudgeInput::sessionId,
                        Types.STRING,
                        1,
                        0,
                        restored);
        judge.setProcessingTime(nowMs);
    }
}
