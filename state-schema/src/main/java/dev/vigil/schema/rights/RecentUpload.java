package dev.vigil.schema.rights;

import dev.vigil.schema.match.OpenMatch;
import dev.vigil.schema.types.InState;

/**
 * A match of a finished upload, as it was at its end.
 *
 * @param overAt when it was over (processing time, UTC epoch ms)
 */
@InState
public record RecentUpload(OpenMatch match, long overAt) {}
