/**
 * The whole story in one go: prints what it expects and what happened, fails if they differ. Real
 * broker, real jobs, real codecs; the music is composed or the user's own.
 */
package dev.vigil.local.demo;
