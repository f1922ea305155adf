package dev.vigil.client.inspect;

import dev.vigil.schema.wire.Json;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Small records by key, as JSON, in the order in which they were put, of which only some are in
 * memory: the others are in files by the hash of their key, which are read one after the other at
 * the end. Of one thread.
 */
final class KeyedSpill<T extends Record> implements AutoCloseable {
    /** Some 30 MB. */
    private static final int MOST_HELD = 100_000;

    private static final int FILES = 64;

    /** Bytes of a buffer; of {@link #FILES} at once. */
    private static final int BUFFER = 1 << 16;

    /** A text of {@link DataOutputStream#writeUTF}, with room: a longer key is cut. */
    private static final int LONGEST = 20_000;

    private final Class<T> type;
    private final int mostHeld;
    private Map<String, List<byte[]>> held = new LinkedHashMap<>();
    private int count;
    private Path folder;
    private DataOutputStream[] files;

    KeyedSpill(Class<T> type) {
        this(type, MOST_HELD);
    }

    KeyedSpill(Class<T> type, int mostHeld) {
        this.type = type;
        this.mostHeld = mostHeld;
    }

    void put(String key, T value) {
        held.computeIfAbsent(cut(key), it -> new ArrayList<>(1)).add(Json.bytes(value));
        if (++count == mostHeld) {
            spill();
        }
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    private void spill() {
        try {
            if (files == null) {
                open();
            }
            for (Map.Entry<String, List<byte[]>> one : held.entrySet()) {
                DataOutputStream file = files[bucket(one.getKey())];
                for (byte[] value : one.getValue()) {
                    file.writeUTF(one.getKey());
                    file.writeInt(value.length);
                    file.write(value);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        held = new LinkedHashMap<>();
        count = 0;
    }

    private void open() throws IOException {
        folder = Files.createTempDirectory("vigil-inspect-");
        files = new DataOutputStream[FILES];
        for (int i = 0; i < FILES; i++) {
            files[i] =
                    new DataOutputStream(
                            new BufferedOutputStream(
                                    Files.newOutputStream(file(i), StandardOpenOption.CREATE_NEW),
                                    BUFFER));
        }
    }

    private Path file(int bucket) {
        return folder.resolve(Integer.toString(bucket));
    }

    private static int bucket(String key) {
        int hash = key.hashCode() * 0x9E3779B9;
        return (hash ^ hash >>> 16) & FILES - 1;
    }

    /** Each key once, with its values in the order in which they were put, at least one. */
    void each(BiConsumer<String, List<T>> each) {
        BiConsumer<String, List<byte[]>> reader =
                (key, values) -> each.accept(key, values.stream().map(this::read).toList());
        if (files == null) {
            held.forEach(reader);
            return;
        }
        spill();
        try {
            for (DataOutputStream file : files) {
                file.close();
            }
            for (int i = 0; i < FILES; i++) {
                bucket(i).forEach(reader);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private T read(byte[] value) {
        return Json.read(value, type);
    }

    private Map<String, List<byte[]>> bucket(int number) throws IOException {
        Map<String, List<byte[]>> all = new HashMap<>();
        try (DataInputStream in =
                new DataInputStream(
                        new BufferedInputStream(Files.newInputStream(file(number)), BUFFER))) {
            while (true) {
                String key = in.readUTF();
                byte[] value = new byte[in.readInt()];
                in.readFully(value);
                all.computeIfAbsent(key, it -> new ArrayList<>(1)).add(value);
            }
        } catch (EOFException e) {
            return all;
        }
    }

    @Override
    public void close() throws IOException {
        if (files == null) {
            return;
        }
        for (int i = 0; i < FILES; i++) {
            files[i].close();
            Files.deleteIfExists(file(i));
        }
        Files.deleteIfExists(folder);
    }
}
