package dev.vigil.notice;

import java.util.List;

/**
 * A rung of the escalation ladder.
 *
 * @param atMs from T0, on a track of 24 h
 * @param ackWithinMs time to acknowledge, or null where none is asked for
 */
record Level(String name, long atMs, String severity, List<String> recipients, Long ackWithinMs) {}
