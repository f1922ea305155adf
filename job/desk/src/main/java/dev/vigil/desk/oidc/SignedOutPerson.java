package dev.vigil.desk.oidc;

/**
 * Whom the provider has signed out.
 *
 * @param actor null where the token names a session alone
 * @param providerSession the session that has ended; null for all of the person's
 */
public record SignedOutPerson(String actor, String providerSession) {}
