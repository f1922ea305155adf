/** What a platform is ordered to do with a session or an item, and what it confirms. */
package dev.vigil.schema.enforcement;
