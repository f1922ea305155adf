package dev.vigil.schema.register;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * A work that has an identifier, or had one and shared it with others.
 *
 * @param has whether it has it now
 * @param owners parties that own it, the first of them
 * @param at when it was registered with it (UTC epoch ms)
 * @param published what was published of it; null for nothing yet
 */
@InState
@RecordBuilder
public record IdentifiedWork(
        boolean has, List<String> owners, long at, IdentifierConflict published)
        implements IdentifiedWorkBuilder.With {}
