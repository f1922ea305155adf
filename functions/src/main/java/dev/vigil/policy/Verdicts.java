package dev.vigil.policy;

import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.SharedSound;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.verdict.Decision;
import dev.vigil.schema.verdict.JudgedSession;
import dev.vigil.schema.verdict.PublishedVerdict;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.WorkRuling;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * A verdict as it is published. Its largest size is the sum of what its lists may take: decisions
 * in {@link Ruling#MOST_TERRITORIES} territories, with two ids of 600 bytes each, are 480 kB,
 * {@link Ruling#MOST_FAILED_TESTS} failed tests 130 kB, the lists below 280 kB.
 */
final class Verdicts {
    /** Works that are named one by one. */
    static final int MOST_WORKS = 64;

    /** 100 matches with ids of usual length are half of it. */
    static final int MOST_EVIDENCE_BYTES = 120_000;

    /** 64 works in ten territories are half of it. */
    static final int MOST_RULING_BYTES = 100_000;

    static final int MOST_SHADOW_BYTES = 60_000;

    /** Names and numbers of a record of each list as JSON, its texts aside. */
    static final int RECORD_BYTES = 550;

    /** Names and numbers of what was seen, in a match of pictures. */
    private static final int PICTURE_BYTES = 160;

    /** What the other of sound and pictures says to a match. */
    private static final int SENSES_BYTES = 60;

    /** Eight other places of it in the reference. */
    private static final int PLACES_BYTES = 160;

    /** Names and numbers of which works have the sound of a match too. */
    private static final int SHARED_BYTES = 80;

    /** In UTF-8; nothing in an id needs an escape. */
    private static final int MOST_BYTES_OF_A_CHARACTER = 3;

    private Verdicts() {}

    /** What decides of a command: the evidence, without the rulings. */
    static Verdict draft(JudgedSession session, PublishedVerdict next, long nowMs) {
        return verdict(
                session, next, nowMs, evidence(session), session.left(), List.of(), 0, false);
    }

    /**
     * @param ruling null while nothing can be judged
     * @param withheld true where a command should follow and does not
     */
    static Verdict of(
            JudgedSession session,
            PublishedVerdict next,
            Ruling ruling,
            boolean withheld,
            long nowMs) {
        List<Evidence> all = evidence(session);
        List<WorkRuling> ruled = ruling == null ? List.of() : ruling.rulings();
        List<WorkRuling> rulings = named(ruled, all);
        List<Evidence> evidence = fitting(all, rulings);
        return verdict(
                session,
                next,
                nowMs,
                evidence,
                session.left() + all.size() - evidence.size(),
                rulings,
                ruled.size() - rulings.size(),
                withheld);
    }

    private static Verdict verdict(
            JudgedSession session,
            PublishedVerdict next,
            long nowMs,
            List<Evidence> evidence,
            int moreEvidence,
            List<WorkRuling> rulings,
            int moreRulings,
            boolean withheld) {
        SessionStarted context = session.context();
        Decision strictest = Ruling.strictest(next.decisions());
        List<Decision> shadow = cut(next.shadow(), MOST_SHADOW_BYTES, Verdicts::mostBytes);
        return new Verdict(
                SessionJudge.verdictId(session),
                next.revision(),
                next.state(),
                session.sessionId(),
                context == null ? null : context.kind(),
                context == null ? null : context.accountId(),
                context == null ? null : context.channelId(),
                context == null ? null : context.title(),
                Ruling.overall(next.decisions()),
                strictest.reasonCode(),
                Precedence.RULE_VERSION,
                next.decisions(),
                evidence,
                next.firstCaptureTime(),
                nowMs,
                next.detectionLatencyMs(),
                context == null ? null : context.organisationId(),
                context == null ? null : context.serviceTerritories(),
                shadow.isEmpty() ? null : shadow,
                rulings.isEmpty() ? null : rulings,
                counted(moreRulings),
                counted(moreEvidence),
                counted(next.shadow().size() - shadow.size()),
                withheld ? Boolean.TRUE : null,
                context == null ? null : Long.valueOf(context.startAt()));
    }

    private static Integer counted(int more) {
        return more == 0 ? null : Integer.valueOf(more);
    }

    private static List<Evidence> evidence(JudgedSession session) {
        return session.findings().stream().map(Finding::evidence).toList();
    }

    /**
     * Those that fit: of what blocks, then of what else is named, then the others; of each what was
     * matched last. What a ruling names and the evidence lacks can't be counted as usage.
     */
    private static List<Evidence> fitting(List<Evidence> all, List<WorkRuling> rulings) {
        if (cut(all, MOST_EVIDENCE_BYTES, Verdicts::mostBytes).size() == all.size()) {
            return all;
        }
        Map<String, Integer> turns = new HashMap<>();
        for (WorkRuling ruling : rulings) {
            int turn = ruling.action().blocks() ? 0 : 1;
            ruling.matchIds().forEach(id -> turns.merge(id, turn, Math::min));
        }
        List<Evidence> inTurn =
                all.stream()
                        .sorted(
                                Comparator.comparing(
                                                (Evidence match) ->
                                                        turns.getOrDefault(match.matchId(), 2))
                                        .thenComparing(match -> -lastAt(match)))
                        .toList();
        Set<String> fit = new HashSet<>();
        cut(inTurn, MOST_EVIDENCE_BYTES, Verdicts::mostBytes)
                .forEach(match -> fit.add(match.matchId()));
        return all.stream().filter(match -> fit.contains(match.matchId())).toList();
    }

    private static long lastAt(Evidence match) {
        return match.open() ? Long.MAX_VALUE : match.captureEnd();
    }

    /**
     * Those that fit: what blocks, then what was matched last. A long session has more works than
     * can be named, and each must have been while it was shown.
     */
    private static List<WorkRuling> named(List<WorkRuling> rulings, List<Evidence> evidence) {
        Map<String, Long> turns = new HashMap<>();
        for (Evidence match : evidence) {
            turns.merge(match.workId(), -lastAt(match), Math::min);
        }
        Map<String, Integer> strictness = new HashMap<>();
        for (WorkRuling ruling : rulings) {
            strictness.putIfAbsent(ruling.workId(), strictness.size());
            if (ruling.action().blocks()) {
                turns.put(ruling.workId(), Long.MIN_VALUE);
            }
        }
        List<WorkRuling> inTurn =
                rulings.stream()
                        .sorted(
                                Comparator.comparing(
                                                (WorkRuling ruling) ->
                                                        turns.getOrDefault(ruling.workId(), 0L))
                                        .thenComparing(ruling -> strictness.get(ruling.workId())))
                        .toList();
        Set<WorkRuling> fit =
                Set.copyOf(cut(ofMostWorks(inTurn), MOST_RULING_BYTES, Verdicts::mostBytes));
        return rulings.stream().filter(fit::contains).toList();
    }

    private static List<WorkRuling> ofMostWorks(List<WorkRuling> rulings) {
        Set<String> works = new HashSet<>();
        return rulings.stream()
                .takeWhile(
                        ruling -> {
                            works.add(ruling.workId());
                            return works.size() <= MOST_WORKS;
                        })
                .toList();
    }

    /** Ids may be long: as many from the front as are sure to fit. */
    private static <T> List<T> cut(List<T> items, int mostBytes, ToIntFunction<T> bytes) {
        int sum = 0;
        for (int i = 0; i < items.size(); i++) {
            sum += bytes.applyAsInt(items.get(i));
            if (sum > mostBytes) {
                return items.subList(0, i);
            }
        }
        return items;
    }

    static int mostBytes(Evidence evidence) {
        return RECORD_BYTES
                + (evidence.picture() == null ? 0 : PICTURE_BYTES)
                + (evidence.otherSense() == null ? 0 : SENSES_BYTES)
                + (evidence.otherPlaces() == null ? 0 : PLACES_BYTES)
                + (evidence.shared() == null ? 0 : mostBytes(evidence.shared()))
                + ofTexts(evidence.matchId(), evidence.workId(), evidence.referenceId());
    }

    private static int mostBytes(SharedSound shared) {
        return SHARED_BYTES + ofTexts(shared.works().toArray(String[]::new));
    }

    static int mostBytes(Decision decision) {
        return RECORD_BYTES
                + ofTexts(
                        decision.workId(),
                        decision.listEntryId(),
                        decision.authorizationId(),
                        decision.policyOwnerId());
    }

    static int mostBytes(WorkRuling ruling) {
        return RECORD_BYTES
                + ofTexts(
                        ruling.workId(),
                        ruling.listEntryId(),
                        ruling.authorizationId(),
                        ruling.policyOwnerId(),
                        ruling.offerRef())
                + ofTexts(ruling.matchIds().toArray(String[]::new))
                + ofTexts(ruling.territories().toArray(String[]::new));
    }

    /** With quotes and comma. */
    private static int ofTexts(String... texts) {
        int bytes = 0;
        for (String text : texts) {
            bytes += 3 + (text == null ? 0 : MOST_BYTES_OF_A_CHARACTER * text.length());
        }
        return bytes;
    }
}
