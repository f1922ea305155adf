package dev.vigil.desk.web;

import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.MultipartParser;
import io.undertow.util.StatusCodes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.xnio.channels.StreamSourceChannel;

/**
 * Reads a form with large files from its connection, a buffer at a time. What a file is called on
 * its sender's machine is not read.
 */
final class FileForm implements MultipartParser.PartHandler, AutoCloseable {
    /** Of all fields that are no files, with what is between them; of what is between two parts. */
    static final int MOST_TEXT_BYTES = 64 << 10;

    private static final int BUFFER = 16_384;
    private static final String WHOLE = "expected a whole form with few fields, got another one";

    /** A sender that sends nothing for this long has gone. */
    private static final int STALLED_S = 30;

    /** 400 MB at 6 Mbit/s. */
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(10);

    /** Begins to take files, as {@link FilePost#begin}. */
    interface Begin {
        FilePost.ArrivingFiles taken(Map<String, List<String>> fields) throws IOException;
    }

    private final FilePost target;
    private final Begin begin;
    private final Map<String, List<String>> fields = new HashMap<>();
    private final ByteArrayOutputStream value = new ByteArrayOutputStream();
    private FilePost.ArrivingFiles taken;
    private OutputStream file;
    private String name;
    private long bytesOfFile;
    private int bytesOfTexts;
    private int bytesBetween;
    private int parts;

    /**
     * @param begin is asked where the first file begins
     */
    FileForm(FilePost target, Begin begin) {
        this.target = target;
        this.begin = begin;
    }

    /** True for a form as {@code multipart/form-data}. */
    static boolean is(HttpServerExchange exchange) {
        String type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
        return type != null && type.startsWith(PartFields.TYPE);
    }

    /** Of a whole request, in bytes. */
    static long most(FilePost target) {
        return target.files().size() * target.mostFileBytes() + MOST_TEXT_BYTES;
    }

    /** The fields that have been read so far. */
    Map<String, List<String>> fields() {
        return fields;
    }

    /**
     * What was taken; null where no file was in it.
     *
     * @throws FileRefused where it is not taken: the rest of the request is still on its way
     * @throws WrongForm where it is no such form
     * @throws IOException where its sender has gone
     */
    FilePost.ArrivingFiles read(HttpServerExchange exchange) throws IOException {
        if (exchange.getRequestContentLength() > most(target)) {
            throw tooLarge();
        }
        String boundary =
                PartFields.boundary(exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE));
        if (HttpContinue.requiresContinueResponse(exchange)) {
            HttpContinue.sendContinueResponseBlocking(exchange);
        }
        try (DefaultByteBufferPool pool = new DefaultByteBufferPool(false, BUFFER)) {
            MultipartParser.ParseState parsing =
                    MultipartParser.beginParse(
                            pool,
                            this,
                            boundary.getBytes(StandardCharsets.US_ASCII),
                            StandardCharsets.UTF_8.name());
            read(exchange.getRequestChannel(), parsing);
            if (!parsing.isComplete()) {
                throw new WrongForm(WHOLE);
            }
        }
        return taken;
    }

    /** On a thread that may wait. */
    private void read(StreamSourceChannel channel, MultipartParser.ParseState parsing)
            throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        long began = System.nanoTime();
        boolean hasWaited = false;
        int read = channel.read(buffer);
        while (read >= 0) {
            boolean isLate = System.nanoTime() - began > LONGEST_NANOS;
            if (isLate || read == 0 && hasWaited) {
                throw new FileRefused(StatusCodes.REQUEST_TIME_OUT, "error.408");
            }
            if (read == 0) {
                channel.awaitReadable(STALLED_S, TimeUnit.SECONDS);
            } else {
                parse(parsing, buffer.flip());
                buffer.clear();
            }
            hasWaited = read == 0;
            read = channel.read(buffer);
        }
    }

    /** What can't be written is refused by its place: the rest is no form. */
    private void parse(MultipartParser.ParseState parsing, ByteBuffer some) {
        bytesBetween += some.remaining();
        try {
            parsing.parse(some);
        } catch (IOException e) {
            throw new WrongForm("expected a form, got " + e.getMessage(), false, e);
        }
        // The parser holds headers of a part in memory, however long they are.
        if (bytesBetween > MOST_TEXT_BYTES) {
            throw new WrongForm(WHOLE);
        }
    }

    private FileRefused tooLarge() {
        return new FileRefused(
                StatusCodes.REQUEST_ENTITY_TOO_LARGE,
                "error.413.file",
                target.mostFileBytes() >> 20);
    }

    // A part ----------------------------------------------------------------------------------

    @Override
    public void beginPart(HeaderMap headers) {
        String place = headers.getFirst(Headers.CONTENT_DISPOSITION);
        name = place == null ? null : PartFields.value(place, "name");
        value.reset();
        bytesBetween = 0;
        bytesOfFile = -1;
        if (++parts > FormFields.MOST) {
            throw new WrongForm(WHOLE);
        }
    }

    private boolean isFile() {
        return name != null && target.files().contains(name);
    }

    @Override
    public void data(ByteBuffer buffer) throws IOException {
        bytesBetween = 0;
        byte[] some = new byte[buffer.remaining()];
        buffer.get(some);
        if (some.length == 0) {
            // Where no file is chosen, a browser sends an empty one.
            return;
        }
        if (isFile()) {
            place();
            bytesOfFile += some.length;
            if (bytesOfFile > target.mostFileBytes()) {
                throw tooLarge();
            }
            file.write(some);
        } else {
            bytesOfTexts += some.length;
            if (bytesOfTexts > MOST_TEXT_BYTES) {
                throw new WrongForm(WHOLE);
            }
            value.write(some, 0, some.length);
        }
    }

    /** Where the bytes of this part go; a file without any has none. */
    private void place() throws IOException {
        if (bytesOfFile >= 0) {
            return;
        }
        bytesOfFile = 0;
        if (taken == null) {
            taken = begin.taken(fields);
        }
        file = taken.file(name);
    }

    @Override
    public void endPart() {
        if (name == null || isFile()) {
            closeFile();
        } else if (taken == null) {
            fields.computeIfAbsent(name, it -> new ArrayList<>())
                    .add(value.toString(StandardCharsets.UTF_8));
        }
    }

    private void closeFile() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            file = null;
        }
    }

    @Override
    public void close() {
        try {
            closeFile();
        } finally {
            if (taken != null) {
                taken.close();
            }
        }
    }
}
