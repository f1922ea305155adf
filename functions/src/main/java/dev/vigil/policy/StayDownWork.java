package dev.vigil.policy;

import dev.vigil.audio.Chunks;
import dev.vigil.audio.Peak;
import dev.vigil.audio.Profile;
import dev.vigil.audio.Profiles;
import dev.vigil.schema.check.ReservedId;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListEntryBuilder;
import dev.vigil.schema.reference.RecordingId;
import dev.vigil.schema.reference.ReferenceManifest;
import dev.vigil.schema.reference.ReferencePart;
import dev.vigil.schema.staydown.KeptUpload;
import dev.vigil.schema.staydown.StayDown;
import dev.vigil.schema.wire.PeaksCodec;
import dev.vigil.schema.wire.ReferenceKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A recording that stays down: its own peaks are a reference, with an entry of class STAYDOWN on
 * that alone. The work is the one that the notice names, so that authorizations for it hold, or
 * else one of its own. All ids follow from the item, all versions from the request, so that a
 * repeat writes the same again.
 */
public final class StayDownWork {
    private static final int MAX_ID = 200;

    /** The recording of an item does not change: a second request writes the same reference. */
    private static final long VERSION = 1;

    private StayDownWork() {}

    /**
     * Name of the reference, of its entry, and of its work where the notice names none. Where an
     * item's id leaves no room for more, or ends as that of pictures does, its SHA-256 replaces it.
     */
    public static String id(String itemId) {
        String id = ReservedId.STAY_DOWN + itemId;
        return id.length() <= MAX_ID && !RecordingId.isOfPictures(itemId)
                ? id
                : ReservedId.STAY_DOWN
                        + PeaksCodec.digest(List.of(itemId.getBytes(StandardCharsets.UTF_8)));
    }

    /** True for the reference of an upload that stays down. */
    public static boolean isOne(String referenceId) {
        return referenceId.startsWith(ReservedId.STAY_DOWN);
    }

    /**
     * The item of a reference or entry, or the SHA-256 that replaces its id: that has the same
     * name.
     */
    public static String item(String referenceId) {
        return referenceId.substring(ReservedId.STAY_DOWN.length());
    }

    /** True for the entry of an upload that stays down: the job's own, or one that renews it. */
    public static boolean isOne(ListEntry entry) {
        return request(entry).isPresent();
    }

    /** What an entry asks for: the reverse of {@link #entry}. Empty where it is none of these. */
    public static Optional<StayDown> request(ListEntry entry) {
        boolean own =
                isOne(entry.entryId())
                        && entry.listClass() == ListClass.STAYDOWN
                        && ReservedId.AUTHORITY.equals(entry.authority())
                        && entry.referenceIds().equals(List.of(entry.entryId()));
        if (!own) {
            return Optional.empty();
        }
        boolean down = entry.withdrawnAt() == null;
        try {
            return Optional.of(
                    new StayDown(
                            item(entry.entryId()),
                            entry.documentRef(),
                            down,
                            down ? entry.issuedAt() : entry.withdrawnAt(),
                            named(entry.workId(), entry.entryId())));
        } catch (IllegalArgumentException e) {
            // Any text may be a document; that of an entry of the job is the id of a notice.
            return Optional.empty();
        }
    }

    /** The entry as if it had been decided on now. */
    public static ListEntry renewed(ListEntry entry, long nowMs) {
        long version = Math.max(entry.version() + 1, version(nowMs, true));
        return entry.issued(version, nowMs);
    }

    /** The work that a notice has named; null where the reference has one of its own. */
    public static String named(String workId, String referenceId) {
        return workId.equals(referenceId) ? null : workId;
    }

    private static String work(String itemId, String workId) {
        return workId == null ? id(itemId) : workId;
    }

    /** Peaks of a packet as times of the whole upload. */
    public static long[] since(long baseFrame, long[] peaks) {
        return Arrays.stream(peaks).map(peak -> peak + Peak.startOf(baseFrame)).toArray();
    }

    /**
     * The parts of its reference, the manifest last.
     *
     * @param workId that the notice names, or null
     * @param peaks of the upload in order of time
     * @throws IllegalArgumentException if it is longer than a reference may be
     */
    public static List<ReferencePart> reference(
            String itemId, String workId, KeptUpload upload, long[] peaks) {
        Profile profile = Profiles.ALL.of(upload.profile());
        List<long[]> chunks = Chunks.cut(profile, peaks, upload.frames());
        List<ReferencePart> parts = new ArrayList<>();
        PeaksCodec.Digest digest = new PeaksCodec.Digest();
        for (long[] chunk : chunks) {
            digest.add(chunk);
            parts.add(part(itemId, workId, parts.size(), upload.profile(), chunk, null));
        }
        ReferenceManifest manifest =
                new ReferenceManifest(
                        work(itemId, workId),
                        id(itemId),
                        VERSION,
                        upload.title(),
                        upload.profile(),
                        chunks.size(),
                        peaks.length,
                        Math.round(profile.millis(upload.frames())),
                        digest.hex());
        parts.add(part(itemId, workId, ReferenceKey.MANIFEST, upload.profile(), null, manifest));
        return parts;
    }

    /**
     * The retirements of all its parts, the manifest first: without it nothing is searched.
     *
     * @param workId that the notice names, or null
     * @param chunks how many there are; 0 where that is not known
     */
    public static List<ReferencePart> retirement(String itemId, String workId, int chunks) {
        List<ReferencePart> parts = new ArrayList<>();
        for (int chunk = ReferenceKey.MANIFEST; chunk < chunks; chunk++) {
            parts.add(part(itemId, workId, chunk, null, null, null));
        }
        return parts;
    }

    private static ReferencePart part(
            String itemId,
            String workId,
            int chunk,
            String profile,
            long[] peaks,
            ReferenceManifest manifest) {
        return new ReferencePart(
                work(itemId, workId), id(itemId), VERSION, chunk, profile, peaks, manifest);
    }

    /**
     * Its entry, in force or withdrawn, as requested.
     *
     * @param workId that the first notice named, or null
     */
    public static ListEntry entry(StayDown request, String workId) {
        return ListEntryBuilder.builder()
                .entryId(id(request.itemId()))
                .version(version(request))
                .listClass(ListClass.STAYDOWN)
                .authority(ReservedId.AUTHORITY)
                .workId(work(request.itemId(), workId))
                .titles(List.of())
                .windows(List.of())
                .territoryInclude(List.of())
                .territoryExclude(List.of())
                .documentRef(request.noticeId())
                .issuedAt(request.at())
                .withdrawnAt(request.down() ? null : request.at())
                .referenceIds(List.of(id(request.itemId())))
                .providerScope(List.of())
                .build();
    }

    /** The later decision wins; of two at one time the restoration, which does no harm. */
    private static long version(StayDown request) {
        return version(request.at(), request.down());
    }

    private static long version(long at, boolean down) {
        return 2 * at + (down ? 0 : 1);
    }
}
