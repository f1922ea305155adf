package dev.vigil.client.act;

import dev.vigil.client.text.KeyedRefusal;
import java.io.IOException;
import java.util.List;

/** What is known is against an act; the message is one sentence for the person who tried it. */
public final class ActRefused extends IOException implements KeyedRefusal {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final transient List<Object> arguments;

    public ActRefused(String reason, String sentence, Object... arguments) {
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
