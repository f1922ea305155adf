package dev.vigil.schema.state;

import dev.vigil.schema.event.Evidence;
import dev.vigil.schema.event.SessionStarted;

/** A match as Align last reported it; {@code evidence.open()} is false with the last report. */
public record OpenMatch(String sessionId, SessionStarted context, Evidence evidence) {}
