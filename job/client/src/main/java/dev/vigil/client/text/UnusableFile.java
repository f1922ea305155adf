package dev.vigil.client.text;

import java.io.IOException;
import java.util.List;

/** A file can't be read as what it should be; the message states why in English. */
public final class UnusableFile extends IOException implements KeyedRefusal {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final transient List<Object> arguments;

    public UnusableFile(String reason, String sentence, Object... arguments) {
        super(sentence);
        this.reason = reason;
        this.arguments = List.of(arguments);
    }

    @Override
    public String reason() {
        return reason;
    }

    @Override
    public List<Object> arguments() {
        return arguments;
    }
}
