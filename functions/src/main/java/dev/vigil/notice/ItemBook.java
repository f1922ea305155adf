package dev.vigil.notice;

import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.notice.ItemClaim;
import dev.vigil.schema.notice.ItemLedger;
import dev.vigil.schema.notice.ItemNews;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.NoticeLink;
import dev.vigil.schema.notice.Proof;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** What is known of one item, and what the notices on it are to be told. */
public final class ItemBook {
    /** As long as its notices stay on their topic: a proof that comes later finds no notice. */
    private static final long KEEP_MS = 200L * 24 * 3_600_000;

    private static final Comparator<ItemClaim> FIRST =
            Comparator.comparingLong(ItemClaim::receivedAt).thenComparing(ItemClaim::noticeId);

    /** Of one item: repeats aside there is one for each time that it was removed. */
    private static final int MOST_PROOFS = 16;

    /** Notices on one item, within {@link #KEEP_MS} of each other: each of its news goes to all. */
    static final int MOST_CLAIMS = 1_000;

    /** Of one notifier: no stranger fills an item. The first one stands for all of them. */
    static final int MOST_OF_NOTIFIER = 50;

    /** Of items that joined, whose notifier only the notice knows. */
    static final int MOST_JOINED = MOST_CLAIMS / 2;

    /** Notifiers who may not notify one item again. */
    static final int MOST_BARRED = 1_000;

    private final List<NoticeInput> news = new ArrayList<>();
    private String refused;
    private List<ItemClaim> claims;
    private List<Proof> proofs;
    private Long liftedAt;
    private boolean byOrder;
    private List<ItemClaim> barred;
    private long touchedAt;

    public ItemBook(ItemLedger ledger) {
        claims = ledger.claims();
        proofs = ledger.proofs();
        liftedAt = ledger.liftedAt();
        byOrder = ledger.byOrder();
        barred = ledger.barred();
        touchedAt = ledger.touchedAt();
    }

    /** The book from now on. */
    public ItemLedger ledger() {
        return new ItemLedger(claims, proofs, liftedAt, byOrder, barred, touchedAt);
    }

    /** What the notices are to be told, in order. */
    public List<NoticeInput> news() {
        return news;
    }

    /** Why a record could not be entered; null where it was. */
    public String refused() {
        return refused;
    }

    /** Event time from which nobody asks for it any more. */
    public long keptUntil() {
        return touchedAt + KEEP_MS;
    }

    /** Takes a claim, a confirmation, a reversal or a bar. */
    public void enter(NoticeInput input) {
        touchedAt = Math.max(touchedAt, input.time());
        switch (input.kind()) {
            case ITEM_CLAIMED -> claimed(input.itemId(), input.claim());
            case CONFIRMED -> {
                if (input.confirmed().measure() == Measure.LIFT) {
                    back(input, input.confirmed().effectiveAt(), true);
                } else {
                    confirmed(input);
                }
            }
            case ITEM_BACK -> back(input, input.back().at(), false);
            case BARRED -> barred(input.link());
            default ->
                    throw new IllegalStateException(
                            "An item was given " + input.kind() + ", which is not its own");
        }
    }

    private void claimed(String itemId, ItemClaim claim) {
        if (barred.stream().anyMatch(bar -> bars(bar, claim))) {
            tell(claim, ItemNews.Kind.BARRED, itemId, claim.receivedAt(), claim.receivedAt());
        }
        proofs.forEach(proof -> tell(claim, proof, itemId, claim.receivedAt()));
        if (claims.stream().anyMatch(known -> known.noticeId().equals(claim.noticeId()))) {
            return;
        }
        // The first of a notifier's notices on an item stands for the others; in whatever order
        // they are read, it is the same one.
        claims.stream()
                .filter(other -> isSameNotifier(other, claim))
                .min(FIRST)
                .ifPresent(other -> claimedAgain(itemId, other, claim));
        String full = full(claim);
        if (full != null) {
            // Their notices are off the topic.
            claims = claims.stream().filter(c -> c.receivedAt() + KEEP_MS > touchedAt).toList();
            full = full(claim);
        }
        if (full == null) {
            claims = plus(claims, claim);
        } else {
            refused =
                    "itemId: expected no more than "
                            + full
                            + ", got another, '"
                            + claim.noticeId()
                            + "', which is told of no later measure on '"
                            + itemId
                            + "'; close it by hand with vigil notice decline";
        }
    }

    /** The limit that leaves no room for another claim; null where there is room. */
    private String full(ItemClaim claim) {
        boolean joined = claim.notifier() == null;
        int most = joined ? MOST_JOINED : MOST_OF_NOTIFIER;
        long own =
                claims.stream()
                        .filter(other -> Objects.equals(other.notifier(), claim.notifier()))
                        .count();
        if (own >= most) {
            return most + " notices on one item " + (joined ? "that it joined" : "of one notifier");
        }
        return claims.size() < MOST_CLAIMS ? null : MOST_CLAIMS + " notices on one item";
    }

    /** Not the restored notice itself, nor one before it: the bar may be read before they are. */
    private static boolean bars(ItemClaim bar, ItemClaim claim) {
        return isSameNotifier(bar, claim) && FIRST.compare(bar, claim) < 0;
    }

    /** A supplement names no notifier. */
    private static boolean isSameNotifier(ItemClaim one, ItemClaim other) {
        return one.notifier() != null && one.notifier().equals(other.notifier());
    }

    private void claimedAgain(String itemId, ItemClaim one, ItemClaim other) {
        boolean oneFirst = FIRST.compare(one, other) < 0;
        ItemClaim first = oneFirst ? one : other;
        ItemClaim later = oneFirst ? other : one;
        news.add(
                NoticeInput.news(
                        first.noticeId(),
                        new ItemNews(
                                ItemNews.Kind.CLAIMED_AGAIN,
                                itemId,
                                later.receivedAt(),
                                later.noticeId()),
                        later.receivedAt()));
    }

    /** The claims stay: an earlier proof may still come and clear a breach. */
    private void confirmed(NoticeInput input) {
        boolean notFound = input.confirmed().measure() == Measure.NOT_FOUND;
        Proof proof = new Proof(input.confirmed().effectiveAt(), notFound);
        if (liftedAt != null && proof.at() < liftedAt) {
            confirmedBeforeLift(input, proof);
            return;
        }
        claims.forEach(claim -> tell(claim, proof, input.itemId(), input.time()));
        List<Proof> all = new ArrayList<>(proofs);
        if (all.stream().noneMatch(known -> known.at() == proof.at())) {
            all.add(proof);
            all.sort(Comparator.comparingLong(Proof::at));
        }
        if (all.size() > MOST_PROOFS) {
            // The first one decides what was in time, the last one what is in force.
            all.remove(MOST_PROOFS - 1);
        }
        proofs = List.copyOf(all);
    }

    /** It may clear what was due before; that the content is back is told again behind it. */
    private void confirmedBeforeLift(NoticeInput input, Proof proof) {
        for (ItemClaim claim : claims) {
            if (claim.receivedAt() <= liftedAt) {
                tell(claim, proof, input.itemId(), input.time());
                tell(claim, lift(), input.itemId(), liftedAt, input.time());
            }
        }
    }

    private ItemNews.Kind lift() {
        return byOrder ? ItemNews.Kind.LIFTED : ItemNews.Kind.BACK;
    }

    /** What was done before proves nothing to a notice that comes later. */
    private void back(NoticeInput input, long at, boolean lifted) {
        ItemNews.Kind kind = lifted ? ItemNews.Kind.LIFTED : ItemNews.Kind.BACK;
        List<Proof> after = proofs.stream().filter(proof -> proof.at() > at).toList();
        for (ItemClaim claim : claims) {
            tell(claim, kind, input.itemId(), at, input.time());
            // It was read late: what has been proved since ends the run that it opens.
            after.forEach(proof -> tell(claim, proof, input.itemId(), input.time()));
        }
        if (liftedAt == null || liftedAt < at) {
            proofs = after;
            liftedAt = at;
            byOrder = lifted;
        }
    }

    /** Of each notifier the first: it bars all that its later ones would. */
    private void barred(NoticeLink link) {
        ItemClaim bar = new ItemClaim(link.noticeId(), link.notifier(), link.ofReceivedAt());
        boolean known =
                barred.stream()
                        .anyMatch(other -> isSameBar(other, bar) && FIRST.compare(other, bar) <= 0);
        if (known) {
            return;
        }
        List<ItemClaim> others = barred.stream().filter(other -> !isSameBar(other, bar)).toList();
        if (others.size() < MOST_BARRED) {
            barred = plus(others, bar);
        } else {
            refused =
                    "itemId: expected no more than "
                            + MOST_BARRED
                            + " notifiers who may not notify one item again, got another, that of '"
                            + bar.noticeId()
                            + "'; reject its next notice on '"
                            + link.itemId()
                            + "' by hand with vigil notice reject";
        }
    }

    private static boolean isSameBar(ItemClaim one, ItemClaim other) {
        return one.equals(other) || isSameNotifier(one, other);
    }

    private void tell(ItemClaim claim, Proof proof, String itemId, long time) {
        ItemNews.Kind kind = proof.notFound() ? ItemNews.Kind.NOT_FOUND : ItemNews.Kind.DONE;
        tell(claim, kind, itemId, proof.at(), time);
    }

    private void tell(ItemClaim claim, ItemNews.Kind kind, String itemId, long at, long time) {
        ItemNews told = new ItemNews(kind, itemId, at, null);
        news.add(NoticeInput.news(claim.noticeId(), told, time));
    }

    private static List<ItemClaim> plus(List<ItemClaim> list, ItemClaim one) {
        List<ItemClaim> more = new ArrayList<>(list);
        more.add(one);
        return List.copyOf(more);
    }
}
