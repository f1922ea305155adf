package dev.vigil.schema.event;

import java.util.List;

/**
 * The statutory content of a notice or a counter-notice. Identity, contact and address are pointers
 * into the platform's own register, never personal data.
 *
 * @param evidence references to preliminary proof
 * @param truthDeclaration the sender answers for the truth
 */
public record NoticeContent(
        @MayBeMissing String role,
        @MayBeMissing String identity,
        @MayBeMissing String contact,
        @MayBeMissing String address,
        @MayBeMissing List<String> evidence,
        @MayBeMissing Boolean truthDeclaration,
        @MayBeMissing Boolean goodFaith) {
    public NoticeContent {
        Check.optionalText("content.role", role, 100);
        Check.optionalText("content.identity", identity, 500);
        Check.optionalText("content.contact", contact, 500);
        Check.optionalText("content.address", address, 500);
        evidence = Check.texts("content.evidence", evidence, 100, 2_000);
    }
}
