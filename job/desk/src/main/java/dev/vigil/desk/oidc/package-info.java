/**
 * Sign-in by an OpenID Connect provider: authorization code with PKCE, roles from a claim of the id
 * token, sign-out in both directions.
 *
 * <p>No token is kept or logged: an id token is checked, and read, once.
 */
package dev.vigil.desk.oidc;
