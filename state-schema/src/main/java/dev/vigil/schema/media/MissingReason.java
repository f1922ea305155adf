package dev.vigil.schema.media;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** Why a part of a session was not analysed, or not held against everything. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum MissingReason {
    /**
     * Segments that did not arrive, were refused, or were forgotten, as the session was silent for
     * a day before its end; the count is of segments.
     */
    SEGMENTS,
    /** No segment arrived, of sound or of pictures: either is analysed without the other. */
    NO_SOUND,
    /** Samples with their bytes swapped (s16le), which are noise: nothing could be recognised. */
    BYTES_SWAPPED,
    /** Bytes that are no 16-bit samples, compressed or floats: nothing could be recognised. */
    NOT_SOUND,
    /** No {@code started} arrived: the account and the territories are unknown. */
    NO_CONTEXT,
    /** Packets that not all shards of the index answered; the count is of packets. */
    SHARDS,
    /** Packets whose search failed, each a dead letter; the count is of packets. */
    FAILED,
    /** References that were still being loaded, or that the index has no room for. */
    REFERENCES,
    /** The list or another register was not loaded in time. */
    REGISTERS,
    /** Matches whose verdict was not reached in time; the count is of matches. */
    VERDICTS
}
