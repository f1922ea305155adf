package dev.vigil.schema.notifier;

import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;

/**
 * Another platform has reported forged evidence of a notifier, and a person here agrees.
 *
 * @param signalId the report; a later one of it takes its place
 * @param until when it ends (UTC epoch ms); null where it holds no longer
 */
@InState
@InFlight
public record NotifierReport(String signalId, String notifier, Long until) {}
