package dev.vigil.bench.accounts;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Reads of the ledger's records the few fields that are counted, without building the rest: a
 * warning is two letters long, and there are millions.
 */
final class LedgerScan {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonParser parser;

    /** Null and 0 for what a record does not have. */
    String id;

    String account;
    String kind;
    long seq;
    int pending;
    int standing;
    int strikes;

    /** Of a standing those of its strikes, a bit each. */
    int offences;

    private LedgerScan(JsonParser parser) {
        this.parser = parser;
    }

    static LedgerScan of(byte[] json) {
        try (JsonParser parser = JSON.createParser(json)) {
            LedgerScan scan = new LedgerScan(parser);
            parser.nextToken();
            scan.object();
            return scan;
        } catch (IOException e) {
            throw new UncheckedIOException("record of the ledger: expected JSON, got other", e);
        }
    }

    private void object() throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            take(field, value);
            // What follows in a warning are its texts.
            if (field.equals("timeCodes")) {
                return;
            }
        }
    }

    private void take(String field, JsonToken value) throws IOException {
        switch (field) {
            case "warningId", "commandId", "offenceId" -> id = parser.getText();
            case "accountId" -> account = parser.getText();
            case "kind", "measure" -> kind = parser.getText();
            case "seq" -> seq = parser.getLongValue();
            case "pending" -> pending = parser.getIntValue();
            case "strikes" -> strikes(value);
            case "offences" -> offences(value);
            case "offence" -> offence();
            default -> parser.skipChildren();
        }
    }

    private void offence() throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "accountId" -> account = parser.getText();
                case "offenceId" -> id = parser.getText();
                default -> parser.skipChildren();
            }
        }
    }

    private void offences(JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_NUMBER_INT) {
            standing = parser.getIntValue();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            offences |= 1 << AccountPlan.offence(parser.getText());
        }
    }

    private void strikes(JsonToken value) throws IOException {
        if (value != JsonToken.START_ARRAY) {
            return;
        }
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            strikes++;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken inner = parser.nextToken();
                if (field.equals("offences")) {
                    offences(inner);
                } else {
                    parser.skipChildren();
                }
            }
        }
    }
}
