package dev.vigil.client.inspect;

import java.util.Map;

/**
 * Of how many records it was not looked at whether what they rest on was there.
 *
 * @param gone as that may have been gone before it could be seen, was under no seal yet, or may be
 *     on a topic that was not read
 * @param tooMany as there are more things than are kept, by the topic that they are on
 */
record RestsNotSeen(long gone, Map<String, Long> tooMany) {}
