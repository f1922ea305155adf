package dev.vigil.match.video;

import dev.vigil.schema.reference.ReferenceName;

/**
 * A film of an index, or a stretch of a feed.
 *
 * <p>An index knows works, not their owners: where pictures of several owners are meant, it counts
 * works.
 */
record IndexedFilm(ReferenceName name, PictureReference words) {
    boolean isOfWorkOf(IndexedFilm other) {
        return name.workId().equals(other.name.workId());
    }
}
