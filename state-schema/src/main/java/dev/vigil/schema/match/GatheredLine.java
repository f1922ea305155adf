package dev.vigil.schema.match;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * A stretch of a session that runs along a recording, while its evidence is gathered.
 *
 * @param found the line as it was found last
 * @param fromFrame first frame of the session
 * @param toFrame frame behind the last one so far
 * @param shownToFrame what of it is in the first record
 * @param over whether nothing more is gathered: there are no peaks and no pictures then
 * @param peaks of the session, in order of time
 * @param leftOut peaks that there was no room for
 */
@InState
@RecordBuilder
public record GatheredLine(
        FoundLine found,
        long fromFrame,
        long toFrame,
        long shownToFrame,
        boolean over,
        long[] peaks,
        long leftOut,
        List<EvidencePicture> pictures)
        implements GatheredLineBuilder.With {
    private static final long[] NONE = {};

    /** Nothing more is published of it. */
    public GatheredLine ended() {
        return with().over(true).peaks(NONE).pictures(List.of()).build();
    }
}
