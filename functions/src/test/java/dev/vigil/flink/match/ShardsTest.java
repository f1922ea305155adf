package dev.vigil.flink.match;

import static dev.vigil.flink.TestingOperators.ended;
import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.side;
import static dev.vigil.flink.TestingOperators.stateEntries;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.groups.Tuple.tuple;

import dev.vigil.audio.TestingEar;
import dev.vigil.audio.TestingMusic;
import dev.vigil.flink.PureFailure;
import dev.vigil.flink.TestingMetrics;
import dev.vigil.flink.TestingOperators;
import dev.vigil.match.SearchSettings;
import dev.vigil.policy.TestingRights;
import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.FoundLine;
import dev.vigil.schema.match.OpenMatch;
import dev.vigil.schema.match.SearchAnswer;
import dev.vigil.schema.match.SearchInput;
import dev.vigil.schema.media.AnalysisProgress;
import dev.vigil.schema.media.SessionEnd;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.media.StreamPacket;
import dev.vigil.schema.register.OverlapInput;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same references in one slot and in several. */
class ShardsTest {
    private static final int PIECES = 8;
    private static final double PIECE_SECONDS = 30;

    private static final List<long[]> PEAKS =
            IntStream.range(0, PIECES).mapToObj(i -> TestingEar.peaks(piece(i))).toList();

    /** Most tests begin with the same ones. */
    private static final Map<List<Object>, List<SearchAnswer>> ANSWERS = new HashMap<>();

    /** A line is fitted in cells, and those of another index lie elsewhere. */
    private static final RecursiveComparisonConfiguration NEARLY =
            RecursiveComparisonConfiguration.builder()
                    .withIgnoredFields("matchId")
                    .withEqualsForType((a, b) -> Math.abs(a - b) < 0.002, Double.class)
                    .build();

    private static final long PATIENCE_MS = 10_000;

    /** A shard that is never heard of is given 30 s more, to build its index. */
    private static final long WAITED_MS = 30_000 + PATIENCE_MS + 1_000;

    /** What a shard that has answered nothing since the start has not answered by then. */
    private static final long GIVEN_UP_MS = 1_501_000;

    private static short[] piece(int number) {
        return TestingMusic.play(100 + number, PIECE_SECONDS);
    }

    private static IndexPlan plan(int replicas, int shards) {
        return new IndexPlan(replicas, shards, 10, PATIENCE_MS);
    }

    private static KeyedOneInputStreamOperatorTestHarness<Integer, SearchInput, SearchAnswer>
            search(IndexPlan plan, OperatorSubtaskState restored) throws Exception {
        var search =
                TestingOperators.keyed(
                        new SearchFunction(
                                SearchedProfiles.ALL,
                                SearchSettings.DEFAULT,
                                plan,
                                (name, several) -> Runnable::run,
                                1),
                        SearchInput::slot,
                        Types.INT,
                        restored);
        search.setProcessingTime(NOON_MS);
        return search;
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, SearchAnswer, OpenMatch> align(
            IndexPlan plan) throws Exception {
        return align(plan, null);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, SearchAnswer, OpenMatch> align(
            IndexPlan plan, OperatorSubtaskState restored) throws Exception {
        var align =
                TestingOperators.keyed(
                        new AlignFunction(SearchSettings.DEFAULT, plan),
                        SearchAnswer::sessionId,
                        Types.STRING,
                        restored);
        align.setProcessingTime(NOON_MS);
        return align;
    }

    private static void send(
            SearchInput input,
            IndexPlan plan,
            KeyedOneInputStreamOperatorTestHarness<Integer, SearchInput, SearchAnswer> search)
            throws Exception {
        List<SearchInput> sent = new ArrayList<>();
        plan.send(input, new ListCollector<>(sent));
        for (SearchInput one : sent) {
            search.processElement(one, 0);
        }
    }

    private static void learn(
            IndexPlan plan,
            KeyedOneInputStreamOperatorTestHarness<Integer, SearchInput, SearchAnswer> search)
            throws Exception {
        for (int i = 0; i < PIECES; i++) {
            for (SearchInput part : TestingSearch.parts("w-" + i, 1, PEAKS.get(i))) {
                send(part, plan, search);
            }
        }
        send(SearchInput.loaded(new Loaded("references", 0, 1), 0), plan, search);
    }

    /** Pieces one after the other with others between them, some of them under noise. */
    private static short[] mixed(long seed) {
        Random random = new Random(seed);
        short[] all = new short[0];
        for (int i = 0; i < 4; i++) {
            short[] known = piece(random.nextInt(PIECES));
            int from = random.nextInt(known.length / 2);
            short[] cut = java.util.Arrays.copyOfRange(known, from, from + known.length / 2);
            int loudness = random.nextInt(3_000);
            for (int k = 0; k < cut.length; k++) {
                cut[k] = (short) (cut[k] / 2 + random.nextInt(2 * loudness + 1) - loudness);
            }
            all = TestingEar.join(all, cut, TestingMusic.play(900 + random.nextInt(50), 12));
        }
        return all;
    }

    private static List<SearchInput> packets(SessionKind kind, short[] pcm) {
        SessionEnd end = new SessionEnd(NOON_MS, kind == SessionKind.UPLOAD, 0, 0, false, false);
        return TestingEar.packets(pcm).stream()
                .map(
                        packet ->
                                SearchInput.packet(
                                        new StreamPacket(
                                                TestingRights.SESSION,
                                                TestingRights.session(kind),
                                                NOON_MS,
                                                packet,
                                                packet.last() ? end : null,
                                                NOON_MS,
                                                NOON_MS),
                                        0))
                .toList();
    }

    private static List<Evidence> matches(IndexPlan plan, SessionKind kind, short[] pcm)
            throws Exception {
        try (var search = search(plan, null);
                var align = align(plan)) {
            learn(plan, search);
            for (SearchInput packet : packets(kind, pcm)) {
                send(packet, plan, search);
            }
            for (SearchAnswer answer : out(search)) {
                align.processElement(answer, 0);
            }
            assertThat(stateEntries(align)).as("the session is over").isZero();
            return out(align).stream().map(OpenMatch::evidence).toList();
        }
    }

    @ParameterizedTest
    @CsvSource({"UPLOAD, 2", "LIVE, 3"})
    void anyDivisionGivesTheSameMatches(SessionKind kind, long seed) throws Exception {
        short[] pcm = mixed(seed);
        List<Evidence> whole = matches(plan(1, 1), kind, pcm);
        assertThat(whole).hasSizeGreaterThan(10);
        assertSame(matches(plan(1, 2), kind, pcm), whole);
        assertSame(matches(plan(1, 4), kind, pcm), whole);
        assertSame(matches(plan(3, 2), kind, pcm), whole);
    }

    private static void assertSame(List<Evidence> divided, List<Evidence> whole) {
        assertThat(divided).usingRecursiveFieldByFieldElementComparator(NEARLY).isEqualTo(whole);
        assertThat(divided)
                .extracting(ShardsTest::begun)
                .isEqualTo(whole.stream().map(ShardsTest::begun).toList());
    }

    /** End of the packet with which a match begins: of its id what is not the shard's. */
    private static long begun(Evidence match) {
        String id = match.matchId().substring(match.matchId().lastIndexOf('/') + 1);
        return (Long.parseLong(id, 16) & (1L << 48) - 1) >> 10;
    }

    /** Answers of all shards to the packets of a piece that one of them knows. */
    private static List<SearchAnswer> answers(IndexPlan plan) throws Exception {
        return answers(plan, piece(3));
    }

    private static List<SearchAnswer> answers(IndexPlan plan, short[] pcm) throws Exception {
        return answers(plan, SessionKind.LIVE, pcm);
    }

    private static List<SearchAnswer> answers(IndexPlan plan, SessionKind kind, short[] pcm)
            throws Exception {
        List<Object> asked = List.of(plan, kind, ShortBuffer.wrap(pcm));
        if (!ANSWERS.containsKey(asked)) {
            ANSWERS.put(asked, searched(plan, kind, pcm));
        }
        return ANSWERS.get(asked);
    }

    private static List<SearchAnswer> searched(IndexPlan plan, SessionKind kind, short[] pcm)
            throws Exception {
        try (var search = search(plan, null)) {
            learn(plan, search);
            for (SearchInput packet : packets(kind, pcm)) {
                send(packet, plan, search);
            }
            return List.copyOf(out(search));
        }
    }

    private static int knowing(List<SearchAnswer> answers) {
        return answers.stream()
                .filter(a -> a.lines().stream().anyMatch(line -> line.line().evidence() > 40))
                .findFirst()
                .orElseThrow()
                .shard();
    }

    @Test
    void everyShardAnswersEveryPacket() throws Exception {
        List<SearchAnswer> answers = answers(plan(1, 4));
        int packets = answers.size() / 4;
        for (int shard = 0; shard < 4; shard++) {
            int number = shard;
            assertThat(answers).filteredOn(a -> a.shard() == number).hasSize(packets);
        }
        double hours = answers.stream().limit(4).mapToDouble(SearchAnswer::hours).sum();
        assertThat(hours).isCloseTo(PIECES * PIECE_SECONDS / 3600, within(0.01));
    }

    @Test
    void nothingIsToldUntilAllShardsHaveAnswered() throws Exception {
        IndexPlan plan = plan(1, 2);
        List<SearchAnswer> answers = answers(plan);
        int knowing = knowing(answers);
        try (var align = align(plan)) {
            for (SearchAnswer answer : answers) {
                if (answer.shard() == knowing) {
                    align.processElement(answer, 0);
                }
            }
            assertThat(out(align)).isEmpty();
            for (SearchAnswer answer : answers) {
                if (answer.shard() != knowing) {
                    align.processElement(answer, 0);
                }
            }
            assertThat(out(align)).isNotEmpty();
            assertThat(stateEntries(align)).isZero();
        }
    }

    @Test
    void whatIsWaitedForTooLongIsTakenAndTheRestWhenItComes() throws Exception {
        IndexPlan plan = plan(1, 2);
        List<SearchAnswer> answers = answers(plan);
        int knowing = knowing(answers);
        try (var align = align(plan)) {
            for (SearchAnswer answer : answers) {
                if (answer.shard() == knowing) {
                    align.processElement(answer, 0);
                }
            }
            align.setProcessingTime(NOON_MS + WAITED_MS);
            assertThat(out(align)).as("of the shard that answers").isNotEmpty();
        }
        try (var align = align(plan)) {
            for (SearchAnswer answer : answers) {
                if (answer.shard() != knowing) {
                    align.processElement(answer, 0);
                }
            }
            align.setProcessingTime(NOON_MS + WAITED_MS);
            assertThat(out(align)).as("of the other").isEmpty();
            for (SearchAnswer answer : answers) {
                if (answer.shard() == knowing) {
                    align.processElement(answer, 0);
                }
            }
            assertThat(out(align)).as("late, but not lost").isNotEmpty();
            assertThat(stateEntries(align)).isZero();
        }
    }

    /** What the silent shard finds again of it has held before, and holds until then. */
    @Test
    void aReferenceIsSearchedForToItsEndOnceAllShardsHaveAnswered() throws Exception {
        IndexPlan plan = plan(1, 2);
        List<SearchAnswer> answers = answersToReference(plan);
        int knowing = knowing(answers);
        try (var align = align(plan)) {
            for (SearchAnswer answer : of(1 - knowing, answers)) {
                align.processElement(answer, 0);
            }
            align.setProcessingTime(NOON_MS + WAITED_MS);
            assertThat(side(align, AlignFunction.OVERLAPS)).as("one is silent").isEmpty();
            for (SearchAnswer answer : of(knowing, answers)) {
                align.processElement(answer, 0);
            }
            assertThat(side(align, AlignFunction.OVERLAPS))
                    .extracting(OverlapInput::kind)
                    .containsExactly(
                            OverlapInput.Kind.FOUND,
                            OverlapInput.Kind.FOUND,
                            OverlapInput.Kind.RENEWED);
        }
        try (var align = align(plan)) {
            for (SearchAnswer answer : of(1 - knowing, answers)) {
                align.processElement(answer, 0);
            }
            align.setProcessingTime(NOON_MS + WAITED_MS);
            align.setProcessingTime(NOON_MS + GIVEN_UP_MS);
            assertThat(side(align, AlignFunction.OVERLAPS))
                    .extracting(OverlapInput::kind)
                    .as("silent for twenty-five minutes")
                    .containsExactly(OverlapInput.Kind.RENEWED);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aReferenceOfWhichTheLastSearchFailsIsNotSearchedForToItsEnd(int shards) throws Exception {
        IndexPlan plan = plan(1, shards);
        try (var align = align(plan)) {
            for (SearchAnswer answer : answersToReference(plan)) {
                boolean fails = answer.last() && answer.shard() == 0;
                align.processElement(
                        fails ? answer.of(0, true, answer.hours(), 1, List.of()) : answer, 0);
            }
            assertThat(side(align, AlignFunction.OVERLAPS))
                    .extracting(OverlapInput::kind)
                    .contains(OverlapInput.Kind.FOUND)
                    .doesNotContain(OverlapInput.Kind.RENEWED);
        }
    }

    private static List<SearchAnswer> answersToReference(IndexPlan plan) throws Exception {
        return answers(plan).stream()
                .map(answer -> of(answer, TestingSearch.ASKING, 0, 0))
                .toList();
    }

    @Test
    void aShardThatRepeatsItselfStandsForNoOther() throws Exception {
        IndexPlan plan = plan(1, 2);
        List<SearchAnswer> answers = answers(plan);
        int knowing = knowing(answers);
        try (var align = align(plan)) {
            for (SearchAnswer answer : of(knowing, answers)) {
                align.processElement(answer, 0);
                align.processElement(answer, 0);
            }
            assertThat(out(align)).as("the other has not answered").isEmpty();
            for (SearchAnswer answer : of(1 - knowing, answers)) {
                align.processElement(answer, 0);
            }
            assertThat(out(align)).isNotEmpty();
            assertThat(stateEntries(align)).isZero();
        }
    }

    private static List<SearchAnswer> of(int shard, List<SearchAnswer> answers) {
        return answers.stream().filter(answer -> answer.shard() == shard).toList();
    }

    @Test
    void patienceBeginsAnewWithTheJob() throws Exception {
        IndexPlan plan = plan(1, 2);
        List<SearchAnswer> answers = answers(plan);
        OperatorSubtaskState state;
        try (var align = align(plan)) {
            for (SearchAnswer answer : of(0, answers)) {
                align.processElement(answer, 0);
            }
            state = align.snapshot(1, NOON_MS);
        }
        long restartMs = NOON_MS + 3_600_000;
        try (var align = align(plan, state)) {
            align.setProcessingTime(restartMs);
            align.setProcessingTime(restartMs + 30_000);
            assertThat(TestingMetrics.value(align, "incompleteAnswers")).isZero();
            for (SearchAnswer answer : of(1, answers)) {
                align.processElement(answer, 0);
            }
            assertThat(TestingMetrics.value(align, "incompleteAnswers")).isZero();
            assertThat(out(align)).isNotEmpty();
        }
        try (var align = align(plan, state)) {
            align.setProcessingTime(restartMs);
            align.setProcessingTime(restartMs + WAITED_MS);
            assertThat(TestingMetrics.value(align, "incompleteAnswers"))
                    .as("but it ends")
                    .isPositive();
        }
    }

    /** On time, and with a shard that is so late that others are waited for no longer. */
    @Test
    void theMatchesOfAShardThatLagsDoNotFlap() throws Exception {
        IndexPlan plan = plan(1, 2);
        short[] pcm = TestingEar.join(piece(3), TestingMusic.play(900, 60));
        List<SearchAnswer> answers = answers(plan, pcm);
        int knowing = knowing(answers);
        List<SearchAnswer> known = of(knowing, answers);
        List<SearchAnswer> other = of(1 - knowing, answers);
        List<String> whole =
                matches(plan, SessionKind.LIVE, pcm).stream().map(Evidence::matchId).toList();
        int lag = 10;
        try (var align = align(plan)) {
            align.processElement(known.get(0), 0);
            for (int packet = 0; packet < other.size() + lag; packet++) {
                align.setProcessingTime(NOON_MS + 2_000L * packet);
                if (packet < other.size()) {
                    align.processElement(other.get(packet), 0);
                }
                if (packet > lag) {
                    align.processElement(known.get(packet - lag), 0);
                }
            }
            assertThat(TestingMetrics.value(align, "incompleteAnswers")).isGreaterThan(20);
            List<Evidence> late = out(align).stream().map(OpenMatch::evidence).toList();
            assertThat(late).extracting(Evidence::matchId).containsExactlyElementsOf(whole);
            assertThat(late).filteredOn(match -> !match.open()).hasSize(1);
            align.setProcessingTime(NOON_MS + 3_600_000);
            assertThat(stateEntries(align)).isZero();
        }
    }

    @Test
    void whatIsNeverAnsweredInFullIsForgotten() throws Exception {
        IndexPlan plan = plan(1, 2);
        try (var align = align(plan)) {
            for (SearchAnswer answer : answers(plan)) {
                if (answer.shard() == 0) {
                    align.processElement(answer, 0);
                }
            }
            assertThat(stateEntries(align)).isPositive();
            align.setProcessingTime(NOON_MS + WAITED_MS);
            align.setProcessingTime(NOON_MS + GIVEN_UP_MS);
            assertThat(stateEntries(align)).isZero();
            assertThat(align.numProcessingTimeTimers()).isZero();
        }
    }

    /** An upload that a shard did not answer for in time must not pass as analysed. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theEndOfAnUploadSaysWhatShardsHaveNotAnswered(boolean everHeard) throws Exception {
        IndexPlan plan = plan(1, 2);
        List<SearchAnswer> answers = answers(plan, SessionKind.UPLOAD, piece(3));
        int knowing = knowing(answers);
        List<SearchAnswer> silent = of(1 - knowing, answers);
        try (var align = align(plan)) {
            for (SearchAnswer answer : of(knowing, answers)) {
                align.processElement(answer, 0);
            }
            if (everHeard) {
                align.processElement(silent.get(0), 0);
            }
            align.setProcessingTime(NOON_MS + WAITED_MS);
            assertThat(ended(align))
                    .singleElement()
                    .satisfies(
                            sum -> {
                                assertThat(sum.matches()).isPositive();
                                assertThat(everHeard ? sum.unanswered() : sum.loading())
                                        .isEqualTo(silent.size() - (everHeard ? 1 : 0));
                            });
            for (SearchAnswer answer : silent.subList(1, silent.size())) {
                align.processElement(answer, 0);
            }
            align.setProcessingTime(NOON_MS + GIVEN_UP_MS);
            assertThat(ended(align)).as("ended once").isEmpty();
            assertThat(stateEntries(align)).isZero();
        }
    }

    @Test
    void theEndOfAnUploadNamesAllItsMatches() throws Exception {
        IndexPlan plan = plan(1, 2);
        short[] pcm = TestingEar.join(piece(3), TestingMusic.play(900, 12), piece(5));
        try (var align = align(plan)) {
            for (SearchAnswer answer : answers(plan, SessionKind.UPLOAD, pcm)) {
                align.processElement(answer, 0);
            }
            Set<String> closed =
                    out(align).stream()
                            .map(OpenMatch::evidence)
                            .filter(match -> !match.open())
                            .map(Evidence::matchId)
                            .collect(Collectors.toSet());
            assertThat(closed).hasSizeGreaterThan(1);
            assertThat(ended(align))
                    .singleElement()
                    .satisfies(
                            sum -> {
                                assertThat(sum.matchIds())
                                        .containsExactlyInAnyOrderElementsOf(closed);
                                assertThat(sum.matches()).isEqualTo(closed.size());
                                assertThat(sum.unanswered() + sum.loading() + sum.failed())
                                        .isZero();
                            });
            assertThat(side(align, AlignFunction.PROGRESS)).as("of live streams alone").isEmpty();
        }
    }

    @Test
    void aLiveStreamReportsHowFarItIsAnalysedAndItsEnd() throws Exception {
        IndexPlan plan = plan(1, 1);
        short[] pcm = TestingMusic.play(900, 95);
        try (var align = align(plan)) {
            for (SearchAnswer answer : answers(plan, SessionKind.LIVE, pcm)) {
                align.processElement(answer, 0);
            }
            List<AnalysisProgress> reports = side(align, AlignFunction.PROGRESS);
            assertThat(reports)
                    .extracting(report -> report.analysedToMs() / 30_000, AnalysisProgress::ended)
                    .containsExactly(
                            tuple(1L, false), tuple(2L, false), tuple(3L, false), tuple(3L, true));
            assertThat(reports.get(3).analysedToMs()).isBetween(94_000L, 95_100L);
            assertThat(ended(align)).as("of uploads alone").isEmpty();
        }
    }

    /** What may still become a match is kept for as long as a session goes on. */
    private static SearchAnswer findingNothing(SearchAnswer answer) {
        return answer.with().lines(List.of()).build();
    }

    /** The session may go on or end meanwhile. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theMatchesOfAShardThatNeverAnswersAgainClose(boolean ends) throws Exception {
        IndexPlan plan = plan(1, 2);
        List<SearchAnswer> answers = answers(plan);
        int knowing = knowing(answers);
        int heard = of(knowing, answers).size() / 2;
        try (var align = align(plan)) {
            for (SearchAnswer answer : answers) {
                boolean silent = answer.shard() == knowing && answer.sequence() >= heard;
                if (!silent && (ends || !answer.last())) {
                    align.processElement(
                            answer.shard() == knowing ? answer : findingNothing(answer), 0);
                }
            }
            align.setProcessingTime(NOON_MS + WAITED_MS);
            assertThat(out(align))
                    .extracting(m -> m.evidence().open())
                    .contains(true)
                    .doesNotContain(false);
            align.setProcessingTime(NOON_MS + 601_000);
            assertThat(out(align)).extracting(m -> m.evidence().open()).containsExactly(false);
            assertThat(stateEntries(align)).isZero();
            assertThat(align.numProcessingTimeTimers()).isZero();
        }
    }

    /** Ids are used again, and the shard that knows the match has stopped in the middle of it. */
    @Test
    void anIdThatIsUsedAgainLeavesNoMatchOfTheEarlierUseOpen() throws Exception {
        IndexPlan plan = plan(1, 2);
        List<SearchAnswer> first = answers(plan, SessionKind.UPLOAD, piece(3));
        int knowing = knowing(first);
        List<SearchAnswer> known = of(knowing, first);
        List<SearchAnswer> behind = known.subList(known.size() * 3 / 4, known.size());
        List<SearchAnswer> second = first.stream().map(ShardsTest::again).toList();
        try (var align = align(plan)) {
            for (SearchAnswer answer : first) {
                if (!behind.contains(answer)) {
                    align.processElement(answer, 0);
                }
            }
            List<OpenMatch> all = new ArrayList<>(out(align));
            assertThat(all).isNotEmpty().allMatch(match -> match.evidence().open());
            assertThat(ended(align)).as("it waits").isEmpty();

            align.processElement(second.get(0), 0);
            assertThat(ended(align))
                    .singleElement()
                    .satisfies(
                            sum -> {
                                assertThat(sum.startAt()).isEqualTo(startAt(first));
                                assertThat(sum.matches()).isEqualTo(1);
                                assertThat(sum.unanswered() + sum.loading()).isPositive();
                            });
            for (SearchAnswer answer : second.subList(1, second.size())) {
                align.processElement(answer, 0);
            }
            all.addAll(out(align));
            assertThat(leftOpen(all)).isEmpty();
            assertThat(all)
                    .filteredOn(match -> !match.evidence().open())
                    .extracting(OpenMatch::life, match -> match.context().startAt())
                    .containsExactly(
                            tuple(NOON_MS, startAt(first)),
                            tuple(second.get(0).life(), startAt(second)));
            assertThat(ended(align))
                    .singleElement()
                    .satisfies(sum -> assertThat(sum.matches()).isEqualTo(1));

            for (SearchAnswer answer : behind) {
                align.processElement(answer, 0);
            }
            assertThat(leftOpen(out(align))).as("late").isEmpty();
            assertThat(stateEntries(align)).isZero();
        }
    }

    /** What comes late of an earlier use takes nothing from the one that goes on. */
    @Test
    void lateAnswersOfAnEarlierUseOfAnIdLeaveTheLaterOneAsItIs() throws Exception {
        IndexPlan plan = plan(1, 2);
        List<SearchAnswer> first = answers(plan, SessionKind.UPLOAD, piece(3));
        int knowing = knowing(first);
        List<SearchAnswer> second = first.stream().map(ShardsTest::again).toList();
        try (var align = align(plan)) {
            for (SearchAnswer answer : of(1 - knowing, first)) {
                align.processElement(answer, 0);
            }
            int half = second.size() / 4 * 2;
            for (SearchAnswer answer : second.subList(0, half)) {
                align.processElement(answer, 0);
            }
            List<OpenMatch> later = new ArrayList<>(out(align));
            assertThat(later).isNotEmpty().allMatch(m -> m.life() == second.get(0).life());
            for (SearchAnswer answer : of(knowing, first)) {
                align.processElement(answer, 0);
            }
            List<OpenMatch> late = out(align);
            assertThat(late).isNotEmpty().allMatch(m -> m.life() == NOON_MS);
            assertThat(leftOpen(late)).isEmpty();
            ended(align);
            for (SearchAnswer answer : second.subList(half, second.size())) {
                align.processElement(answer, 0);
            }
            later.addAll(out(align));
            assertThat(later).as("as if they had not come").isEqualTo(alone(plan, second));
            assertThat(ended(align))
                    .singleElement()
                    .satisfies(sum -> assertThat(sum.matches()).isEqualTo(1));
            assertThat(stateEntries(align)).isZero();
        }
    }

    /** The planted fault: after ten minutes its answers are news, and the upload ends again. */
    @Test
    void aShardThatBuildsItsIndexForAQuarterOfAnHourEndsNothingAgain() throws Exception {
        IndexPlan plan = plan(1, 2);
        List<SearchAnswer> answers = answers(plan, SessionKind.UPLOAD, piece(3));
        int knowing = knowing(answers);
        try (var align = align(plan)) {
            for (SearchAnswer answer : of(knowing, answers)) {
                align.processElement(answer, 0);
            }
            align.setProcessingTime(NOON_MS + WAITED_MS);
            assertThat(ended(align)).singleElement().matches(sum -> sum.matches() == 1);
            align.setProcessingTime(NOON_MS + 900_000);
            for (SearchAnswer answer : of(1 - knowing, answers)) {
                align.processElement(answer, 0);
            }
            align.setProcessingTime(NOON_MS + 900_000 + WAITED_MS);
            assertThat(ended(align)).isEmpty();
            assertThat(stateEntries(align)).isZero();
        }
    }

    /** Nothing is waited for of their packets any more, so that they would be taken for news. */
    @Test
    void answersThatComeAfterTheyWereGivenUpLeaveTheLaterUseAsItIs() throws Exception {
        IndexPlan plan = plan(1, 2);
        List<SearchAnswer> first = answers(plan, SessionKind.UPLOAD, piece(3));
        int knowing = knowing(first);
        List<SearchAnswer> second = first.stream().map(ShardsTest::again).toList();
        List<OpenMatch> later = new ArrayList<>();
        OperatorSubtaskState state;
        try (var align = align(plan)) {
            for (SearchAnswer answer : of(1 - knowing, first)) {
                align.processElement(answer, 0);
            }
            align.setProcessingTime(NOON_MS + WAITED_MS);
            align.setProcessingTime(NOON_MS + GIVEN_UP_MS);
            assertThat(stateEntries(align)).as("given up").isZero();
            int half = second.size() / 4 * 2;
            for (SearchAnswer answer : second.subList(0, half)) {
                align.processElement(answer, 0);
            }
            for (SearchAnswer answer : of(knowing, first)) {
                align.processElement(answer, 0);
            }
            assertThat(TestingMetrics.value(align, "outdatedAnswers")).isPositive();
            state = align.snapshot(1, 1);
            later.addAll(out(align));
        }
        try (var align = align(plan, state)) {
            for (SearchAnswer answer : of(knowing, first)) {
                align.processElement(answer, 0);
            }
            int half = second.size() / 4 * 2;
            for (SearchAnswer answer : second.subList(half, second.size())) {
                align.processElement(answer, 0);
            }
            later.addAll(out(align));
            assertThat(later).isEqualTo(alone(plan, second));
            assertThat(ended(align))
                    .singleElement()
                    .satisfies(sum -> assertThat(sum.unanswered() + sum.loading()).isZero());
            assertThat(stateEntries(align)).isZero();
        }
    }

    /** Its clock was put back, or its file is older: what the broker received later is later. */
    @Test
    void aLaterUseMayHaveBeenCapturedBeforeTheEarlierOne() throws Exception {
        IndexPlan plan = plan(1, 2);
        List<SearchAnswer> later = answers(plan, SessionKind.UPLOAD, piece(3));
        List<SearchAnswer> earlier =
                later.stream().map(ShardsTest::again).map(a -> received(a, -120_000)).toList();
        try (var align = align(plan)) {
            for (SearchAnswer answer : earlier.subList(0, earlier.size() / 2)) {
                align.processElement(answer, 0);
            }
            out(align);
            for (SearchAnswer answer : later) {
                align.processElement(answer, 0);
            }
            assertThat(out(align))
                    .filteredOn(match -> match.life() == NOON_MS)
                    .isEqualTo(alone(plan, later));
            assertThat(ended(align)).hasSize(1);
        }
    }

    /** What comes of a session that has its id for itself. */
    private static List<OpenMatch> alone(IndexPlan plan, List<SearchAnswer> answers)
            throws Exception {
        try (var align = align(plan)) {
            for (SearchAnswer answer : answers) {
                align.processElement(answer, 0);
            }
            return out(align);
        }
    }

    @Test
    void aFailureAtTheLastPacketClosesWhatIsOpen() throws Exception {
        IndexPlan plan = plan(1, 2);
        List<SearchAnswer> answers = answers(plan);
        List<FoundLine> broken = List.of(new FoundLine("w-3", "r-1", null));
        try (var align = align(plan)) {
            for (SearchAnswer answer : answers) {
                align.processElement(
                        answer.last() ? answer.of(answer.shard(), false, 1, 1, broken) : answer, 0);
            }
            assertThat(side(align, PureFailure.DEAD)).hasSize(1);
            List<OpenMatch> all = out(align);
            assertThat(all).isNotEmpty();
            assertThat(leftOpen(all)).isEmpty();
            assertThat(stateEntries(align)).isZero();
        }
    }

    private static Set<String> leftOpen(List<OpenMatch> matches) {
        Set<String> open = new HashSet<>();
        for (OpenMatch match : matches) {
            if (match.evidence().open()) {
                open.add(match.evidence().matchId());
            } else {
                open.remove(match.evidence().matchId());
            }
        }
        return open;
    }

    private static long startAt(List<SearchAnswer> answers) {
        return answers.get(0).context().startAt();
    }

    /** The same in the next use of the id, a minute later. */
    private static SearchAnswer again(SearchAnswer answer) {
        SessionStarted of = answer.context();
        SessionStarted context = of.withStartAt(of.startAt() + 60_000);
        return of(answer, context, 60_000, 60_000);
    }

    private static SearchAnswer received(SearchAnswer answer, long laterMs) {
        return of(answer, answer.context(), 0, laterMs);
    }

    private static SearchAnswer of(
            SearchAnswer answer, SessionStarted context, long capturedMs, long receivedMs) {
        return answer.with()
                .context(context)
                .captureBase(answer.captureBase() + capturedMs)
                .life(answer.life() + capturedMs)
                .receivedBase(answer.receivedBase() + receivedMs)
                .build();
    }

    @Test
    void whoeverBuildsHisIndexAfterALongStopIsNotSilent() throws Exception {
        IndexPlan plan = plan(1, 2);
        List<SearchAnswer> answers = answers(plan);
        int knowing = knowing(answers);
        int heard = of(knowing, answers).size() / 2;
        OperatorSubtaskState state;
        try (var align = align(plan)) {
            for (SearchAnswer answer : answers) {
                if (answer.shard() != knowing || answer.sequence() < heard) {
                    align.processElement(answer, 0);
                }
            }
            align.setProcessingTime(NOON_MS + WAITED_MS);
            state = align.snapshot(1, NOON_MS + WAITED_MS);
        }
        long restartMs = NOON_MS + 3_600_000;
        try (var align = align(plan, state)) {
            align.setProcessingTime(restartMs);
            align.setProcessingTime(restartMs + WAITED_MS);
            assertThat(out(align)).as("not closed").isEmpty();
            for (SearchAnswer answer : of(knowing, answers)) {
                if (answer.sequence() >= heard) {
                    align.processElement(answer, 0);
                }
            }
            assertThat(out(align)).filteredOn(m -> !m.evidence().open()).hasSize(1);
            assertThat(stateEntries(align)).isZero();
        }
    }

    @Test
    void aShardThatIsSilentCountsWithAsManyHoursAsTheOthers() throws Exception {
        IndexPlan plan = plan(1, 2);
        List<SearchAnswer> answers = answers(plan);
        AlignFunction align = new AlignFunction(SearchSettings.DEFAULT, plan);
        double both = align.together(answers.subList(0, 2)).hours();
        assertThat(both).isEqualTo(answers.get(0).hours() + answers.get(1).hours());
        assertThat(align.together(answers.subList(0, 1)).hours())
                .isEqualTo(2 * answers.get(0).hours());
    }

    @Test
    void withOneShardNothingIsGathered() throws Exception {
        IndexPlan plan = plan(1, 1);
        try (var align = align(plan)) {
            for (SearchAnswer answer : answers(plan)) {
                align.processElement(answer, 0);
                assertThat(align.numProcessingTimeTimers()).isZero();
                assertThat(stateEntries(align)).isLessThanOrEqualTo(1);
            }
            assertThat(out(align)).isNotEmpty();
        }
    }

    @Test
    void aRestoreIntoOtherSlotsIsRefusedWithTheProcedure() throws Exception {
        OperatorSubtaskState state;
        try (var search = search(plan(2, 2), null)) {
            state = search.snapshot(1, 1);
        }
        search(plan(2, 2), state).close();
        assertThatThrownBy(() -> search(plan(1, 4), state))
                .hasMessageContaining("2 replicas of 2 shards, got 1 of 4")
                .hasMessageContaining("start the media job without its state");
    }
}
