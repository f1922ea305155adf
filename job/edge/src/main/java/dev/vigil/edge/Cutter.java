package dev.vigil.edge;

import dev.vigil.schema.wire.Envelope;
import java.io.IOException;
import java.util.Optional;

/** Cuts one track of a session into the records between its beginning and its end. */
interface Cutter {
    /** One record. */
    record Cut(Envelope envelope, byte[] payload) {}

    /** The next record; empty at the end. Fails as the source does. */
    Optional<Cut> next() throws IOException;

    /** Capture time of what is not yet taken from the source (UTC epoch ms). */
    long positionTime();

    /** As {@link #positionTime}, but for what happens at one moment. */
    long captureTime();

    /** How many records were cut so far. */
    long count();
}
