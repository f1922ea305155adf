package dev.vigil.schema.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.schema.Golden;
import dev.vigil.schema.list.ListEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListSignatureTest {
    /** Test 1 of RFC 8032, section 7.1, in PKCS#8 and X.509: known to all, so it guards nothing. */
    private static final String PEM =
            "-----BEGIN PRIVATE KEY-----\n"
                    + "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n"
                    + "-----END PRIVATE KEY-----\n";

    private static final String LINE =
            "ed25519 MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
                    + " Copyright administration";

    private static final Path ENTRY =
            Golden.CURRENT.resolve("events/dev.vigil.list.entry.upserted.v1.json");

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static PublicKey known() {
        return ListKeys.publicKeys(List.of(LINE)).get("Copyright administration").get(0);
    }

    /** The document that another program is written by. */
    @Test
    void theSignedBytesAreTheseAndNoOthers() throws Exception {
        assertThat(text(ListSignature.signedBytes(Files.readAllBytes(ENTRY))))
                .isEqualTo(
                        "vigil.list.entry.v1\n"
                                + "{\"authority\":\"bureau\",\"batchNo\":\"2026-14\","
                                + "\"documentRef\":\"https://authority.example/lists/2026-14\","
                                + "\"entryId\":\"bureau.2026-31\",\"issuedAt\":1795507200000,"
                                + "\"keepOffences\":false,"
                                + "\"listClass\":\"RIGHTS_DECLARED\",\"listId\":\"list-2026-47\","
                                + "\"measure\":\"MUTE\",\"providerScope\":[\"STORAGE\",\"LIVE\"],"
                                + "\"referenceIds\":[\"master\",\"trailer\"],"
                                + "\"shadow\":true,"
                                + "\"territoryExclude\":[\"HK\"],\"territoryInclude\":[\"CN\"],"
                                + "\"titles\":[\"Night Harbour\",\"夜港\"],\"version\":3,"
                                + "\"windows\":[{\"from\":\"2026-11-20T00:00:00\","
                                + "\"to\":\"2026-12-20T00:00:00\",\"type\":\"EVENT\","
                                + "\"zone\":\"Asia/Shanghai\"}],\"workId\":\"work-88\"}");
    }

    /** Other programs write other blanks, orders, escapes, nulls and empty lists. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"b\":1,\"a\":\"x\"}|{\"a\":\"x\",\"b\":1}",
                "{ \"a\" : \"\\u0041\\/\\u00e9\" }|{\"a\":\"A/é\"}",
                "{\"a\":null,\"b\":[],\"c\":{},\"d\":0}|{\"d\":0}",
                "{\"d\":0,\"signature\":\"any\"}|{\"d\":0}",
                "{\"a\":\"\\u0007\\n\\\"\\\\\"}|{\"a\":\"\\u0007\\n\\\"\\\\\"}",
                "{\"a\":[true,false,-1]}|{\"a\":[true,false,-1]}",
                "{\"a\":\"\\ud83d\\ude00\"}|{\"a\":\"😀\"}",
                "{\"\\u20ac\":1,\"\\r\":2,\"1\":3,\"\\u00f6\":4}|{\"\\r\":2,\"1\":3,\"ö\":4,\"€\":1}",
            })
    void formsThatSayTheSameHaveOneForm(String got, String canonical) {
        assertThat(text(ListSignature.signedBytes(utf8(got))))
                .isEqualTo("vigil.list.entry.v1\n" + canonical);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1.5}|whole number",
                "{\"a\":9007199254740992}|whole number",
                "{\"a\":1e400}|whole number",
                "{\"a\":\"\\ud83d\"}|surrogate",
                "{\"a\":1,\"a\":2}|each field once",
                "[1]|expected a JSON object",
            })
    void whatHasNoOneFormIsRefused(String json, String told) {
        assertThatThrownBy(() -> ListSignature.signedBytes(utf8(json)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(told);
    }

    @Test
    void whatIsSignedVerifiesAndAnySingleChangeDoesNot() throws Exception {
        byte[] entry = Files.readAllBytes(ENTRY);
        String signature = ListSignature.sign(entry, ListKeys.privateKey(PEM));
        assertThat(ListSignature.verifies(entry, signature, known())).isTrue();
        assertThat(ListSignature.sign(entry, ListKeys.privateKey(PEM))).isEqualTo(signature);

        JsonMapper mapper = new JsonMapper();
        ObjectNode fields = (ObjectNode) mapper.readTree(entry);
        for (String field : List.copyOf(fields.propertyStream().map(Map.Entry::getKey).toList())) {
            ObjectNode less = fields.deepCopy();
            less.remove(field);
            ObjectNode other = fields.deepCopy();
            other.put(field, "forged");
            boolean own = field.equals("signature");
            assertThat(ListSignature.verifies(mapper.writeValueAsBytes(less), signature, known()))
                    .as("without %s", field)
                    .isEqualTo(own);
            assertThat(ListSignature.verifies(mapper.writeValueAsBytes(other), signature, known()))
                    .as("another %s", field)
                    .isEqualTo(own);
        }
        fields.put("aFieldOfALaterRelease", 1);
        assertThat(ListSignature.verifies(mapper.writeValueAsBytes(fields), signature, known()))
                .as("a field that this release does not know")
                .isFalse();
    }

    /** Else an entry that was read and written again would be taken for a forged one. */
    @Test
    void readingAndWritingKeepsASignatureGood() throws Exception {
        byte[] sent =
                utf8(
                        "{\"workId\":\"w\",\"listClass\":\"ORDER\",\"issuedAt\":1795507200000,"
                                + "\"version\":1,\"entryId\":\"e\",\"titles\":null}");
        String signature = ListSignature.sign(sent, ListKeys.privateKey(PEM));
        ListEntry entry = Json.read(sent, ListEntry.class).withSignature(signature);
        byte[] written = Json.bytes(entry);
        assertThat(ListSignature.verifies(written, signature, known())).isTrue();
    }

    @Test
    void anotherKeyAndWhatIsNoSignatureDoNotVerify() throws Exception {
        byte[] entry = Files.readAllBytes(ENTRY);
        KeyPair other = ListKeys.create();
        String signature = ListSignature.sign(entry, other.getPrivate());
        assertThat(ListSignature.verifies(entry, signature, known())).isFalse();
        assertThat(ListSignature.verifies(entry, signature, other.getPublic())).isTrue();
        for (String none : List.of("", "AAAA", "no base64 *", "A".repeat(88))) {
            assertThat(ListSignature.verifies(entry, none, known())).as(none).isFalse();
        }
    }

    @Test
    void keysAreReadAsTheyAreWritten() {
        KeyPair pair = ListKeys.create();
        PrivateKey key = ListKeys.privateKey(ListKeys.pem(pair.getPrivate()));
        assertThat(key.getEncoded()).isEqualTo(pair.getPrivate().getEncoded());
        String line = ListKeys.line(pair.getPublic(), "国家版权局 of China");
        Map<String, List<PublicKey>> keys =
                ListKeys.publicKeys(List.of("# whose", "", line, LINE, LINE));
        assertThat(keys).containsOnlyKeys("国家版权局 of China", "Copyright administration");
        assertThat(keys.get("Copyright administration")).hasSize(2);
        assertThat(keys.get("国家版权局 of China")).containsExactly(pair.getPublic());
    }

    @Test
    void aFileThatIsNoneTellsEachLineAndNeverThePrivateKey() {
        assertThatThrownBy(
                        () ->
                                ListKeys.publicKeys(
                                        List.of(LINE, "rsa AAAA somebody", "ed25519 AAAA", "")))
                .hasMessageContaining("line 2: expected 'ed25519 KEY AUTHORITY'")
                .hasMessageContaining("line 3: ");
        assertThatThrownBy(() -> ListKeys.publicKeys(List.of("# none")))
                .hasMessageContaining("every entry would be refused");
        String broken = PEM.replace("MC4C", "XXXX");
        assertThatThrownBy(() -> ListKeys.privateKey(broken))
                .hasMessageContaining("vigil list key")
                .hasMessageNotContaining("rAMcrn9g");
    }
}
