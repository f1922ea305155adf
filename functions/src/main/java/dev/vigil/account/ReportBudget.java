package dev.vigil.account;

import dev.vigil.schema.account.OffenceReason;
import dev.vigil.schema.account.ReportedOffence;
import dev.vigil.schema.wire.Json;
import java.util.List;

/**
 * As many of a report's list as it has bytes for, from the front. All budgets together, and what
 * else a report holds, are less than a record may be.
 *
 * @param more how many are left out; null for none
 */
record ReportBudget<T>(List<T> named, Integer more) {
    static final int STRIKES = 100_000;
    static final int OFFENCES = 400_000;
    static final int WARNINGS = 80_000;
    static final int DISPUTES = 80_000;
    static final int MEASURES = 50_000;
    static final int WAIVED = 80_000;

    /**
     * @param all how many there are
     */
    static <T> ReportBudget<T> of(List<T> some, int all, int mostBytes) {
        int named = fitting(some, mostBytes);
        return new ReportBudget<>(
                List.copyOf(some.subList(0, named)),
                named == all ? null : Integer.valueOf(all - named));
    }

    private static int fitting(List<?> some, int mostBytes) {
        int bytes = 0;
        for (int i = 0; i < some.size(); i++) {
            bytes += Json.bytes(some.get(i)).length + 1;
            if (bytes > mostBytes) {
                return i;
            }
        }
        return some.size();
    }

    /**
     * The offences: where they don't fit, their references are left out before any of them is.
     *
     * @param moreReferences how many are left out of those that are named; null for none
     */
    record Offences(ReportBudget<ReportedOffence> kept, Integer moreReferences) {
        static Offences of(List<ReportedOffence> some, int all) {
            if (fitting(some, OFFENCES) == some.size()) {
                return new Offences(ReportBudget.of(some, all, OFFENCES), null);
            }
            ReportBudget<ReportedOffence> lean =
                    ReportBudget.of(some.stream().map(Offences::lean).toList(), all, OFFENCES);
            int named = lean.named().size();
            int left = references(some.subList(0, named)) - references(lean.named());
            return new Offences(lean, left == 0 ? null : Integer.valueOf(left));
        }

        private static ReportedOffence lean(ReportedOffence one) {
            List<OffenceReason> reasons =
                    one.offence().reasons().stream()
                            .map(
                                    reason ->
                                            reason.withReferences(
                                                    reason.references().stream().limit(1).toList()))
                            .toList();
            return new ReportedOffence(
                    one.offence().withReasons(reasons), one.state(), one.fellAt());
        }

        private static int references(List<ReportedOffence> some) {
            return some.stream()
                    .flatMap(one -> one.offence().reasons().stream())
                    .mapToInt(reason -> reason.references().size())
                    .sum();
        }
    }
}
