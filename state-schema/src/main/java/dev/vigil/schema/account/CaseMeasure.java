package dev.vigil.schema.account;

import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.types.InState;

/**
 * A command that restricts a session, and what the platform has confirmed of it; either may be read
 * first.
 *
 * @param number of the command, unique in its session
 * @param ordered false while only the confirmation was read
 * @param effectiveAt the earliest that was confirmed (UTC epoch ms); null while none was
 * @param done what the platform did then
 */
@InState
public record CaseMeasure(long number, boolean ordered, Long effectiveAt, Measure done) {
    public boolean tookEffect() {
        return ordered && effectiveAt != null;
    }
}
