package dev.vigil.schema.notice;

import dev.vigil.schema.types.InState;

/**
 * An acknowledgement of a level that is not in the state as published: it waits until the level is
 * read back.
 *
 * @param at when somebody had seen the alert (UTC epoch ms)
 */
@InState
public record Acked(String alertKey, long at) {}
