/**
 * What people do at the compliance desk that no other topic has: who looks after what, notes,
 * drafts and approvals, looks and sign-ins. The actor is ce_actor of the record.
 */
package dev.vigil.schema.desk;
