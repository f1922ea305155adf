package dev.vigil.schema.account;

import dev.vigil.schema.input.RecordPosition;
import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * A warning as the standing of its account keeps it; the warning id is its key. An empty list is
 * kept as null.
 *
 * @param kind null while only receipts name it
 * @param revision 0 while only receipts name it
 * @param attempt of this revision
 * @param offences that it names
 * @param joined of each of them when it joined the warning, 0 for the ones that it began with (UTC
 *     epoch ms); empty where none has joined
 * @param issuedAt of this revision (UTC epoch ms)
 * @param sentAt earliest; null for none
 * @param delivered times, earliest first, at most 8; also of earlier revisions
 * @param read as delivered
 * @param acknowledged as delivered
 * @param failed as delivered
 * @param announced as delivered: when it was announced in public
 * @param seenAt when it was first named; null once it is known
 * @param position of the first receipt, while only receipts name it
 */
@InState
@RecordBuilder
public record KeptWarning(
        WarningKind kind,
        int revision,
        int attempt,
        List<String> offences,
        List<Long> joined,
        long issuedAt,
        Long sentAt,
        List<Long> delivered,
        List<Long> read,
        List<Long> acknowledged,
        List<Long> failed,
        List<Long> announced,
        Long seenAt,
        RecordPosition position)
        implements KeptWarningBuilder.With {
    public KeptWarning {
        offences = KeptList.orNull(offences);
        joined = KeptList.orNull(joined);
        delivered = KeptList.orNull(delivered);
        read = KeptList.orNull(read);
        acknowledged = KeptList.orNull(acknowledged);
        failed = KeptList.orNull(failed);
        announced = KeptList.orNull(announced);
        seenAt = kind == null ? seenAt : null;
    }

    @Override
    public List<String> offences() {
        return KeptList.of(offences);
    }

    @Override
    public List<Long> joined() {
        return KeptList.of(joined);
    }

    @Override
    public List<Long> delivered() {
        return KeptList.of(delivered);
    }

    @Override
    public List<Long> read() {
        return KeptList.of(read);
    }

    @Override
    public List<Long> acknowledged() {
        return KeptList.of(acknowledged);
    }

    @Override
    public List<Long> failed() {
        return KeptList.of(failed);
    }

    @Override
    public List<Long> announced() {
        return KeptList.of(announced);
    }

    /**
     * What it names now.
     *
     * @param atMs when those joined that it did not name before
     */
    public KeptWarning naming(List<String> next, long atMs) {
        List<Long> times =
                next.stream()
                        .map(id -> isKnown() ? joinedAt(offences().indexOf(id), atMs) : 0L)
                        .toList();
        boolean isJoined = times.stream().anyMatch(at -> at != 0);
        return with().offences(next).joined(isJoined ? times : List.of()).build();
    }

    private Long joinedAt(int index, long atMs) {
        return index < 0 ? Long.valueOf(atMs) : Long.valueOf(joinedAt(index));
    }

    /** 0 for one that it began with. */
    public long joinedAt(int index) {
        return joined == null ? 0 : joined.get(index);
    }

    /** When it was issued, or first named. */
    public long since() {
        return seenAt == null ? issuedAt : seenAt;
    }

    public boolean isKnown() {
        return kind != null;
    }
}
