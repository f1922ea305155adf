package dev.vigil.bench.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.policy.ListIndex;
import dev.vigil.policy.SessionJudge;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.WorkListing;
import dev.vigil.schema.match.OpenMatch;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.rights.FindingBuilder;
import dev.vigil.schema.verdict.Decision;
import dev.vigil.schema.verdict.JudgedSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The judge of the benchmark agrees with the job's own, and finds what is planted. */
class NaiveRightsTest {
    private static final long START = 1_800_000_000_000L;
    private static final int ENTRIES = 60;
    private static final int AUTHORIZATIONS = 600;
    private static final int SESSIONS = 2_000;

    private final NaiveRights naive = new NaiveRights();
    private final List<ListEntry> entries = new ArrayList<>();
    private final List<Authorization> authorizations = new ArrayList<>();
    private final List<NaiveRights.Session> sessions = new ArrayList<>();
    private final Map<String, VerdictBook.Last> verdicts = new HashMap<>();

    @BeforeEach
    void judgeEverySession() {
        JudgeScript script = new JudgeScript(7, START, ENTRIES, AUTHORIZATIONS);
        for (int n = 0; n < ENTRIES; n++) {
            entries.add(script.entry(n, true));
        }
        for (int n = 0; n < AUTHORIZATIONS; n++) {
            authorizations.add(script.authorization(n, true));
        }
        entries.forEach(naive::published);
        authorizations.forEach(naive::published);
        for (int n = 0; n < SESSIONS; n++) {
            NaiveRights.Session session = script.session("session-" + n, n);
            sessions.add(session);
            verdicts.put(session.id(), judged(session));
        }
    }

    @Test
    void itAgreesWithThePrecedenceTable() {
        JudgeTally tally = tally();

        assertThat(tally.examples()).isEmpty();
        assertThat(tally.isClean()).isTrue();
        assertThat(tally.mustBlock()).isBetween(tally.asked() / 10, tally.asked() * 9 / 10);
        assertThat(sessions.stream().filter(naive::isAuthorized).count())
                .isBetween(SESSIONS / 10L, SESSIONS * 9L / 10);
    }

    @Test
    void aBlockThatNothingAsksForIsWrong() {
        NaiveRights.Session free = anyWhere(false);
        flip(free, true);

        assertThat(tally().wronglyBlocked()).isEqualTo(1);
        assertThat(tally().missed()).isZero();
        assertThat(tally().examples()).singleElement().asString().contains(free.id());
    }

    @Test
    void aBlockThatIsNotThereIsMissed() {
        NaiveRights.Session blocked = anyWhere(true);
        flip(blocked, false);

        assertThat(tally().missed()).isEqualTo(1);
        assertThat(tally().wronglyBlocked()).isZero();
        assertThat(tally().examples()).singleElement().asString().contains(blocked.id());
    }

    @Test
    void aSessionWithoutAVerdictIsNoSessionThatIsLetGo() {
        verdicts.remove(anyWhere(false).id());

        assertThat(tally().silent()).isEqualTo(1);
        assertThat(tally().isClean()).isFalse();
    }

    @Test
    void anEarlierVersionThatComesLaterChangesNothing() {
        JudgeScript script = new JudgeScript(7, START, ENTRIES, AUTHORIZATIONS);
        for (int n = 0; n < ENTRIES; n++) {
            naive.published(script.entry(n, false));
        }
        for (int n = 0; n < AUTHORIZATIONS; n++) {
            naive.published(script.authorization(n, false));
        }

        assertThat(tally().isClean()).isTrue();
    }

    private JudgeTally tally() {
        JudgeTally tally = new JudgeTally(naive, verdicts::get);
        sessions.forEach(tally::look);
        return tally;
    }

    /** One that is shown in one territory, so that a flipped verdict is one fault. */
    private NaiveRights.Session anyWhere(boolean blocked) {
        return sessions.stream()
                .filter(session -> session.shownIn().size() == 1)
                .filter(session -> naive.mustBlock(session, session.shownIn().get(0)) == blocked)
                .findFirst()
                .orElseThrow();
    }

    private void flip(NaiveRights.Session session, boolean blocked) {
        Map<String, Boolean> flipped = Map.of(session.shownIn().get(0), blocked);
        verdicts.put(session.id(), new VerdictBook.Last(1, 2, false, flipped, START));
    }

    private VerdictBook.Last judged(NaiveRights.Session session) {
        JudgedSession state = JudgedSession.fresh(session.id());
        for (OpenMatch match : JudgeScript.last(session, true)) {
            state =
                    SessionJudge.judge(state, finding(match), ListIndex.of(entries), true, START)
                            .session();
        }
        Map<String, Boolean> blocked = new HashMap<>();
        for (Decision decision : state.published().decisions()) {
            blocked.put(decision.territory(), decision.action().blocks());
        }
        return new VerdictBook.Last(1, state.published().revision(), false, blocked, START);
    }

    private Finding finding(OpenMatch match) {
        String workId = match.evidence().workId();
        List<Authorization> naming =
                authorizations.stream()
                        .filter(a -> a.workIds().contains(workId))
                        .filter(a -> names(a, match))
                        .toList();
        return FindingBuilder.builder()
                .sessionId(match.sessionId())
                .context(match.context())
                .evidence(match.evidence())
                .authorizations(naming)
                .authorizationsLoaded(true)
                .changes(WorkListing.NONE)
                .build();
    }

    private static boolean names(Authorization authorization, OpenMatch match) {
        return Stream.of(
                        match.context().accountId(),
                        match.context().channelId(),
                        match.context().organisationId())
                .anyMatch(authorization.grantee()::equals);
    }
}
