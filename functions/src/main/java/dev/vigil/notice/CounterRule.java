package dev.vigil.notice;

import dev.vigil.schema.notice.Regime;
import java.io.Serializable;

/**
 * What becomes of a counter-notice under a regime: one row of the table.
 *
 * @param restoreAtOnce without waiting for the notifier
 * @param waitDays calendar days that the notifier has to complain or sue, from its receipt
 * @param delayDays working days of proven delay that do not count, at most
 * @param barsNotifier from notifying a restored item again
 */
public record CounterRule(
        Regime regime, boolean restoreAtOnce, int waitDays, int delayDays, boolean barsNotifier)
        implements Serializable {}
