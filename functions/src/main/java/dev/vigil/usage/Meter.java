package dev.vigil.usage;

import dev.vigil.schema.usage.MeterInput;
import dev.vigil.schema.usage.MeteredSession;
import dev.vigil.schema.usage.UsageAmount;
import dev.vigil.schema.usage.UsageInput;
import dev.vigil.schema.usage.UsageOffer;
import dev.vigil.schema.usage.UsageReason;
import dev.vigil.schema.usage.UsedWork;
import dev.vigil.schema.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The usage of one session. It keeps what the session has shown, and derives the figures of its
 * rows from that: what it gives is the difference to before. So a repeated revision changes
 * nothing, and facts of different topics may be read in any order.
 *
 * <p>What is shown under which ruling: {@link UsedGrowth}.
 */
public final class Meter {
    private static final long TOUCH_MS = 3_600_000;

    private final UsageDays days;

    public Meter(UsageDays days) {
        this.days = days;
    }

    /**
     * What a fact leads to.
     *
     * @param next the session from now on; null for nothing to keep
     * @param changes of rows, and what may be offered
     */
    public record Step(MeteredSession next, List<UsageInput> changes) {}

    /**
     * @param known null for none
     */
    public Step on(MeteredSession known, MeterInput fact) {
        MeteredSession before = known == null ? MeteredSession.NEW : known;
        return switch (fact.kind()) {
            case VERDICT -> shown(known, before, fact);
            case COMMAND ->
                    derived(
                            before,
                            UsedMeasures.commanded(before, fact.command()),
                            fact,
                            UsageReason.MEASURE_CONFIRMED);
            case CONFIRMED ->
                    derived(
                            before,
                            UsedMeasures.confirmed(before, fact.confirmed()),
                            fact,
                            UsageReason.MEASURE_CONFIRMED);
            case FAILED ->
                    derived(
                            before,
                            UsedMeasures.failed(before, fact.failed()),
                            fact,
                            UsageReason.MEASURE_CONFIRMED);
            case AUDIENCE ->
                    derived(
                            before,
                            Audiences.reported(before, fact.audience()),
                            fact,
                            UsageReason.AUDIENCE_REPORTED);
            case DEAD, STOPPED -> new Step(known, List.of());
        };
    }

    private Step shown(MeteredSession known, MeteredSession before, MeterInput fact) {
        Verdict verdict = fact.verdict();
        if (UsedLives.isOutdated(before, verdict)) {
            return new Step(known, List.of());
        }
        MeteredSession life = UsedLives.of(before, verdict);
        UsedGrowth growth = new UsedGrowth(life, verdict);
        Step step = derived(life, growth.next(), fact, UsageReason.FOUND_LATER);
        if (growth.offers().isEmpty()) {
            return step;
        }
        List<UsageInput> changes = new ArrayList<>(step.changes());
        for (Map.Entry<String, UsageOffer> offer : growth.offers().entrySet()) {
            changes.add(UsageInput.offer(offer.getKey(), fact.time(), offer.getValue()));
        }
        return new Step(step.next(), changes);
    }

    private Step derived(
            MeteredSession before, MeteredSession next, MeterInput fact, UsageReason why) {
        List<UsageInput> changes =
                next == before || next.works().isEmpty()
                        ? List.of()
                        : difference(before, next, fact.time(), why);
        return new Step(touched(Kept.within(next, days), fact.time()), changes);
    }

    private List<UsageInput> difference(
            MeteredSession before, MeteredSession next, long at, UsageReason why) {
        Set<String> works = changed(before, next);
        Map<UsageKey, UsageAmount> was = Amounts.of(only(before, works), days);
        Map<UsageKey, UsageAmount> is = Amounts.of(only(next, works), days);
        Set<UsageKey> keys = new LinkedHashSet<>(was.keySet());
        keys.addAll(is.keySet());
        List<UsageInput> changes = new ArrayList<>();
        for (UsageKey key : keys) {
            UsageAmount amount =
                    is.getOrDefault(key, UsageAmount.ZERO)
                            .minus(was.getOrDefault(key, UsageAmount.ZERO));
            if (!amount.isZero()) {
                changes.add(UsageInput.changed(key.workId(), key.rowId(), at, amount, why));
            }
        }
        return changes;
    }

    /**
     * Works whose figures can differ: of a revision those that it shows more of, of anything else
     * all of them. What has not changed is the same object, so none is compared in depth.
     */
    static Set<String> changed(MeteredSession before, MeteredSession next) {
        boolean isOfWorks =
                before.measures() == next.measures()
                        && before.reports() == next.reports()
                        && before.marks() == next.marks();
        Map<String, UsedWork> known = new HashMap<>();
        before.works().forEach(work -> known.put(work.workId(), work));
        Set<String> changed = new HashSet<>();
        for (UsedWork work : next.works()) {
            if (known.remove(work.workId()) != work || !isOfWorks) {
                changed.add(work.workId());
            }
        }
        changed.addAll(known.keySet());
        return changed;
    }

    private static MeteredSession only(MeteredSession session, Set<String> works) {
        return session.withWorks(
                session.works().stream().filter(work -> works.contains(work.workId())).toList());
    }

    /** To the hour: a match has a revision every few seconds. */
    private static MeteredSession touched(MeteredSession session, long at) {
        return at < session.touchedAt() + TOUCH_MS ? session : session.withTouchedAt(at);
    }

    /** When the session is forgotten if nothing more is read of it (UTC epoch ms). */
    public static long keptUntil(MeteredSession session) {
        long keepMs = session.works().isEmpty() ? UsageRules.UNMATCHED_MS : UsageRules.SESSION_MS;
        return session.touchedAt() + TOUCH_MS + keepMs;
    }
}
