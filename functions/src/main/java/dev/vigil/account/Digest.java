package dev.vigil.account;

import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.Aggravator;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.OffenceState;
import dev.vigil.schema.account.ReportedOffence;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Eight bytes in place of a record that was published, to see whether what is derived now differs.
 * Of its text: a field that a release adds publishes an account once more, at its next fact.
 */
final class Digest {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    /** Stands for any time: when something changed is no part of what it is. */
    private static final long ANY_MS = 1_000_000_000_000L;

    private Digest() {}

    static long of(AccountStanding standing) {
        return of(standing.withAt(ANY_MS).toString());
    }

    /** A link of its account to others is of now: it alone makes no other version. */
    static long of(DepartmentReport report) {
        return of(
                report.with()
                        .offences(report.offences().stream().map(Digest::unlinked).toList())
                        .version(1)
                        .at(ANY_MS)
                        .to(ANY_MS)
                        .from(report.offences().isEmpty() ? ANY_MS : report.from())
                        .warnings(List.of())
                        .build()
                        .toString());
    }

    private static ReportedOffence unlinked(ReportedOffence one) {
        Offence offence = one.offence();
        List<Aggravator> others =
                offence.aggravators().stream().filter(a -> a != Aggravator.LINKED).toList();
        return others.size() == offence.aggravators().size()
                ? one
                : new ReportedOffence(offence.withAggravators(others), one.state(), one.fellAt());
    }

    static long of(Offence offence) {
        return of(offence.toString());
    }

    static long of(
            long content,
            OffenceState state,
            List<String> fallen,
            List<String> overturned,
            List<String> disputed,
            String waivedBy) {
        long hash = mix(OFFSET ^ content, state.name());
        for (String ground : fallen) {
            hash = mix(hash, ground);
        }
        hash = mix(hash, "|");
        for (String ground : overturned) {
            hash = mix(hash, ground);
        }
        hash = mix(hash, "|");
        for (String ground : disputed) {
            hash = mix(hash, ground);
        }
        return notZero(mix(hash, waivedBy == null ? "" : waivedBy));
    }

    /** FNV-1a, 64 bits; never 0, which is for nothing. */
    private static long of(String text) {
        return notZero(mix(OFFSET, text));
    }

    private static long mix(long before, String text) {
        long hash = before;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ b) * PRIME;
        }
        return (hash ^ text.length()) * PRIME;
    }

    private static long notZero(long hash) {
        return hash == 0 ? 1 : hash;
    }
}
