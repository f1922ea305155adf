package dev.vigil.cli.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.cli.Vigil;
import dev.vigil.client.list.Draft;
import dev.vigil.client.list.EntryFile;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.ListKeys;
import dev.vigil.schema.wire.ListSignature;
import dev.vigil.stream.options.ListKeysFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An authority's own machine: no Kafka. */
class KeysAndSignaturesTest {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG = 2;

    @TempDir private Path folder;

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void aKeyIsTheOwnersAloneAndNeverWrittenOver() throws Exception {
        assertThat(Vigil.run("list", "key", "ncac", "--out", path("k.pem"))).isEqualTo(DONE);
        byte[] before = Files.readAllBytes(folder.resolve("k.pem"));
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("k.pem"))))
                .isEqualTo("rw-------");
        assertThat(Vigil.run("list", "key", "ncac", "--out", path("k.pem"))).isEqualTo(FAILED);
        assertThat(Files.readAllBytes(folder.resolve("k.pem"))).isEqualTo(before);
        assertThat(ListKeysFile.privateKey(folder.resolve("k.pem"))).isNotNull();
    }

    @Test
    void aSignedFileIsWhatImportTakesAndTheDoorVerifies() throws Exception {
        KeyPair pair = ListKeys.create();
        Files.writeString(folder.resolve("k.pem"), ListKeys.pem(pair.getPrivate()));
        Files.writeString(
                folder.resolve("b.csv"),
                "entry,work,class,authority,version\n"
                        + "ncac.a,w,ORDER,ncac,1\nncac.b,w,ORDER,ncac,4\n");
        assertThat(
                        Vigil.run(
                                "list",
                                "sign",
                                path("b.csv"),
                                "--key",
                                path("k.pem"),
                                "--out",
                                path("b.json")))
                .isEqualTo(DONE);
        EntryFile signed = EntryFile.read(folder.resolve("b.json"), 0);
        assertThat(signed.errors()).isEmpty();
        assertThat(signed.drafts()).hasSize(2).allMatch(Draft::versioned).allMatch(Draft::issued);
        for (Draft draft : signed.drafts()) {
            ListEntry entry = draft.entry();
            assertThat(
                            ListSignature.verifies(
                                    Json.bytes(entry), entry.signature(), pair.getPublic()))
                    .isTrue();
        }
        assertThat(
                        Vigil.run(
                                "list",
                                "sign",
                                path("b.json"),
                                "--key",
                                path("k.pem"),
                                "--out",
                                path("c.json"),
                                "--count-up"))
                .isEqualTo(DONE);
        assertThat(EntryFile.read(folder.resolve("c.json"), 0).drafts())
                .extracting(draft -> draft.entry().version())
                .containsExactly(2L, 5L);
    }

    @Test
    void whatCantBeSignedIsRefusedWhole() throws Exception {
        Files.writeString(
                folder.resolve("b.csv"),
                "entry,work,class,authority,version\nncac.a,w,ORDER,ncac,1\nb,w,ORDER,,4\n");
        assertThat(Vigil.run("list", "sign", path("b.csv"), "--key", path("k.pem")))
                .isEqualTo(FAILED);
        Files.writeString(folder.resolve("c.csv"), "entry,work,class,authority\nn.a,w,ORDER,n\n");
        assertThat(Vigil.run("list", "sign", path("c.csv"), "--key", path("k.pem")))
                .isEqualTo(FAILED);
        Files.writeString(
                folder.resolve("d.csv"), "entry,work,class,authority,version\nn.a,w,ORDER,n,1\n");
        assertThat(Vigil.run("list", "sign", path("d.csv"))).isEqualTo(WRONG);
        Files.writeString(folder.resolve("k.pem"), "no key");
        assertThat(Vigil.run("list", "sign", path("d.csv"), "--key", path("k.pem")))
                .isEqualTo(WRONG);
        assertThat(Vigil.run("list", "sign", path("d.csv"), "--bytes")).isEqualTo(DONE);
    }

    /** The jobs would refuse it, and where another has listed it, compaction would take that. */
    @Test
    void nothingIsSignedUnderAnIdOfAnothers() throws Exception {
        KeyPair pair = ListKeys.create();
        Files.writeString(folder.resolve("k.pem"), ListKeys.pem(pair.getPrivate()));
        Files.writeString(
                folder.resolve("b.csv"),
                "entry,work,class,authority,version\nn.1,w,ORDER,n,1\ncourt.1,w,ORDER,n,1\n");
        String[] sign = {
            "list", "sign", path("b.csv"), "--key", path("k.pem"), "--out", path("b.json")
        };
        assertThat(Vigil.run(sign)).isEqualTo(FAILED);
        assertThat(folder.resolve("b.json")).doesNotExist();
        assertThat(Vigil.run("list", "sign", path("b.csv"), "--bytes")).isEqualTo(FAILED);
    }
}
