package dev.vigil.client.bus;

import java.io.IOException;

/** Kafka did not take a record; the message is one line: expected, got, what to do. */
public class PushException extends IOException {
    private static final long serialVersionUID = 1L;

    public PushException(String message, Throwable cause) {
        super(message, cause);
    }
}
