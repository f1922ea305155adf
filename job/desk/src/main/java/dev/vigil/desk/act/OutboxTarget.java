package dev.vigil.desk.act;

import dev.vigil.audit.RecordPlace;
import dev.vigil.client.bus.BusException;
import java.util.Map;

/** Where the outbox sends to. */
interface OutboxTarget {
    /**
     * Sends a record and returns when the broker has it.
     *
     * @throws UnsentException where it is not on the topic and does not get there
     * @throws BusException where that is not known: it may be on the topic, or never get there
     */
    RecordPlace send(OutboxRow row) throws BusException, UnsentException;

    /** The offset behind the last record of each partition of a topic. */
    Map<Integer, Long> ends(String topic) throws BusException;

    /** What was to be sent now is sent: connections that are not needed all the time may end. */
    default void settle() {}
}
