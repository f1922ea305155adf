/** {@code vigil bench usage}: what the usage of many streams costs, and whether it is right. */
package dev.vigil.bench.usage;
