/** Which references there are, read from their topic. */
package dev.vigil.client.reference;
