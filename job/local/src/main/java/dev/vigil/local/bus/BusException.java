package dev.vigil.local.bus;

import java.io.IOException;

/** Kafka did not do what was asked; the message is one line for a person. */
public final class BusException extends IOException {
    private static final long serialVersionUID = 1L;

    public BusException(String doing, Throwable cause) {
        super(
                "expected a Kafka broker to answer while "
                        + doing
                        + ", came '"
                        + rootOf(cause).getMessage()
                        + "'; is it running (vigil up), is --bootstrap right?",
                cause);
    }

    /** Kafka's own words are about its objects, the cause is about the address. */
    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause().getMessage() != null) {
            root = root.getCause();
        }
        return root;
    }
}
