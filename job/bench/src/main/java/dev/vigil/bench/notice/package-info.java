/**
 * {@code vigil bench notices}, {@code latency} and {@code burst}: the notice job on real processes,
 * with kills and floods, and by a clock of its own. It must not compute what is right: that is the
 * model in {@link dev.vigil.bench.notice.naive}.
 */
package dev.vigil.bench.notice;
