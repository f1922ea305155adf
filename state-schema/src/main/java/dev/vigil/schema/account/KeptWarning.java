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
 * @param revision 0 while only receipts name it; null for 1
 * @param attempt of this revision; null for 1
 * @param offences that it names
 * @param joined of each of them when it joined the warning, 0 for the ones that it began with (UTC
 *     epoch ms); empty where none has joined. Of a later revision for a room when it was first
 *     issued
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
        Integer revision,
        Integer attempt,
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
        revision = revision == null || revision == 1 ? null : revision;
        attempt = attempt == null || attempt == 1 ? null : attempt;
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
    public Integer revision() {
        return revision == null ? Integer.valueOf(1) : revision;
    }

    @Override
    public Integer attempt() {
        return attempt == null ? Integer.valueOf(1) : attempt;
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

    /** As it is kept beside its id: most name the one offence that their id names. */
    public KeptWarning packed(String id) {
        String offence = joined == null ? offenceOf(id) : null;
        boolean isOfId = offence != null && List.of(offence).equals(offences);
        return isOfId ? withOffences(List.of()) : this;
    }

    /** As it was before it was packed. */
    public KeptWarning whole(String id) {
        String offence = offences == null ? offenceOf(id) : null;
        return offence == null ? this : withOffences(List.of(offence));
    }

    /**
     * Of account/KIND/offence, and of a room's account/KIND/offence/work; null of any other. Only
     * an offence may have a slash in it.
     */
    private String offenceOf(String id) {
        boolean isOfOne =
                kind == WarningKind.FIRST
                        || kind == WarningKind.STRIKE
                        || kind == WarningKind.PROPOSAL
                        || kind == WarningKind.ENDED
                        || kind == WarningKind.LIVE;
        int from = id.indexOf('/', id.indexOf('/') + 1) + 1;
        int to = kind == WarningKind.LIVE ? id.lastIndexOf('/') : id.length();
        return isOfOne && from < to ? id.substring(from, to) : null;
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
        if (index < 0) {
            return atMs;
        }
        // Of a room the first issue: what was shown then was shown.
        boolean isFirstOfRoom = kind == WarningKind.LIVE && joinedAt(index) == 0;
        return isFirstOfRoom ? issuedAt : joinedAt(index);
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
