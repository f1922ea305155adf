/** Pages that people read and print: one file each, without scripts or anything from elsewhere. */
package dev.vigil.client.page;
