package dev.vigil.policy;

import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.WorkListing;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.ContestedRight;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.Owners;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.verdict.JudgedSession;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a session keeps of its findings. A stream of music, song behind song, has a match open at
 * all times and so one episode of any length: without a limit its state, its verdict and the work
 * for each finding would grow with it.
 */
final class KeptFindings {
    /** Findings of a session. At most 64 matches are open at a time. */
    static final int MOST = 100;

    /** Of the owners of their works with what they wish, all findings of a session together. */
    static final long MOST_OWNER_BYTES = 1_000_000;

    private static final long PARTY_BYTES = 64;
    private static final long RULE_BYTES = 64;
    private static final long TERRITORY_BYTES = 3;

    private static final Comparator<Finding> NEWEST_FIRST =
            Comparator.comparing((Finding finding) -> finding.evidence().captureEnd())
                    .thenComparing(finding -> finding.evidence().matchId())
                    .reversed();

    private KeptFindings() {}

    /** Open ones stay, then those that decide, then the newest. */
    static JudgedSession of(JudgedSession session, Ruling ruling) {
        JudgedSession few =
                session.findings().size() <= MOST ? session : of(session, ruling.representatives());
        return bytesOfOwners(few) <= MOST_OWNER_BYTES ? few : light(few, ruling.representatives());
    }

    /**
     * The owners of those that decide stay, strictest first, then of the newest: a work may have
     * 1,000 owners with 1,000 rules each. The other findings are judged by the list and by
     * permissions alone.
     */
    private static JudgedSession light(JudgedSession session, List<Finding> deciding) {
        Map<String, Finding> inOrder = new LinkedHashMap<>();
        Map<String, Finding> known = new HashMap<>();
        session.findings().forEach(finding -> known.put(finding.evidence().matchId(), finding));
        Stream.concat(deciding.stream(), session.findings().stream().sorted(NEWEST_FIRST))
                .filter(finding -> known.containsKey(finding.evidence().matchId()))
                .forEach(finding -> inOrder.putIfAbsent(finding.evidence().matchId(), finding));
        List<Finding> light = new ArrayList<>();
        long left = MOST_OWNER_BYTES;
        for (Finding finding : inOrder.values()) {
            long bytes = bytesOfOwners(finding);
            light.add(bytes <= left ? finding : ownerless(finding));
            left -= bytes <= left ? bytes : 0;
        }
        return session.withFindings(byMatch(light));
    }

    /** Where owners are not known any party may permit: what others have granted goes with them. */
    private static Finding ownerless(Finding finding) {
        RegisteredWork work = finding.owners().work();
        if (work == null) {
            return finding.of(Owners.NONE);
        }
        Set<String> owners = new HashSet<>();
        work.owners().stream()
                .filter(share -> !share.isNothing())
                .forEach(share -> owners.add(share.ownerId()));
        return finding.of(Owners.NONE)
                .with(
                        finding.authorizations().stream()
                                .filter(one -> owners.contains(one.grantor()))
                                .toList(),
                        finding.changes());
    }

    private static long bytesOfOwners(JudgedSession session) {
        return session.findings().stream().mapToLong(KeptFindings::bytesOfOwners).sum();
    }

    /** At least as many as they have in state. */
    private static long bytesOfOwners(Finding finding) {
        Owners owners = finding.owners();
        if (owners == null) {
            return 0;
        }
        long bytes = 0;
        for (MatchPolicy policy : owners.policies()) {
            bytes += policy.ownerId().length() + PARTY_BYTES + RULE_BYTES * policy.rules().size();
        }
        if (owners.work() != null) {
            for (OwnerShare share : owners.work().owners()) {
                bytes += share.ownerId().length() + PARTY_BYTES;
                bytes += TERRITORY_BYTES * share.territories().size();
                bytes += TERRITORY_BYTES * share.exceptTerritories().size();
            }
            for (ContestedRight contested : owners.work().contested()) {
                bytes += PARTY_BYTES + TERRITORY_BYTES * contested.territories().size();
                bytes += TERRITORY_BYTES * contested.exceptTerritories().size();
            }
            bytes += PARTY_BYTES * owners.work().excludedSegments().size();
        }
        return bytes;
    }

    /** The same while nothing can be judged: those of the works that decided before. */
    static JudgedSession whileWarming(JudgedSession session) {
        if (session.findings().size() <= MOST && bytesOfOwners(session) <= MOST_OWNER_BYTES) {
            return session;
        }
        TreeSet<String> works = new TreeSet<>();
        if (session.published() != null) {
            session.published().decisions().forEach(decision -> works.add(decision.workId()));
            works.addAll(session.published().grounds());
        }
        List<Finding> deciding =
                session.findings().stream()
                        .filter(finding -> works.contains(finding.evidence().workId()))
                        .sorted(NEWEST_FIRST)
                        .toList();
        return light(of(session, deciding), deciding);
    }

    private static JudgedSession of(JudgedSession session, List<Finding> deciding) {
        Map<String, Finding> kept = new LinkedHashMap<>();
        Stream.of(
                        session.findings().stream().filter(f -> f.evidence().open()),
                        deciding.stream(),
                        session.findings().stream().sorted(NEWEST_FIRST))
                .flatMap(findings -> findings)
                .filter(finding -> kept.size() < MOST)
                .forEach(finding -> kept.putIfAbsent(finding.evidence().matchId(), finding));
        return session.keeping(byMatch(kept.values()));
    }

    static List<Finding> byMatch(Collection<Finding> findings) {
        return findings.stream()
                .sorted(Comparator.comparing(finding -> finding.evidence().matchId()))
                .toList();
    }

    /** A finding with what its judgement needs: of an authorization for many works this one. */
    static Finding lean(Finding finding, ListIndex list) {
        String workId = finding.evidence().workId();
        return finding.with(
                finding.authorizations().stream().map(deal -> lean(deal, workId)).toList(),
                ahead(finding.changes(), list));
    }

    /** A finding without changes that have come with the list since. */
    static Finding upToDate(Finding finding, ListIndex list) {
        return finding.changes().entries().isEmpty()
                ? finding
                : finding.with(finding.authorizations(), ahead(finding.changes(), list));
    }

    /** Of carried changes those that the list in force lacks, and will have. */
    private static WorkListing ahead(WorkListing changes, ListIndex list) {
        return new WorkListing(
                changes.entries().stream().filter(change -> isAhead(change, list)).toList());
    }

    private static boolean isAhead(ListEntry change, ListIndex list) {
        ListEntry known = list.get(change.entryId());
        return known == null ? !change.keepsUploadDown() : change.supersedes(known);
    }

    private static Authorization lean(Authorization deal, String workId) {
        return !deal.workIds().contains(workId)
                ? deal
                : deal.with()
                        .workIds(List.of(workId))
                        .revocationReason(null)
                        .evidenceRef(null)
                        .build();
    }
}
