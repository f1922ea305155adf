package dev.vigil.client.text;

import java.util.List;

/** A text of a file can't be used; the message states why in English. */
public class UnusableText extends IllegalArgumentException implements KeyedRefusal {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final transient List<Object> arguments;

    public UnusableText(String reason, String sentence, Object... arguments) {
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
