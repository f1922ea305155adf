package dev.vigil.stream.jobs;

import dev.vigil.schema.register.ConflictDecided;
import dev.vigil.schema.register.ConflictDecidedBuilder;
import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.register.RegistrationReceipt;
import dev.vigil.schema.register.RegistrationState;
import dev.vigil.schema.register.WorkClaim;
import dev.vigil.schema.register.WorkClaimBuilder;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.OwnerShareBuilder;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.rights.WorkIds;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.util.List;

/** What parties, the desk and people say of works on the topics of a site, and what is answered. */
final class RegisterLife {
    private final Site site;

    RegisterLife(Site site) {
        this.site = site;
    }

    /**
     * @param bp null for all of it
     */
    void claims(String workId, String party, long version, Integer bp, long atMs) throws Exception {
        send(claim(workId, party, version, bp, atMs));
    }

    /** What it claimed before is as if it had never been. */
    void withdraws(String workId, String party, long version, long atMs) throws Exception {
        send(claim(workId, party, version, null, atMs).withWithdrawnAt(atMs));
    }

    private void send(WorkClaim claim) throws Exception {
        site.send(Topic.CLAIMS, EventType.WORK_CLAIMED, claim.key(), claim.at(), claim);
    }

    private static WorkClaim claim(
            String workId, String party, long version, Integer bp, long atMs) {
        OwnerShare share = OwnerShareBuilder.builder().ownerId(party).shareBp(bp).build();
        return WorkClaimBuilder.builder()
                .workId(workId)
                .claimant(party)
                .version(version)
                .shares(List.of(share))
                .at(atMs)
                .build();
    }

    void registers(String workId, long version, String owner, String iswc, long atMs)
            throws Exception {
        RegisteredWork work =
                new RegisteredWork(
                                workId,
                                version,
                                null,
                                null,
                                null,
                                List.of(new OwnerShare(owner, List.of(), List.of())))
                        .withIds(new WorkIds(null, null, iswc, List.of(), null, null));
        site.send(Topic.WORKS, EventType.WORK_REGISTERED, workId, atMs, work);
    }

    void decides(String person, String workId, RightType right, String aside, long atMs)
            throws Exception {
        ConflictDecided decided =
                ConflictDecidedBuilder.builder()
                        .workId(workId)
                        .rightType(right)
                        .territory("*")
                        .setAside(List.of(aside))
                        .by(person)
                        .documentRef("judgment 7")
                        .at(atMs)
                        .build();
        site.sendBy(
                person,
                Topic.REGISTER_DECISIONS,
                EventType.CONFLICT_DECIDED,
                workId,
                atMs,
                decided);
    }

    List<RegistrationReceipt> receipts() {
        return site.all(Topic.REGISTER, RegistrationReceipt.class);
    }

    List<OwnershipConflict> conflicts() {
        return site.all(Topic.REGISTER, OwnershipConflict.class);
    }

    boolean isAnswered(String party, long version) {
        return receipts().stream()
                .anyMatch(
                        one ->
                                one.state() != RegistrationState.REFUSED
                                        && party.equals(one.claimant())
                                        && one.version() == version);
    }
}
