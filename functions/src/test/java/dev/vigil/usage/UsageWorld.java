package dev.vigil.usage;

import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.EnforcementCommandBuilder;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceBuilder;
import dev.vigil.schema.match.EvidenceStanding;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.usage.MeterInput;
import dev.vigil.schema.usage.SessionAudience;
import dev.vigil.schema.verdict.VerdictBuilder;
import dev.vigil.schema.verdict.VerdictState;
import dev.vigil.schema.verdict.WorkRuling;
import dev.vigil.schema.verdict.WorkRulingBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/**
 * Random sessions around a midnight of Shanghai, with the permissions that really hold, and what
 * topics have of them: in order within a topic, in any order between topics, with repeats.
 */
public final class UsageWorld {
    public static final long MIDNIGHT = Instant.parse("2026-11-26T16:00:00Z").toEpochMilli();
    public static final long SEGMENT_MS = 2_000;
    public static final List<String> WORKS = List.of("work-1", "work-2");

    /**
     * Who permits a work.
     *
     * @param from capture time; half open
     */
    record Permission(String workId, String territory, long from, long to, String basis) {}

    public final List<MeterInput> facts = new ArrayList<>();
    final List<Permission> permissions = new ArrayList<>();
    final TreeSet<String> sessions = new TreeSet<>();
    private final Random random;
    private final boolean calm;

    public UsageWorld(long seed) {
        this(seed, false);
    }

    /**
     * @param calm true where each match has a ruling from its first segment on, and keeps having
     *     one
     */
    UsageWorld(long seed, boolean calm) {
        this.calm = calm;
        random = new Random(seed);
        for (int i = 0; i < 2; i++) {
            String workId = WORKS.get(random.nextInt(WORKS.size()));
            long from = MIDNIGHT + random.nextInt(30_000) - 15_000;
            String territory = random.nextBoolean() ? "CN" : "*";
            String basis = random.nextInt(3) == 0 ? "POLICY:owner-1" : "AUTHORIZATION:auth-" + i;
            permissions.add(
                    new Permission(
                            workId, territory, from, from + 1 + random.nextInt(20_000), basis));
        }
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            session("session-" + i);
        }
    }

    private void session(String sessionId) {
        sessions.add(sessionId);
        long startAt = MIDNIGHT - random.nextInt(15_000);
        List<MeterInput> verdicts = new ArrayList<>();
        boolean upload = random.nextInt(4) == 0;
        boolean again = random.nextInt(4) == 0;
        long lengthMs = life(sessionId, startAt, upload, again, verdicts);
        if (again) {
            life(sessionId, startAt + lengthMs + 1_000, upload, true, verdicts);
        }
        if (random.nextBoolean()) {
            // The media job has failed, and sends again what it had not made sure of.
            int from = random.nextInt(verdicts.size());
            verdicts.addAll(List.copyOf(verdicts.subList(from, verdicts.size())));
        }
        List<List<MeterInput>> topics = new ArrayList<>(List.of(verdicts));
        if (!again) {
            topics.add(audience(sessionId, startAt, lengthMs));
        }
        List<MeterInput> commands = new ArrayList<>();
        List<MeterInput> confirmations = new ArrayList<>();
        if (!again && random.nextBoolean()) {
            measures(sessionId, startAt, lengthMs, commands, confirmations);
        }
        topics.add(commands);
        topics.add(confirmations);
        merge(topics);
    }

    private void merge(List<List<MeterInput>> topics) {
        List<Integer> turns = new ArrayList<>();
        for (int i = 0; i < topics.size(); i++) {
            turns.addAll(Collections.nCopies(topics.get(i).size(), i));
        }
        Collections.shuffle(turns, random);
        int[] next = new int[topics.size()];
        turns.forEach(topic -> facts.add(topics.get(topic).get(next[topic]++)));
    }

    /** Where a match is in a session. */
    private record Match(String id, String workId, String referenceId, long fromMs, long toMs) {}

    private long life(
            String sessionId,
            long startAt,
            boolean upload,
            boolean named,
            List<MeterInput> verdicts) {
        long lengthMs = 6_000 + random.nextInt(14_000);
        List<Match> matches = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            long from = random.nextInt((int) lengthMs - 2_000);
            matches.add(
                    new Match(
                            sessionId + "/" + startAt + "/m" + i,
                            WORKS.get(random.nextInt(WORKS.size())),
                            "reference-" + i,
                            from,
                            Math.min(lengthMs, from + 500 + random.nextInt(15_000))));
        }
        TreeSet<Long> positions = new TreeSet<>(List.of(lengthMs));
        for (long at = 3_000; at < lengthMs; at += 500 + random.nextInt(5_000)) {
            positions.add(at);
        }
        for (Match match : matches) {
            positions.add(
                    Math.min(lengthMs, match.fromMs() + 1 + random.nextInt((int) SEGMENT_MS)));
        }
        for (Permission permission : permissions) {
            // A change of what is permitted is published with the next segment.
            for (long change : List.of(permission.from(), permission.to())) {
                long at = change - startAt + random.nextInt((int) SEGMENT_MS);
                if (at > 0 && at < lengthMs) {
                    positions.add(at);
                }
            }
        }
        int weak = calm ? -1 : random.nextInt(6);
        int overturned = calm ? -1 : random.nextInt(8);
        long overturnedAt = random.nextInt((int) lengthMs);
        long revision = 0;
        for (long at : positions) {
            long position = at;
            List<Evidence> evidence = new ArrayList<>();
            for (int i = 0; i < matches.size(); i++) {
                Match match = matches.get(i);
                if (match.fromMs() < position) {
                    EvidenceStanding standing =
                            i == overturned && position >= overturnedAt
                                    ? EvidenceStanding.QUARANTINED
                                    : i == weak && position < lengthMs
                                            ? EvidenceStanding.WEAK
                                            : EvidenceStanding.COUNTED;
                    evidence.add(evidence(match, startAt, upload, position, standing));
                }
            }
            if (!evidence.isEmpty()) {
                verdicts.add(
                        MeterInput.verdict(
                                VerdictBuilder.builder()
                                        .verdictId(sessionId + "/1")
                                        .revision(++revision)
                                        .state(VerdictState.OPEN)
                                        .sessionId(sessionId)
                                        .accountId("account-1")
                                        .sessionKind(
                                                random.nextInt(5) == 0
                                                        ? null
                                                        : upload
                                                                ? SessionKind.UPLOAD
                                                                : SessionKind.LIVE)
                                        .action(Action.OBSERVE)
                                        .evidence(evidence)
                                        .rulings(
                                                !calm
                                                                && random.nextInt(6) == 0
                                                                && position < lengthMs
                                                        ? null
                                                        : rulings(evidence))
                                        .judgedAt(startAt + position + 500)
                                        .startAt(!named && random.nextInt(5) == 0 ? null : startAt)
                                        .build()));
            }
        }
        return lengthMs;
    }

    private Evidence evidence(
            Match match, long startAt, boolean upload, long position, EvidenceStanding standing) {
        long to = Math.min(match.toMs(), position);
        return EvidenceBuilder.builder()
                .matchId(match.id())
                .workId(match.workId())
                .referenceId(match.referenceId())
                .queryStartMs(match.fromMs())
                .queryEndMs(to)
                .captureStart(startAt + (upload ? 0 : match.fromMs()))
                .captureEnd(startAt + (upload ? 0 : to))
                .open(position < match.toMs())
                .standing(standing)
                .receivedAt(startAt + position + 100)
                .build();
    }

    /** As the judge makes them: by the end of the match so far, strictest first. */
    private List<WorkRuling> rulings(List<Evidence> evidence) {
        Map<WorkRuling, List<String>> matches = new LinkedHashMap<>();
        for (Evidence match : evidence) {
            Map<WorkRuling, List<String>> where = new LinkedHashMap<>();
            for (String territory : List.of("*", "CN")) {
                where.computeIfAbsent(
                                ruling(match.workId(), basis(match, territory)),
                                r -> new ArrayList<>())
                        .add(territory);
            }
            where.forEach(
                    (ruling, in) ->
                            matches.computeIfAbsent(
                                            ruling.of(List.of(), in), r -> new ArrayList<>())
                                    .add(match.matchId()));
        }
        return matches.entrySet().stream()
                .map(entry -> entry.getKey().of(entry.getValue(), entry.getKey().territories()))
                .sorted(
                        Comparator.comparing(WorkRuling::action)
                                .reversed()
                                .thenComparing(WorkRuling::workId))
                .toList();
    }

    private String basis(Evidence match, String territory) {
        return permitted(match.workId(), territory, match.captureEnd());
    }

    /** What really holds. */
    String permitted(String workId, String territory, long at) {
        return permissions.stream()
                .filter(one -> one.workId().equals(workId))
                .filter(one -> one.territory().equals("*") || one.territory().equals(territory))
                .filter(one -> one.from() <= at && at < one.to())
                .map(Permission::basis)
                .min(Comparator.naturalOrder())
                .orElse("NONE");
    }

    private static WorkRuling ruling(String workId, String basis) {
        WorkRulingBuilder ruling =
                WorkRulingBuilder.builder()
                        .workId(workId)
                        .matchIds(List.of())
                        .territories(List.of())
                        .action(Action.BLOCK)
                        .step(4)
                        .reasonCode("LISTED_STAYDOWN")
                        .listEntryId("entry-1")
                        .listEntryVersion(1L);
        if (basis.startsWith("AUTHORIZATION:")) {
            ruling.action(Action.ALLOW_WITH_USAGE)
                    .step(3)
                    .reasonCode("AUTHORIZED")
                    .listEntryId(null)
                    .authorizationId(basis.substring(14));
        } else if (basis.startsWith("POLICY:")) {
            ruling.action(Action.OBSERVE)
                    .step(7)
                    .reasonCode("OWNER_POLICY")
                    .listEntryId(null)
                    .policyOwnerId(basis.substring(7))
                    .policyVersion(1L);
        }
        return ruling.build();
    }

    private List<MeterInput> audience(String sessionId, long startAt, long lengthMs) {
        List<MeterInput> reports = new ArrayList<>();
        for (String territory : List.of("CN", "US", "JP")) {
            if (random.nextBoolean()) {
                continue;
            }
            for (long from = startAt; from < startAt + lengthMs; from += 4_000) {
                if (random.nextInt(4) > 0) {
                    reports.add(report(sessionId, territory, from));
                }
                if (random.nextInt(8) == 0) {
                    reports.add(report(sessionId, territory, from));
                }
            }
        }
        if (!reports.isEmpty() && random.nextBoolean()) {
            int from = random.nextInt(reports.size());
            reports.addAll(List.copyOf(reports.subList(from, reports.size())));
        }
        return reports;
    }

    private MeterInput report(String sessionId, String territory, long from) {
        long viewers = random.nextInt(1_000);
        return MeterInput.audience(
                new SessionAudience(
                        sessionId,
                        territory,
                        from,
                        from + 4_000,
                        viewers,
                        viewers == 0 ? 0 : random.nextInt((int) viewers * 4_000),
                        random.nextBoolean() ? null : (long) random.nextInt(50)));
    }

    private void measures(
            String sessionId,
            long startAt,
            long lengthMs,
            List<MeterInput> commands,
            List<MeterInput> confirmations) {
        long at = startAt;
        int count = 1 + random.nextInt(3);
        for (int i = 1; i <= count; i++) {
            at += random.nextInt((int) lengthMs);
            Measure measure =
                    List.of(Measure.GEO_BLOCK, Measure.STOP_STREAM, Measure.LIFT)
                            .get(random.nextInt(3));
            String commandId = sessionId + "/command/" + i;
            commands.add(
                    MeterInput.command(
                            EnforcementCommandBuilder.builder()
                                    .commandId(commandId)
                                    .sessionId(sessionId)
                                    .measure(measure)
                                    .territories(
                                            measure == Measure.GEO_BLOCK
                                                    ? List.of("CN")
                                                    : List.of())
                                    .issuedAt(at)
                                    .build()));
            if (random.nextInt(4) > 0) {
                confirmations.add(MeterInput.confirmed(confirmed(sessionId, commandId, at + 700)));
            }
            if (random.nextInt(4) == 0) {
                confirmations.add(
                        MeterInput.failed(
                                new ItemBack(sessionId, at + 5_000, "it was back", commandId)));
            }
        }
    }

    private static ActionConfirmed confirmed(String sessionId, String commandId, long at) {
        return ActionConfirmedBuilder.builder()
                .confirmationId("c")
                .itemId(sessionId)
                .measure(Measure.GEO_BLOCK)
                .effectiveAt(at)
                .commandId(commandId)
                .build();
    }
}
