package dev.vigil.usage;

import dev.vigil.policy.Reason;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceStanding;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.usage.MeteredSession;
import dev.vigil.schema.usage.UsageOffer;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.schema.usage.UsedGroup;
import dev.vigil.schema.usage.UsedMatch;
import dev.vigil.schema.usage.UsedPiece;
import dev.vigil.schema.usage.UsedSince;
import dev.vigil.schema.usage.UsedUnder;
import dev.vigil.schema.usage.UsedWork;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.WorkRuling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a revision of a verdict shows that was not counted yet. It was shown under the ruling of the
 * revision before, as a changed ruling is published at once: so at most a segment is attributed
 * wrongly. What starts with this revision, and an upload, which was captured at one moment, is
 * under the ruling of this one. Where two matches of a work are at the same place, that of the
 * stricter ruling has it.
 */
final class UsedGrowth {
    /** Of an upload, changes of what its plays are under. */
    static final int MOST_SINCE = 16;

    /** Of a work; no more are open in a session. */
    static final int MOST_OPEN = 64;

    /** From as many works on, those that are named again move to the end. */
    private static final int NAMED_STAY = Kept.MOST_WORKS / 2;

    private final Verdict verdict;
    private final MeteredSession before;
    private final Map<String, UsedWork> works = new LinkedHashMap<>();
    private final List<UsedUnder> unders;
    private final Map<String, Long> grownMs = new HashMap<>();
    private boolean changed;

    UsedGrowth(MeteredSession before, Verdict verdict) {
        this.before = before;
        this.verdict = verdict;
        before.works().forEach(work -> works.put(work.workId(), work));
        unders = new ArrayList<>(before.unders());
        if (before.works().size() >= NAMED_STAY) {
            nameAgain();
        }
        // Missing while the registers load: what was shown is counted when they have been.
        if (verdict.rulings() != null) {
            takeBack();
            show();
        }
    }

    /** The session with it; the same one where nothing is new. */
    MeteredSession next() {
        if (!changed) {
            return before;
        }
        return before.with()
                .works(List.copyOf(works.values()))
                .unders(List.copyOf(unders))
                .receivedAt(Math.max(before.receivedAt(), UsedLives.receivedAt(verdict)))
                .build();
    }

    /** A match that decides is named for as long as it does: its work must not be forgotten. */
    private void nameAgain() {
        for (Evidence match : verdict.evidence()) {
            UsedWork work = works.remove(match.workId());
            if (work != null) {
                works.put(match.workId(), work);
                changed = true;
            }
        }
    }

    /**
     * What waits for a person, or was overturned by one, is no use any more: but where another
     * match of the work counts.
     */
    private void takeBack() {
        for (Evidence match : verdict.evidence()) {
            UsedWork work = works.get(match.workId());
            if (work != null && match.standing() == EvidenceStanding.QUARANTINED) {
                UsedWork next = without(work, match);
                if (!next.equals(work)) {
                    works.put(work.workId(), next);
                    changed = true;
                }
            }
        }
    }

    private UsedWork without(UsedWork work, Evidence match) {
        List<Span> gone = List.of(new Span(match.queryStartMs(), match.queryEndMs()));
        boolean isMatched = false;
        for (Evidence other : verdict.evidence()) {
            if (other.workId().equals(work.workId()) && counts(other)) {
                gone = Span.without(gone, other.queryStartMs(), other.queryEndMs());
                isMatched = true;
            }
        }
        List<UsedPiece> left = new ArrayList<>();
        for (UsedPiece piece : work.pieces()) {
            List<Span> its = List.of(new Span(piece.fromMs(), piece.toMs()));
            for (Span span : gone) {
                its = Span.without(its, span.from(), span.to());
            }
            its.forEach(span -> left.add(piece.part(span.from(), span.to())));
        }
        return work.with()
                .pieces(List.copyOf(left))
                .matches(
                        work.matches().stream()
                                .filter(one -> !one.matchId().equals(match.matchId()))
                                .toList())
                .since(left.isEmpty() && !isMatched ? List.of() : work.since())
                .build();
    }

    private void show() {
        Map<String, Evidence> matches = new HashMap<>();
        verdict.evidence().forEach(match -> matches.put(match.matchId(), match));
        Map<String, List<WorkRuling>> rulings = new LinkedHashMap<>();
        for (WorkRuling ruling : verdict.rulings()) {
            if (decides(ruling)) {
                for (String match : ruling.matchIds()) {
                    rulings.computeIfAbsent(match, m -> new ArrayList<>()).add(ruling);
                }
            }
        }
        rulings.forEach(
                (id, its) -> {
                    Evidence match = matches.get(id);
                    if (match != null && counts(match)) {
                        show(match, under(its));
                    }
                });
    }

    /** An entry that is over is named beside what decides. */
    private static boolean decides(WorkRuling ruling) {
        return !ruling.reasonCode().equals(Reason.OVER);
    }

    /** What may be no match at all is no usage, until it counts. */
    private static boolean counts(Evidence match) {
        return match.standing() == null || !match.standing().isDoubtful();
    }

    private static UsedUnder under(List<WorkRuling> rulings) {
        Map<String, TreeSet<String>> territories = new TreeMap<>();
        TreeSet<String> taken = new TreeSet<>();
        for (WorkRuling ruling : rulings) {
            for (String territory : ruling.territories()) {
                if (taken.add(territory)) {
                    territories.computeIfAbsent(basis(ruling), b -> new TreeSet<>()).add(territory);
                }
            }
        }
        List<UsedGroup> groups = new ArrayList<>();
        territories.forEach((basis, in) -> groups.add(new UsedGroup(List.copyOf(in), basis)));
        return new UsedUnder(groups);
    }

    private static String basis(WorkRuling ruling) {
        if (ruling.authorizationId() != null) {
            return UsageRow.AUTHORIZATION + ruling.authorizationId();
        }
        return isOfPolicy(ruling) && isPermitted(ruling)
                ? UsageRow.POLICY + ruling.policyOwnerId()
                : UsageRow.NONE;
    }

    /** Not what a person has to look at, nor what is stopped if it goes on. */
    private static boolean isPermitted(WorkRuling ruling) {
        return ruling.action().compareTo(Action.OBSERVE) <= 0
                || ruling.action() == Action.WARN && ruling.stopBy() == null;
    }

    private static boolean isOfPolicy(WorkRuling ruling) {
        return ruling.policyOwnerId() != null && ruling.reasonCode().equals(Reason.OWNER_POLICY);
    }

    private void show(Evidence match, UsedUnder under) {
        UsedWork work = works.getOrDefault(match.workId(), UsedWork.of(match.workId()));
        UsedMatch known = known(work, match);
        int current = number(under);
        List<UsedPiece> fresh = fresh(work, match, known == null ? current : known.under());
        UsedWork next =
                work.with()
                        .pieces(fresh.isEmpty() ? work.pieces() : joined(work.pieces(), fresh))
                        .matches(isUpload(match) ? work.matches() : matches(work, match, current))
                        .since(isUpload(match) ? since(work.since(), current) : work.since())
                        .build();
        if (next.equals(work)) {
            return;
        }
        changed = true;
        // Least lately shown first.
        works.remove(match.workId());
        works.put(match.workId(), next);
        for (UsedPiece piece : fresh) {
            grownMs.merge(match.workId(), piece.lengthMs(), Long::sum);
        }
    }

    private static UsedMatch known(UsedWork work, Evidence match) {
        return work.matches().stream()
                .filter(one -> one.matchId().equals(match.matchId()))
                .findFirst()
                .orElse(null);
    }

    /** A revision that is read again, behind a later one, says nothing new. */
    private static List<UsedMatch> matches(UsedWork work, Evidence match, int current) {
        UsedMatch known = known(work, match);
        if (known != null && match.queryEndMs() < known.toMs()) {
            return work.matches();
        }
        List<UsedMatch> matches = new ArrayList<>(work.matches());
        matches.remove(known);
        if (match.open()) {
            matches.add(new UsedMatch(match.matchId(), match.queryEndMs(), current));
        }
        return List.copyOf(
                matches.subList(Math.max(0, matches.size() - MOST_OPEN), matches.size()));
    }

    private int number(UsedUnder under) {
        int known = unders.indexOf(under);
        if (known >= 0) {
            return known;
        }
        unders.add(under);
        return unders.size() - 1;
    }

    private boolean isUpload(Evidence match) {
        return verdict.sessionKind() == null
                ? match.captureStart() == match.captureEnd()
                : verdict.sessionKind() == SessionKind.UPLOAD;
    }

    private List<UsedSince> since(List<UsedSince> known, int under) {
        UsedSince last = known.isEmpty() ? null : known.get(known.size() - 1);
        if (last != null && (last.under() == under || verdict.judgedAt() <= last.at())) {
            return known;
        }
        List<UsedSince> since = new ArrayList<>(known);
        since.add(new UsedSince(verdict.judgedAt(), under));
        return List.copyOf(since.subList(Math.max(0, since.size() - MOST_SINCE), since.size()));
    }

    /** The match without what is counted. */
    private List<UsedPiece> fresh(UsedWork work, Evidence match, int under) {
        List<UsedPiece> fresh = new ArrayList<>();
        long from = Math.max(match.queryStartMs(), work.closedMs());
        for (UsedPiece piece : work.pieces()) {
            if (piece.fromMs() >= match.queryEndMs()) {
                break;
            }
            if (piece.fromMs() > from) {
                fresh.add(piece(match, from, piece.fromMs(), under));
            }
            from = Math.max(from, piece.toMs());
        }
        if (from < match.queryEndMs()) {
            fresh.add(piece(match, from, match.queryEndMs(), under));
        }
        return fresh;
    }

    private UsedPiece piece(Evidence match, long fromMs, long toMs, int under) {
        boolean upload = isUpload(match);
        long capturedAt = match.captureStart() + (upload ? 0 : fromMs - match.queryStartMs());
        return new UsedPiece(fromMs, toMs, capturedAt, upload, under);
    }

    /** In order; what goes on as it began is one piece. */
    private static List<UsedPiece> joined(List<UsedPiece> known, List<UsedPiece> fresh) {
        List<UsedPiece> all = new ArrayList<>(known);
        all.addAll(fresh);
        all.sort((a, b) -> Long.compare(a.fromMs(), b.fromMs()));
        List<UsedPiece> joined = new ArrayList<>();
        for (UsedPiece piece : all) {
            int last = joined.size() - 1;
            if (last >= 0 && goesOn(joined.get(last), piece)) {
                joined.set(last, joined.get(last).to(piece.toMs()));
            } else {
                joined.add(piece);
            }
        }
        return List.copyOf(joined);
    }

    private static boolean goesOn(UsedPiece one, UsedPiece next) {
        return one.toMs() == next.fromMs()
                && one.under() == next.under()
                && one.upload() == next.upload()
                && one.capturedTo() == next.capturedAt();
    }

    /**
     * By work: its owner offers a license to who goes on showing it. Never where the list or a
     * conflict of owners has a part in it.
     */
    Map<String, UsageOffer> offers() {
        Map<String, UsageOffer> offers = new TreeMap<>();
        if (verdict.accountId() == null || grownMs.isEmpty()) {
            return offers;
        }
        for (WorkRuling ruling : verdict.rulings()) {
            Long used = grownMs.get(ruling.workId());
            if (used != null
                    && offers(ruling)
                    && verdict.rulings().stream()
                            .noneMatch(
                                    other ->
                                            other.workId().equals(ruling.workId())
                                                    && forbidsOffer(other))) {
                offers.putIfAbsent(
                        ruling.workId(),
                        new UsageOffer(
                                verdict.accountId(),
                                ruling.policyOwnerId(),
                                ruling.policyVersion(),
                                ruling.offerRef(),
                                used));
            }
        }
        return offers;
    }

    private static boolean offers(WorkRuling ruling) {
        return ruling.offerRef() != null
                && isOfPolicy(ruling)
                && ruling.action().compareTo(Action.OBSERVE) >= 0;
    }

    private static boolean forbidsOffer(WorkRuling ruling) {
        return ruling.listEntryId() != null
                || ruling.reasonCode().equals(Reason.OWNERSHIP_CONFLICT);
    }
}
