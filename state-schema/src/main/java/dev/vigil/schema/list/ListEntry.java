package dev.vigil.schema.list;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.ReservedId;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.reference.RecordingId;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * A work under a measure: {@code list.entry.upserted}, or withdrawn where {@code withdrawnAt} is
 * set. Merged by ({@code entryId}, {@code version}), the higher version wins whatever the order of
 * arrival; a withdrawal stays as a tombstone. Class, windows and provider scope are apart, as
 * batches word the duties of each provider differently.
 */
@OnTopic
@InState
@InFlight
@RecordBuilder
public record ListEntry(
        @Described(
                        "Given by who publishes it, unique among all lists. Of signed lists it"
                                + " begins with the authority and a dot. It begins with staydown."
                                + " or signal. where the authority is vigil, and only there. It is"
                                + " the record's key.")
                String entryId,
        @Described(
                        value =
                                "Counts up with every change, a withdrawal too. The highest counts,"
                                        + " whatever arrives last.",
                        unit = Unit.FROM_1)
                long version,
        @Described("The list that it is on, as its publisher names it.") @MayBeMissing
                String listId,
        @Described("Why the work is listed; it decides the row of the precedence table.")
                ListClass listClass,
        @Described(
                        "Who has issued the list: with signed lists the name of the key, without a"
                                + " dot, else for people.")
                @MayBeMissing
                String authority,
        @Described("Batch that it was published with. Each batch gets a receipt.") @MayBeMissing
                String batchNo,
        @Described("The work, as references, authorizations and notices name it.") String workId,
        @Described("Titles of the work, for people, at most 50.") @MayBeMissing List<String> titles,
        @Described(
                        "When the entry is in force. Missing or empty means always; needed for"
                                + " IN_SCREENING and HOT_BROADCAST.")
                @MayBeMissing
                List<ListWindow> windows,
        @Described(
                        value = "Where the entry is in force. Missing or empty means everywhere.",
                        unit = Unit.TERRITORY)
                @MayBeMissing
                List<String> territoryInclude,
        @Described(
                        value = "Where it is not, though it is included. Never *.",
                        unit = Unit.TERRITORY)
                @MayBeMissing
                List<String> territoryExclude,
        @Described("Where the list was published, for people.") @MayBeMissing String documentRef,
        @Described(value = "When this version was issued.", unit = Unit.EPOCH_MS) long issuedAt,
        @Described(
                        value = "When the entry was withdrawn. Missing while it is not.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long withdrawnAt,
        @Described(
                        "References of the work that it is about. Missing or empty means all of the"
                                + " work.")
                @MayBeMissing
                List<String> referenceIds,
        @Described(
                        "Kinds of provider that it binds: STORAGE is uploads, LIVE is live streams."
                                + " Missing or empty means every kind.")
                @MayBeMissing
                List<ProviderScope> providerScope,
        @Described(
                        "What an ORDER asks for. Missing is BLOCK; entries of other classes always"
                                + " block.")
                @MayBeMissing
                ListMeasure measure,
        @Described(
                        "Ed25519 signature of the authority over the canonical form of the entry,"
                                + " in base64. Needed where the jobs know keys of authorities.")
                @MayBeMissing
                String signature,
        @Described(
                        "True where the entry is only tried: verdicts name what it would do, and"
                                + " nothing is carried out. Missing is false.")
                @MayBeMissing
                Boolean shadow,
        @Described(
                        "Of a withdrawal: true where the entry was right and its time is over, so"
                                + " that what it has led to still counts against accounts. Missing is"
                                + " false: the entry was a mistake.")
                @MayBeMissing
                Boolean keepOffences)
        implements ListEntryBuilder.With {
    public ListEntry {
        ReservedId.ofEntry("entryId", Check.id("entryId", entryId), authority);
        Check.range("version", version, 1, Long.MAX_VALUE);
        Check.optionalId("listId", listId);
        Check.present("listClass", listClass);
        Check.optionalText("authority", authority, 200);
        Check.optionalText("batchNo", batchNo, 100);
        Check.id("workId", workId);
        titles = Check.texts("titles", titles, 50, 500);
        windows = Check.list("windows", windows, needsWindow(listClass) ? 1 : 0, 50);
        territoryInclude = Check.territories("territoryInclude", territoryInclude);
        territoryExclude = Check.territories("territoryExclude", territoryExclude);
        if (territoryExclude.contains("*")) {
            throw new IllegalArgumentException(
                    "territoryExclude: expected single territories, got '*', so that the entry"
                            + " would hold nowhere; withdraw it instead");
        }
        Check.optionalText("documentRef", documentRef, 2_000);
        Check.timeMs("issuedAt", issuedAt);
        Check.optionalTimeMs("withdrawnAt", withdrawnAt);
        referenceIds = Check.list("referenceIds", referenceIds, 0, 50);
        referenceIds.forEach(id -> Check.id("referenceIds", id));
        providerScope = Check.list("providerScope", providerScope, 0, 10);
        Check.optionalText("signature", signature, 200);
    }

    /** This entry, only tried or in earnest; not signed yet. */
    public ListEntry tried(boolean only) {
        return with().signature(null).shadow(only ? Boolean.TRUE : null).build();
    }

    /** True where the entry is only tried. */
    public boolean tried() {
        return Boolean.TRUE.equals(shadow);
    }

    /** This entry as a later version, withdrawn at that time as a mistake; not signed yet. */
    public ListEntry withdrawn(long atMs) {
        return with().version(version + 1)
                .issuedAt(atMs)
                .withdrawnAt(atMs)
                .signature(null)
                .keepOffences(null)
                .build();
    }

    /** The same where it was right, and only its time is over. */
    public ListEntry ended(long atMs) {
        return withdrawn(atMs).withKeepOffences(true);
    }

    /** True of a withdrawal that takes back what the entry has led to. */
    public boolean wasMistaken() {
        return withdrawnAt != null && !Boolean.TRUE.equals(keepOffences);
    }

    /** This entry with that version and time of issue; not signed yet. */
    public ListEntry issued(long asVersion, long atMs) {
        return with().version(asVersion).issuedAt(atMs).signature(null).build();
    }

    /**
     * This entry with its windows in UTC, as state keeps it; its signature is of the other form.
     */
    public ListEntry inUtc() {
        return withWindows(windows.stream().map(ListWindow::inUtc).toList());
    }

    /**
     * Whether this one stays where both have come, in whatever order. Two of one version are a
     * mistake of their sender: every task must choose the same, so a withdrawal wins, then the one
     * whose text is greater.
     */
    public boolean supersedes(ListEntry other) {
        if (version != other.version) {
            return version > other.version;
        }
        boolean gone = withdrawnAt != null;
        if (gone != (other.withdrawnAt != null)) {
            return gone;
        }
        return toString().compareTo(other.toString()) > 0;
    }

    /** What its receipt is about: the batch of its list, or where it is of none, the entry. */
    public String batch() {
        if (batchNo == null) {
            return entryId;
        }
        return listId == null ? batchNo : listId + "/" + batchNo;
    }

    /** True where sessions of that kind are meant; where the kind is not known, all are. */
    public boolean concerns(SessionKind kind) {
        return providerScope.isEmpty()
                || kind == null
                || providerScope.stream().anyMatch(scope -> scope.binds(kind));
    }

    /** True where the entry is about what matched that reference of its work, or its recording. */
    public boolean concerns(String referenceId) {
        return referenceIds.isEmpty()
                || referenceIds.contains(referenceId)
                || referenceIds.contains(RecordingId.of(referenceId));
    }

    /** True where it is about all that the other one is about. */
    public boolean isOnAllOf(ListEntry other) {
        return workId.equals(other.workId)
                && (referenceIds.isEmpty()
                        || !other.referenceIds.isEmpty()
                                && referenceIds.containsAll(other.referenceIds));
    }

    /**
     * True where the entry keeps the recording of one upload down, whose reference has the entry's
     * id: a notice has made it, not the list, and there may be millions.
     */
    public boolean keepsUploadDown() {
        return listClass == ListClass.STAYDOWN
                && referenceIds.size() == 1
                && referenceIds.get(0).equals(entryId);
    }

    private static boolean needsWindow(ListClass listClass) {
        return listClass == ListClass.IN_SCREENING || listClass == ListClass.HOT_BROADCAST;
    }

    /** True where the entry applies in the territory at the time (UTC epoch ms). */
    public boolean inForce(String territory, long timeMs) {
        return inForce(territory, timeMs, timeMs);
    }

    /** True where it applies in the territory to what is there from then until then, both in it. */
    public boolean inForce(String territory, long fromMs, long untilMs) {
        return appliesIn(territory) && isOpen(fromMs, untilMs);
    }

    /**
     * True where it applies anywhere to what is there from then until then, both in it. The end of
     * one that was right is as that of a window: what was there before it is judged as before.
     */
    public boolean isOpen(long fromMs, long untilMs) {
        if (withdrawnAt == null) {
            return openWithin(fromMs, untilMs);
        }
        return !wasMistaken()
                && fromMs < withdrawnAt
                && openWithin(fromMs, Math.min(untilMs, withdrawnAt - 1));
    }

    /** When its windows open (UTC epoch ms); nothing for one that is withdrawn. */
    public List<Long> openings() {
        return withdrawnAt != null
                ? List.of()
                : windows.stream().map(ListWindow::fromMs).distinct().toList();
    }

    /** Since when one that was withdrawn, or has left its work, is gone (UTC epoch ms). */
    public long goneAt() {
        return withdrawnAt == null ? issuedAt : withdrawnAt;
    }

    /** True where it applied anywhere at the time, though it may have been withdrawn since. */
    public boolean appliedAt(long timeMs) {
        return !tried()
                && (withdrawnAt == null || withdrawnAt > timeMs)
                && openWithin(timeMs, timeMs);
    }

    /** True where every territory of the world is meant, so that a plain BLOCK is right. */
    public boolean everywhere() {
        return territoryExclude.isEmpty()
                && (territoryInclude.isEmpty() || territoryInclude.contains("*"));
    }

    /** True where the territory is meant. */
    public boolean appliesIn(String territory) {
        boolean included =
                territoryInclude.isEmpty()
                        || territoryInclude.contains("*")
                        || territoryInclude.contains(territory);
        return included && !territoryExclude.contains(territory);
    }

    private boolean openWithin(long fromMs, long untilMs) {
        return windows.isEmpty() || windows.stream().anyMatch(w -> w.isOpen(fromMs, untilMs));
    }
}
