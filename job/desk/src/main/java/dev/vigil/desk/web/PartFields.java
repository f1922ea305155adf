package dev.vigil.desk.web;

import io.undertow.server.DefaultByteBufferPool;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.MultipartParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of a form with a file. What the file is called on its sender's machine is not read.
 */
final class PartFields implements MultipartParser.PartHandler {
    static final String TYPE = "multipart/form-data";

    /** Of the parser: it is over when a request is. */
    private static final int BUFFER = 16_384;

    private static final String MARK = "\ufeff";

    private final Map<String, List<String>> fields = new LinkedHashMap<>();
    private final ByteArrayOutputStream value = new ByteArrayOutputStream();
    private String name;
    private int count;

    private PartFields() {}

    /**
     * Each field with its values in their order.
     *
     * @throws WrongForm where it is no such form, or a text in it no UTF-8
     */
    static Map<String, List<String>> of(String type, byte[] body) {
        String boundary = boundary(type);
        PartFields fields = new PartFields();
        try (DefaultByteBufferPool pool = new DefaultByteBufferPool(false, BUFFER)) {
            MultipartParser.ParseState parsing =
                    MultipartParser.beginParse(
                            pool,
                            fields,
                            boundary.getBytes(StandardCharsets.US_ASCII),
                            StandardCharsets.UTF_8.name());
            parsing.parse(ByteBuffer.wrap(body));
            if (!parsing.isComplete()) {
                throw new WrongForm("expected a whole form, got its beginning");
            }
        } catch (IOException e) {
            throw new WrongForm("expected a form, got " + e.getMessage(), false, e);
        }
        return fields.fields;
    }

    /**
     * What is between the fields.
     *
     * @throws WrongForm for none
     */
    static String boundary(String type) {
        String boundary = value(type, "boundary");
        if (boundary == null || boundary.isEmpty() || boundary.length() > 70) {
            throw new WrongForm("expected a boundary between fields, got none");
        }
        return boundary;
    }

    /** The library runs over the end of a header that ends with the name. */
    static String value(String header, String name) {
        try {
            return Headers.extractQuotedValueFromHeader(header, name);
        } catch (IndexOutOfBoundsException e) {
            return null;
        }
    }

    @Override
    public void beginPart(HeaderMap headers) {
        String place = headers.getFirst(Headers.CONTENT_DISPOSITION);
        name = place == null ? null : value(place, "name");
        value.reset();
        if (++count > FormFields.MOST) {
            throw new WrongForm("expected at most " + FormFields.MOST + " fields, got more");
        }
    }

    @Override
    public void data(ByteBuffer buffer) {
        byte[] some = new byte[buffer.remaining()];
        buffer.get(some);
        value.write(some, 0, some.length);
    }

    @Override
    public void endPart() {
        if (name == null) {
            return;
        }
        try {
            String text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(value.toByteArray()))
                            .toString();
            fields.computeIfAbsent(name, it -> new ArrayList<>())
                    .add(text.startsWith(MARK) ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            throw new WrongForm(
                    name + ": expected UTF-8, got other bytes; save the file as UTF-8", true, e);
        }
    }
}
