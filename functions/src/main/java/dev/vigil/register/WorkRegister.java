package dev.vigil.register;

import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.account.LedgerAlertBuilder;
import dev.vigil.schema.account.LedgerAlertKind;
import dev.vigil.schema.register.ClaimedShare;
import dev.vigil.schema.register.ConflictDecided;
import dev.vigil.schema.register.ConflictState;
import dev.vigil.schema.register.KeptClaim;
import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.register.OwnershipConflictBuilder;
import dev.vigil.schema.register.RegistrationReceipt;
import dev.vigil.schema.register.RegistrationReceiptBuilder;
import dev.vigil.schema.register.RegistrationState;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.OwnerShareBuilder;
import dev.vigil.schema.rights.RegisteredWork;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the register says of a work at a moment: the difference between what follows from all that
 * was said about it and what was published before.
 */
public final class WorkRegister {
    private static final int MOST_WARNINGS = 20;
    private static final long DAY_MS = 24L * 3_600_000;

    private final RegisterRules rules;

    public WorkRegister(RegisterRules rules) {
        this.rules = rules;
    }

    /**
     * @param nowMs event time (UTC epoch ms)
     */
    public RegisterOutput at(WorkFacts facts, PublishedWork before, long nowMs) {
        Ownership ownership = Ownership.of(facts);
        SetAside aside = new SetAside(facts.decisions());
        List<OwnershipConflict> conflicts = new ArrayList<>();
        List<LedgerAlert> alerts = new ArrayList<>();
        List<String> forgotten = new ArrayList<>();
        Long nextAt = null;
        for (Ownership.Contest contest : ownership.contests().values()) {
            OwnershipConflict last = before.conflicts().get(contest.id());
            OwnershipConflict known = last == null || !last.state().isOpen() ? null : last;
            OwnershipConflict now = conflict(facts.workId(), contest, last, nowMs);
            if (known == null || !now.withAt(known.at()).equals(known)) {
                conflicts.add(now);
            }
            if (isToBeAsked(known, now, before.askedAt(), nowMs)) {
                alerts.add(alert(now, askedAt(now, nowMs), null));
            }
            long next = now.state() == ConflictState.OPEN ? now.until() : nextDay(now, nowMs);
            nextAt = sooner(nextAt, next);
        }
        for (OwnershipConflict last : new TreeMap<>(before.conflicts()).values()) {
            if (ownership.contests().containsKey(last.conflictId())) {
                continue;
            }
            if (last.state().isOpen()) {
                conflicts.add(over(last, aside, facts, nowMs));
                if (last.state() == ConflictState.EXPIRED) {
                    alerts.add(alert(last, nowMs, nowMs));
                }
                nextAt = sooner(nextAt, nowMs + rules.agreeMs());
            } else if (nowMs < last.at() + rules.agreeMs()) {
                nextAt = sooner(nextAt, last.at() + rules.agreeMs());
            } else {
                forgotten.add(last.conflictId());
            }
        }
        return new RegisterOutput(
                effective(facts, ownership, before.effective()),
                receipts(facts, ownership, aside, before),
                conflicts,
                alerts,
                forgotten,
                nextAt);
    }

    private static Long sooner(Long one, long other) {
        return one == null ? other : (Long) Math.min(one, other);
    }

    // Conflicts ----------------------------------------------------------------------------

    private OwnershipConflict conflict(
            String workId, Ownership.Contest contest, OwnershipConflict last, long nowMs) {
        Over over = contest.over();
        long since = goesOn(last, over, nowMs) ? last.since() : over.newestAt();
        long until = since + rules.agreeMs();
        return OwnershipConflictBuilder.builder()
                .workId(workId)
                .conflictId(contest.id())
                .rightType(contest.right())
                .territory(contest.territory())
                .state(nowMs < until ? ConflictState.OPEN : ConflictState.EXPIRED)
                .parts(over.parts())
                .moreParts(over.moreParts() == 0 ? null : (Integer) over.moreParts())
                .since(since)
                .until(until)
                .at(nowMs)
                .build();
    }

    /** To withdraw and to claim again at once wins no time against the same party. */
    private boolean goesOn(OwnershipConflict last, Over over, long nowMs) {
        if (last == null || last.state().isOpen()) {
            return last != null;
        }
        return nowMs < last.at() + rules.agreeMs()
                && named(last).filter(over.parties()::contains).distinct().count() > 1;
    }

    private static Stream<String> named(OwnershipConflict conflict) {
        return conflict.parts().stream()
                .flatMap(part -> part.claims().stream())
                .map(ClaimedShare::claimant);
    }

    /** A decision ends it only where it sets one of its parties aside. */
    private static OwnershipConflict over(
            OwnershipConflict known, SetAside aside, WorkFacts facts, long nowMs) {
        ConflictDecided decided = aside.on(known.rightType(), known.territory());
        boolean isDecided =
                decided != null && parties(known, facts).anyMatch(decided.setAside()::contains);
        return known.with()
                .state(isDecided ? ConflictState.DECIDED : ConflictState.AGREED)
                .decidedBy(isDecided ? decided.by() : null)
                .documentRef(isDecided ? decided.documentRef() : null)
                .at(nowMs)
                .build();
    }

    /** Those that it names; where it does not name all, all of the work. */
    private static Stream<String> parties(OwnershipConflict known, WorkFacts facts) {
        boolean isWhole =
                known.moreParts() == null
                        && known.parts().stream().allMatch(part -> part.moreClaims() == null);
        Stream<String> owners =
                facts.desk() == null
                        ? Stream.of()
                        : facts.desk().owners().stream().map(OwnerShare::ownerId);
        return isWhole
                ? named(known)
                : Stream.concat(
                        owners, facts.claims().stream().map(kept -> kept.claim().claimant()));
    }

    /** A person is asked when its time is over, and again each day until it is over itself. */
    private static boolean isToBeAsked(
            OwnershipConflict known, OwnershipConflict now, long askedBefore, long nowMs) {
        boolean was = known != null && known.state() == ConflictState.EXPIRED;
        return now.state() == ConflictState.EXPIRED && (!was || askedAt(now, nowMs) > askedBefore);
    }

    private static long askedAt(OwnershipConflict expired, long nowMs) {
        return expired.until() + (nowMs - expired.until()) / DAY_MS * DAY_MS;
    }

    private static long nextDay(OwnershipConflict expired, long nowMs) {
        return askedAt(expired, nowMs) + DAY_MS;
    }

    private static LedgerAlert alert(OwnershipConflict about, long atMs, Long resolvedAt) {
        String subject = about.workId() + "/" + about.conflictId();
        return LedgerAlertBuilder.builder()
                .alertKey(subject + "/" + LedgerAlertKind.CONFLICT)
                .kind(LedgerAlertKind.CONFLICT)
                .subject(subject)
                .since(about.until())
                .at(atMs)
                .count(1)
                .resolvedAt(resolvedAt)
                .build();
    }

    // Owners -------------------------------------------------------------------------------

    private static RegisteredWork effective(
            WorkFacts facts, Ownership ownership, RegisteredWork known) {
        if (facts.desk() == null && facts.claims().isEmpty()) {
            return null;
        }
        RegisteredWork now = effective(facts, ownership);
        boolean isNew =
                known == null
                        ? !now.equals(facts.desk())
                        : !now.equals(known.withClaimsRevision(null));
        long revision = known == null ? 0 : known.claimsRevision();
        return isNew ? now.withClaimsRevision(revision + 1) : null;
    }

    private static RegisteredWork effective(WorkFacts facts, Ownership ownership) {
        List<OwnerShare> owners =
                ownership.owners().isEmpty() ? List.of(noOwner(facts)) : ownership.owners();
        RegisteredWork desk =
                facts.desk() == null
                        ? new RegisteredWork(facts.workId(), 1, null, null, null, owners)
                        : facts.desk();
        return desk.with().owners(owners).contested(ownership.contested()).build();
    }

    /** A work has an owner in its record: one of nothing, for a millisecond that is over. */
    private static OwnerShare noOwner(WorkFacts facts) {
        KeptClaim last =
                facts.claims().stream()
                        .max(Comparator.comparing(kept -> kept.claim().claimant()))
                        .orElse(null);
        String party =
                last == null ? facts.desk().owners().get(0).ownerId() : last.claim().claimant();
        long atMs = last == null ? facts.deskAt() : last.receivedAt();
        return OwnerShareBuilder.builder()
                .ownerId(party)
                .shareBp(0)
                .from(atMs)
                .to(atMs + 1)
                .build();
    }

    // Receipts -----------------------------------------------------------------------------

    private static List<RegistrationReceipt> receipts(
            WorkFacts facts, Ownership ownership, SetAside aside, PublishedWork before) {
        List<RegistrationReceipt> receipts = new ArrayList<>();
        for (KeptClaim kept : facts.claims()) {
            String party = kept.claim().claimant();
            List<String> conflicts =
                    ownership.contests().entrySet().stream()
                            .filter(one -> one.getValue().names(party))
                            .map(one -> one.getKey())
                            .toList();
            RegistrationReceipt receipt =
                    receipt(facts.workId(), kept.claim().version(), conflicts)
                            .claimant(party)
                            .claim(kept.claim().counted())
                            .warnings(warnings(party, facts))
                            .at(kept.receivedAt())
                            .build();
            add(party, settled(receipt), before, receipts);
        }
        if (facts.desk() != null) {
            List<String> conflicts = List.copyOf(ownership.contests().keySet());
            RegistrationReceipt receipt =
                    receipt(facts.workId(), facts.desk().version(), conflicts)
                            .work(Ownership.fits(facts.desk()) ? facts.desk() : null)
                            .at(facts.deskAt())
                            .build();
            add(PublishedWork.DESK, settled(receipt), before, receipts);
        }
        return receipts;
    }

    private static void add(
            String party,
            RegistrationReceipt receipt,
            PublishedWork before,
            List<RegistrationReceipt> receipts) {
        if (!receipt.answer().equals(before.receipts().get(party))) {
            receipts.add(receipt);
        }
    }

    private static RegistrationReceiptBuilder receipt(
            String workId, long version, List<String> conflicts) {
        int named = Math.min(conflicts.size(), RegistrationReceipt.MOST_CONFLICTS);
        int more = conflicts.size() - named;
        return RegistrationReceiptBuilder.builder()
                .workId(workId)
                .state(RegistrationState.ACCEPTED)
                .version(version)
                .conflicts(conflicts.subList(0, named))
                .moreConflicts(more == 0 ? null : (Integer) more);
    }

    private static RegistrationReceipt settled(RegistrationReceipt receipt) {
        boolean isPlain = receipt.conflicts().isEmpty() && receipt.warnings().isEmpty();
        return isPlain ? receipt : receipt.withState(RegistrationState.ACCEPTED_WITH_WARNINGS);
    }

    /** What of its claim does not count, and why. */
    private static List<String> warnings(String party, WorkFacts facts) {
        Stream<ConflictDecided> against =
                facts.decisions().stream()
                        .filter(decided -> decided.setAside().contains(party))
                        .sorted((one, other) -> one.conflictId().compareTo(other.conflictId()));
        return against.limit(MOST_WARNINGS)
                .map(
                        decided ->
                                decided.conflictId()
                                        + ": set aside by a decision of "
                                        + decided.by()
                                        + " ("
                                        + cut(decided.documentRef())
                                        + ")")
                .toList();
    }

    private static String cut(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "...";
    }
}
