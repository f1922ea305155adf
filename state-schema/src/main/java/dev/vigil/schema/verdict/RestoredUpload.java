package dev.vigil.schema.verdict;

import dev.vigil.schema.types.InState;

/**
 * The entry that kept an upload down was withdrawn.
 *
 * @param version of the withdrawal: versions before it hold no more
 * @param seenAt processing time at which a running job has read it; its publication where the job
 *     was reading the list (UTC epoch ms)
 */
@InState
public record RestoredUpload(long version, long seenAt) {}
