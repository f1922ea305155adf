package dev.vigil.client.text;

import java.util.List;

/**
 * Why an act is not done, or a file not taken, for a page in its reader's language; the message of
 * the exception is the same in English, for a terminal.
 */
public interface KeyedRefusal {
    /** Names the sentence, such as {@code notice.unknown}. */
    String reason();

    /** What fills it: ids and numbers, constants of enums, and {@link java.time.Instant}s. */
    List<Object> arguments();
}
