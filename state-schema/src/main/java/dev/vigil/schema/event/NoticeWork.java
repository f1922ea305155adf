package dev.vigil.schema.event;

/**
 * A work that a notice is about.
 *
 * @param workId null where the register does not know it
 * @param ownershipProof reference to the proof of title
 */
public record NoticeWork(
        String name,
        @MayBeMissing String workId,
        @MayBeMissing RightType rightType,
        @MayBeMissing String ownershipProof) {
    public NoticeWork {
        Check.text("works.name", name, 500);
        Check.optionalId("works.workId", workId);
        Check.optionalText("works.ownershipProof", ownershipProof, 2_000);
    }

    public NoticeWork(String name, String workId) {
        this(name, workId, null, null);
    }
}
