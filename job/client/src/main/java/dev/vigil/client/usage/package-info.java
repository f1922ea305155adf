/** What owners are told of the use of their works: rows, statements of a month, their forms. */
package dev.vigil.client.usage;
