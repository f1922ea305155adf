/** What owners see of the use of their works: rows, statements of a month, their forms. */
package dev.vigil.client.usage;
