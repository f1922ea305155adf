package dev.vigil.signal;

import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.account.LedgerAlertBuilder;
import dev.vigil.schema.account.LedgerAlertKind;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.signal.FormedBy;
import dev.vigil.schema.signal.KeptSignalDecision;
import dev.vigil.schema.signal.OpinionKind;
import dev.vigil.schema.signal.PlacedSignal;
import dev.vigil.schema.signal.SignalBook;
import dev.vigil.schema.signal.SignalBookBuilder;
import dev.vigil.schema.signal.SignalOpinion;
import dev.vigil.schema.signal.SignalOpinionBuilder;
import dev.vigil.schema.signal.SignalShared;
import dev.vigil.schema.signal.SignalState;
import dev.vigil.schema.signal.SignalStatus;
import dev.vigil.schema.signal.SignalStatusBuilder;
import java.util.List;
import java.util.stream.Stream;

/** A look at a signal: the difference between what follows and what was published before. */
public final class SignalLook {
    private final SignalRules rules;
    private final SignalFacts facts;
    private final SignalBook book;
    private final SignalShared signal;
    private final SignalOutcome outcome;

    private SignalLook(SignalFacts facts, SignalRules rules, long nowMs) {
        this.rules = rules;
        this.facts = facts;
        book = facts.book();
        signal = book.signal();
        outcome = SignalFold.at(facts, rules, nowMs);
    }

    /**
     * @param facts of a signal that has come
     * @param nowMs event time (UTC epoch ms)
     */
    public static SignalNews at(SignalFacts facts, SignalRules rules, long nowMs) {
        return new SignalLook(facts, rules, nowMs).news(nowMs);
    }

    private SignalNews news(long nowMs) {
        ListEntry entry = entry();
        PlacedSignal place = place();
        boolean isNewEntry = entry != null && !entry.equals(book.entry());
        boolean isGone = isNewEntry && entry.withdrawnAt() != null;
        SignalStatus status = status(entry, place);
        SignalOpinion said = said();
        boolean isSent = isOwn() && isReady() && book.sentVersion() < signal.version();
        SignalBookBuilder now =
                SignalBookBuilder.builder(book)
                        .entry(entry)
                        .status(status == null ? book.status() : status)
                        .readBack(null)
                        .said(said == null ? book.said() : said)
                        .sentVersion(isSent ? signal.version() : book.sentVersion())
                        .alertedAt(outcome.reasonCode() == null ? 0 : alertedAt());
        return new SignalNews(
                isGone ? entry : null,
                retired(place),
                place == null || place.equals(placed(book.status())) ? null : place,
                isNewEntry && !isGone ? entry : null,
                status,
                said,
                isSent,
                alert(),
                now.build(),
                outcome.state().isOver() && nowMs >= outcome.nextAt(),
                isMoved() ? nowMs + 1 : outcome.nextAt());
    }

    private boolean isOwn() {
        return signal.origin().equals(rules.origin());
    }

    /** What has no fingerprint is whole, and what is withdrawn needs none. */
    private boolean isReady() {
        return signal.isWithdrawn() || facts.isWhole();
    }

    // The list and the references ------------------------------------------------------------

    /** As it is to be; null where there is none, and none was. */
    private ListEntry entry() {
        ListEntry known = book.entry();
        if (outcome.isListed()) {
            ListEntry now = SignalRecords.entry(signal, outcome.workId(), outcome.asOf());
            boolean isSame =
                    known != null
                            && SignalRecords.isSame(now, known)
                            && readBackVersion() <= known.version();
            return isSame ? known : now.withVersion(after(now));
        }
        boolean wasListed = known != null && known.withdrawnAt() == null;
        if (!wasListed && !isReadBackListed()) {
            return known;
        }
        boolean isRight = outcome.state() == SignalState.EXPIRED;
        ListEntry gone = SignalRecords.withdrawn(signal, known, outcome.asOf(), isRight);
        return gone.withVersion(after(gone));
    }

    private boolean isReadBackListed() {
        return book.readBack() != null && book.readBack().isListed();
    }

    /** Its version is of the time of its facts, and after any that is out. */
    private long after(ListEntry now) {
        SignalStatus status = book.status();
        boolean isOfStatus = status != null && status.entryVersion() != null;
        long ofStatus = isOfStatus ? status.entryVersion() : 0;
        long known = book.entry() == null ? ofStatus : book.entry().version();
        long read = readBackVersion();
        boolean isRepeat = read == now.version() && known < read;
        return isRepeat ? read : Math.max(now.version(), Math.max(known, read) + 1);
    }

    /** Of an entry that is published and, after a start without state, known by that alone. */
    private Long lastVersion() {
        return before() == null ? null : before().entryVersion();
    }

    private long readBackVersion() {
        SignalStatus readBack = book.readBack();
        return readBack == null || readBack.entryVersion() == null ? 0 : readBack.entryVersion();
    }

    private PlacedSignal place() {
        if (outcome.workId() == null) {
            return null;
        }
        PlacedSignal known = placed(book.status());
        boolean isThere =
                known != null
                        && known.workId().equals(outcome.workId())
                        && known.contentDigest().equals(book.contentDigest());
        return isThere
                ? known
                : new PlacedSignal(
                        outcome.workId(),
                        book.contentDigest(),
                        signal.version(),
                        signal.chunkCount());
    }

    private static PlacedSignal placed(SignalStatus status) {
        return status == null ? null : status.placed();
    }

    /** Where it was, or may be by what was read back, and is no more. */
    private List<PlacedSignal> retired(PlacedSignal place) {
        return Stream.of(placed(book.status()), placed(book.readBack()))
                .filter(one -> one != null && !one.equals(place))
                .distinct()
                .toList();
    }

    // What is published of it ----------------------------------------------------------------

    private SignalStatus status(ListEntry entry, PlacedSignal place) {
        KeptSignalDecision last = book.decision();
        SignalState state = isMoved() ? SignalState.REPORTED : outcome.state();
        SignalStatus now =
                SignalStatusBuilder.builder()
                        .signalId(signal.signalId())
                        .origin(signal.origin())
                        .kind(signal.kind())
                        .version(signal.version())
                        .contentDigest(book.contentDigest())
                        .state(state)
                        .reasonCode(outcome.reasonCode())
                        .placed(place)
                        .entryVersion(entry == null ? lastVersion() : (Long) entry.version())
                        .works(outcome.works())
                        .confirmations(outcome.confirmations())
                        .disputes(outcome.disputes())
                        .sessions(sessions())
                        .title(title())
                        .notifier(isMoved() ? before().notifier() : notifier())
                        .decidedBy(last == null ? null : last.decided().by())
                        .expiresAt(signal.expiresAt())
                        .at(outcome.asOf())
                        .build();
        SignalStatus known = book.status();
        boolean isSame = known != null && now.withAt(known.at()).equals(known);
        return isSame && book.readBack() == null ? null : now;
    }

    /** What was last published of it; null before anything was. */
    private SignalStatus before() {
        return book.status() != null ? book.status() : book.readBack();
    }

    /** The last that a person has named: a report that is over names whom it was about. */
    private String notifier() {
        if (outcome.state() != SignalState.WATCHED) {
            return before() == null ? null : before().notifier();
        }
        String named = facts.decision().decided().notifier();
        return named != null ? named : signal.abuse().organisationId();
    }

    /** Another notifier is named now: the one before is let go first, in a record of its own. */
    private boolean isMoved() {
        return outcome.state() == SignalState.WATCHED
                && before() != null
                && before().watches()
                && !notifier().equals(before().notifier());
    }

    private String title() {
        return signal.work() == null
                ? signal.abuse().organisationId()
                : signal.work().titles().get(0).text();
    }

    private long sessions() {
        Long seen = SeenSessions.published(book.sessions());
        return seen == null ? 0 : seen;
    }

    /** Nothing of what is over, of this site's own, or where the site has no name. */
    private SignalOpinion said() {
        if (rules.origin() == null || isOwn() || outcome.state().isOver()) {
            return null;
        }
        KeptSignalDecision decision = facts.decision();
        Long sessions = SeenSessions.published(book.sessions());
        OpinionKind opinion =
                decision != null
                        ? decision.decided().opinion()
                        : sessions != null ? OpinionKind.SEEN : OpinionKind.NONE;
        SignalOpinion known = book.said();
        if (opinion == OpinionKind.NONE && known == null) {
            return null;
        }
        KeptSignalDecision last = book.decision();
        long at = Math.max(last == null ? 0 : last.receivedAt(), book.seenAt());
        SignalOpinion now =
                SignalOpinionBuilder.builder()
                        .signalId(signal.signalId())
                        .contentDigest(book.contentDigest())
                        .origin(rules.origin())
                        .version(known == null ? at : Math.max(at, known.version() + 1))
                        .opinion(opinion)
                        .reasonCode(decision == null ? null : decision.decided().reasonCode())
                        .formedBy(decision == null ? FormedBy.RULE : FormedBy.PERSON)
                        .sessions(sessions)
                        .at(Math.max(at, book.receivedAt()))
                        .build();
        boolean isSame =
                known != null && now.withVersion(known.version()).withAt(known.at()).equals(known);
        return isSame ? null : now;
    }

    private long alertedAt() {
        return book.alertedAt() > 0 ? book.alertedAt() : outcome.asOf();
    }

    private LedgerAlert alert() {
        boolean isAsked = book.alertedAt() > 0;
        boolean isToAsk = outcome.reasonCode() != null;
        if (isAsked == isToAsk) {
            return null;
        }
        return LedgerAlertBuilder.builder()
                .alertKey(signal.signalId() + "/" + LedgerAlertKind.SIGNAL)
                .kind(LedgerAlertKind.SIGNAL)
                .subject(signal.signalId())
                .since(alertedAt())
                .at(alertedAt())
                .count(1)
                .resolvedAt(isToAsk ? null : (Long) outcome.asOf())
                .build();
    }
}
