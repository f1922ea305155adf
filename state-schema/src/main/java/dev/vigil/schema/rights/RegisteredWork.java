package dev.vigil.schema.rights;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.ReservedId;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a work is, who owns it, and how much of it may be quoted: {@code work.registered}. The
 * higher version wins. {@code work.effective} is the same with the owners that their claims make.
 */
@OnTopic
@InState
@InFlight
@RecordBuilder
public record RegisteredWork(
        @Described(
                        "The work: given by who registers it, unique among all works. It does not"
                                + " begin with staydown. or signal. It is the record's key.")
                String workId,
        @Described(
                        value =
                                "Counts up with every change. The highest counts, whatever arrives"
                                        + " last.",
                        unit = Unit.FROM_1)
                long version,
        @Described(
                        value =
                                "Length of the work, at most seven days. Missing where it is not"
                                        + " known.",
                        unit = Unit.MS)
                @MayBeMissing
                Long durationMs,
        @Described(
                        value =
                                "Longest use by one account in a rolling window (option"
                                        + " excerpt.window, a day by default) that is an excerpt."
                                        + " Missing: no use is an excerpt, as for films and"
                                        + " series.",
                        unit = Unit.MS)
                @MayBeMissing
                Long excerptMs,
        @Described(
                        value =
                                "Largest share of the work's length that is an excerpt. Missing is"
                                        + " 10.",
                        unit = Unit.PERCENT)
                @MayBeMissing
                Double excerptPct,
        @Described("Who owns the work, 1 to 1,000.") List<OwnerShare> owners,
        @Described("Numbers that registers gave the work. Missing where it has none.") @MayBeMissing
                WorkIds ids,
        @Described("Its titles, at most 50.") @MayBeMissing List<WorkTitle> titles,
        @Described("What it is.") @MayBeMissing WorkKind kind,
        @Described(
                        value = "When it was first published. Missing where it is not known.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long releasedAt,
        @Described(
                        "Parts of the work that are not its owners' alone, such as a newsreel or a"
                                + " song in it, at most 100: no policy applies to a match"
                                + " within one of them.")
                @MayBeMissing
                List<ExcludedSegment> excludedSegments,
        @Described(
                        "What its owners' claims contradict each other about, in work.effective"
                                + " alone: there an owner's policy may have a match reviewed, and"
                                + " no more.")
                @MayBeMissing
                List<ContestedRight> contested,
        @Described(
                        value =
                                "In work.effective alone: counts up with every change of owners"
                                        + " by claims. The owners of the highest count, before"
                                        + " those of a work without it, whatever the version.",
                        unit = Unit.FROM_1)
                @MayBeMissing
                Long claimsRevision)
        implements RegisteredWorkBuilder.With {
    /** Percent of the work's length. */
    public static final double DEFAULT_EXCERPT_PCT = 10;

    public RegisteredWork {
        ReservedId.refuse("workId", Check.id("workId", workId));
        Check.range("version", version, 1, Long.MAX_VALUE);
        Check.optionalRange("durationMs", durationMs, 1, 7L * 24 * 3_600_000);
        Check.optionalRange("excerptMs", excerptMs, 0, Long.MAX_VALUE);
        Check.optionalPercent("excerptPct", excerptPct);
        owners = Check.list("owners", owners, 1, 1_000);
        titles = Check.list("titles", titles, 0, 50);
        Check.optionalTimeMs("releasedAt", releasedAt);
        excludedSegments = Check.list("excludedSegments", excludedSegments, 0, 100);
        contested = Check.list("contested", contested, 0, 1_000);
        Check.optionalRange("claimsRevision", claimsRevision, 1, Long.MAX_VALUE);
    }

    /** Of which only owners and limits are known. */
    public RegisteredWork(
            String workId,
            long version,
            Long durationMs,
            Long excerptMs,
            Double excerptPct,
            List<OwnerShare> owners) {
        this(
                workId,
                version,
                durationMs,
                excerptMs,
                excerptPct,
                owners,
                null,
                List.of(),
                null,
                null,
                List.of(),
                List.of(),
                null);
    }

    /** What decides on a match, with these owners alone. */
    public RegisteredWork having(List<OwnerShare> shares) {
        return with().owners(shares)
                .ids(null)
                .titles(List.of())
                .kind(null)
                .releasedAt(null)
                .build();
    }

    /** True where claims contradict each other about that right there and then. */
    public boolean isContested(String territory, RightType right, long atMs) {
        return !contested.isEmpty()
                && contested.stream().anyMatch(one -> one.covers(territory, right, atMs));
    }

    /** Who owns that right in that territory. */
    public Stream<OwnerShare> owners(String territory, RightType right) {
        return owners.stream().filter(share -> share.covers(territory, right));
    }

    /** Whether this one stays where both have come, in whatever order. */
    public boolean supersedes(RegisteredWork other) {
        if (version != other.version) {
            return version > other.version;
        }
        return revision() != other.revision()
                ? revision() > other.revision()
                : toString().compareTo(other.toString()) > 0;
    }

    /**
     * What counts once both are known, in whatever order: the later description, with the owners of
     * the later revision. A new version of the desk leaves the owners that claims make until the
     * register has answered it.
     */
    public RegisteredWork merged(RegisteredWork other) {
        RegisteredWork described = other.supersedes(this) ? other : this;
        RegisteredWork owned = described == this ? other : this;
        return owned.revision() <= described.revision()
                ? described
                : described
                        .with()
                        .owners(owned.owners)
                        .contested(owned.contested)
                        .claimsRevision(owned.claimsRevision)
                        .build();
    }

    private long revision() {
        return claimsRevision == null ? 0 : claimsRevision;
    }
}
