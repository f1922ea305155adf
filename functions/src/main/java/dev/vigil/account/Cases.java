package dev.vigil.account;

import dev.vigil.schema.account.CaseEpisode;
import dev.vigil.schema.account.CaseFact;
import dev.vigil.schema.account.CaseMeasure;
import dev.vigil.schema.account.GroundKind;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.OffenceBuilder;
import dev.vigil.schema.account.OffenceCase;
import dev.vigil.schema.account.OffenceKind;
import dev.vigil.schema.account.OffenceReason;
import dev.vigil.schema.check.Check;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.notice.ItemOutcome;
import dev.vigil.schema.notice.ItemOutcomeKind;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.VerdictState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The case of a session or an item: what verdicts, commands, confirmations and outcomes report, as
 * a set. Of each id the record that is read last counts, whatever its revision; records of
 * different ids may be read in any order.
 *
 * <p>A measure that took effect once has taken effect: a failure that is reported later takes the
 * decision of no one back. A reason stands while a verdict of the session has it, or its notice
 * does; behind a command that took the measure back it stands again once another took effect. That
 * its reference is quarantined, or its time is over, makes a reason of a verdict fall no more than
 * the last such command: its ground decides.
 */
public final class Cases {
    /**
     * Verdicts of one session: of a match that begins and ends again, the latest hold everything.
     */
    static final int MOST_EPISODES = 8;

    static final int MOST_MEASURES = 16;

    /** What fell just now is always emitted; of the rest up to this many are repeated. */
    static final int MOST_FALLEN = Episodes.MOST_REASONS / 2;

    /** As many as an offence has reasons. */
    static final int MOST_OUTCOMES = Episodes.MOST_REASONS;

    private static final long NO_NUMBER = 0;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    /** A fact writes the time of its case no more often: a match has a revision every second. */
    private static final long TOUCH_MS = 24L * 3_600_000;

    private static final Comparator<String> BY_NUMBER =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private static final Comparator<ItemOutcome> LATEST_LAST =
            Comparator.comparingLong(ItemOutcome::at).thenComparing(ItemOutcome::noticeId);

    /**
     * What a fact leads to.
     *
     * @param next the case from now on; the one before where nothing changed, null for none
     * @param changed offences that differ from what was sent before: the last one whole; before it
     *     reasons that stood and for which it has no room, as fallen, and where an item turns out
     *     to be of another account that of the one before
     * @param grounds that it rests on since this fact
     * @param unattributed true where it would be an offence but for the account
     * @param untimed true where it is one since this fact, and its time is not known
     */
    public record Step(
            OffenceCase next,
            List<Offence> changed,
            List<String> grounds,
            boolean unattributed,
            boolean untimed) {}

    private Cases() {}

    /**
     * @param known null for none
     */
    public static Step on(OffenceCase known, CaseFact fact) {
        OffenceCase before = known == null ? OffenceCase.EMPTY : known;
        OffenceCase after = touched(before, taken(before, fact), fact.time());
        if (after.equals(before)) {
            return new Step(known, List.of(), List.of(), false, false);
        }
        if (isOfSameOffence(before, after)) {
            return new Step(after, List.of(), List.of(), false, false);
        }
        Offence was = offence(fact.caseId(), before);
        Offence is = offence(fact.caseId(), after);
        boolean unattributed =
                after.accountId() == null && !hasAnything(before) && hasAnything(after);
        return new Step(
                after,
                changed(was, is),
                newGrounds(was, is),
                unattributed,
                isUntimed(is) && !isUntimed(was));
    }

    /** What was only ordered, and when the last fact was, are in no offence. */
    private static boolean isOfSameOffence(OffenceCase before, OffenceCase after) {
        return after.with()
                .measures(before.measures())
                .touchedAt(before.touchedAt())
                .build()
                .equals(before);
    }

    private static boolean isUntimed(Offence offence) {
        return offence != null && offence.establishedAt() != null && offence.occurredAt() == null;
    }

    private static OffenceCase touched(OffenceCase before, OffenceCase after, long time) {
        boolean isWritten = !after.equals(before);
        boolean isOld = isKept(before) && time - before.touchedAt() >= TOUCH_MS;
        return (isWritten || isOld) && time > after.touchedAt() ? after.withTouchedAt(time) : after;
    }

    private static boolean isKept(OffenceCase known) {
        return hasAnything(known) || !known.measures().isEmpty() || known.lastLifted() > 0;
    }

    private static boolean hasAnything(OffenceCase known) {
        return !known.episodes().isEmpty()
                || !known.fallen().isEmpty()
                || !known.outcomes().isEmpty();
    }

    private static OffenceCase taken(OffenceCase known, CaseFact fact) {
        return switch (fact.kind()) {
            case VERDICT -> judged(known, fact.verdict());
            case COMMAND ->
                    ordered(
                            known,
                            number(fact.caseId(), fact.command().commandId()),
                            fact.command());
            case CONFIRMED ->
                    confirmed(
                            known,
                            number(fact.caseId(), fact.confirmed().commandId()),
                            fact.confirmed());
            // What did not take effect establishes nothing, and what did is not undone by it.
            case FAILED -> known;
            case OUTCOME -> ended(known, fact.outcome());
            case DEAD, STOPPED ->
                    throw new IllegalStateException(
                            "case: expected a fact of a session or an item, got " + fact.kind());
        };
    }

    // Verdicts -----------------------------------------------------------------------------

    private static OffenceCase judged(OffenceCase before, Verdict verdict) {
        if (!Episodes.decides(verdict)) {
            return before;
        }
        OffenceCase known = ofAccount(before, verdict.accountId());
        List<CaseEpisode> episodes = new ArrayList<>(known.episodes().size() + 1);
        CaseEpisode kept = null;
        for (CaseEpisode episode : known.episodes()) {
            if (episode.verdictId().equals(verdict.verdictId())) {
                kept = episode;
            } else {
                episodes.add(episode);
            }
        }
        CaseEpisode last = Episodes.of(verdict, kept);
        if (last == null && kept == null) {
            return known.episodes().isEmpty() && known.fallen().isEmpty() ? before : known;
        }
        if (last != null) {
            // A match that goes on adds nothing until it is over.
            boolean addsNothing =
                    kept != null && verdict.state() == VerdictState.OPEN && kept.isAlike(last);
            episodes.add(addsNothing ? kept : Episodes.proved(last, verdict));
        }
        return withEpisodes(known, episodes);
    }

    private static OffenceCase withEpisodes(OffenceCase known, List<CaseEpisode> episodes) {
        episodes.sort(Comparator.comparing(CaseEpisode::verdictId, BY_NUMBER));
        List<CaseEpisode> latest =
                List.copyOf(
                        episodes.subList(
                                Math.max(0, episodes.size() - MOST_EPISODES), episodes.size()));
        // Those that fell just now first: no reader knows it of them yet.
        Map<String, OffenceReason> fallen = new LinkedHashMap<>();
        standing(known.episodes()).forEach((ground, reason) -> fallen.put(ground, fallen(reason)));
        known.fallen().forEach(reason -> fallen.putIfAbsent(reason.ground(), reason));
        fallen.keySet().removeAll(standing(latest).keySet());
        Long first = timed(known.occurredAt());
        for (CaseEpisode episode : latest) {
            first = Moments.earlier(first, timed(episode.firstAt()));
        }
        return known.with()
                .episodes(latest)
                .fallen(fallen.values().stream().limit(MOST_FALLEN).toList())
                .occurredAt(first)
                .build();
    }

    /** Null for what can't be: the clock of an encoder that was never set begins in 1970. */
    private static Long timed(Long ms) {
        return ms != null && Check.isTimeMs(ms) ? ms : null;
    }

    /** Reasons of all verdicts by ground. */
    private static Map<String, OffenceReason> standing(List<CaseEpisode> episodes) {
        Map<String, OffenceReason> all = new TreeMap<>();
        for (CaseEpisode episode : episodes) {
            episode.reasons().forEach(r -> all.merge(r.ground(), r, Episodes::joined));
        }
        return all;
    }

    /**
     * The id of a session that is used again by another account is that of another session. What is
     * known of its commands remains, as they may be read before its verdict; those of one id are
     * numbered through.
     */
    private static OffenceCase ofAccount(OffenceCase known, String accountId) {
        if (accountId == null || accountId.equals(known.accountId())) {
            return known;
        }
        boolean isOfAll = known.measures().stream().allMatch(one -> one.isOf(accountId));
        if (known.accountId() == null && isOfAll) {
            return known.withAccountId(accountId);
        }
        OffenceCase next =
                OffenceCase.EMPTY
                        .with()
                        .accountId(accountId)
                        .lastLifted(known.lastLifted())
                        .liftedBefore(known.liftedBefore())
                        .build();
        for (CaseMeasure measure : known.measures()) {
            boolean isUnattributed = measure.tookEffect() && measure.accountId() == null;
            if (measure.isOf(accountId) && !isUnattributed) {
                next = measure(next, measure);
            }
        }
        return next;
    }

    // Measures -----------------------------------------------------------------------------

    private static OffenceCase ordered(OffenceCase known, long number, EnforcementCommand command) {
        if (command.measure() == Measure.LIFT) {
            return lifted(known, number);
        }
        CaseMeasure before = find(known, number);
        return number == NO_NUMBER
                ? known
                : measure(
                        known,
                        before == null
                                ? new CaseMeasure(number, true, command.accountId(), null, null)
                                : new CaseMeasure(
                                        number,
                                        true,
                                        command.accountId(),
                                        before.effectiveAt(),
                                        before.done()));
    }

    private static OffenceCase lifted(OffenceCase known, long number) {
        if (number > known.lastLifted()) {
            return known.with().lastLifted(number).liftedBefore(known.lastLifted()).build();
        }
        boolean isBetween = number < known.lastLifted() && number > known.liftedBefore();
        return isBetween ? known.withLiftedBefore(number) : known;
    }

    private static OffenceCase confirmed(
            OffenceCase known, long number, ActionConfirmed confirmed) {
        boolean restricts =
                confirmed.measure() != Measure.LIFT && confirmed.measure() != Measure.NOT_FOUND;
        CaseMeasure before = find(known, number);
        boolean isNews = before == null || isEarlier(confirmed, before);
        return number == NO_NUMBER || !restricts || !isNews
                ? known
                : measure(
                        known,
                        new CaseMeasure(
                                number,
                                before != null && before.ordered(),
                                before == null ? null : before.accountId(),
                                confirmed.effectiveAt(),
                                confirmed.measure()));
    }

    private static boolean isEarlier(ActionConfirmed confirmed, CaseMeasure known) {
        return known.effectiveAt() == null
                || confirmed.effectiveAt() < known.effectiveAt()
                || confirmed.effectiveAt() == known.effectiveAt()
                        && confirmed.measure().compareTo(known.done()) < 0;
    }

    private static CaseMeasure find(OffenceCase known, long number) {
        return known.measures().stream()
                .filter(measure -> measure.number() == number)
                .findAny()
                .orElse(null);
    }

    private static OffenceCase measure(OffenceCase known, CaseMeasure measure) {
        List<CaseMeasure> all = new ArrayList<>(known.measures());
        all.removeIf(other -> other.number() == measure.number());
        all.add(measure);
        all.sort(Comparator.comparingLong(CaseMeasure::number));
        List<CaseMeasure> latest =
                List.copyOf(all.subList(Math.max(0, all.size() - MOST_MEASURES), all.size()));
        OffenceCase next = known.withMeasures(latest);
        boolean establishes = measure.tookEffect() && measure.isOf(known.accountId());
        return establishes ? established(next, measure) : next;
    }

    private static OffenceCase established(OffenceCase known, CaseMeasure measure) {
        long at = measure.effectiveAt();
        boolean isLatest = measure.number() >= known.lastConfirmed();
        return known.with()
                .establishedAt(
                        known.establishedAt() == null ? at : Math.min(known.establishedAt(), at))
                .lastConfirmed(Math.max(known.lastConfirmed(), measure.number()))
                .measure(isLatest ? measure.done() : known.measure())
                .build();
    }

    /** Of sessionId/command/number; none of a command of another session or form. */
    private static long number(String caseId, String commandId) {
        String prefix = caseId.substring(CaseFact.ofSession("").length()) + "/command/";
        if (commandId == null || !commandId.startsWith(prefix)) {
            return NO_NUMBER;
        }
        String number = commandId.substring(prefix.length());
        return NUMBER.matcher(number).matches() ? Long.parseLong(number) : NO_NUMBER;
    }

    // Items of notices -------------------------------------------------------------------------

    /** What was never acted on is no offence, whatever its notice was. */
    private static OffenceCase ended(OffenceCase known, ItemOutcome outcome) {
        List<ItemOutcome> all = new ArrayList<>(known.outcomes());
        Long before = null;
        for (ItemOutcome other : known.outcomes()) {
            if (other.noticeId().equals(outcome.noticeId())) {
                before = other.effectiveAt();
                all.remove(other);
            }
        }
        Long effectiveAt = outcome.effectiveAt() == null ? before : outcome.effectiveAt();
        if (effectiveAt == null) {
            return known;
        }
        if (all.size() == MOST_OUTCOMES && !makeRoom(all)) {
            return known;
        }
        all.add(outcome.withEffectiveAt(effectiveAt));
        all.sort(Comparator.comparing(ItemOutcome::noticeId));
        return ofOutcomes(known.withOutcomes(List.copyOf(all)));
    }

    /** What has fallen is known where it counts. */
    private static boolean makeRoom(List<ItemOutcome> all) {
        return all.stream()
                .filter(outcome -> !stands(outcome))
                .min(LATEST_LAST)
                .map(all::remove)
                .orElse(false);
    }

    private static OffenceCase ofOutcomes(OffenceCase known) {
        return known.with()
                .accountId(
                        known.outcomes().stream()
                                .filter(outcome -> outcome.accountId() != null)
                                .max(LATEST_LAST)
                                .map(ItemOutcome::accountId)
                                .orElse(null))
                .occurredAt(earliest(known, ItemOutcome::publishedAt))
                .establishedAt(earliest(known, ItemOutcome::effectiveAt))
                .build();
    }

    private static Long earliest(OffenceCase known, Function<ItemOutcome, Long> time) {
        return known.outcomes().stream()
                .map(time)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static boolean stands(ItemOutcome outcome) {
        return switch (outcome.outcome()) {
            case ACTED, COUNTERED, UPHELD -> true;
            case RESTORED, WITHDRAWN, UNFOUNDED, FORGED, DECLINED -> false;
        };
    }

    // What follows -------------------------------------------------------------------------

    /** Null where there is none, or no account that it is of. */
    static Offence offence(String caseId, OffenceCase known) {
        if (known.accountId() == null || !hasAnything(known)) {
            return null;
        }
        OffenceBuilder offence =
                OffenceBuilder.builder()
                        .accountId(known.accountId())
                        .offenceId(caseId)
                        .occurredAt(known.occurredAt())
                        .establishedAt(known.establishedAt());
        return known.outcomes().isEmpty() ? ofSession(offence, known) : ofItem(offence, known);
    }

    private static Offence ofSession(OffenceBuilder offence, OffenceCase known) {
        Set<String> held = all(known.episodes(), CaseEpisode::held).collect(Collectors.toSet());
        boolean isLifted = known.lastConfirmed() < known.lastLifted();
        boolean wasLifted = known.lastConfirmed() < known.liftedBefore();
        Stream<OffenceReason> standing =
                standing(known.episodes()).values().stream()
                        .map(
                                reason ->
                                        reason.withStands(
                                                held.contains(reason.ground())
                                                        ? !wasLifted
                                                        : !isLifted));
        List<CaseEpisode> episodes = known.episodes();
        CaseEpisode last = episodes.isEmpty() ? null : episodes.get(episodes.size() - 1);
        return offence.kind(OffenceKind.SESSION)
                .reasons(
                        Episodes.few(
                                Stream.concat(standing, known.fallen().stream())
                                        .limit(Episodes.MOST_REASONS)
                                        .sorted(Comparator.comparing(OffenceReason::ground))
                                        .toList()))
                .works(Episodes.named(all(episodes, CaseEpisode::works)))
                .owners(Episodes.named(all(episodes, CaseEpisode::owners)))
                .territories(
                        Episodes.sorted(
                                all(episodes, CaseEpisode::territories), Episodes.MOST_TERRITORIES))
                .timeCodes(Episodes.timeCodes(all(episodes, CaseEpisode::timeCodes)))
                .measure(known.measure())
                .aggravators(all(episodes, CaseEpisode::aggravators).distinct().sorted().toList())
                .evidenceDigest(last == null ? null : Episodes.hex(last.evidenceDigest()))
                .verdictId(last == null ? null : last.verdictId())
                .noticeIds(List.of())
                .disputed(List.of())
                .build();
    }

    private static <T> Stream<T> all(
            List<CaseEpisode> episodes, Function<CaseEpisode, List<T>> of) {
        return episodes.stream().flatMap(episode -> of.apply(episode).stream());
    }

    private static Offence ofItem(OffenceBuilder offence, OffenceCase known) {
        List<ItemOutcome> outcomes = known.outcomes();
        return offence.kind(OffenceKind.ITEM)
                .reasons(outcomes.stream().map(Cases::reason).toList())
                .works(Episodes.named(outcomes.stream().map(ItemOutcome::workId)))
                .owners(List.of())
                .territories(List.of("*"))
                .timeCodes(List.of())
                .aggravators(List.of())
                .noticeIds(Episodes.named(outcomes.stream().map(ItemOutcome::noticeId)))
                .disputed(
                        Episodes.sorted(
                                outcomes.stream()
                                        .filter(o -> o.outcome() == ItemOutcomeKind.COUNTERED)
                                        .map(Cases::ground),
                                MOST_OUTCOMES))
                .build();
    }

    private static OffenceReason reason(ItemOutcome outcome) {
        return new OffenceReason(
                ground(outcome), GroundKind.NOTICE, null, List.of(), stands(outcome));
    }

    private static String ground(ItemOutcome outcome) {
        return "notice/" + outcome.noticeId();
    }

    private static List<Offence> changed(Offence was, Offence is) {
        if (is == null || is.equals(was)) {
            return List.of();
        }
        boolean isOfAnother =
                was != null
                        && was.kind() == OffenceKind.ITEM
                        && !was.accountId().equals(is.accountId());
        if (isOfAnother) {
            return List.of(fallen(was), is);
        }
        List<OffenceReason> left = left(was, is);
        return left.isEmpty() ? List.of(is) : List.of(is.withReasons(left), is);
    }

    /**
     * A reader keeps a reason that is not named: what was emitted as standing is emitted as fallen.
     */
    private static List<OffenceReason> left(Offence was, Offence is) {
        if (was == null || !was.accountId().equals(is.accountId())) {
            return List.of();
        }
        Set<String> named =
                is.reasons().stream().map(OffenceReason::ground).collect(Collectors.toSet());
        return was.reasons().stream()
                .filter(reason -> reason.stands() && !named.contains(reason.ground()))
                .map(Cases::fallen)
                .toList();
    }

    /** It was never of that account. */
    private static Offence fallen(Offence offence) {
        return offence.withReasons(offence.reasons().stream().map(Cases::fallen).toList());
    }

    /** What it matched does not matter any more. */
    private static OffenceReason fallen(OffenceReason reason) {
        return reason.with().references(List.of()).stands(false).build();
    }

    private static List<String> newGrounds(Offence was, Offence is) {
        if (is == null) {
            return List.of();
        }
        boolean isOfSame = was != null && was.accountId().equals(is.accountId());
        List<String> known = isOfSame ? grounds(was).toList() : List.of();
        return grounds(is).filter(ground -> !known.contains(ground)).distinct().toList();
    }

    /** Those that may fall by themselves: list entries and references. */
    private static Stream<String> grounds(Offence offence) {
        return offence.reasons().stream().flatMap(Grounds::of);
    }
}
