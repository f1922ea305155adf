package dev.vigil.stream.door;

import dev.vigil.register.EntryCheck;
import dev.vigil.register.Identifiers;
import dev.vigil.register.RefusedEntry;
import dev.vigil.register.UnreadableId;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.RecordPosition;
import dev.vigil.schema.register.ConflictDecided;
import dev.vigil.schema.register.RegisterFact;
import dev.vigil.schema.register.WorkClaim;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.wire.Claimants;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.caughtup.MachineClock;
import dev.vigil.stream.caughtup.WallClock;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;

/** What parties claim, the desk registers and people decide about works. */
public final class RegisterDoor extends Door<RegisterFact> {
    private static final long serialVersionUID = 1L;

    private static final String MISMATCH = RefusedEntry.Code.CLAIMANT_MISMATCH.name();

    private final Claimants claimants;
    private final Identifiers identifiers;

    /**
     * @param claimants whose signatures claims require
     */
    public RegisterDoor(WallClock now, Claimants claimants, Identifiers identifiers) {
        super(RegisterFact.class, now);
        this.claimants = claimants;
        this.identifiers = identifiers;
    }

    @Override
    void enter(
            EventType event,
            Envelope envelope,
            ConsumerRecord<byte[], byte[]> record,
            Collector<RegisterFact> out) {
        if (!event.isOn(record.topic())) {
            throw wrongTopic(event, record);
        }
        RecordPosition at = new RecordPosition(record.topic(), record.partition(), record.offset());
        long receivedMs = stampedMs(record, envelope);
        out.collect(
                switch (event) {
                    case WORK_CLAIMED -> RegisterFact.claim(claim(record), at, receivedMs);
                    case WORK_REGISTERED ->
                            RegisterFact.work(work(event, record, identifiers), at, receivedMs);
                    case CONFLICT_DECIDED ->
                            RegisterFact.decision(decision(envelope, record), at, receivedMs);
                    default -> throw wrongTopic(event, record);
                });
    }

    private WorkClaim claim(ConsumerRecord<byte[], byte[]> record) {
        WorkClaim claim = Json.enter(record.value(), WorkClaim.class);
        String key = key(record);
        if (key != null && key.startsWith(claim.workId() + "/") && !key.equals(claim.key())) {
            throw new Refused(
                    MISMATCH,
                    "key: expected '"
                            + claim.key()
                            + "', got '"
                            + key
                            + "'; each party claims for itself");
        }
        requireKey(record, claim.key());
        refuseFuture(record, "at", claim.at());
        claimants
                .refusal(claim, record.value())
                .ifPresent(
                        no -> {
                            throw new Refused(MISMATCH, no);
                        });
        checked(() -> EntryCheck.claim(claim));
        return claim;
    }

    /** A work whose key, type, shares and identifiers are right. */
    static RegisteredWork work(
            EventType event, ConsumerRecord<byte[], byte[]> record, Identifiers identifiers) {
        RegisteredWork work = Json.enter(record.value(), RegisteredWork.class);
        boolean isEffective = event == EventType.WORK_EFFECTIVE;
        requireKey(record, work.workId());
        if (isEffective != (work.claimsRevision() != null)
                || !isEffective && !work.contested().isEmpty()) {
            throw new Refused(
                    "BAD_DATA",
                    "claimsRevision, contested: expected with "
                            + EventType.WORK_EFFECTIVE.type()
                            + " and only there, got "
                            + work.claimsRevision()
                            + " with "
                            + event.type());
        }
        if (!isEffective) {
            checked(() -> EntryCheck.work(work, identifiers));
        }
        return work;
    }

    private ConflictDecided decision(Envelope envelope, ConsumerRecord<byte[], byte[]> record) {
        ConflictDecided decided = Json.enter(record.value(), ConflictDecided.class);
        requirePerson(envelope, decided.by());
        requireKey(record, decided.workId());
        refuseFuture(record, "at", decided.at());
        return decided;
    }

    private static void checked(Runnable check) {
        try {
            check.run();
        } catch (RefusedEntry no) {
            throw new Refused(no.code().name(), no.getMessage());
        } catch (UnreadableId no) {
            throw new Refused(no.fault().name(), "ids." + no.getMessage());
        }
    }

    /** A party's proofs are not for who reads dead letters. */
    @Override
    int mostDeadBytes(ConsumerRecord<byte[], byte[]> record) {
        boolean isClaim = record.topic().equals(Topic.CLAIMS.topicName());
        return isClaim ? 0 : super.mostDeadBytes(record);
    }

    @Override
    RegisterFact dead(DeadLetter letter) {
        return RegisterFact.dead(letter);
    }

    /**
     * The same each time that it is read: a conflict is as old as the broker has its claims. Under
     * a clock of its own, as in a rehearsal, the broker's time means nothing.
     */
    private long stampedMs(ConsumerRecord<byte[], byte[]> record, Envelope envelope) {
        boolean isOfBroker = record.timestampType() == TimestampType.LOG_APPEND_TIME;
        boolean isKnown = record.timestamp() > 0 && (now instanceof MachineClock || !isOfBroker);
        return isKnown ? record.timestamp() : envelope.timeMs();
    }

    /** The register is rebuilt from its topics, and has to come out the same. */
    @Override
    long receivedMs(ConsumerRecord<byte[], byte[]> record) {
        return appendedMs(record);
    }
}
