package dev.vigil.schema.match;

import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.reference.ReferencePart;
import dev.vigil.schema.types.InFlight;

/**
 * A part of a reference that may be new, or the news that the topic is read to its end.
 *
 * @param key the reference; of news a key of a key group
 * @param part null for news
 * @param loaded null for a part
 */
@InFlight
public record ProbeInput(String key, ReferencePart part, Loaded loaded) {}
