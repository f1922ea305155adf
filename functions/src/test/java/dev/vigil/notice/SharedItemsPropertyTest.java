package dev.vigil.notice;

import static dev.vigil.notice.TestingNotices.HOUR_MS;
import static dev.vigil.notice.TestingNotices.MINUTE_MS;
import static dev.vigil.notice.TestingNotices.NOTIFIER;
import static dev.vigil.notice.TestingNotices.T0_MS;
import static dev.vigil.notice.TestingNotices.complete;
import static dev.vigil.notice.TestingNotices.triage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.notice.ItemClaim;
import dev.vigil.schema.notice.ItemLedger;
import dev.vigil.schema.notice.LinkKind;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.NoticeLink;
import dev.vigil.schema.notice.NoticeWithdrawn;
import dev.vigil.schema.notice.TriageOutcome;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * One notifier, three notices on the same items, in any order of reading: whatever stands for
 * whatever, an item that is not done keeps a running clock while one of its notices is in force.
 */
class SharedItemsPropertyTest {
    private static final int HISTORIES = 2_000;
    private static final int EVENTS = 40;
    private static final List<String> ITEMS = List.of("a", "b", "c");

    private final Map<String, OneNotice> notices = new TreeMap<>();
    private final Map<String, Set<String>> claims = new TreeMap<>();
    private final Map<String, ItemLedger> ledgers = new TreeMap<>();
    private final Set<String> done = new HashSet<>();
    private final Set<String> gone = new HashSet<>();
    private final Queue<NoticeLink> links = new ArrayDeque<>();
    private boolean losesReleases;
    private long nowMs;
    private int covered;

    @Test
    void anItemIsNeverLeftWithoutAClock() {
        for (long seed = 1; seed <= HISTORIES; seed++) {
            assertThat(unclocked(seed)).as("seed %d", seed).isNull();
        }
        assertThat(covered).as("links").isGreaterThan(HISTORIES);
    }

    @Test
    void aReleaseThatIsLostIsFound() {
        losesReleases = true;
        String found = null;
        for (long seed = 1; seed <= 200 && found == null; seed++) {
            found = unclocked(seed);
        }
        assertThat(found).as("in 200 histories").isNotNull();
    }

    /** Null where every open item has its clock, and no done one has any, all along. */
    private String unclocked(long seed) {
        Random random = new Random(seed);
        List.of(notices, claims, ledgers).forEach(Map::clear);
        done.clear();
        gone.clear();
        links.clear();
        nowMs = T0_MS;
        for (int i = 0; i < EVENTS; i++) {
            happen(random);
            while (!links.isEmpty() && random.nextInt(3) != 0) {
                relay();
            }
            if (links.isEmpty() && wrong() != null) {
                return "event " + i + ": " + wrong();
            }
        }
        return null;
    }

    private void happen(Random random) {
        String id = "n-" + random.nextInt(3);
        String item = ITEMS.get(random.nextInt(3));
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> {
                if (!notices.containsKey(id) && !done.contains(item)) {
                    receive(random, id, item);
                }
            }
            case 3 -> {
                done.add(item);
                ActionConfirmed proof =
                        ActionConfirmedBuilder.builder()
                                .confirmationId("c")
                                .itemId(item)
                                .measure(Measure.BLOCK)
                                .effectiveAt(nowMs)
                                .build();
                give(item, NoticeInput.confirmed(proof, nowMs));
            }
            case 4 -> {
                if (notices.containsKey(id) && gone.add(id)) {
                    NoticeInput end =
                            random.nextBoolean()
                                    ? NoticeInput.withdrawn(new NoticeWithdrawn(id, nowMs, null))
                                    : NoticeInput.triaged(
                                            triage(id, TriageOutcome.REJECTED, nowMs));
                    on(id, end);
                }
            }
            default -> {
                nowMs += random.nextInt(5 * 60) * MINUTE_MS + 1;
                notices.values().forEach(notice -> notice.jump(nowMs));
            }
        }
    }

    private void receive(Random random, String id, String item) {
        String[] items =
                random.nextBoolean() || done.size() > 0
                        ? new String[] {item}
                        : ITEMS.subList(0, 2 + random.nextInt(2)).toArray(new String[0]);
        long stampMs = nowMs - random.nextInt(4) * HOUR_MS;
        OneNotice notice = OneNotice.of(complete(id, stampMs, items));
        notices.put(id, notice);
        for (String named : items) {
            claims.computeIfAbsent(named, n -> new HashSet<>()).add(id);
            give(named, NoticeInput.claimed(named, new ItemClaim(id, NOTIFIER, stampMs)));
        }
    }

    private void give(String item, NoticeInput input) {
        ItemBook book = new ItemBook(ledgers.getOrDefault(item, ItemLedger.EMPTY));
        book.enter(input);
        ledgers.put(item, book.ledger());
        book.news().forEach(news -> on(news.noticeId(), news));
    }

    private void on(String id, NoticeInput input) {
        Step step = notices.get(id).on(input);
        covered += step.links().size();
        links.addAll(step.links());
    }

    private void relay() {
        NoticeLink link = links.poll();
        boolean lost = losesReleases && link.kind() == LinkKind.RELEASED;
        if (!lost) {
            on(link.noticeId(), NoticeInput.linked(link, nowMs));
        }
    }

    private String wrong() {
        for (String item : claims.keySet()) {
            Set<String> standing = new HashSet<>(claims.get(item));
            standing.removeAll(gone);
            long clocks = standing.stream().filter(id -> isRunningFor(id, item)).count();
            boolean expected = !done.contains(item) && !standing.isEmpty();
            if (expected != clocks > 0) {
                return item
                        + " of "
                        + standing
                        + ": expected a clock "
                        + expected
                        + ", got "
                        + clocks;
            }
        }
        return null;
    }

    private boolean isRunningFor(String id, String item) {
        return notices.get(id).state.runs().stream()
                .filter(run -> run.stoppedAt() == null)
                .flatMap(run -> run.items().stream())
                .anyMatch(known -> known.itemId().equals(item) && known.isOpen());
    }
}
