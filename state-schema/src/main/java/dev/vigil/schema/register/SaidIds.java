package dev.vigil.schema.register;

import dev.vigil.schema.types.InState;
import java.util.List;

/**
 * What was said of a work's identifiers to those that keep the works of each.
 *
 * @param ids SCHEME:value, in normal form
 * @param owners parties that own the work, the first of them
 */
@InState
public record SaidIds(List<String> ids, List<String> owners) {
    public static final SaidIds NONE = new SaidIds(List.of(), List.of());
}
