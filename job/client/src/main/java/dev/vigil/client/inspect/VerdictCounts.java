package dev.vigil.client.inspect;

import dev.vigil.schema.verdict.Decision;
import dev.vigil.schema.verdict.Screened;
import dev.vigil.schema.verdict.Verdict;
import java.util.Comparator;
import java.util.List;

/** What was judged, of which the last revision counts. */
final class VerdictCounts {
    private final Tally tally;
    private final KeyedSpill<Judged> verdicts;

    /** What a row needs of a verdict. */
    record Judged(
            String action,
            boolean blocks,
            String reason,
            String accountId,
            String rule,
            String evidence,
            long atMs,
            String place) {}

    VerdictCounts(Tally tally) {
        this.tally = tally;
        verdicts = tally.spilled(Judged.class);
        tally.on(Verdict.class, this::verdict);
        tally.on(
                Screened.class,
                (record, it) ->
                        tally.distinct(
                                InspectionFigure.SCREENED, it.screenedId(), it.result().name()));
        tally.atEnd(() -> verdicts.each(this::count));
    }

    private void verdict(InspectedRecord record, Verdict verdict) {
        verdicts.put(
                verdict.verdictId(),
                new Judged(
                        verdict.action().name(),
                        verdict.action().blocks(),
                        verdict.reasonCode(),
                        verdict.accountId(),
                        rule(verdict),
                        evidence(verdict),
                        verdict.judgedAt(),
                        record.place()));
    }

    /** With the versions that the strictest decision is by. */
    private static String rule(Verdict verdict) {
        StringBuilder rule = new StringBuilder(verdict.ruleVersion());
        for (Decision by : verdict.decisions()) {
            if (by.action() == verdict.action()) {
                rule.append(" step ").append(by.step());
                versioned(rule, "list", by.listEntryId(), by.listEntryVersion());
                versioned(rule, "authorization", by.authorizationId(), by.authorizationVersion());
                versioned(rule, "policy", by.policyOwnerId(), by.policyVersion());
                break;
            }
        }
        return rule.toString();
    }

    private static void versioned(StringBuilder rule, String what, String id, Long version) {
        if (id != null) {
            rule.append("; ").append(what).append(' ').append(id).append(" v").append(version);
        }
    }

    /** The longest match; all of them are in the record. */
    private static String evidence(Verdict verdict) {
        int others = verdict.evidence().size() - 1;
        return verdict.evidence().stream()
                .max(Comparator.comparingLong(it -> it.matchedMs()))
                .map(
                        it ->
                                it.workId()
                                        + "/"
                                        + it.referenceId()
                                        + ", "
                                        + it.matchedMs()
                                        + " ms, score "
                                        + it.score()
                                        + (others == 0 ? "" : ", +" + others))
                .orElse("");
    }

    private void count(String id, List<Judged> all) {
        Judged it = all.get(all.size() - 1);
        tally.count(InspectionFigure.VERDICTS, it.action());
        if (it.blocks()) {
            tally.count(InspectionFigure.BLOCKS_BY_REASON, it.reason());
        }
        tally.row(
                InspectionTable.VERDICTS,
                it.atMs(),
                it.place(),
                id,
                it.accountId(),
                it.action(),
                it.reason(),
                it.rule(),
                it.evidence(),
                it.atMs());
    }
}
