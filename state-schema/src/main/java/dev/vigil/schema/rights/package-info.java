/** Works, owners, authorizations and policies, and what they say of a match (a finding). */
package dev.vigil.schema.rights;
