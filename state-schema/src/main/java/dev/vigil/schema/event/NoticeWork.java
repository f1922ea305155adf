package dev.vigil.schema.event;

/** A work that a notice is about; {@code workId} is null where the register does not know it. */
public record NoticeWork(String name, @MayBeMissing String workId) {
    public NoticeWork {
        Check.text("works.name", name, 500);
        Check.optionalId("works.workId", workId);
    }
}
