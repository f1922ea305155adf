package dev.vigil.stream;

import dev.vigil.flink.PureFailure;
import dev.vigil.flink.register.IdentifiersFunction;
import dev.vigil.flink.register.RegisterFunction;
import dev.vigil.register.RegisterRules;
import dev.vigil.schema.address.Uid;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.register.IdentifierConflict;
import dev.vigil.schema.register.IdentifierFact;
import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.register.RegisterFact;
import dev.vigil.schema.register.RegistrationReceipt;
import dev.vigil.schema.register.RegistrationReceiptBuilder;
import dev.vigil.schema.register.RegistrationState;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.wire.Topic;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.Collector;

/**
 * The register of works in the ledger job.
 *
 * <pre>
 * claims, works, register.decisions ─────┐
 * register, works.effective: read back ──┴─key work─> Register ─┬─> register, works.effective, ledger.alerts
 *                                                               └─key scheme:value─> Identifiers ─> register
 * what a door or Register refuses ──> register (REFUSED), deadletters
 * </pre>
 */
public final class RegisterStages {
    private static final List<String> ANSWERED =
            List.of(
                    Topic.CLAIMS.topicName(),
                    Topic.WORKS.topicName(),
                    Topic.REGISTER_DECISIONS.topicName());

    private RegisterStages() {}

    /**
     * What it reads.
     *
     * @param written by parties, the desk and people
     * @param published by the job itself
     */
    public record Sources(DataStream<RegisterFact> written, DataStream<RegisterFact> published) {}

    /**
     * What others need of it.
     *
     * @param stopped watermarks of what was admitted, and why they stop
     * @param conflicts of owners, each when it changes, and at a start those that are known
     * @param works as the desk has registered them, and with the owners that claims make
     * @param identifiers of works, each when a work has it or has it no more
     */
    record Wired(
            DataStream<String> stopped,
            DataStream<OwnershipConflict> conflicts,
            DataStream<RegisteredWork> works,
            DataStream<IdentifierFact> identifiers) {}

    static Wired wire(Sources sources, Outbox outbox, RegisterRules rules) {
        SingleOutputStreamOperator<RegisterFact> written =
                outbox.stage(
                        admit().behind(sources.written(), Uid.REGISTER_DOOR, "admit register"));
        SingleOutputStreamOperator<RegisterFact> published =
                outbox.stage(
                        admit().behind(
                                        sources.published(),
                                        Uid.REGISTERED_DOOR,
                                        "admit what was registered"));
        SingleOutputStreamOperator<RegistrationReceipt> register =
                outbox.stage(
                        written.union(published)
                                .keyBy(RegisterFact::workId)
                                .process(new RegisterFunction(rules))
                                .uid(Uid.LEDGER_REGISTER)
                                .name("register"));
        SingleOutputStreamOperator<IdentifierConflict> identifiers =
                outbox.stage(
                        register.getSideOutput(RegisterFunction.IDENTIFIERS)
                                .keyBy(IdentifierFact::key)
                                .process(new IdentifiersFunction())
                                .uid(Uid.LEDGER_IDENTIFIERS)
                                .name("identifiers"));
        publish(register, identifiers, outbox);
        refuse(written, register, outbox);
        return new Wired(
                written.getSideOutput(Admit.STOPPED).union(published.getSideOutput(Admit.STOPPED)),
                register.getSideOutput(RegisterFunction.CONFLICTS_KNOWN),
                works(written.union(published))
                        .union(register.getSideOutput(RegisterFunction.EFFECTIVE)),
                register.getSideOutput(RegisterFunction.IDENTIFIERS));
    }

    private static DataStream<RegisteredWork> works(DataStream<RegisterFact> facts) {
        return facts.flatMap(RegisterStages::work)
                .returns(RegisteredWork.class)
                .uid(Uid.WORKS_READ)
                .name("works");
    }

    private static void work(RegisterFact fact, Collector<RegisteredWork> out) {
        if (fact.work() != null) {
            out.collect(fact.work());
        }
    }

    private static Admit<RegisterFact> admit() {
        return new Admit<RegisterFact>(RegisterFact::dead).stopped(RegisterFact::reason);
    }

    private static void publish(
            SingleOutputStreamOperator<RegistrationReceipt> register,
            DataStream<IdentifierConflict> identifiers,
            Outbox outbox) {
        outbox.publish(
                register,
                Outgoing::registrationReceipt,
                Uid.RECEIPTS_TO_PARTIES_OUT,
                "registration receipts out");
        outbox.publish(
                register.getSideOutput(RegisterFunction.CONFLICTS),
                Outgoing::conflict,
                Uid.CONFLICTS_OUT,
                "conflicts out");
        outbox.publish(
                register.getSideOutput(RegisterFunction.EFFECTIVE),
                Outgoing::effective,
                Uid.EFFECTIVE_WORKS_OUT,
                "effective works out");
        outbox.publish(
                register.getSideOutput(RegisterFunction.ALERTS),
                Outgoing::ledgerAlert,
                Uid.CONFLICT_ALERTS_OUT,
                "conflict alerts out");
        outbox.publish(
                identifiers,
                Outgoing::conflict,
                Uid.IDENTIFIER_CONFLICTS_OUT,
                "identifier conflicts out");
    }

    /** Its writer is answered where it looks for an answer. */
    private static void refuse(
            SingleOutputStreamOperator<RegisterFact> written,
            SingleOutputStreamOperator<RegistrationReceipt> register,
            Outbox outbox) {
        DataStream<DeadLetter> late = register.getSideOutput(RegisterFunction.REFUSED);
        outbox.publish(
                late, Outgoing::ledgerDeadLetter, Uid.REFUSED_CLAIMS_OUT, "refused claims out");
        outbox.publish(
                written.getSideOutput(PureFailure.DEAD)
                        .union(late)
                        .flatMap(RegisterStages::refusal)
                        .returns(RegistrationReceipt.class)
                        .uid(Uid.REFUSED_CLAIMS)
                        .name("refusals"),
                Outgoing::registrationReceipt,
                Uid.REFUSALS_OUT,
                "refusals out");
    }

    /** None where the key names neither a work nor a party. */
    static void refusal(DeadLetter letter, Collector<RegistrationReceipt> out) {
        if (!ANSWERED.contains(letter.topic()) || letter.key() == null) {
            return;
        }
        String[] parts = letter.key().split("/", -1);
        boolean isClaim = letter.topic().equals(Topic.CLAIMS.topicName());
        if (parts.length != (isClaim ? 2 : 1)) {
            return;
        }
        RegistrationReceiptBuilder refusal =
                RegistrationReceiptBuilder.builder()
                        .claimant(isClaim ? parts[1] : null)
                        .workId(parts[0])
                        .state(RegistrationState.REFUSED)
                        .reason(letter.reason())
                        .message(letter.message())
                        .position(letter.deadLetterId());
        try {
            out.collect(refusal.build());
        } catch (IllegalArgumentException unnamed) {
            // The key is no id: there is no key to answer by.
        }
    }
}
