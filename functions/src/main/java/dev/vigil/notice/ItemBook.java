package dev.vigil.notice;

import dev.vigil.schema.event.Measure;
import dev.vigil.schema.event.NoticeLink;
import dev.vigil.schema.flow.ItemNews;
import dev.vigil.schema.flow.NoticeInput;
import dev.vigil.schema.state.ItemClaim;
import dev.vigil.schema.state.ItemLedger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is known of one item, and what the notices on it are to be told. */
public final class ItemBook {
    /** As long as its notices stay on their topic: a proof that comes later finds no notice. */
    private static final long KEEP_MS = 200L * 24 * 3_600_000;

    private static final Comparator<ItemClaim> FIRST =
            Comparator.comparingLong(ItemClaim::receivedAt).thenComparing(ItemClaim::noticeId);

    private final List<NoticeInput> news = new ArrayList<>();
    private ItemLedger ledger;

    public ItemBook(ItemLedger ledger) {
        this.ledger = ledger;
    }

    /** The book from now on. */
    public ItemLedger ledger() {
        return ledger;
    }

    /** What the notices are to be told, in order. */
    public List<NoticeInput> news() {
        return news;
    }

    /** Event time from which nobody asks for it any more. */
    public long keptUntil() {
        return ledger.touchedAt() + KEEP_MS;
    }

    /** Takes a claim, a confirmation, a reversal or a bar. */
    public void enter(NoticeInput input) {
        ledger = touched(input.time());
        switch (input.kind()) {
            case ITEM_CLAIMED -> claimed(input.itemId(), input.claim());
            case CONFIRMED -> {
                if (input.confirmed().measure() == Measure.LIFT) {
                    back(input, input.confirmed().effectiveAt(), ItemNews.Kind.LIFTED);
                } else {
                    confirmed(input);
                }
            }
            case ITEM_BACK -> back(input, input.back().at(), ItemNews.Kind.BACK);
            case BARRED -> barred(input.link());
            default ->
                    throw new IllegalStateException(
                            "An item was given " + input.kind() + ", which is not its own");
        }
    }

    private void claimed(String itemId, ItemClaim claim) {
        if (claim.notifier() != null && ledger.barred().contains(claim.notifier())) {
            tell(claim.noticeId(), ItemNews.Kind.BARRED, itemId, claim.receivedAt(), null);
        }
        if (ledger.doneAt() != null) {
            ItemNews.Kind kind = ledger.notFound() ? ItemNews.Kind.NOT_FOUND : ItemNews.Kind.DONE;
            tell(claim.noticeId(), kind, itemId, ledger.doneAt(), null, claim.receivedAt());
        }
        if (ledger.claims().stream().anyMatch(c -> c.noticeId().equals(claim.noticeId()))) {
            return;
        }
        // The first of a notifier's notices on an item stands for the others; in whatever order
        // they are read, it is the same one.
        ledger.claims().stream()
                .filter(other -> claim.notifier() != null)
                .filter(other -> claim.notifier().equals(other.notifier()))
                .min(FIRST)
                .ifPresent(other -> claimedAgain(itemId, other, claim));
        List<ItemClaim> claims = new ArrayList<>(ledger.claims());
        claims.add(claim);
        ledger = with(List.copyOf(claims));
    }

    private void claimedAgain(String itemId, ItemClaim one, ItemClaim other) {
        boolean oneFirst = FIRST.compare(one, other) < 0;
        ItemClaim first = oneFirst ? one : other;
        ItemClaim later = oneFirst ? other : one;
        tell(
                first.noticeId(),
                ItemNews.Kind.CLAIMED_AGAIN,
                itemId,
                later.receivedAt(),
                later.noticeId());
    }

    private void confirmed(NoticeInput input) {
        long effectiveAt = input.confirmed().effectiveAt();
        if (ledger.liftedAt() != null && effectiveAt < ledger.liftedAt()) {
            return;
        }
        boolean notFound = input.confirmed().measure() == Measure.NOT_FOUND;
        ItemNews.Kind kind = notFound ? ItemNews.Kind.NOT_FOUND : ItemNews.Kind.DONE;
        for (ItemClaim claim : ledger.claims()) {
            tell(claim.noticeId(), kind, input.itemId(), effectiveAt, null, input.time());
        }
        // The claims stay: an earlier proof may still come and clear a breach.
        boolean earlier = ledger.doneAt() == null || effectiveAt < ledger.doneAt();
        ledger =
                new ItemLedger(
                        ledger.claims(),
                        earlier ? Long.valueOf(effectiveAt) : ledger.doneAt(),
                        earlier ? notFound : ledger.notFound(),
                        ledger.liftedAt(),
                        ledger.barred(),
                        ledger.touchedAt());
    }

    /** What was done before proves nothing to a notice that comes later. */
    private void back(NoticeInput input, long at, ItemNews.Kind kind) {
        for (ItemClaim claim : ledger.claims()) {
            tell(claim.noticeId(), kind, input.itemId(), at, null, input.time());
        }
        if (ledger.liftedAt() == null || ledger.liftedAt() < at) {
            boolean undone = ledger.doneAt() != null && ledger.doneAt() <= at;
            ledger =
                    new ItemLedger(
                            ledger.claims(),
                            undone ? null : ledger.doneAt(),
                            !undone && ledger.notFound(),
                            at,
                            ledger.barred(),
                            ledger.touchedAt());
        }
    }

    private void barred(NoticeLink link) {
        if (!ledger.barred().contains(link.notifier())) {
            List<String> barred = new ArrayList<>(ledger.barred());
            barred.add(link.notifier());
            ledger =
                    new ItemLedger(
                            ledger.claims(),
                            ledger.doneAt(),
                            ledger.notFound(),
                            ledger.liftedAt(),
                            List.copyOf(barred),
                            ledger.touchedAt());
        }
    }

    private void tell(String noticeId, ItemNews.Kind kind, String itemId, long at, String other) {
        tell(noticeId, kind, itemId, at, other, at);
    }

    private void tell(
            String noticeId, ItemNews.Kind kind, String itemId, long at, String other, long time) {
        news.add(NoticeInput.news(noticeId, new ItemNews(kind, itemId, at, other), time));
    }

    private ItemLedger touched(long at) {
        return new ItemLedger(
                ledger.claims(),
                ledger.doneAt(),
                ledger.notFound(),
                ledger.liftedAt(),
                ledger.barred(),
                Math.max(at, ledger.touchedAt()));
    }

    private ItemLedger with(List<ItemClaim> claims) {
        return new ItemLedger(
                claims,
                ledger.doneAt(),
                ledger.notFound(),
                ledger.liftedAt(),
                ledger.barred(),
                ledger.touchedAt());
    }
}
