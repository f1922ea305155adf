package dev.vigil.schema.event;

import java.util.List;

/**
 * What was decided for one territory, and by which rule.
 *
 * @param territory ISO 3166 alpha-2, or * where the session names none
 * @param step row of the precedence table (DOMAIN 2.5) that decided
 * @param failedTests for each authorization that did not fit, {@code id: which test failed}
 * @param policyOwnerId whose match policy decided, or would have but for the evidence
 * @param workVersion of the registered work that ownership, excerpt and policy were read from
 */
public record Decision(
        String territory,
        Action action,
        int step,
        String reasonCode,
        String articleRef,
        String workId,
        @MayBeMissing ListClass listClass,
        @MayBeMissing String listEntryId,
        @MayBeMissing Long listEntryVersion,
        @MayBeMissing String authorizationId,
        @MayBeMissing Long authorizationVersion,
        List<String> failedTests,
        @MayBeMissing String policyOwnerId,
        @MayBeMissing Long policyVersion,
        @MayBeMissing Long workVersion) {
    /** A decision that no entry, authorization or policy is named for. */
    public static Decision plain(
            String territory,
            Action action,
            int step,
            String reasonCode,
            String articleRef,
            String workId) {
        return new Decision(
                territory,
                action,
                step,
                reasonCode,
                articleRef,
                workId,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null);
    }

    public Decision by(ListEntry entry) {
        return new Decision(
                territory,
                action,
                step,
                reasonCode,
                articleRef,
                workId,
                entry.listClass(),
                entry.entryId(),
                entry.version(),
                authorizationId,
                authorizationVersion,
                failedTests,
                policyOwnerId,
                policyVersion,
                workVersion);
    }

    public Decision by(Authorization authorization) {
        return new Decision(
                territory,
                action,
                step,
                reasonCode,
                articleRef,
                workId,
                listClass,
                listEntryId,
                listEntryVersion,
                authorization.authorizationId(),
                authorization.version(),
                failedTests,
                policyOwnerId,
                policyVersion,
                workVersion);
    }

    public Decision by(MatchPolicy policy) {
        return new Decision(
                territory,
                action,
                step,
                reasonCode,
                articleRef,
                workId,
                listClass,
                listEntryId,
                listEntryVersion,
                authorizationId,
                authorizationVersion,
                failedTests,
                policy.ownerId(),
                policy.version(),
                workVersion);
    }

    /** With what was tried before this step, and the registered work where there is one. */
    public Decision after(List<String> failures, RegisteredWork work) {
        return new Decision(
                territory,
                action,
                step,
                reasonCode,
                articleRef,
                workId,
                listClass,
                listEntryId,
                listEntryVersion,
                authorizationId,
                authorizationVersion,
                List.copyOf(failures),
                policyOwnerId,
                policyVersion,
                work == null ? null : Long.valueOf(work.version()));
    }

    /** The milder decision that evidence allows which must not block by itself. */
    public Decision held(Action milder, String reason) {
        return new Decision(
                territory,
                milder,
                0,
                reason,
                articleRef,
                workId,
                listClass,
                listEntryId,
                listEntryVersion,
                authorizationId,
                authorizationVersion,
                failedTests,
                policyOwnerId,
                policyVersion,
                workVersion);
    }
}
