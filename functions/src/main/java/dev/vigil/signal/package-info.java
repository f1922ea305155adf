/**
 * Signals of other platforms: what of them is admitted, what it may do here, and what is said back.
 * A recording of another platform is searched and blocks nothing until a person here, or persons at
 * several other platforms, have confirmed it.
 */
package dev.vigil.signal;
