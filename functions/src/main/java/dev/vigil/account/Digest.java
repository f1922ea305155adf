package dev.vigil.account;

import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.Aggravator;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.KeptOffence;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.OffenceReason;
import dev.vigil.schema.account.OffenceState;
import dev.vigil.schema.account.ReportedOffence;
import dev.vigil.schema.wire.Json;
import java.util.List;

/**
 * Eight bytes in place of a record that was published, to see whether what is derived now differs.
 * They are in state: a field that a release adds must change none that is there, or each report
 * that a person has open becomes another version. Where nothing is known of it, it is null or
 * empty.
 */
final class Digest {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private static final byte[] NONE = {};

    /** Stands for any time: when something changed is no part of what it is. */
    private static final long ANY_MS = 1_000_000_000_000L;

    private Digest() {}

    static long of(AccountStanding standing) {
        return ofAny(standing.withAt(ANY_MS));
    }

    /** A link of its account to others is of now: it alone makes no other version. */
    static long of(DepartmentReport report) {
        return ofAny(
                report.with()
                        .offences(report.offences().stream().map(Digest::unlinked).toList())
                        .version(1)
                        .at(ANY_MS)
                        .to(ANY_MS)
                        .from(report.offences().isEmpty() ? ANY_MS : report.from())
                        .warnings(List.of())
                        .build());
    }

    private static ReportedOffence unlinked(ReportedOffence one) {
        Offence offence = one.offence();
        List<Aggravator> others =
                offence.aggravators().stream().filter(a -> a != Aggravator.LINKED).toList();
        return others.size() == offence.aggravators().size()
                ? one
                : new ReportedOffence(offence.withAggravators(others), one.state(), one.fellAt());
    }

    /** Of all that is published of an offence, but for when it changed. */
    static long of(
            KeptOffence kept,
            List<Aggravator> aggravators,
            OffenceState state,
            List<String> fallen,
            List<String> overturned,
            List<String> disputed,
            String waivedBy) {
        long hash = of(kept, aggravators);
        hash = mix(hash, state.name());
        hash = mix(hash, fallen);
        hash = mix(hash, overturned);
        hash = mix(hash, disputed);
        return notZero(mix(hash, waivedBy));
    }

    /**
     * Field by field: most offences have not changed, and their text costs more than all else. A
     * field that joins is mixed in only where it is neither null nor empty.
     */
    private static long of(KeptOffence kept, List<Aggravator> aggravators) {
        long hash = mix(mix(OFFSET, kept.occurredAt()), kept.establishedAt());
        for (OffenceReason reason : kept.reasons()) {
            hash = mix(hash, reason);
        }
        hash = mix(hash, kept.works());
        hash = mix(hash, kept.owners());
        hash = mix(hash, kept.territories());
        hash = mix(hash, kept.spans());
        hash = mix(hash, kept.measure() == null ? null : kept.measure().name());
        for (Aggravator aggravator : aggravators) {
            hash = mix(hash, aggravator.name());
        }
        for (byte one : kept.evidenceDigest() == null ? NONE : kept.evidenceDigest()) {
            hash = mix(hash, one);
        }
        hash = mix(hash, kept.verdictId());
        hash = mix(hash, kept.noticeIds());
        return mix(hash, kept.disputed());
    }

    private static long mix(long before, OffenceReason reason) {
        long hash = mix(mix(before, reason.ground()), reason.kind().name());
        hash = mix(mix(hash, reason.version()), reason.references());
        return mix(mix(hash, reason.stands() ? 1 : 0), reason.listedAt());
    }

    private static long mix(long before, List<String> texts) {
        long hash = before;
        for (String text : texts) {
            hash = mix(hash, text);
        }
        return mix(hash, texts.size());
    }

    private static long mix(long before, Long number) {
        return number == null ? mix(before, -1) : mix(mix(before, 1), number.longValue());
    }

    private static long mix(long before, long number) {
        long hash = (before ^ number) * PRIME;
        return (hash ^ hash >>> 32) * PRIME;
    }

    /** FNV-1a, 64 bits; never 0, which is for nothing. */
    static long ofAny(Record record) {
        long hash = OFFSET;
        for (byte one : Json.canonical(record)) {
            hash = (hash ^ one) * PRIME;
        }
        return notZero(hash);
    }

    private static long mix(long before, String text) {
        if (text == null) {
            return mix(before, -1);
        }
        long hash = before;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return mix(hash, text.length());
    }

    private static long notZero(long hash) {
        return hash == 0 ? 1 : hash;
    }
}
