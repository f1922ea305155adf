package dev.vigil.cli.account;

import dev.vigil.client.bus.Event;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * Records of accounts on disk, in as many parts as keep each small: all of one account are in the
 * same, so that one part at a time is held. Its folder is the user's alone and goes with it.
 */
final class AccountSpool implements AutoCloseable {
    private static final int PARTS = 256;
    private static final int BUFFER = 16 * 1024;

    private final Path folder;
    private final DataOutputStream[] parts = new DataOutputStream[PARTS];

    AccountSpool() throws IOException {
        this(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /**
     * @param parent of its folder
     */
    AccountSpool(Path parent) throws IOException {
        folder = Files.createTempDirectory(parent, "vigil-accounts");
    }

    /** What is no CloudEvent or has no key is of no account. */
    void add(Event event) throws IOException {
        if (event.envelope() == null || event.key() == null || event.data() == null) {
            return;
        }
        DataOutputStream out = part(Math.floorMod(account(event.key()).hashCode(), PARTS));
        out.writeUTF(event.topic());
        out.writeInt(event.partition());
        out.writeLong(event.offset());
        out.writeLong(event.storedAt());
        bytes(event.key().getBytes(StandardCharsets.UTF_8), out);
        Map<String, byte[]> headers = event.envelope().headers();
        out.writeInt(headers.size());
        for (Map.Entry<String, byte[]> header : headers.entrySet()) {
            out.writeUTF(header.getKey());
            bytes(header.getValue(), out);
        }
        bytes(event.data(), out);
    }

    /** Keys are an account, or it and something behind a slash. */
    private static String account(String key) {
        int end = key.indexOf('/');
        return end < 0 ? key : key.substring(0, end);
    }

    private DataOutputStream part(int part) throws IOException {
        if (parts[part] == null) {
            parts[part] =
                    new DataOutputStream(
                            new BufferedOutputStream(Files.newOutputStream(file(part)), BUFFER));
        }
        return parts[part];
    }

    private Path file(int part) {
        return folder.resolve(Integer.toString(part));
    }

    private static void bytes(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** Every part after the other; {@code end} after each. */
    void read(Consumer<ConsumerRecord<byte[], byte[]>> each, Runnable end) throws IOException {
        for (int part = 0; part < PARTS; part++) {
            if (parts[part] != null) {
                parts[part].close();
                read(part, each);
                end.run();
            }
        }
    }

    private void read(int part, Consumer<ConsumerRecord<byte[], byte[]>> each) throws IOException {
        try (DataInputStream in =
                new DataInputStream(
                        new BufferedInputStream(Files.newInputStream(file(part)), BUFFER))) {
            while (true) {
                String topic;
                try {
                    topic = in.readUTF();
                } catch (EOFException e) {
                    return;
                }
                each.accept(record(topic, in));
            }
        }
    }

    private static ConsumerRecord<byte[], byte[]> record(String topic, DataInputStream in)
            throws IOException {
        int partition = in.readInt();
        long offset = in.readLong();
        long storedAt = in.readLong();
        byte[] key = bytes(in);
        RecordHeaders headers = new RecordHeaders();
        for (int left = in.readInt(); left > 0; left--) {
            String name = in.readUTF();
            headers.add(name, bytes(in));
        }
        byte[] data = bytes(in);
        return new ConsumerRecord<>(
                topic,
                partition,
                offset,
                storedAt,
                TimestampType.LOG_APPEND_TIME,
                key.length,
                data.length,
                key,
                data,
                headers,
                Optional.empty());
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }

    @Override
    public void close() throws IOException {
        for (int part = 0; part < PARTS; part++) {
            if (parts[part] != null) {
                parts[part].close();
                Files.deleteIfExists(file(part));
            }
        }
        Files.deleteIfExists(folder);
    }
}
