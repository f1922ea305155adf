package dev.vigil.match;

import dev.vigil.schema.match.FoundLine;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.reference.ReferenceName;
import java.util.List;
import java.util.Optional;

/**
 * An index of the references of one profile: works in whole, feeds as they grow. Words are what its
 * profile makes of sound or pictures, in order of time. One thread at a time.
 *
 * <p>Merging is left to the caller: {@link #maintain} on a thread that may take its time, {@link
 * #compaction} where another thread is to run it.
 */
public interface ReferenceIndex {
    /** A whole reference as {@link SearchProfile#prepared} has made it, on any thread. */
    interface Prepared {}

    /**
     * What takes long: begun by the thread that has the index, run once on any, then published or
     * abandoned by the thread that has the index.
     */
    interface Work extends Runnable {
        void publish();

        /** Takes back what failed. */
        void abandon();
    }

    /**
     * Puts a whole reference in, in place of one of the same name.
     *
     * @throws IllegalArgumentException if it can't be indexed; the one before stays then
     */
    void put(ReferenceName name, long[] words);

    /** The same of one that its profile has prepared. */
    void put(ReferenceName name, Prepared whole);

    /**
     * Begins to put a whole reference in, in place of one of the same name, which is searched until
     * it is published.
     *
     * @throws IllegalArgumentException if it can't be indexed; the one before stays then
     */
    Work adding(ReferenceName name, long[] words);

    /**
     * Lets a feed grow by what is new in a packet.
     *
     * @param keptFrame what lies before it may be forgotten
     */
    void grow(ReferenceName name, long[] newWords, long keptFrame);

    /** Takes a reference or feed out; unknown ones are ignored. */
    void retire(ReferenceName name);

    /**
     * Candidate lines of a packet, by its place in the stream: screened or searched thoroughly.
     * Empty where the packet is left to the next search, as most of an upload are.
     *
     * @param hours of references of the profile in all shards together, as far as it is known: what
     *     settles a doubt must not depend on how they are divided
     */
    Optional<List<FoundLine>> ask(Packet packet, boolean upload, double hours);

    /**
     * What a packet of a new recording has in common with other works, by its place in the
     * recording; empty where it is left to the next search.
     *
     * @param workId its work, whose own references may be left out: they would outshine others
     * @param hours as above
     */
    default Optional<List<FoundLine>> askNew(Packet packet, String workId, double hours) {
        return ask(packet, true, hours);
    }

    /**
     * Words of the reference of a line that this index has given, to be looked at. None where it is
     * gone meanwhile, and of pictures, whose words show nothing.
     *
     * @param fromFrame first frame of the reference
     * @param toFrame frame behind the last one
     */
    default long[] words(FoundLine found, long fromFrame, long toFrame) {
        return new long[0];
    }

    /** Runs the merge that is due, if one is, on the caller's thread; there is no search yet. */
    void maintain();

    /** Whether {@link #merge} has something to do: then questions would take long. */
    boolean isMergeDue();

    /** Merges what was laid aside while there was no search, on the caller's thread. */
    void merge();

    /** The merge that is due now, if any and none is under way. */
    Optional<Work> compaction();

    /** Bytes held for references and feeds; scratch memory of searches is not counted. */
    long bytes();
}
