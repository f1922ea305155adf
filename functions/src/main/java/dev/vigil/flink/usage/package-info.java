/** Operators of usage: state, timers and routing; decisions are in {@link dev.vigil.usage}. */
package dev.vigil.flink.usage;
