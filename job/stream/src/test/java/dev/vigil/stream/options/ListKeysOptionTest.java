package dev.vigil.stream.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schema.wire.ListKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys of the list are checked before the job exists. */
class ListKeysOptionTest {
    private static final KeyPair OWN = ListKeys.create();
    private static final KeyPair NCAC = ListKeys.create();

    @TempDir private Path folder;

    private String keys(String... lines) throws IOException {
        return Files.writeString(folder.resolve("keys"), String.join("\n", lines)).toString();
    }

    private String key(KeyPair pair) throws IOException {
        return Files.writeString(folder.resolve("own.pem"), ListKeys.pem(pair.getPrivate()))
                .toString();
    }

    private static String own() {
        return ListKeys.line(OWN.getPublic(), "vigil");
    }

    @Test
    void aJobThatKeepsRecordingsDownNeedsAKeyOfItsOwn() throws Exception {
        String keys = keys(own(), ListKeys.line(NCAC.getPublic(), "ncac"));
        assertThat(OptionsParser.parse("--list.keys", keys, "--list.key", key(OWN))).isNotNull();
        assertThat(OptionsParser.parse("--job", "notice", "--list.keys", keys)).isNotNull();
        assertThat(OptionsParser.parse("--staydown.keep", "0 s", "--list.keys", keys)).isNotNull();
        assertThatThrownBy(() -> OptionsParser.parse("--list.keys", keys))
                .hasMessageContaining("--list.key: expected the private key")
                .hasMessageContaining("got none");
        assertThatThrownBy(() -> OptionsParser.parse("--list.keys", keys, "--list.key", key(NCAC)))
                .hasMessageContaining("got another");
    }

    /** Before an id's first dot is its authority: see {@code Authorities}. */
    @Test
    void anAuthorityHasANameThatIdsOfItsEntriesCanBeginWith() throws Exception {
        for (String name : List.of("ncac", "国家版权局", "court_1", "vigil")) {
            String keys = keys(ListKeys.line(NCAC.getPublic(), name));
            assertThat(OptionsParser.parse("--job", "notice", "--list.keys", keys)).isNotNull();
        }
        List<String> none = List.of("the bureau", "court.gov", "a/b", "staydown", "signal");
        String keys =
                keys(
                        none.stream()
                                .map(name -> ListKeys.line(NCAC.getPublic(), name))
                                .toArray(String[]::new));
        assertThatThrownBy(() -> OptionsParser.parse("--job", "notice", "--list.keys", keys))
                .satisfies(
                        e ->
                                assertThat(none)
                                        .allSatisfy(
                                                name ->
                                                        assertThat(e)
                                                                .hasMessageContaining(
                                                                        "got '" + name + "'; ")));
    }

    @Test
    void everyBadLineIsToldAndNoKeyIsShown() throws Exception {
        String keys = keys(own(), "ed25519 AAAA ncac", "ncac");
        Path pem = Files.writeString(folder.resolve("bad.pem"), "MC4CAQAwsecret");
        assertThatThrownBy(
                        () ->
                                OptionsParser.parse(
                                        "--list.keys", keys, "--list.key", pem.toString()))
                .hasMessageContaining("--list.keys line 2: ")
                .hasMessageContaining("--list.keys line 3: ")
                .hasMessageContaining("bad.pem: expected an Ed25519 private key")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> OptionsParser.parse("--list.keys", folder + "/none"))
                .hasMessageContaining("--list.keys expected a readable");
    }
}
