package dev.vigil.peers;

import java.time.Instant;

/**
 * When the certificates of a bridge end.
 *
 * @param here of this site: the first that ends of its chain
 * @param peer of the peer: the last that ends, as a new one is put beside the old one
 */
public record PeerCertificates(Instant here, Instant peer) {}
