package dev.vigil.desk.project;

import dev.vigil.audit.RecordBytes;
import dev.vigil.audit.RecordPlace;
import dev.vigil.audit.RecordTime;
import dev.vigil.desk.store.StoreException;
import dev.vigil.desk.store.StoredText;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The records of topics to the byte, each once. */
public final class Journal {
    private static final String INSERT =
            "insert into event (topic, part, off, kind, subject, ce_id, at, stored_at, stored_by,"
                    + " actor, rec_key, headers, body, digest, problem)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String READ =
            "select topic, part, off, stored_at, stored_by, rec_key, headers, body from event"
                    + " where topic = ? and part = ? and off >= ? order by off limit ?";

    private Journal() {}

    /** Writes them; one that is there already fails. */
    static void add(Handle store, Collection<JournaledRecord> records) {
        try (PreparedStatement insert = store.getConnection().prepareStatement(INSERT)) {
            for (JournaledRecord record : records) {
                bind(insert, record);
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new StoreException("expected to write records, got '" + e.getMessage() + "'", e);
        }
    }

    private static void bind(PreparedStatement insert, JournaledRecord record) throws SQLException {
        boolean isEvent = record.envelope() != null;
        insert.setString(1, record.place().topic());
        insert.setLong(2, record.partition());
        insert.setLong(3, record.offset());
        insert.setString(4, record.type() == null ? null : record.type().name());
        insert.setString(5, shortened(record.subject()));
        insert.setString(6, isEvent ? shortened(record.envelope().id()) : null);
        insert.setObject(7, isEvent ? Long.valueOf(record.envelope().timeMs()) : null);
        insert.setLong(8, record.time().ms());
        insert.setString(9, record.time().type());
        insert.setString(10, isEvent ? record.envelope().actor() : null);
        insert.setBytes(11, record.key());
        insert.setString(12, StoredText.of(HeaderText.of(record.headers())));
        insert.setBytes(13, record.body());
        insert.setString(14, digest(record));
        insert.setString(15, record.problem() == null ? null : StoredText.of(record.problem()));
    }

    private static String shortened(String text) {
        return text == null ? null : StoredText.key(text);
    }

    /** As a page of the audit log has it: a leaf of RFC 6962. */
    private static String digest(JournaledRecord record) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((byte) 0);
            sha256.update(
                    RecordBytes.of(
                            record.place(),
                            record.time(),
                            record.key(),
                            record.headers(),
                            record.body()));
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /**
     * Records of a partition in their order.
     *
     * @param from first offset
     */
    static List<JournaledRecord> read(Handle store, String topic, int part, long from, int most) {
        return store.createQuery(READ)
                .bind(0, topic)
                .bind(1, (long) part)
                .bind(2, from)
                .bind(3, (long) most)
                .map((row, context) -> record(row))
                .list();
    }

    private static JournaledRecord record(ResultSet row) throws SQLException {
        return JournaledRecord.read(
                new RecordPlace(row.getString(1), row.getInt(2), row.getLong(3)),
                new RecordTime(row.getString(5), row.getLong(4)),
                row.getBytes(6),
                HeaderText.parse(row.getString(7)),
                row.getBytes(8));
    }
}
