/** What strangers send: codecs, envelopes and documents, good ones, broken ones and random ones. */
package dev.vigil.schema.wire;
