package dev.vigil.schema.register;

import dev.vigil.schema.rights.IdScheme;
import dev.vigil.schema.types.InFlight;
import java.util.List;

/**
 * A work has an identifier, or has it no more.
 *
 * @param value in its normal form
 * @param owners parties that own the work, the first of them; none where it has it no more
 * @param at when that was registered (UTC epoch ms)
 * @param published what the job itself has published of it, read back; else null
 */
@InFlight
public record IdentifierFact(
        IdScheme scheme,
        String value,
        String workId,
        boolean has,
        List<String> owners,
        long at,
        IdentifierConflict published) {
    public static IdentifierFact published(IdentifierConflict conflict) {
        return new IdentifierFact(
                conflict.scheme(),
                conflict.value(),
                conflict.workId(),
                false,
                List.of(),
                conflict.at(),
                conflict);
    }

    /** SCHEME:value. */
    public String key() {
        return scheme + ":" + value;
    }
}
