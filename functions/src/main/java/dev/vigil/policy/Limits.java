package dev.vigil.policy;

import java.io.Serializable;

/**
 * What the rights of a work go by when they weigh a match; the values are the job's options.
 *
 * @param excerptWindowMs how long matched time counts towards an excerpt limit
 * @param floor least score of evidence that may block without a person
 * @param blocks sessions that a reference may block before a person has confirmed it; 0 for no
 *     limit
 * @param overturned overturned blocks that put a reference into quarantine; 0 for never
 */
public record Limits(long excerptWindowMs, double floor, int blocks, int overturned)
        implements Serializable {
    public static final Limits DEFAULT = new Limits(24 * 3_600_000L, 0, 20, 3);
}
