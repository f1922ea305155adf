package dev.vigil.desk.compare;

/** Two files that are compared, and the result. For many threads. */
public final class FileComparison {
    private final String id;
    private final String actor;
    private final long beganAt;
    private final ComparedTracks tracks;
    private final ArrivedFile query;
    private final ArrivedFile reference;
    private volatile CompareEnd end;

    FileComparison(
            String id,
            String actor,
            long beganAt,
            ComparedTracks tracks,
            ArrivedFile query,
            ArrivedFile reference) {
        this.id = id;
        this.actor = actor;
        this.beganAt = beganAt;
        this.tracks = tracks;
        this.query = query;
        this.reference = reference;
    }

    /** Not to be guessed. */
    public String id() {
        return id;
    }

    String actor() {
        return actor;
    }

    /** UTC epoch ms. */
    public long beganAt() {
        return beganAt;
    }

    public ComparedTracks tracks() {
        return tracks;
    }

    public ArrivedFile query() {
        return query;
    }

    public ArrivedFile reference() {
        return reference;
    }

    /** Null while it runs. */
    public CompareEnd end() {
        return end;
    }

    void ended(CompareEnd end) {
        this.end = end;
    }
}
