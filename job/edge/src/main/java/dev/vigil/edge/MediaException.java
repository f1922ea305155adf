package dev.vigil.edge;

import java.io.IOException;

/**
 * A source that can't be read as sound or film; the message is one line: expected, got, what to do.
 */
public class MediaException extends IOException {
    private static final long serialVersionUID = 1L;

    public MediaException(String message) {
        super(message);
    }
}
