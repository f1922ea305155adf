package dev.vigil.client.inspect;

/**
 * A figure's value.
 *
 * @param dimension by which it is counted; empty for none
 */
record CountedFigure(InspectionFigure figure, String dimension, long value) {}
