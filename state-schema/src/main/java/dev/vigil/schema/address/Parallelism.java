package dev.vigil.schema.address;

/** Into how many groups the keys of every state are divided. */
public final class Parallelism {
    /**
     * Fixed for ever: key groups are part of every savepoint. No job is wider than this, nor has
     * its index more slots. At 1,000 h of references a core searches some 700 streams: 1,024 cores
     * are a site of 700,000.
     */
    public static final int MOST = 1_024;

    private Parallelism() {}
}
