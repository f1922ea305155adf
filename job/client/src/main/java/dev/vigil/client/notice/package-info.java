/** Notices as any client reads them: their register, history, rows and words. */
package dev.vigil.client.notice;
