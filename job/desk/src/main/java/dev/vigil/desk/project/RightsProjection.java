package dev.vigil.desk.project;

import dev.vigil.desk.store.ColumnGroup;
import dev.vigil.desk.store.RowChanges;
import dev.vigil.schema.register.ClaimedShare;
import dev.vigil.schema.register.IdentifierConflict;
import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.register.RegistrationReceipt;
import dev.vigil.schema.register.WorkClaim;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import java.util.List;

/** Works with owners and titles, permissions, policies, claims, and where they do not fit. */
final class RightsProjection implements Projection {
    private static final ColumnGroup WORK =
            ColumnGroup.greatest(
                    "work",
                    List.of("work_id", "topic"),
                    "version",
                    "off",
                    "part",
                    "kind",
                    "is_contested",
                    "claims_revision");

    private static final ColumnGroup OWNER =
            ColumnGroup.greatest(
                    "work_owner", List.of("work_id", "topic", "owner_id"), "version", "off");

    private static final ColumnGroup TITLE =
            ColumnGroup.greatest(
                    "work_title",
                    List.of("work_id", "topic", "n"),
                    "version",
                    "off",
                    "lang",
                    "title");

    private static final ColumnGroup PERMISSION =
            ColumnGroup.greatest(
                    "permission",
                    List.of("authorization_id"),
                    "version",
                    "off",
                    "part",
                    "grantor",
                    "grantee",
                    "from_at",
                    "to_at",
                    "revoked_at");

    private static final ColumnGroup PERMISSION_WORK =
            ColumnGroup.greatest(
                    "permission_work", List.of("authorization_id", "work_id"), "version", "off");

    private static final ColumnGroup POLICY =
            ColumnGroup.greatest(
                    "policy", List.of("owner_id"), "version", "off", "part", "rules", "tried");

    private static final ColumnGroup CLAIM =
            ColumnGroup.greatest(
                    "claim",
                    List.of("work_id", "claimant"),
                    "version",
                    "off",
                    "part",
                    "at",
                    "withdrawn_at",
                    "signed");

    private static final ColumnGroup REGISTRATION =
            ColumnGroup.last(
                    "registration",
                    List.of("work_id", "claimant"),
                    "off",
                    "part",
                    "state",
                    "version",
                    "reason",
                    "at");

    private static final ColumnGroup CONFLICT =
            ColumnGroup.last(
                    "conflict",
                    List.of("work_id", "conflict_id"),
                    "off",
                    "part",
                    "right_type",
                    "territory",
                    "state",
                    "since",
                    "until_at",
                    "decided_by",
                    "at");

    private static final ColumnGroup PARTY =
            ColumnGroup.last("conflict_party", List.of("work_id", "conflict_id", "party"), "off");

    private static final ColumnGroup IDENTIFIER =
            ColumnGroup.last(
                    "identifier_conflict",
                    List.of("work_id", "scheme", "value"),
                    "off",
                    "part",
                    "is_open",
                    "at");

    @Override
    public List<ColumnGroup> groups() {
        return List.of(
                WORK,
                OWNER,
                TITLE,
                PERMISSION,
                PERMISSION_WORK,
                POLICY,
                CLAIM,
                REGISTRATION,
                CONFLICT,
                PARTY,
                IDENTIFIER);
    }

    @Override
    public void add(JournaledRecord record, RowChanges to) {
        record.as(RegisteredWork.class).ifPresent(it -> work(record, it, to));
        record.as(Authorization.class).ifPresent(it -> permission(record, it, to));
        record.as(MatchPolicy.class)
                .ifPresent(
                        it ->
                                to.put(
                                        POLICY,
                                        it.ownerId(),
                                        it.version(),
                                        record.offset(),
                                        record.partition(),
                                        it.rules() == null ? 0 : it.rules().size(),
                                        Boolean.TRUE.equals(it.shadow())));
        record.as(WorkClaim.class)
                .ifPresent(
                        it ->
                                to.put(
                                        CLAIM,
                                        it.workId(),
                                        it.claimant(),
                                        it.version(),
                                        record.offset(),
                                        record.partition(),
                                        it.at(),
                                        it.withdrawnAt(),
                                        it.signature() != null));
        record.as(RegistrationReceipt.class).ifPresent(it -> registration(record, it, to));
        record.as(OwnershipConflict.class).ifPresent(it -> conflict(record, it, to));
        record.as(IdentifierConflict.class)
                .ifPresent(
                        it ->
                                to.put(
                                        IDENTIFIER,
                                        it.workId(),
                                        it.scheme().name(),
                                        it.value(),
                                        record.offset(),
                                        record.partition(),
                                        it.open(),
                                        it.at()));
    }

    private static void work(JournaledRecord record, RegisteredWork work, RowChanges to) {
        String topic = record.place().topic();
        to.put(
                WORK,
                work.workId(),
                topic,
                work.version(),
                record.offset(),
                record.partition(),
                work.kind(),
                work.contested() != null && !work.contested().isEmpty(),
                work.claimsRevision());
        for (OwnerShare share : work.owners()) {
            to.put(OWNER, work.workId(), topic, share.ownerId(), work.version(), record.offset());
        }
        for (int n = 0; n < work.titles().size(); n++) {
            to.put(
                    TITLE,
                    work.workId(),
                    topic,
                    n,
                    work.version(),
                    record.offset(),
                    work.titles().get(n).lang(),
                    work.titles().get(n).text());
        }
    }

    private static void permission(JournaledRecord record, Authorization it, RowChanges to) {
        to.put(
                PERMISSION,
                it.authorizationId(),
                it.version(),
                record.offset(),
                record.partition(),
                it.grantor(),
                it.grantee(),
                it.from(),
                it.to(),
                it.revokedAt());
        it.workIds()
                .forEach(
                        work ->
                                to.put(
                                        PERMISSION_WORK,
                                        it.authorizationId(),
                                        work,
                                        it.version(),
                                        record.offset()));
    }

    private static void registration(
            JournaledRecord record, RegistrationReceipt it, RowChanges to) {
        to.put(
                REGISTRATION,
                it.workId(),
                it.claimant() == null ? "" : it.claimant(),
                record.offset(),
                record.partition(),
                it.state(),
                it.version(),
                it.reason(),
                it.at());
    }

    private static void conflict(JournaledRecord record, OwnershipConflict it, RowChanges to) {
        to.put(
                CONFLICT,
                it.workId(),
                it.conflictId(),
                record.offset(),
                record.partition(),
                it.rightType(),
                it.territory(),
                it.state(),
                it.since(),
                it.until(),
                it.decidedBy(),
                it.at());
        it.parts().stream()
                .flatMap(part -> part.claims().stream())
                .map(ClaimedShare::claimant)
                .distinct()
                .forEach(
                        party ->
                                to.put(
                                        PARTY,
                                        it.workId(),
                                        it.conflictId(),
                                        party,
                                        record.offset()));
    }
}
