package dev.vigil.schema.usage;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * What was shown of a work on a day, in a territory, by a right and on a basis: {@code usage.row}.
 * The figures are totals, never differences, and the record read last counts. Rows of a day and a
 * work in different territories are of the same sessions: they are never added up.
 */
@OnTopic
@InState
@InFlight
@RecordBuilder
public record UsageRow(
        @Described(
                        "day/workId/territory/rightType/basis. All revisions share it. It is the"
                                + " record's key.")
                String rowId,
        @Described(
                        "Day of the capture as an ISO 8601 date, in the zone of the option"
                                + " usage.zone; what goes on past midnight is divided.")
                String day,
        @Described(value = "First moment of the day.", unit = Unit.EPOCH_MS) long dayFrom,
        @Described(value = "First moment of the next day.", unit = Unit.EPOCH_MS) long dayTo,
        @Described("The work that was shown.") String workId,
        @Described(
                        value = "Where; * is wherever the verdicts named no other territory.",
                        unit = Unit.TERRITORY)
                String territory,
        @Described("The right that it takes: LIVE_RELAY by live sessions, ON_DEMAND by uploads.")
                RightType rightType,
        @Described(
                        "Why it could be shown: AUTHORIZATION:id, POLICY:owner where the owner's"
                                + " policy lets it be, NONE for what no owner has permitted, until"
                                + " it was stopped.")
                String basis,
        @Described(
                        value =
                                "How much of it: the union of the matched stretches of each session,"
                                        + " added up over sessions. What matches two references at"
                                        + " once counts once.",
                        unit = Unit.MS)
                long usedMs,
        @Described(value = "Of that in live sessions.", unit = Unit.MS) long liveMs,
        @Described(value = "Sessions that showed it.", unit = Unit.COUNT) long sessions,
        @Described(
                        value = "Capture of the first of it. Missing where only plays are known.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long firstAt,
        @Described(
                        value = "Capture of the last of it. Missing where only plays are known.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long lastAt,
        @Described(
                        value =
                                "Of usedMs, how much the audience was reported of: viewMs, viewers"
                                        + " and plays are of that part, and the rest is unknown, not"
                                        + " 0. Missing where nothing was reported.",
                        unit = Unit.MS)
                @MayBeMissing
                Long audienceMs,
        @Described(
                        value =
                                "Time that viewers have watched it, added up. Missing where it is"
                                        + " not known; of uploads it never is, as reports are of the"
                                        + " whole upload.",
                        unit = Unit.MS)
                @MayBeMissing
                Long viewMs,
        @Described(
                        value =
                                "Viewers: of each session the most at a time, added up. Missing"
                                        + " where it is not known.",
                        unit = Unit.COUNT)
                @MayBeMissing
                Long viewers,
        @Described(
                        value =
                                "Times that a session that has it was played. Missing where it is"
                                        + " not known.",
                        unit = Unit.COUNT)
                @MayBeMissing
                Long plays,
        @Described(
                        "True while owners are in conflict about the work there: what is due for it"
                                + " waits until they are not. Missing is false.")
                @MayBeMissing
                Boolean held,
        @Described(
                        value =
                                "Counts up with each publication. After a failure a number may come"
                                        + " twice: the record read last counts.",
                        unit = Unit.FROM_1)
                long revision,
        @Described(
                        "PROVISIONAL until 72 hours behind the day, then SETTLED; AMENDED where it"
                                + " has changed since.")
                UsageState state,
        @Described(
                        "Changes since it was settled, those between two statements in one, at most"
                                + " 8, the latest last. Missing means none.")
                @MayBeMissing
                List<UsageAmendment> amendments,
        @Described(
                        "Whose it is: the shares of the day, at most 100, the largest, together never"
                                + " more than all of it. A share that holds for a part of the day"
                                + " counts for that part of the time in which it has owners. Missing"
                                + " where no owner is registered.")
                @MayBeMissing
                List<UsageShare> shares)
        implements UsageRowBuilder.With {
    /** What no authorization and no policy permits. */
    public static final String NONE = "NONE";

    public static final String AUTHORIZATION = "AUTHORIZATION:";
    public static final String POLICY = "POLICY:";

    /** Named in a row; months in which one can change are fewer. */
    public static final int MOST_AMENDMENTS = 8;

    /** Owners named in a row. */
    public static final int MOST_SHARES = 100;

    public UsageRow {
        amendments = Check.list("amendments", amendments, 0, 1_000);
        shares = Check.list("shares", shares, 0, MOST_SHARES);
    }

    /** True while it is held. No name that JSON would take for a property. */
    public boolean inConflict() {
        return Boolean.TRUE.equals(held);
    }

    /** The part of an owner in it, in basis points. */
    public int shareBp(String ownerId) {
        return shareBp(ownerId, shares);
    }

    /** The part of an owner, in basis points; 0 for none. */
    public static int shareBp(String ownerId, List<UsageShare> shares) {
        return shares.stream()
                .filter(share -> share.ownerId().equals(ownerId))
                .mapToInt(UsageShare::shareBp)
                .sum();
    }

    /** True where a part of it is, or was, the owner's. */
    public boolean concerns(String ownerId) {
        return shareBp(ownerId) > 0
                || amendments.stream().anyMatch(one -> shareBp(ownerId, one.previousShares()) > 0);
    }

    /** The same row but for its number. */
    public boolean isAlike(UsageRow other) {
        return other != null && withRevision(other.revision).equals(other);
    }
}
