package dev.vigil.desk.compare;

import java.time.Duration;

/**
 * What a comparison may take.
 *
 * @param fileBytes of each file
 * @param time of the child
 * @param outputBytes that the child may print, and at most of a picture
 * @param memoryBytes of the child as the system counts it: its heap has 512 MB, decoders have the
 *     rest; looked at where the system shows it
 * @param kept how long a result is kept
 */
public record CompareLimits(
        long fileBytes, Duration time, int outputBytes, long memoryBytes, Duration kept) {
    public static final CompareLimits USUAL =
            new CompareLimits(
                    200L << 20,
                    Duration.ofSeconds(60),
                    4 << 20,
                    1_536L << 20,
                    Duration.ofMinutes(10));
}
