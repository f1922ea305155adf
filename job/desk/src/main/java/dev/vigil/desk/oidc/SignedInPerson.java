package dev.vigil.desk.oidc;

import dev.vigil.desk.sign.Visitor;

/**
 * What an id token shows.
 *
 * @param shownAtMs when the person has shown the provider who it is (UTC epoch ms); 0 where the
 *     token does not have it
 * @param providerSession the provider's own session; null where the token names none
 */
public record SignedInPerson(Visitor visitor, long shownAtMs, String providerSession) {}
