package dev.vigil.schema.state;

/**
 * The entry that kept an upload down was withdrawn.
 *
 * @param version of the withdrawal: versions before it hold no more
 * @param at when it was withdrawn (UTC epoch ms)
 */
public record RestoredUpload(long version, long at) {}
