package dev.vigil.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.PrivateKey;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the notes that the specification and its first implementation publish. */
class SignedNoteTest {
    private static final String LINE =
            "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    /** Published beside it: it guards nothing. */
    private static final PrivateKey PRIVATE =
            TestingLogs.privateKey("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz");

    private static final String TEXT =
            "If you think cryptography is the answer to your problem,\n"
                    + "then you don't know what your problem is.\n";

    private static final String NOTE =
            TEXT
                    + "\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2"
                    + "pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    private static final NoteKey KEY = NoteKey.parse(LINE);

    @Test
    void thePublishedNoteVerifies() {
        SignedNote note = SignedNote.parse(NOTE);
        assertThat(note.text()).isEqualTo(TEXT);
        assertThat(note.isSignedBy(List.of(KEY))).isTrue();
        assertThat(note.toString()).isEqualTo(NOTE);
    }

    @Test
    void signingTheTextGivesThePublishedNoteToTheByte() {
        assertThat(SignedNote.sign(TEXT, KEY, PRIVATE).toString()).isEqualTo(NOTE);
    }

    @Test
    void theKeyIsPrintedAsItWasRead() {
        assertThat(KEY.line()).isEqualTo(LINE);
        assertThat(NoteKey.of("PeterNeumann", KEY.key())).isEqualTo(KEY);
    }

    @Test
    void everyPartOfAKeyIsRefused() {
        for (int from = 0; from <= LINE.length(); from++) {
            for (int to = from + 1; to <= LINE.length(); to++) {
                if (to - from < LINE.length()) {
                    String part = LINE.substring(from, to);
                    assertThatThrownBy(() -> NoteKey.parse(part))
                            .as(part)
                            .isInstanceOf(IllegalArgumentException.class);
                }
            }
        }
        for (int i = 0; i < LINE.length(); i++) {
            StringBuilder other = new StringBuilder(LINE);
            other.setCharAt(i, (char) (LINE.charAt(i) + 1));
            assertThatThrownBy(() -> NoteKey.parse(other.toString()))
                    .as(other.toString())
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** Of the specification: the text has an empty line of its own. */
    @Test
    void theTextEndsAtTheLastEmptyLine() {
        String note =
                "Ognuno sta solo sul cuor della terra\n"
                        + "trafitto da un raggio di sole:\n"
                        + "\n"
                        + "ed è subito sera.\n"
                        + "\n"
                        + "\u2014 quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC"
                        + "+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n";
        SignedNote read = SignedNote.parse(note);
        assertThat(read.text()).endsWith("sole:\n\ned è subito sera.\n");
        assertThat(read.toString()).isEqualTo(note);
        assertThat(read.isSignedBy(List.of(KEY))).as("of a key that nobody knows").isFalse();
    }

    /** The example of tlog-checkpoint bears the signature of a tree of sum.golang.org. */
    @Test
    void thePublishedCheckpointVerifies() {
        String head = "\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
        String signature =
                "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+"
                        + "xeMcTOAYQ8=\n";
        SealText example = SealText.parse("example.com/behind-the-sofa" + head);
        assertThat(example.size()).isEqualTo(20_852_163);
        assertThat(example.text()).isEqualTo("example.com/behind-the-sofa" + head);

        String note = "go.sum database tree" + head + "\n\u2014 sum.golang.org " + signature;
        NoteKey key =
                NoteKey.parse(
                        "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8");
        assertThat(SignedNote.parse(note).isSignedBy(List.of(key))).isTrue();
        String larger = note.replace("20852163", "20852164");
        assertThat(SignedNote.parse(larger).isSignedBy(List.of(key))).isFalse();
    }

    @Test
    void anySingleChangeOfTextOrSignatureIsSeen() {
        for (int i = 0; i < NOTE.length(); i++) {
            StringBuilder other = new StringBuilder(NOTE);
            other.setCharAt(i, NOTE.charAt(i) == 'x' ? 'y' : 'x');
            if (other.toString().equals(NOTE)) {
                continue;
            }
            assertThat(isSigned(other.toString())).as(other.toString()).isFalse();
        }
    }

    private static boolean isSigned(String note) {
        try {
            return SignedNote.parse(note).isSignedBy(List.of(KEY));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A wrong signature under a known key spoils the note; one of an unknown key does not. */
    @Test
    void signaturesOfUnknownKeysAreLeftOut() {
        NoteKey other = NoteKey.of("witness.example", KEY.key());
        SignedNote both = SignedNote.parse(NOTE).with(SignedNote.sign(TEXT, other, PRIVATE));
        assertThat(both.isSignedBy(List.of(KEY))).isTrue();
        assertThat(both.isSignedBy(List.of(other))).isTrue();
        assertThat(both.toString().lines().filter(line -> line.startsWith("\u2014"))).hasSize(2);

        String spoilt = both.toString().replace("x08go/ZJ", "x08go/ZK");
        assertThat(SignedNote.parse(spoilt).isSignedBy(List.of(KEY, other))).isFalse();
        assertThat(SignedNote.parse(spoilt).isSignedBy(List.of(other))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text\n",
                "text\n\n",
                "text\n\n\u2014 name\n",
                "text\n\n\u2014 name AAAA\n",
                "text\n\n\u2014 na+me AAAAAAAA\n",
                "text\n\n- name AAAAAAAA\n",
                "text\n\n\u2014 name AAAAAAAA",
                "te\txt\n\n\u2014 name AAAAAAAA\n",
                "te\rxt\n\n\u2014 name AAAAAAAA\n",
            })
    void whatIsNoNoteIsRefused(String note) {
        assertThatThrownBy(() -> SignedNote.parse(note))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }

    @Test
    void signaturesHaveALimit() {
        String line = NOTE.substring(NOTE.indexOf('\u2014'));
        assertThat(SignedNote.parse(TEXT + "\n" + line.repeat(16)).isSignedBy(List.of(KEY)))
                .isTrue();
        assertThatThrownBy(() -> SignedNote.parse(TEXT + "\n" + line.repeat(101)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 100 signatures");
    }

    @Test
    void aPrivateKeyOfAnotherPairIsRefused() {
        NoteKey other = TestingLogs.KEY;
        assertThatThrownBy(() -> SignedNote.sign(TEXT, other, PRIVATE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(other.line());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "origin\n1\n",
                "\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "o\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "o\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2\n",
                "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=",
                "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\nmore\n",
            })
    void whatIsNoCheckpointIsRefused(String text) {
        assertThatThrownBy(() -> SealText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected origin, size and root");
    }

    @Test
    void extensionLinesArePassedOver() {
        SealText text =
                SealText.parse("o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\nmore\n");
        assertThat(text.size()).isEqualTo(1);
    }
}
