package dev.vigil.account;

import dev.vigil.policy.Reason;
import dev.vigil.schema.account.Aggravator;
import dev.vigil.schema.account.CaseEpisode;
import dev.vigil.schema.account.GroundFact;
import dev.vigil.schema.account.GroundKind;
import dev.vigil.schema.account.OffenceReason;
import dev.vigil.schema.account.TimeCode;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.WorkRuling;
import dev.vigil.schema.wire.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What counts of a verdict: rulings that block in earnest, and what they rest on. */
final class Episodes {
    /** A reason's references, and an offence's works and owners. */
    static final int MOST_NAMED = 16;

    static final int MOST_REASONS = 32;

    /** Of all reasons of an offence together: ids may be long. */
    private static final int MOST_REFERENCES = 64;

    static final int MOST_TERRITORIES = 300;
    static final int MOST_TIME_CODES = 10;

    /** Tempo from which it is changed on purpose; pitch by as much. */
    private static final double EVASION = 0.02;

    private static final double EVASION_SEMITONES = 12 * Math.log(1 + EVASION) / Math.log(2);

    /** Why a ruling that names an entry does not block by it any more, though it was right. */
    private static final Set<String> HELD = Set.of(Reason.QUARANTINED, Reason.OVER);

    private static final Set<GroundKind> IN_WINDOW =
            EnumSet.of(GroundKind.LISTED_IN_SCREENING, GroundKind.LISTED_HOT_BROADCAST);

    private static final Base64.Encoder DIGEST = Base64.getEncoder().withoutPadding();

    private Episodes() {}

    /**
     * False for a revision that decides nothing: made while the registers load, or of sound that
     * arrived too late to act on. What was decided before remains.
     */
    static boolean decides(Verdict verdict) {
        return !verdict.evidenceOnly() && !Reason.WARMING.equals(verdict.reasonCode());
    }

    /**
     * Null where nothing of it blocks or has; what is only tried never does. Without its digest.
     *
     * @param before as it was known; null for none
     */
    static CaseEpisode of(Verdict verdict, CaseEpisode before) {
        List<OffenceReason> held = before == null ? List.of() : held(verdict, before);
        List<WorkRuling> rulings = rulings(verdict).filter(Episodes::counts).toList();
        if (rulings.isEmpty()) {
            return held.isEmpty() ? null : holding(before, held);
        }
        CaseEpisode now = blocking(verdict, rulings);
        return held.isEmpty() ? now : joined(now, holding(before, held));
    }

    private static Stream<WorkRuling> rulings(Verdict verdict) {
        return verdict.rulings() == null ? Stream.empty() : verdict.rulings().stream();
    }

    /**
     * What has blocked and does not now, though it was no mistake: its reference is quarantined, or
     * its time is over. Whether it falls is decided where its ground is.
     */
    private static List<OffenceReason> held(Verdict verdict, CaseEpisode before) {
        Map<String, Set<String>> references = new TreeMap<>();
        rulings(verdict)
                .filter(ruling -> HELD.contains(ruling.reasonCode()))
                .forEach(
                        ruling ->
                                references
                                        .computeIfAbsent(ground(ruling), none -> new TreeSet<>())
                                        .addAll(references(verdict.evidence(), ruling).toList()));
        List<OffenceReason> held = new ArrayList<>();
        for (OffenceReason reason : before.reasons()) {
            Set<String> matched = references.getOrDefault(reason.ground(), Set.of());
            List<String> still = reason.references().stream().filter(matched::contains).toList();
            if (!still.isEmpty()) {
                held.add(reason.withReferences(still));
            }
        }
        return held;
    }

    private static CaseEpisode holding(CaseEpisode before, List<OffenceReason> held) {
        return before.with()
                .reasons(held)
                .held(held.stream().map(OffenceReason::ground).toList())
                .build();
    }

    /** What still blocks, and beside it what is held. */
    private static CaseEpisode joined(CaseEpisode now, CaseEpisode holding) {
        Map<String, OffenceReason> reasons = new TreeMap<>();
        Stream.of(now, holding)
                .flatMap(one -> one.reasons().stream())
                .forEach(reason -> reasons.merge(reason.ground(), reason, Episodes::joined));
        List<String> blocking = now.reasons().stream().map(OffenceReason::ground).toList();
        List<CaseEpisode> both = List.of(now, holding);
        return now.with()
                .reasons(reasons.values().stream().limit(MOST_REASONS).toList())
                .held(holding.held().stream().filter(one -> !blocking.contains(one)).toList())
                .works(named(both.stream().flatMap(one -> one.works().stream())))
                .owners(named(both.stream().flatMap(one -> one.owners().stream())))
                .territories(
                        sorted(
                                both.stream().flatMap(one -> one.territories().stream()),
                                MOST_TERRITORIES))
                .timeCodes(timeCodes(both.stream().flatMap(one -> one.timeCodes().stream())))
                .build();
    }

    private static CaseEpisode blocking(Verdict verdict, List<WorkRuling> rulings) {
        List<Evidence> evidence = evidence(verdict, rulings);
        List<OffenceReason> reasons = reasons(rulings, evidence);
        return new CaseEpisode(
                verdict.verdictId(),
                verdict.firstMatchCaptureTime(),
                reasons,
                List.of(),
                named(rulings.stream().map(WorkRuling::workId)),
                named(rulings.stream().map(WorkRuling::policyOwnerId)),
                sorted(
                        rulings.stream().flatMap(ruling -> ruling.territories().stream()),
                        MOST_TERRITORIES),
                timeCodes(
                        evidence.stream()
                                .map(
                                        match ->
                                                new TimeCode(
                                                        match.workId(),
                                                        match.queryStartMs(),
                                                        match.queryEndMs()))),
                aggravators(reasons, evidence),
                null);
    }

    /** With the digest of what decided: most revisions add nothing and need none. */
    static CaseEpisode proved(CaseEpisode episode, Verdict verdict) {
        List<WorkRuling> rulings = rulings(verdict).filter(Episodes::counts).toList();
        return rulings.isEmpty()
                ? episode
                : episode.withEvidenceDigest(digest(evidence(verdict, rulings)));
    }

    private static List<Evidence> evidence(Verdict verdict, List<WorkRuling> rulings) {
        Set<String> matches =
                rulings.stream()
                        .flatMap(ruling -> ruling.matchIds().stream())
                        .collect(Collectors.toSet());
        return verdict.evidence().stream()
                .filter(match -> matches.contains(match.matchId()))
                .toList();
    }

    /** A ruling that blocks by nothing that could fall is of no entry and no owner. */
    private static boolean counts(WorkRuling ruling) {
        return ruling.action().blocks()
                && (ruling.listEntryId() != null || ruling.policyOwnerId() != null);
    }

    private static List<OffenceReason> reasons(List<WorkRuling> rulings, List<Evidence> evidence) {
        Map<String, OffenceReason> byGround = new TreeMap<>();
        for (WorkRuling ruling : rulings) {
            Stream<String> references = references(evidence, ruling);
            OffenceReason reason =
                    ruling.listEntryId() != null
                            ? new OffenceReason(
                                    ground(ruling),
                                    GroundKind.valueOf(ruling.reasonCode()),
                                    ruling.listEntryVersion(),
                                    named(references),
                                    true,
                                    ruling.listedAt())
                            : new OffenceReason(
                                    ground(ruling),
                                    GroundKind.OWNER_POLICY,
                                    ruling.policyVersion(),
                                    named(references),
                                    true);
            byGround.merge(reason.ground(), reason, Episodes::joined);
        }
        return byGround.values().stream().limit(MOST_REASONS).toList();
    }

    private static Stream<String> references(List<Evidence> evidence, WorkRuling ruling) {
        return evidence.stream()
                .filter(match -> ruling.matchIds().contains(match.matchId()))
                .map(match -> match.workId() + "/" + match.referenceId());
    }

    private static String ground(WorkRuling ruling) {
        return ruling.listEntryId() != null
                ? GroundFact.ofEntry(ruling.listEntryId())
                : "policy/" + ruling.policyOwnerId();
    }

    /** Of one ground: the later version, the references of both, and since when it was listed. */
    static OffenceReason joined(OffenceReason one, OffenceReason other) {
        boolean isLater = version(other) > version(one);
        return (isLater ? other : one)
                .withReferences(
                        named(
                                Stream.concat(
                                        one.references().stream(), other.references().stream())))
                .withListedAt(Moments.earlier(one.listedAt(), other.listedAt()));
    }

    /** As an offence has them: the more reasons, the fewer references of each. */
    static List<OffenceReason> few(List<OffenceReason> reasons) {
        int most = Math.min(MOST_NAMED, MOST_REFERENCES / Math.max(1, reasons.size()));
        return reasons.stream()
                .map(
                        reason ->
                                reason.references().size() <= most
                                        ? reason
                                        : reason.withReferences(
                                                reason.references().subList(0, most)))
                .toList();
    }

    private static long version(OffenceReason reason) {
        return reason.version() == null ? 0 : reason.version();
    }

    /** Those that are known, in order. */
    static List<String> named(Stream<String> names) {
        return sorted(names, MOST_NAMED);
    }

    static List<String> sorted(Stream<String> names, int most) {
        TreeSet<String> inOrder =
                names.filter(Objects::nonNull).collect(Collectors.toCollection(TreeSet::new));
        return inOrder.stream().limit(most).toList();
    }

    static List<TimeCode> timeCodes(Stream<TimeCode> all) {
        return all.distinct()
                .sorted(
                        Comparator.comparingLong(TimeCode::fromMs)
                                .thenComparingLong(TimeCode::toMs)
                                .thenComparing(TimeCode::workId))
                .limit(MOST_TIME_CODES)
                .toList();
    }

    private static List<Aggravator> aggravators(
            List<OffenceReason> reasons, List<Evidence> evidence) {
        List<Aggravator> found = new ArrayList<>(2);
        if (reasons.stream().anyMatch(reason -> IN_WINDOW.contains(reason.kind()))) {
            found.add(Aggravator.IN_WINDOW);
        }
        boolean evades =
                evidence.stream()
                        .anyMatch(
                                match ->
                                        Math.abs(match.tempo() - 1) >= EVASION
                                                || Math.abs(match.pitchSemitones())
                                                        >= EVASION_SEMITONES);
        if (evades) {
            found.add(Aggravator.EVASION);
        }
        return found;
    }

    /** As an offence has it, in hex: a case keeps less than that. */
    static String hex(String digest) {
        return digest == null ? null : HexFormat.of().formatHex(Base64.getDecoder().decode(digest));
    }

    /** Of the matches as the verdict's JSON lists them, so that anybody can compute it again. */
    private static String digest(List<Evidence> evidence) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return DIGEST.encodeToString(sha256.digest(Json.bytes(evidence)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
