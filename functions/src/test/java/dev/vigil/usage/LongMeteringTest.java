package dev.vigil.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.EnforcementCommandBuilder;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceBuilder;
import dev.vigil.schema.match.EvidenceStanding;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.usage.MeterInput;
import dev.vigil.schema.usage.MeteredSession;
import dev.vigil.schema.usage.SessionAudience;
import dev.vigil.schema.usage.UsageInput;
import dev.vigil.schema.verdict.VerdictBuilder;
import dev.vigil.schema.verdict.WorkRuling;
import dev.vigil.schema.verdict.WorkRulingBuilder;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A session that goes on for weeks: what is kept of it has a limit, and nothing is lost or doubled.
 */
class LongMeteringTest {
    private static final long START = UsageWorld.MIDNIGHT;
    private static final long SONG_MS = 180_000;
    private static final int NAMED = 100;

    private final Meter meter = new Meter(new UsageDays(ZoneId.of("Asia/Shanghai")));
    private MeteredSession session;
    private long usedMs;
    private long sessions;
    private long viewers;
    private long plays;
    private final Map<String, Long> playsByDay = new TreeMap<>();

    /** Song behind song, each another work: a verdict names the last hundred. */
    @Test
    void aStreamOfHundredsOfWorks() {
        List<Evidence> matches = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            matches.add(song(i, "work-" + i));
            read(latest(matches), "auth-" + i);
            assertThat(session.works()).hasSizeLessThanOrEqualTo(Kept.MOST_WORKS);
            assertThat(session.unders()).hasSizeLessThanOrEqualTo(Kept.MOST_UNDERS);
        }
        assertThat(usedMs).isEqualTo(400 * SONG_MS);
    }

    /** A person overturns a match: what it alone has shown was no use. */
    @Test
    void whatAPersonOverturnsIsTakenBack() {
        Evidence song = song(0, "work-1");
        Evidence other =
                song.with()
                        .matchId("other")
                        .queryStartMs(100_000)
                        .captureStart(song.captureStart() + 100_000)
                        .build();
        read(List.of(song, other), "auth-1");
        assertThat(usedMs).isEqualTo(SONG_MS);
        Evidence overturned = song.with().standing(EvidenceStanding.QUARANTINED).build();
        read(List.of(overturned, other), "auth-1");
        assertThat(usedMs).as("what another match shows remains").isEqualTo(SONG_MS - 100_000);
        read(List.of(song, other), "auth-1");
        assertThat(usedMs).as("once it is confirmed").isEqualTo(SONG_MS);
        read(
                List.of(overturned, other.with().standing(EvidenceStanding.QUARANTINED).build()),
                "auth-1");
        assertThat(usedMs).isZero();
        assertThat(sessions).isZero();
    }

    /** A revision costs what it shows more of, however much is kept of the stream. */
    @Test
    void onlyWhatARevisionChangesIsDerivedAgain() {
        List<Evidence> matches = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            MeteredSession before = session;
            matches.add(song(i, "work-" + i));
            read(latest(matches), "auth-1");
            if (before != null) {
                assertThat(Meter.changed(before, session)).containsExactly("work-" + i);
            }
        }
        assertThat(session.works()).hasSize(120);
        MeteredSession seen =
                session.withReports(
                        List.of(new SessionAudience("s", "CN", START, START + 1, 1, 1, null)));
        assertThat(Meter.changed(session, seen)).hasSize(120);
        assertThat(Meter.changed(session, session.withWorks(session.works().subList(1, 120))))
                .containsExactly("work-0");
    }

    /** A match that decides stays in the verdict, however long ago it was. */
    @Test
    void whatIsStillNamedIsNotCountedAgain() {
        List<Evidence> matches = new ArrayList<>();
        Evidence first = song(0, "work-first");
        for (int i = 1; i < 300; i++) {
            matches.add(song(i, "work-" + i));
            List<Evidence> named = new ArrayList<>(List.of(first));
            named.addAll(latest(matches));
            read(named, "auth");
        }
        assertThat(usedMs).isEqualTo(300 * SONG_MS);
    }

    /** One work with a pause in between, over and over. */
    @Test
    void aWorkOfManyPieces() {
        List<Evidence> matches = new ArrayList<>();
        for (int i = 0; i < 1_300; i++) {
            matches.add(song(2 * i, "work-1"));
            read(latest(matches), "auth");
            int pieces = session.works().get(0).pieces().size();
            assertThat(pieces).isLessThanOrEqualTo(Kept.MOST_PIECES);
        }
        assertThat(usedMs).isEqualTo(1_300 * SONG_MS);
        // 5.4 days.
        assertThat(sessions).isEqualTo(6);
        assertThat(session.marks()).hasSizeLessThanOrEqualTo(Kept.MOST_MARKS);
    }

    @Test
    void reportsOfAnAudienceAreTheLatest() {
        for (int i = 0; i < 300; i++) {
            long from = START + i * 60_000L;
            take(
                    MeterInput.audience(
                            new SessionAudience("s", "CN", from, from + 60_000, 1, 60_000, null)));
            assertThat(session.reports()).hasSizeLessThanOrEqualTo(Audiences.MOST);
        }
        MeteredSession before = session;
        take(
                MeterInput.audience(
                        new SessionAudience("s", "CN", START, START + 60_000, 9, 60_000, null)));
        assertThat(session.reports()).as("too early").isEqualTo(before.reports());
    }

    /** Each number of a measure is forgotten once: what it has stopped stays stopped. */
    @Test
    void aStreamThatIsStoppedAgainAndAgain() {
        for (int i = 1; i <= 40; i++) {
            long at = START + i * 60_000L;
            Measure measure = i % 2 == 1 ? Measure.STOP_STREAM : Measure.LIFT;
            measure("s/command/" + i, measure, at);
            assertThat(session.measures()).hasSizeLessThanOrEqualTo(UsedMeasures.MOST);
            read(List.of(stretch(at + 60_000)), "auth");
        }
        // Of 41 minutes every other one.
        assertThat(usedMs).isEqualTo(21 * 60_000L);
        measure("s/command/1", Measure.STOP_STREAM, START + 60_000);
        assertThat(usedMs).as("read again").isEqualTo(21 * 60_000L);
    }

    /** An id that is used again has measures from the first on. */
    @Test
    void aMeasureOfALaterUseOfAnId() {
        read(List.of(stretch(START + 60_000)), "auth");
        measure("s/command/1", Measure.STOP_STREAM, START + 30_000);
        assertThat(usedMs).isEqualTo(30_000);
        long again = START + 3_600_000;
        for (boolean known : new boolean[] {true, false}) {
            MeteredSession before = session;
            usedMs = 0;
            if (known) {
                read(List.of(stretch(again, again + 60_000)), again);
            }
            measure("s/command/1", Measure.STOP_STREAM, again + 20_000);
            if (!known) {
                read(List.of(stretch(again, again + 60_000)), again);
            }
            assertThat(usedMs).as("known first: %s", known).isEqualTo(20_000);
            session = before;
        }
    }

    /** A report over midnight is of both days, its plays are not. */
    @Test
    void playsOfAReportAreCountedOnce() {
        read(List.of(stretch(START - 3_600_000, START + 3_600_000)), START - 3_600_000);
        take(
                MeterInput.audience(
                        new SessionAudience(
                                "s", "CN", START - 3_600_000, START + 3_600_000, 5, 7, 11L)));
        assertThat(plays).isEqualTo(11);
        assertThat(playsByDay).containsOnlyKeys("2026-11-26", "2026-11-27");
        assertThat(playsByDay.get("2026-11-26")).isEqualTo(5);
    }

    /**
     * A session is one of a day, though the pieces of its morning are not kept until the evening.
     */
    @Test
    void aSessionOfManyPiecesInADay() {
        for (int i = 0; i < 1_200; i++) {
            long from = START + i * 20_000L;
            read(
                    List.of(
                            EvidenceBuilder.builder()
                                    .matchId("m" + i)
                                    .workId(i < 10 || i > 1_190 ? "work-1" : "work-2")
                                    .queryStartMs(i * 20_000L)
                                    .queryEndMs(i * 20_000L + 5_000)
                                    .captureStart(from)
                                    .captureEnd(from + 5_000)
                                    .receivedAt(from + 5_000)
                                    .build()),
                    "auth");
        }
        assertThat(usedMs).isEqualTo(1_200 * 5_000L);
        assertThat(sessions).as("one for each work").isEqualTo(2);
    }

    private void measure(String commandId, Measure measure, long at) {
        take(
                MeterInput.command(
                        EnforcementCommandBuilder.builder()
                                .commandId(commandId)
                                .sessionId("s")
                                .measure(measure)
                                .territories(List.of())
                                .issuedAt(at)
                                .build()));
        take(
                MeterInput.confirmed(
                        ActionConfirmedBuilder.builder()
                                .confirmationId("confirmation-" + at)
                                .itemId("s")
                                .measure(measure)
                                .commandId(commandId)
                                .effectiveAt(at)
                                .build()));
    }

    private static Evidence stretch(long to) {
        return stretch(START, to);
    }

    private static Evidence stretch(long from, long to) {
        return EvidenceBuilder.builder()
                .matchId("m" + from)
                .workId("work-1")
                .queryStartMs(0)
                .queryEndMs(to - from)
                .captureStart(from)
                .captureEnd(to)
                .receivedAt(to)
                .open(true)
                .build();
    }

    /** The most at a time, though the report that had it is long forgotten. */
    @Test
    void viewersOfADayAreTheMostAtATime() {
        long length = 300 * 60_000L;
        for (int i = 0; i < 300; i++) {
            long from = START + i * 60_000L;
            read(List.of(stretch(from + 60_000)), "auth");
            long watching = i == 3 ? 120 : 50 + i / 20;
            take(
                    MeterInput.audience(
                            new SessionAudience(
                                    "s", "CN", from, from + 60_000, watching, 60_000, null)));
            assertThat(viewers).isLessThanOrEqualTo(120);
        }
        assertThat(viewers).isEqualTo(120);
        assertThat(usedMs).isEqualTo(length);
        assertThat(session.marks()).hasSizeLessThanOrEqualTo(Kept.MOST_MARKS);
    }

    private static Evidence song(int number, String workId) {
        long from = number * SONG_MS;
        return EvidenceBuilder.builder()
                .matchId("m" + number)
                .workId(workId)
                .queryStartMs(from)
                .queryEndMs(from + SONG_MS)
                .captureStart(START + from)
                .captureEnd(START + from + SONG_MS)
                .receivedAt(START + from + SONG_MS)
                .build();
    }

    private static List<Evidence> latest(List<Evidence> matches) {
        return matches.subList(Math.max(0, matches.size() - NAMED), matches.size());
    }

    private void read(List<Evidence> evidence, long startAt) {
        read(evidence, "auth", startAt);
    }

    private void read(List<Evidence> evidence, String authorization) {
        read(evidence, authorization, START);
    }

    private void read(List<Evidence> evidence, String authorization, long startAt) {
        List<WorkRuling> rulings =
                evidence.stream()
                        .map(
                                match ->
                                        WorkRulingBuilder.builder()
                                                .workId(match.workId())
                                                .matchIds(List.of(match.matchId()))
                                                .territories(List.of("*"))
                                                .action(Action.ALLOW_WITH_USAGE)
                                                .step(3)
                                                .reasonCode("AUTHORIZED")
                                                .authorizationId(authorization)
                                                .build())
                        .toList();
        take(
                MeterInput.verdict(
                        VerdictBuilder.builder()
                                .sessionId("s")
                                .sessionKind(SessionKind.LIVE)
                                .evidence(evidence)
                                .rulings(rulings)
                                .startAt(startAt)
                                .judgedAt(evidence.get(evidence.size() - 1).captureEnd())
                                .build()));
    }

    private void take(MeterInput fact) {
        Meter.Step step = meter.on(session, fact);
        session = step.next();
        for (UsageInput change : step.changes()) {
            usedMs += change.amount().usedMs();
            sessions += change.amount().sessions();
            viewers += change.amount().viewers();
            plays += change.amount().plays();
            if (change.amount().plays() != 0) {
                playsByDay.merge(
                        UsageKey.of(change.rowId()).day(), change.amount().plays(), Long::sum);
            }
        }
    }
}
