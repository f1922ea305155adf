package dev.vigil.account;

import dev.vigil.schema.account.AppealOutcome;
import dev.vigil.schema.account.GroundFact;
import dev.vigil.schema.account.GroundState;
import dev.vigil.schema.account.KeptAppeal;
import dev.vigil.schema.account.KeptDecision;
import dev.vigil.schema.account.KeptOffence;
import dev.vigil.schema.account.OffenceReason;
import dev.vigil.schema.account.OffenceState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which of an account's offences stand at a moment, and on what. */
final class Offences {
    private final StrikeLadder ladder;
    private final Account account;
    private final long nowMs;
    private final long knownMs;
    private final Aggravators aggravators;
    private final Map<String, Appeals> appeals = new HashMap<>();

    /** The appeals of one offence: one that was decided once does not suspend again. */
    private static final class Appeals {
        private boolean overturned;
        private boolean upheld;
        private final List<String> open = new ArrayList<>();

        boolean suspend() {
            return !upheld && !open.isEmpty();
        }
    }

    private Offences(StrikeLadder ladder, Account account, long nowMs, long knownMs) {
        this.ladder = ladder;
        this.account = account;
        this.nowMs = nowMs;
        this.knownMs = knownMs;
        this.aggravators = new Aggravators(account);
    }

    /** By all that is known, whenever it happened. */
    static TreeMap<String, JudgedOffence> at(StrikeLadder ladder, Account account, long nowMs) {
        return judge(account, new Offences(ladder, account, nowMs, Long.MAX_VALUE));
    }

    /**
     * By what had happened by then, whenever it was read. A notice's dispute has no time: it counts
     * as it is now.
     */
    static TreeMap<String, JudgedOffence> asOf(StrikeLadder ladder, Account account, long atMs) {
        return judge(account, new Offences(ladder, account, atMs, atMs));
    }

    private static TreeMap<String, JudgedOffence> judge(Account account, Offences offences) {
        for (Map.Entry<String, KeptAppeal> appeal : account.appeals().entries()) {
            offences.add(appeal.getKey(), appeal.getValue());
        }
        TreeMap<String, JudgedOffence> judged = new TreeMap<>();
        for (Map.Entry<String, KeptOffence> offence : account.offences().entries()) {
            if (offence.getValue().known()) {
                judged.put(offence.getKey(), offences.judge(offence.getKey(), offence.getValue()));
            }
        }
        return judged;
    }

    private void add(String id, KeptAppeal appeal) {
        if (appeal.offenceId() == null || appeal.filedAt() > knownMs) {
            return;
        }
        KeptDecision decision = appeal.asOf(knownMs);
        AppealOutcome outcome = decision == null ? null : decision.outcome();
        Appeals all = appeals.computeIfAbsent(appeal.offenceId(), none -> new Appeals());
        if (outcome == null) {
            all.open.add(Settled.appeal(id));
        }
        all.overturned |= outcome == AppealOutcome.OVERTURN;
        all.upheld |= outcome == AppealOutcome.UPHOLD;
    }

    private boolean isBy(Long at) {
        return at != null && at <= knownMs;
    }

    private JudgedOffence judge(String id, KeptOffence kept) {
        Appeals said = appeals.getOrDefault(id, new Appeals());
        said.overturned |= Settled.isOverturned(kept);
        said.upheld |= Settled.isUpheld(kept);
        List<String> fallen = new ArrayList<>();
        List<String> overturned = new ArrayList<>();
        List<String> disputed = new ArrayList<>(said.suspend() ? said.open : List.of());
        boolean stands = false;
        boolean undisputed = false;
        boolean counting = false;
        boolean countingIfUpheld = false;
        for (OffenceReason reason : kept.reasons()) {
            if (!stands(id, kept, reason, fallen, overturned)) {
                continue;
            }
            boolean isDisputed = kept.disputed().contains(reason.ground());
            if (isDisputed) {
                disputed.add(reason.ground());
            }
            boolean isClear = !isDisputed && !said.suspend();
            boolean counts = ladder.counts(reason.kind());
            stands = true;
            undisputed |= isClear;
            counting |= isClear && counts;
            countingIfUpheld |= counts;
        }
        Long establishedAt = establishedAt(kept);
        boolean isWaived = kept.waived() != null && isBy(kept.waived().at());
        boolean isOffence = stands && !isWaived && !said.overturned;
        boolean isEffective = isOffence && establishedAt != null;
        OffenceState state = state(isOffence, undisputed, establishedAt);
        return new JudgedOffence(
                id,
                kept,
                state,
                establishedAt,
                aggravators.of(id, kept, state),
                fallen,
                overturned,
                disputed,
                isEffective && counting,
                isEffective && countingIfUpheld);
    }

    private OffenceState state(boolean isOffence, boolean undisputed, Long establishedAt) {
        if (!isOffence) {
            return OffenceState.FALLEN;
        } else if (establishedAt == null) {
            return OffenceState.SEEN;
        } else if (nowMs >= establishedAt + ladder.strikeMs()) {
            return OffenceState.EXPIRED;
        }
        return undisputed ? OffenceState.STANDING : OffenceState.SUSPENDED;
    }

    private Long establishedAt(KeptOffence kept) {
        boolean isByVerdict =
                kept.establishedAt() == null
                        && ladder.establish() == StrikeLadder.Establish.VERDICT;
        Long at = isByVerdict ? kept.occurredAt() : kept.establishedAt();
        return isBy(at) ? at : null;
    }

    private boolean stands(
            String offenceId,
            KeptOffence kept,
            OffenceReason reason,
            List<String> fallen,
            List<String> overturned) {
        boolean hasFallen = hasFallen(reason.ground(), offenceId, kept);
        if (hasFallen) {
            fallen.add(reason.ground());
        }
        int standing = 0;
        for (String reference : reason.references()) {
            String ground = GroundFact.ofReference(reference);
            if (!hasFallen(ground, offenceId, kept)) {
                standing++;
            } else if (!fallen.contains(ground)) {
                fallen.add(ground);
                if (isOverturned(ground, offenceId, kept)) {
                    overturned.add(ground);
                }
            }
        }
        return reason.stands() && !hasFallen && (reason.references().isEmpty() || standing > 0);
    }

    private boolean hasFallen(String ground, String offenceId, KeptOffence kept) {
        if (account.grounds().size() == 0 && kept.settled().isEmpty()) {
            return false;
        }
        GroundState general = account.grounds().get(ground);
        if (isDown(general) || isOverturned(ground, offenceId, kept)) {
            return true;
        }
        // What was published when it fell, until its own word is there.
        boolean wasDown =
                isDown(account.grounds().get(Account.groundKey(ground, offenceId)))
                        || kept.settled().contains(ground);
        return wasDown && general == null;
    }

    /** For this offence alone: what is said of it for all changes nothing. */
    private boolean isOverturned(String ground, String offenceId, KeptOffence kept) {
        GroundState own = account.grounds().get(Account.groundKey(ground, offenceId));
        boolean isOwn = own != null && own.version() != 0 && isDown(own);
        return isOwn || kept.settled().contains(Settled.alone(ground));
    }

    private boolean isDown(GroundState ground) {
        return ground != null && !ground.stands() && isBy(ground.at());
    }
}
