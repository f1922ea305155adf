package dev.vigil.schema.list;

import dev.vigil.schema.types.InState;
import java.util.List;

/**
 * A version of an entry that not every subtask has answered for.
 *
 * @param subtasks how many there are, from those that have answered
 * @param answered their numbers, ascending
 * @param latestAt of the answers so far (UTC epoch ms)
 */
@InState
public record WaitingEntry(
        long version, long publishedAt, int subtasks, List<Integer> answered, long latestAt) {}
