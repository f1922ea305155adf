package dev.vigil.local.demo;

import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.BusException;
import dev.vigil.client.page.UsageWords;
import dev.vigil.local.demo.Expectation.Observed;
import dev.vigil.schema.register.ConflictState;
import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.register.WorkClaim;
import dev.vigil.schema.register.WorkClaimBuilder;
import dev.vigil.schema.rights.OwnerShareBuilder;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.options.JobOptions;
import dev.vigil.usage.StatementLine;
import dev.vigil.usage.UsageStatement;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Two parties claim more of a work than there is, one amends, and the use of the work is stated to
 * each by its share.
 */
final class OwnerStories {
    static final String FIRST = "harbour";
    static final String SECOND = "pacific";
    static final ZoneId ZONE = ZoneId.of(JobOptions.USAGE_ZONE.defaultValue());

    private static final Role WORK = Role.ALBUM;
    private static final int CLAIMED_BP = 6_000;
    private static final int AGREED_BP = 4_000;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long LOOK_EVERY_MS = 20;

    private final Bus bus;
    private final Seen seen;
    private volatile long foundAfterMs;

    OwnerStories(Bus bus, Seen seen) {
        this.bus = bus;
        this.seen = seen;
    }

    /** Claims of both; once the conflict is out, the second party takes less. */
    void disagreeAndAgree() throws BusException, InterruptedException {
        claim(FIRST, 1, CLAIMED_BP);
        claim(SECOND, 1, CLAIMED_BP);
        long claimedNanos = System.nanoTime();
        long endNanos = claimedNanos + PATIENCE.toNanos();
        while (conflict(ConflictState.OPEN).isEmpty() && System.nanoTime() < endNanos) {
            Thread.sleep(LOOK_EVERY_MS);
        }
        foundAfterMs = (System.nanoTime() - claimedNanos) / 1_000_000;
        claim(SECOND, 2, AGREED_BP);
    }

    private void claim(String party, long version, int bp) throws BusException {
        long nowMs = System.currentTimeMillis();
        WorkClaim claim =
                WorkClaimBuilder.builder()
                        .workId(WORK.workId())
                        .claimant(party)
                        .version(version)
                        .shares(
                                List.of(
                                        OwnerShareBuilder.builder()
                                                .ownerId(party)
                                                .rightTypes(List.of(RightType.ON_DEMAND))
                                                .shareBp(bp)
                                                .build()))
                        .at(nowMs)
                        .build();
        bus.send(Topic.CLAIMS, EventType.WORK_CLAIMED, claim.key(), nowMs, claim);
    }

    private Optional<OwnershipConflict> conflict(ConflictState state) {
        return seen.all(OwnershipConflict.class)
                .filter(one -> one.workId().equals(WORK.workId()) && one.state() == state)
                .findFirst();
    }

    Observed settled() {
        Optional<OwnershipConflict> open = conflict(ConflictState.OPEN);
        if (open.isEmpty() || conflict(ConflictState.AGREED).isEmpty()) {
            return Observed.open(
                    open.isEmpty() ? "no conflict yet" : "in conflict, and not agreed yet");
        }
        int over = open.get().parts().get(0).overBp();
        String brief =
                String.format(
                        Locale.ROOT,
                        "conflict in %.1f s, %s too much; agreed",
                        foundAfterMs / 1_000.0,
                        UsageWords.percent(over));
        return Observed.met(
                brief,
                brief
                        + " when "
                        + SECOND
                        + " amended its claim to "
                        + UsageWords.percent(AGREED_BP)
                        + "; each party saw the other's share, and nothing of its contracts");
    }

    /** The use of the work so far, as its owner would be written. */
    UsageStatement statement(String owner) {
        Map<String, UsageRow> rows = new LinkedHashMap<>();
        seen.all(UsageRow.class)
                .filter(row -> row.workId().equals(WORK.workId()))
                .forEach(row -> rows.put(row.rowId(), row));
        YearMonth month =
                rows.values().stream()
                        .map(row -> YearMonth.parse(row.day().substring(0, 7)))
                        .findFirst()
                        .orElseGet(() -> YearMonth.now(ZONE));
        return UsageStatement.of(owner, month, ZONE, rows.values());
    }

    /** One upload of twenty seconds, some of which search needs at its ends. */
    Observed stated(int clipS) {
        List<StatementLine> first = statement(FIRST).lines();
        List<StatementLine> second = statement(SECOND).lines();
        if (first.size() != 1 || second.size() != 1 || first.get(0).heldMs() > 0) {
            return Observed.open(first.isEmpty() ? "no use of it yet" : "held, or not divided yet");
        }
        StatementLine its = first.get(0);
        StatementLine others = second.get(0);
        String words =
                seconds(its.shareMs() + others.shareMs())
                        + " used: "
                        + part(its, FIRST)
                        + ", "
                        + part(others, SECOND);
        boolean isWhole =
                its.usedMs() > clipS * 750L
                        && its.usedMs() <= clipS * 1_000L
                        && its.shareBp() == CLAIMED_BP
                        && others.shareBp() == AGREED_BP
                        && Math.abs(its.shareMs() + others.shareMs() - its.usedMs()) <= 1;
        return isWhole ? Observed.met(words) : Observed.open(words);
    }

    private static String part(StatementLine line, String owner) {
        return owner + " " + seconds(line.shareMs());
    }

    /** Whole milliseconds: a reader adds them up, and each share is rounded to them. */
    private static String seconds(long ms) {
        return String.format(Locale.ROOT, "%.3f s", ms / 1_000.0);
    }
}
