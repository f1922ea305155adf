package dev.vigil.notice;

import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.notice.ItemClaim;
import dev.vigil.schema.notice.ItemLedger;
import dev.vigil.schema.notice.ItemMark;
import dev.vigil.schema.notice.ItemNews;
import dev.vigil.schema.notice.ItemOrigin;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.NoticeLink;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** What is known of one item, and what is to be sent to the notices on it. */
public final class ItemBook {
    /** As long as its notices stay on their topic: a proof that comes later finds no notice. */
    private static final long KEEP_MS = 200L * 24 * 3_600_000;

    private static final Comparator<ItemClaim> FIRST =
            Comparator.comparingLong(ItemClaim::receivedAt).thenComparing(ItemClaim::noticeId);

    /** Of one item: repeats aside there are two for each time that it was removed and back. */
    private static final int MOST_MARKS = 16;

    /** Notices on one item, within {@link #KEEP_MS} of each other: each of its news goes to all. */
    static final int MOST_CLAIMS = 1_000;

    /** Of one notifier: no other party fills an item. The first one covers all of them. */
    static final int MOST_OF_NOTIFIER = 50;

    /** Of items that joined, whose notifier only the notice knows. */
    static final int MOST_JOINED = MOST_CLAIMS / 2;

    /** Notifiers who may not notify one item again. */
    static final int MOST_BARRED = 1_000;

    private final List<NoticeInput> news = new ArrayList<>();
    private String refused;
    private List<ItemClaim> claims;
    private List<ItemMark> marks;
    private List<ItemClaim> barred;
    private long touchedAt;
    private ItemOrigin origin;

    public ItemBook(ItemLedger ledger) {
        claims = ledger.claims();
        marks = ledger.marks();
        barred = ledger.barred();
        touchedAt = ledger.touchedAt();
        origin = ledger.origin();
    }

    /** The book from now on. */
    public ItemLedger ledger() {
        return new ItemLedger(claims, marks, barred, touchedAt, origin);
    }

    /** What is to be sent to the notices, in order. */
    public List<NoticeInput> news() {
        return news;
    }

    /** Why a record could not be entered; null where it was. */
    public String refused() {
        return refused;
    }

    /** Event time from which it is not needed any more. */
    public long keptUntil() {
        return touchedAt + KEEP_MS;
    }

    /** Takes a claim, a confirmation, a reversal or a bar. */
    public void enter(NoticeInput input) {
        touchedAt = Math.max(touchedAt, input.time());
        switch (input.kind()) {
            case ITEM_CLAIMED -> claimed(input.itemId(), input.claim());
            case CONFIRMED -> {
                ActionConfirmed confirmed = input.confirmed();
                named(confirmed);
                marked(input, new ItemMark(confirmed.effectiveAt(), kind(confirmed.measure())));
            }
            case ITEM_BACK -> marked(input, new ItemMark(input.back().at(), ItemMark.Kind.BACK));
            case BARRED -> barred(input.link());
            default ->
                    throw new IllegalStateException(
                            "kind: expected one that an item reads, got "
                                    + input.kind()
                                    + "; correct the wiring");
        }
    }

    private void named(ActionConfirmed confirmed) {
        ItemOrigin named = (origin == null ? ItemOrigin.UNKNOWN : origin).with(confirmed);
        origin = named.equals(ItemOrigin.UNKNOWN) ? null : named;
    }

    private void claimed(String itemId, ItemClaim claim) {
        if (barred.stream().anyMatch(bar -> bars(bar, claim))) {
            tell(claim, ItemNews.Kind.BARRED, itemId, claim.receivedAt(), claim.receivedAt());
        }
        int first = firstOfUse(claim);
        marks.subList(first, marks.size())
                .forEach(mark -> tell(claim, mark, itemId, claim.receivedAt()));
        if (claims.stream().anyMatch(known -> known.noticeId().equals(claim.noticeId()))) {
            return;
        }
        // The first of a notifier's notices on an item covers the others; in whatever order
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
                            + "', which gets no later measure on '"
                            + itemId
                            + "'; decline it by hand";
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

    private static ItemMark.Kind kind(Measure measure) {
        return switch (measure) {
            case LIFT -> ItemMark.Kind.LIFTED;
            case NOT_FOUND -> ItemMark.Kind.NOT_FOUND;
            default -> ItemMark.Kind.DONE;
        };
    }

    /** What was done before it was back proves nothing to a notice that comes later. */
    private int firstOfUse(ItemClaim claim) {
        int first = 0;
        for (int i = 0; i < marks.size(); i++) {
            if (!marks.get(i).isProof() && marks.get(i).at() < claim.receivedAt()) {
                first = i + 1;
            }
        }
        return first;
    }

    /** The claims stay: an earlier proof may still come and clear a breach. */
    private void marked(NoticeInput input, ItemMark mark) {
        if (!marks.contains(mark)) {
            marks = with(mark);
        }
        int at = marks.indexOf(mark);
        int lifted = at;
        while (lifted < marks.size() && marks.get(lifted).isProof()) {
            lifted++;
        }
        // It was read late: what is reported again opens the runs behind it, or ends them.
        List<ItemMark> again = marks.subList(mark.isProof() ? lifted : at + 1, marks.size());
        for (ItemClaim claim : claims) {
            boolean isOver = !again.isEmpty() && again.get(0).at() < claim.receivedAt();
            if (!mark.isProof() || !isOver) {
                tell(claim, mark, input.itemId(), input.time());
                again.forEach(later -> tell(claim, later, input.itemId(), input.time()));
            }
        }
        if (marks.size() > MOST_MARKS) {
            marks = withoutOne();
        }
    }

    /** In order of time; of marks at the same time that which is read later is the later one. */
    private List<ItemMark> with(ItemMark mark) {
        List<ItemMark> all = new ArrayList<>(marks);
        all.add(mark);
        all.sort(Comparator.comparingLong(ItemMark::at));
        return List.copyOf(all);
    }

    /**
     * Of proofs in a row the first one decides what was in time, the last one what is in force; of
     * reports in a row that it is back the first one begins a run.
     */
    private List<ItemMark> withoutOne() {
        List<ItemMark> left = new ArrayList<>(marks);
        int between = left.size() - 2;
        while (between > 0 && !isBetweenLikes(between)) {
            between--;
        }
        left.remove(between);
        return List.copyOf(left);
    }

    private boolean isBetweenLikes(int at) {
        boolean isProof = marks.get(at).isProof();
        return marks.get(at - 1).isProof() == isProof && marks.get(at + 1).isProof() == isProof;
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
                            + "' by hand";
        }
    }

    private static boolean isSameBar(ItemClaim one, ItemClaim other) {
        return one.equals(other) || isSameNotifier(one, other);
    }

    private void tell(ItemClaim claim, ItemMark mark, String itemId, long time) {
        ItemNews.Kind kind =
                switch (mark.kind()) {
                    case DONE -> ItemNews.Kind.DONE;
                    case NOT_FOUND -> ItemNews.Kind.NOT_FOUND;
                    case LIFTED -> ItemNews.Kind.LIFTED;
                    case BACK -> ItemNews.Kind.BACK;
                };
        tell(claim, kind, itemId, mark.at(), time);
    }

    private void tell(ItemClaim claim, ItemNews.Kind kind, String itemId, long at, long time) {
        ItemNews told = new ItemNews(kind, itemId, at, null, origin);
        news.add(NoticeInput.news(claim.noticeId(), told, time));
    }

    private static List<ItemClaim> plus(List<ItemClaim> list, ItemClaim one) {
        List<ItemClaim> more = new ArrayList<>(list);
        more.add(one);
        return List.copyOf(more);
    }
}
