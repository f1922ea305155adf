/**
 * {@code vigil bench}: the notice job in real processes, under a simulated clock and kills, judged
 * by a naive model that reads its topics and shares no code with it. Measures; never asserts times.
 */
package dev.vigil.local.bench;
