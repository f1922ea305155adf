/**
 * The bridge to one other platform: offers what this site shares as an HTTP feed over mutual TLS,
 * and fetches the other's into the topic signals.in. It decides nothing: what is not its origin's
 * word is refused by the job, whichever bridge carried it.
 */
package dev.vigil.peers;
