package dev.vigil.desk.ask;

/**
 * What one of the threads of a desk does, and how well.
 *
 * @param name as its thread is named
 * @param failures since the desk was started
 * @param failedAt when it failed last, UTC epoch ms; null for never
 * @param reason why; null for never
 * @param isFailing it has not gone on for long since
 */
public record DeskPart(
        String name, long failures, Long failedAt, String reason, boolean isFailing) {}
