package dev.vigil.client.alerts;

import dev.vigil.client.bus.Event;
import java.util.List;
import java.util.Optional;

/** How records become the documents that a target understands. */
public interface Form {
    String contentType();

    /**
     * Sees every recent record before the first is sent, and each new one before it is sent.
     *
     * @param sent true where an earlier forwarder has sent it
     */
    void learn(Event event, boolean sent);

    /**
     * The document to post for a record, empty where the target does not need it.
     *
     * @param nowMs UTC epoch ms
     * @throws RuntimeException where the record can't be read, or lacks what it must have
     */
    Optional<byte[]> document(Event event, long nowMs);

    /** Documents that repeat what is still open, for a target that forgets. */
    List<byte[]> standing(long nowMs);
}
