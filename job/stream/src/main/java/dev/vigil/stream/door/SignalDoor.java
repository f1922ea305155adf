package dev.vigil.stream.door;

import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.RecordPosition;
import dev.vigil.schema.signal.SignalDecided;
import dev.vigil.schema.signal.SignalFact;
import dev.vigil.schema.signal.SignalFingerprint;
import dev.vigil.schema.signal.SignalOpinion;
import dev.vigil.schema.signal.SignalShared;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.PeaksCodec;
import dev.vigil.schema.wire.Peers;
import dev.vigil.schema.wire.PersonalNames;
import dev.vigil.schema.wire.SignalContent;
import dev.vigil.schema.wire.SignalSignature;
import dev.vigil.schema.wire.Topic;
import dev.vigil.signal.RefusedSignal;
import dev.vigil.signal.SignalCheck;
import dev.vigil.signal.SignalFault;
import dev.vigil.signal.SignalName;
import dev.vigil.stream.caughtup.WallClock;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What peers share and think, and what people here decide and share. A peer's record is its own
 * word by its signature, whichever bridge carried it; records of this site that return are left
 * out.
 */
public final class SignalDoor extends Door<SignalFact> {
    private static final long serialVersionUID = 1L;

    private final String origin;
    private final Peers peers;

    /**
     * @param origin name of this site among platforms; null where it has none
     * @param peers whose signals are taken
     */
    public SignalDoor(WallClock now, String origin, Peers peers) {
        super(SignalFact.class, now);
        this.origin = origin;
        this.peers = peers;
    }

    @Override
    void enter(
            EventType event,
            Envelope envelope,
            ConsumerRecord<byte[], byte[]> record,
            Collector<SignalFact> out) {
        if (!event.isOn(record.topic())) {
            throw wrongTopic(event, record);
        }
        boolean isOwn = record.topic().equals(Topic.SIGNAL_DECISIONS.topicName());
        if (isOwn) {
            requireActor(envelope);
        }
        RecordPosition at = new RecordPosition(record.topic(), record.partition(), record.offset());
        long receivedMs = record.timestamp() > 0 ? record.timestamp() : envelope.timeMs();
        SignalFact fact =
                switch (event) {
                    case SIGNAL_SHARED -> signal(record, isOwn, at, receivedMs);
                    case SIGNAL_CHUNK -> chunk(envelope, record, isOwn, at, receivedMs);
                    case SIGNAL_OPINION -> opinion(record, at, receivedMs);
                    case SIGNAL_DECIDED -> decided(envelope, record, at, receivedMs);
                    default -> throw wrongTopic(event, record);
                };
        boolean isEcho = !isOwn && origin != null && origin.equals(fact.sender());
        if (!isEcho) {
            out.collect(fact);
        }
    }

    private SignalFact signal(
            ConsumerRecord<byte[], byte[]> record,
            boolean isOwn,
            RecordPosition at,
            long receivedMs) {
        requireShared(record);
        SignalShared signal = Json.enter(record.value(), SignalShared.class);
        requireKey(record, signal.signalId());
        refuseFuture(record, "issuedAt", signal.issuedAt());
        if (isOwn) {
            requireOwn(signal.origin());
        } else {
            requireSigned(
                    SignalSignature.SIGNAL, signal.origin(), signal.signature(), record.value());
        }
        checked(() -> SignalCheck.signal(signal, receivedMs));
        String digest =
                isOwn ? SignalContent.published(signal) : SignalContent.received(record.value());
        return SignalFact.signal(signal, digest, isOwn, at, receivedMs);
    }

    /** Not signed itself: the signal names its digest. */
    private SignalFact chunk(
            Envelope envelope,
            ConsumerRecord<byte[], byte[]> record,
            boolean isOwn,
            RecordPosition at,
            long receivedMs) {
        String signalId = key(record);
        requireKey(record, envelope.subject());
        String sender = SignalName.origin(signalId);
        if (isOwn) {
            requireOwn(sender);
        } else if (!isHere(sender) && !peers.knows(sender)) {
            throw unknown(sender);
        }
        Long number = envelope.sequence();
        if (number == null || number < 0 || number >= SignalFingerprint.MOST_CHUNKS) {
            throw new Refused(
                    "BAD_DATA",
                    "ce_sequence: expected the number of a chunk, 0 to "
                            + (SignalFingerprint.MOST_CHUNKS - 1)
                            + ", got "
                            + number);
        }
        String profile = PeaksCodec.profile(envelope.contentType());
        long[] peaks = PeaksCodec.read(record.value());
        ReferenceDoor.checkPeaks(profile, peaks);
        return SignalFact.chunk(
                signalId, isOwn ? null : sender, number.intValue(), profile, peaks, at, receivedMs);
    }

    private SignalFact opinion(
            ConsumerRecord<byte[], byte[]> record, RecordPosition at, long receivedMs) {
        requireShared(record);
        SignalOpinion opinion = Json.enter(record.value(), SignalOpinion.class);
        requireKey(record, opinion.signalId());
        refuseFuture(record, "at", opinion.at());
        requireSigned(
                SignalSignature.OPINION, opinion.origin(), opinion.signature(), record.value());
        checked(() -> SignalCheck.opinion(opinion));
        return SignalFact.opinion(opinion, at, receivedMs);
    }

    private SignalFact decided(
            Envelope envelope,
            ConsumerRecord<byte[], byte[]> record,
            RecordPosition at,
            long receivedMs) {
        SignalDecided decided = Json.enter(record.value(), SignalDecided.class);
        requirePerson(envelope, decided.by());
        requireKey(record, decided.signalId());
        refuseFuture(record, "at", decided.at());
        checked(() -> SignalCheck.decided(decided));
        return SignalFact.decided(decided, at, receivedMs);
    }

    // What every record of a platform must be ------------------------------------------------

    private static void requireShared(ConsumerRecord<byte[], byte[]> record) {
        if (record.value().length > SignalCheck.MOST_BYTES) {
            throw new Refused(
                    SignalFault.SIGNAL_TOO_LARGE.name(),
                    "data: expected at most "
                            + SignalCheck.MOST_BYTES
                            + " bytes, got "
                            + record.value().length
                            + "; send peaks as chunks");
        }
        PersonalNames.in(record.value())
                .ifPresent(
                        name -> {
                            throw new Refused(
                                    SignalFault.SIGNAL_PERSONAL.name(),
                                    "data: expected nothing of a user and no address, got a member"
                                            + " '"
                                            + (name.length() > 40 ? name.substring(0, 40) : name)
                                            + "'; leave it out");
                        });
    }

    private boolean isHere(String sender) {
        return sender.equals(origin);
    }

    private void requireOwn(String sender) {
        if (!isHere(sender)) {
            throw new Refused(
                    SignalFault.SIGNAL_SHAPE.name(),
                    "origin: expected '"
                            + origin
                            + "', as signals.origin of this site, got '"
                            + sender
                            + "'; share signals of this site alone");
        }
    }

    /**
     * What comes back of this site is dropped, so that its own key need not be among the peers'.
     */
    private void requireSigned(SignalSignature form, String sender, String signature, byte[] json) {
        if (isHere(sender)) {
            return;
        }
        peers.doubt(form, sender, signature, json)
                .ifPresent(
                        doubt -> {
                            throw switch (doubt) {
                                case UNKNOWN_PEER -> unknown(sender);
                                case UNSIGNED ->
                                        new Refused(
                                                SignalFault.SIGNAL_UNSIGNED.name(),
                                                "signature: expected that of '"
                                                        + sender
                                                        + "', got none; its origin signs it");
                                case FORGED ->
                                        new Refused(
                                                SignalFault.SIGNAL_FORGED.name(),
                                                "signature: expected that of '"
                                                        + sender
                                                        + "' over this record, got another; find"
                                                        + " out who sent it");
                            };
                        });
    }

    private Refused unknown(String sender) {
        return new Refused(
                SignalFault.SIGNAL_UNKNOWN_PEER.name(),
                "origin: expected a peer that has a key ("
                        + String.join(", ", peers.names())
                        + "), got '"
                        + sender
                        + "'; add its key to signals.keys, or stop its bridge");
    }

    private static void checked(Runnable check) {
        try {
            check.run();
        } catch (RefusedSignal no) {
            throw new Refused(no.fault().name(), no.getMessage());
        }
    }

    /** The bytes may hold what must not be kept. */
    @Override
    int mostDeadBytes(ConsumerRecord<byte[], byte[]> record) {
        return 0;
    }

    @Override
    SignalFact dead(DeadLetter letter) {
        return SignalFact.dead(letter);
    }

    /** Signals are rebuilt from their topics, and have to come out the same. */
    @Override
    long receivedMs(ConsumerRecord<byte[], byte[]> record) {
        return appendedMs(record);
    }
}
