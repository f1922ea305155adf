package dev.vigil.schema.state;

import dev.vigil.schema.event.Measure;
import java.util.List;

/**
 * What the platform was last told to do with a session.
 *
 * @param measure null where nothing is in force
 * @param territories empty means everywhere
 * @param count commands so far, for their ids
 */
public record Commanded(Measure measure, List<String> territories, int count) {
    public static final Commanded NOTHING = new Commanded(null, List.of(), 0);
}
