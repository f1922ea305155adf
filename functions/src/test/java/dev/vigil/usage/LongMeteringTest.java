package dev.vigil.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceBuilder;
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

    /** Song behind song, each another work: a verdict names the last hundred. */
    @Test
    void aStreamOfAThousandWorks() {
        List<Evidence> matches = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            matches.add(song(i, "work-" + i));
            read(latest(matches), "auth-" + i);
            assertThat(session.works()).hasSizeLessThanOrEqualTo(Kept.MOST_WORKS);
            assertThat(session.unders()).hasSizeLessThanOrEqualTo(Kept.MOST_UNDERS);
        }
        assertThat(usedMs).isEqualTo(1_000 * SONG_MS);
    }

    /** A match that decides stays in the verdict, however long ago it was. */
    @Test
    void whatIsStillNamedIsNotCountedAgain() {
        List<Evidence> matches = new ArrayList<>();
        Evidence first = song(0, "work-first");
        for (int i = 1; i < 600; i++) {
            matches.add(song(i, "work-" + i));
            List<Evidence> named = new ArrayList<>(List.of(first));
            named.addAll(latest(matches));
            read(named, "auth");
        }
        assertThat(usedMs).isEqualTo(600 * SONG_MS);
    }

    /** One work with a pause in between, over and over. */
    @Test
    void aWorkOfManyPieces() {
        List<Evidence> matches = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            matches.add(song(2 * i, "work-1"));
            read(latest(matches), "auth");
            int pieces = session.works().get(0).pieces().size();
            assertThat(pieces).isLessThanOrEqualTo(Kept.MOST_PIECES);
        }
        assertThat(usedMs).isEqualTo(3_000 * SONG_MS);
    }

    @Test
    void reportsOfAnAudienceAreTheLatest() {
        for (int i = 0; i < 1_000; i++) {
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

    private void read(List<Evidence> evidence, String authorization) {
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
                                .startAt(START)
                                .judgedAt(evidence.get(evidence.size() - 1).captureEnd())
                                .build()));
    }

    private void take(MeterInput fact) {
        Meter.Step step = meter.on(session, fact);
        session = step.next();
        for (UsageInput change : step.changes()) {
            usedMs += change.amount().usedMs();
        }
    }
}
