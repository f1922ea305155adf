package dev.vigil.client.act;

import dev.vigil.client.text.KeyedRefusal;
import java.util.List;

/** A value is against an act; the message begins with the option or field that it was given by. */
public final class FieldRefused extends IllegalArgumentException implements KeyedRefusal {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final transient List<Object> arguments;

    public FieldRefused(String reason, String sentence, Object... arguments) {
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
