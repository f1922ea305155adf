package dev.vigil.peers;

import dev.vigil.schema.wire.Envelope;

/** A record of a feed: a signal, a chunk of one, or an opinion. */
record FeedEvent(String key, Envelope envelope, byte[] data) {}
