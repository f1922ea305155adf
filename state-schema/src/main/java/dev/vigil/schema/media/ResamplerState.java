package dev.vigil.schema.media;

import dev.vigil.schema.types.InState;

/**
 * A resampler between two samples.
 *
 * @param rateHz rate of the input
 * @param channels 1 or 2
 * @param history input samples still under the filter, channels added up, oldest first
 * @param firstInput absolute index of the first of {@code history}
 * @param nextOutput absolute index of the next output sample
 */
@InState
public record ResamplerState(
        int rateHz, int channels, int[] history, long firstInput, long nextOutput) {}
