/** What an inspection of a month costs. */
package dev.vigil.bench.inspect;
