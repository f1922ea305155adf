package dev.vigil.schema.rights;

import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.match.OpenMatch;
import dev.vigil.schema.reference.ReferenceManifest;
import dev.vigil.schema.reference.ReferenceReview;
import dev.vigil.schema.reference.SharedRecording;
import dev.vigil.schema.types.ByNameTypeInfoFactory;
import dev.vigil.schema.types.InFlight;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What reaches the rights of a work, keyed by that work; on its way there, keyed by its owner or
 * grantee.
 *
 * @param ownerId one of the owners of {@code work}, or the owner of {@code policy}
 * @param gone id of an entry
 * @param publishedAt of {@code entry}: Kafka's time of its record (UTC epoch ms); 0 for the others
 */
@InFlight
@RecordBuilder
public record RightsInput(
        Kind kind,
        String workId,
        OpenMatch match,
        Authorization authorization,
        ListEntry entry,
        Loaded loaded,
        DeadLetter dead,
        String ownerId,
        RegisteredWork work,
        MatchPolicy policy,
        ReferenceReview review,
        long publishedAt,
        ReferenceManifest manifest,
        SharedRecording shared,
        String gone)
        implements RightsInputBuilder.With {
    /** Which fields are set. */
    @TypeInfo(ByNameTypeInfoFactory.class)
    public enum Kind {
        /** {@code match} */
        MATCH,
        /** {@code authorization} */
        AUTHORIZATION,
        /** {@code entry}: a change that concerns the work */
        LIST,
        /** {@code loaded}; the key represents a key group */
        LOADED,
        /** {@code dead} */
        DEAD,
        /** {@code work} and {@code ownerId} */
        WORK,
        /** {@code policy} and {@code ownerId} */
        POLICY,
        /** {@code review} */
        REVIEW,
        /** {@code manifest} */
        REFERENCE,
        /** {@code shared}: what a recording has in common with one of another work */
        SHARED,
        /** {@code gone}: an entry of Vigil's own that the topic no longer has */
        GONE
    }

    public static RightsInput match(OpenMatch match) {
        return of(Kind.MATCH, match.evidence().workId(), match, null, null, null);
    }

    public static RightsInput authorization(String workId, Authorization authorization) {
        return of(Kind.AUTHORIZATION, workId, null, authorization, null, null);
    }

    /**
     * @param workId the entry's own, or the one that it has left
     */
    public static RightsInput list(String workId, ListEntry entry) {
        return RightsInputBuilder.builder().kind(Kind.LIST).workId(workId).entry(entry).build();
    }

    public static RightsInput gone(String entryId) {
        return RightsInputBuilder.builder().kind(Kind.GONE).gone(entryId).build();
    }

    public static RightsInput loaded(String key, Loaded loaded) {
        return of(Kind.LOADED, key, null, null, loaded, null);
    }

    public static RightsInput dead(DeadLetter dead) {
        return of(Kind.DEAD, null, null, null, null, dead);
    }

    public static RightsInput work(String ownerId, RegisteredWork work) {
        return RightsInputBuilder.builder()
                .kind(Kind.WORK)
                .workId(work.workId())
                .ownerId(ownerId)
                .work(work)
                .build();
    }

    /**
     * @param workId null on its way to the owner's works
     */
    public static RightsInput policy(String workId, MatchPolicy policy) {
        return RightsInputBuilder.builder()
                .kind(Kind.POLICY)
                .workId(workId)
                .ownerId(policy.ownerId())
                .policy(policy)
                .build();
    }

    public static RightsInput review(ReferenceReview review) {
        return RightsInputBuilder.builder()
                .kind(Kind.REVIEW)
                .workId(review.workId())
                .review(review)
                .build();
    }

    public static RightsInput shared(SharedRecording shared) {
        return RightsInputBuilder.builder()
                .kind(Kind.SHARED)
                .workId(shared.workId())
                .shared(shared)
                .build();
    }

    public static RightsInput reference(ReferenceManifest manifest) {
        return RightsInputBuilder.builder()
                .kind(Kind.REFERENCE)
                .workId(manifest.workId())
                .manifest(manifest)
                .build();
    }

    private static RightsInput of(
            Kind kind,
            String workId,
            OpenMatch match,
            Authorization authorization,
            Loaded loaded,
            DeadLetter dead) {
        return RightsInputBuilder.builder()
                .kind(kind)
                .workId(workId)
                .match(match)
                .authorization(authorization)
                .loaded(loaded)
                .dead(dead)
                .build();
    }
}
