package dev.vigil.desk.ask;

import dev.vigil.schema.match.MatchEvidence;
import dev.vigil.schema.wire.Topic;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What there is to be looked at of the matches of a session. */
public final class EvidenceQuery {
    /** Stretches of a session: eight recordings of sound and as many of pictures, for 12 days. */
    private static final int MOST = 200;

    private EvidenceQuery() {}

    /**
     * Stretches of a session in its order, the last ones where there are more than 200.
     *
     * @param startAt when it started, as its verdict has it; 0 where that is not known
     */
    public static List<EvidenceRow> of(Handle store, String sessionId, long startAt) {
        return store.createQuery(
                        "select evidence_id, start_at, work_id, reference_id, profile,"
                                + " query_from_ms, query_to_ms, part, off from (select * from evidence where"
                                + " session_id = ? and start_at = ? order by query_from_ms desc,"
                                + " evidence_id desc limit ?) newest order by query_from_ms,"
                                + " evidence_id")
                .bind(0, sessionId)
                .bind(1, startAt)
                .bind(2, MOST)
                .map((row, context) -> row(row))
                .list();
    }

    private static EvidenceRow row(ResultSet row) throws SQLException {
        return new EvidenceRow(
                row.getString(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9));
    }

    /** The record of a stretch; empty where the journal has it no longer. */
    public static Optional<MatchEvidence> record(Handle store, EvidenceRow row) {
        return StoredRecords.at(store, Topic.EVIDENCE.topicName(), row.partition(), row.offset())
                .flatMap(record -> record.as(MatchEvidence.class));
    }
}
