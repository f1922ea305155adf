package dev.vigil.desk.store;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * One number for all rows of a table, whatever their order: two stores with the same digests have
 * the same content, whichever database they are in.
 */
public final class StoreDigest {
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

    private StoreDigest() {}

    /** By table: the number of rows, and the sum of their SHA-256 in hex. */
    public static Map<String, String> of(Handle store, Collection<String> tables) {
        Map<String, String> digests = new TreeMap<>();
        for (String table : tables) {
            digests.put(table, of(store, table));
        }
        return digests;
    }

    private static String of(Handle store, String table) {
        long[] rows = new long[1];
        BigInteger[] sum = {BigInteger.ZERO};
        store.createQuery("select * from " + table)
                .setFetchSize(1_000)
                .map((row, context) -> line(row))
                .forEach(
                        line -> {
                            rows[0]++;
                            sum[0] = sum[0].add(number(line)).mod(MODULUS);
                        });
        return rows[0] + " rows " + sum[0].toString(16);
    }

    private static BigInteger number(String line) {
        try {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            return new BigInteger(1, MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** A row as one line, the same from both databases: {@code column=value|...} without nulls. */
    static String line(ResultSet row) throws SQLException {
        StringBuilder line = new StringBuilder();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            Object value = row.getObject(i);
            if (value != null) {
                line.append(row.getMetaData().getColumnLabel(i)).append('=');
                line.append(text(value)).append('|');
            }
        }
        return line.toString();
    }

    private static String text(Object value) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        return value instanceof Number number && !(value instanceof Double)
                ? Long.toString(number.longValue())
                : value.toString();
    }
}
