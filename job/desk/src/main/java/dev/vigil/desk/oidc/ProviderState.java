package dev.vigil.desk.oidc;

import java.net.URI;

/**
 * Whether people can sign in.
 *
 * @param answers null while it was not asked yet
 * @param sinceMs UTC epoch ms
 * @param reason why it does not; null where it does
 */
public record ProviderState(URI issuer, Boolean answers, long sinceMs, String reason) {}
