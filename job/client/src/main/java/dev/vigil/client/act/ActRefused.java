package dev.vigil.client.act;

import java.io.IOException;

/** What is known is against an act; the message is one sentence for the person who tried it. */
public final class ActRefused extends IOException {
    private static final long serialVersionUID = 1L;

    public ActRefused(String sentence) {
        super(sentence);
    }
}
