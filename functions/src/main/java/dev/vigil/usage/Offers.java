package dev.vigil.usage;

import dev.vigil.schema.usage.KeptOffer;
import dev.vigil.schema.usage.KeptOffers;
import dev.vigil.schema.usage.LicenseOffered;
import dev.vigil.schema.usage.UsageInput;
import dev.vigil.schema.usage.UsageOffer;
import dev.vigil.schema.usage.UsedDay;
import java.util.ArrayList;
import java.util.List;

/** Offers of owners to an account that shows a work: at most one of each owner in 30 days. */
public final class Offers {
    private static final long DAY_MS = 24L * 3_600_000;

    /** Between two offers of an owner, and how long one holds. */
    static final long ONE_IN_MS = 30 * DAY_MS;

    static final long USED_MS = 7 * DAY_MS;

    /** What was shown longer ago is no occasion: the job was not there to offer then. */
    static final long OCCASION_MS = DAY_MS;

    static final int MOST_OWNERS = 16;
    private static final int MOST_DAYS = 8;

    private Offers() {}

    /**
     * What a moment leads to.
     *
     * @param next null where it is forgotten
     * @param nextAt when to look again (UTC epoch ms); null where it is forgotten
     */
    public record Step(KeptOffers next, List<LicenseOffered> offered, Long nextAt) {}

    /** With an occasion, or with an offer that was made. */
    public static KeptOffers take(KeptOffers before, UsageInput fact) {
        KeptOffers known = before == null ? KeptOffers.NEW : before;
        if (fact.kind() == UsageInput.Kind.OFFER_PUBLISHED) {
            LicenseOffered made = fact.offered();
            return known.withOffers(
                    latest(
                            known.offers(),
                            new KeptOffer(
                                    made.ownerId(),
                                    made.policyVersion(),
                                    made.offerRef(),
                                    made.offeredAt())));
        }
        UsageOffer occasion = fact.offer();
        KeptOffers used = known.withDays(used(known.days(), fact.at(), occasion.usedMs()));
        KeptOffer offer =
                new KeptOffer(
                        occasion.ownerId(),
                        occasion.policyVersion(),
                        occasion.offerRef(),
                        fact.at());
        return isDue(known.offers(), offer)
                ? used.withWaiting(latest(known.waiting(), offer))
                : used;
    }

    private static boolean isDue(List<KeptOffer> made, KeptOffer offer) {
        return made.stream()
                .filter(one -> one.ownerId().equals(offer.ownerId()))
                .allMatch(one -> offer.at() >= one.at() + ONE_IN_MS);
    }

    /** The last of each owner. */
    private static List<KeptOffer> latest(List<KeptOffer> known, KeptOffer offer) {
        List<KeptOffer> all = new ArrayList<>(known);
        boolean isOlder =
                known.stream()
                        .anyMatch(
                                one ->
                                        one.ownerId().equals(offer.ownerId())
                                                && one.at() > offer.at());
        if (isOlder) {
            return known;
        }
        all.removeIf(one -> one.ownerId().equals(offer.ownerId()));
        all.add(offer);
        return List.copyOf(all.subList(Math.max(0, all.size() - MOST_OWNERS), all.size()));
    }

    private static List<UsedDay> used(List<UsedDay> known, long at, long usedMs) {
        long from = Math.floorDiv(at, DAY_MS) * DAY_MS;
        List<UsedDay> days = new ArrayList<>();
        long sum = usedMs;
        for (UsedDay day : known) {
            if (day.from() == from) {
                sum += day.usedMs();
            } else {
                days.add(day);
            }
        }
        days.add(new UsedDay(from, sum));
        days.sort((a, b) -> Long.compare(a.from(), b.from()));
        return List.copyOf(days.subList(Math.max(0, days.size() - MOST_DAYS), days.size()));
    }

    /**
     * Offers that are due.
     *
     * @param key accountId/workId
     */
    public static Step at(String key, KeptOffers before, long nowMs) {
        List<LicenseOffered> offered = new ArrayList<>();
        List<KeptOffer> made = before.offers();
        for (KeptOffer offer : before.waiting()) {
            if (isDue(made, offer) && offer.at() > nowMs - OCCASION_MS) {
                offered.add(offered(key, offer, before.days()));
                made = latest(made, offer);
            }
        }
        List<KeptOffer> kept = made.stream().filter(one -> one.at() + ONE_IN_MS > nowMs).toList();
        List<UsedDay> days =
                before.days().stream()
                        .filter(day -> day.from() + DAY_MS > nowMs - USED_MS)
                        .toList();
        if (kept.isEmpty() && days.isEmpty()) {
            return new Step(null, offered, null);
        }
        long nextAt = Long.MAX_VALUE;
        for (KeptOffer one : kept) {
            nextAt = Math.min(nextAt, one.at() + ONE_IN_MS);
        }
        for (UsedDay day : days) {
            nextAt = Math.min(nextAt, day.from() + DAY_MS + USED_MS);
        }
        return new Step(
                before.with().days(days).offers(kept).waiting(List.of()).build(), offered, nextAt);
    }

    private static LicenseOffered offered(String key, KeptOffer offer, List<UsedDay> days) {
        int slash = key.indexOf('/');
        long used =
                days.stream()
                        .filter(day -> day.from() + DAY_MS > offer.at() - USED_MS)
                        .filter(day -> day.from() <= offer.at())
                        .mapToLong(UsedDay::usedMs)
                        .sum();
        return new LicenseOffered(
                key + "/" + offer.ownerId() + "/" + offer.policyVersion() + "/" + offer.at(),
                key.substring(0, slash),
                key.substring(slash + 1),
                offer.ownerId(),
                offer.policyVersion(),
                offer.offerRef(),
                used,
                offer.at(),
                offer.at() + ONE_IN_MS);
    }
}
