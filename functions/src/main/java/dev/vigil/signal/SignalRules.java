package dev.vigil.signal;

import dev.vigil.register.Identifiers;
import java.io.Serializable;

/**
 * What a site decides about signals.
 *
 * @param origin its own name among platforms; null where it takes and gives no signals
 * @param confirmations of how many other platforms persons must confirm a signal, where none here
 *     has
 */
public record SignalRules(String origin, int confirmations, Identifiers identifiers)
        implements Serializable {
    /** Of a site that has no peers. */
    public static final SignalRules DEFAULTS = new SignalRules(null, 2, Identifiers.DEFAULTS);
}
