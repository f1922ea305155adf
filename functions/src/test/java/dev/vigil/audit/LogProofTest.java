package dev.vigil.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schema.audit.AuditPage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogProofTest {
    /** Of the specification, to the letter: its signatures are shortened there. */
    private static final String EXAMPLE =
            """
            c2sp.org/tlog-proof@v1
            extra YWdlLXYxLjIuMS1kYXJ3aW4tYXJtNjQudGFyLmd6kYXJ3aW4tYXJ
            index 73894
            gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=
            B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=
            EKNzoDWG8LGC0Yp9o+sv3qllpMP9uHQ9B20KNL+Q1zs=
            RoopEkOdqkYqMB4MJXrbt/hMjOxsVn0IrWjpz1ZMMes=
            AHCioX9nLjsrse6YhjRRmk1WUEirVOLLRoOQ6vfO5vk=

            example.com/fancylog
            109482
            sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=

            \u2014 example.com/fancylog hI2DJw[...]1roloI=
            """;

    private final TestingLogs log = new TestingLogs(17);

    @Test
    void thePublishedExampleIsReadAndWrittenToTheLetter() {
        LogProof proof = LogProof.parse(EXAMPLE);
        assertThat(proof.index()).isEqualTo(73_894);
        assertThat(proof.path()).hasSize(5);
        assertThat(proof.seal()).startsWith("example.com/fancylog\n109482\n");
        assertThat(new String(proof.extra(), StandardCharsets.ISO_8859_1))
                .startsWith("age-v1.2.1-darwin-arm64.tar.gz");
        assertThat(proof.text()).isEqualTo(EXAMPLE);
    }

    @Test
    void aProofWithoutPathAndExtraIsReadToo() {
        String text = "c2sp.org/tlog-proof@v1\nindex 0\n\ncheckpoint\n";
        LogProof proof = LogProof.parse(text);
        assertThat(proof.extra()).isNull();
        assertThat(proof.path()).isEmpty();
        assertThat(proof.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "c2sp.org/tlog-proof@v2\nindex 0\n\ncheckpoint\n",
                "c2sp.org/tlog-proof@v1\n\ncheckpoint\n",
                "c2sp.org/tlog-proof@v1\nindex 00\n\ncheckpoint\n",
                "c2sp.org/tlog-proof@v1\nindex -1\n\ncheckpoint\n",
                "c2sp.org/tlog-proof@v1\nextra %%%\nindex 0\n\ncheckpoint\n",
                "c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\ncheckpoint\n",
                "c2sp.org/tlog-proof@v1\nindex 0\ncheckpoint\n",
            })
    void whatIsNoProofIsRefused(String text) {
        assertThatThrownBy(() -> LogProof.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("proof: expected");
    }

    @Test
    void eachRecordOfALogIsProvedByOneFile() {
        log.write(12, 40);
        for (int i = 0; i < log.pages().size(); i++) {
            AuditPage page = log.pages().get(i);
            PageLeaf leaf = PageLeaf.parse(page.leaf());
            for (long offset : Paging.offsets(page, leaf)) {
                RecordPlace place = new RecordPlace(leaf.topic(), leaf.partition(), offset);
                LogProof proof =
                        LogProof.parse(
                                RecordProof.of(place, page, log.tree(), i, log.seal())
                                        .orElseThrow()
                                        .text());
                byte[] record = log.record(place);
                assertThat(proves(proof, record)).isTrue();
                assertThat(proves(proof, RecordPlace.moved(record, offset + 1))).isFalse();
                byte[] other = record.clone();
                other[record.length / 2] ^= 1;
                assertThat(proves(proof, other)).isFalse();
            }
        }
    }

    private static boolean proves(LogProof proof, byte[] record) {
        return RecordProof.proves(proof, record, TestingLogs.ORIGIN, List.of(TestingLogs.KEY));
    }

    @Test
    void aProofOfAnotherLogKeyOrPlaceDoesNotHold() {
        log.write(12, 40);
        AuditPage page = log.pages().get(5);
        PageLeaf leaf = PageLeaf.parse(page.leaf());
        RecordPlace place = new RecordPlace(leaf.topic(), leaf.partition(), leaf.from());
        byte[] record = log.record(place);
        LogProof proof = RecordProof.of(place, page, log.tree(), 5, log.seal()).orElseThrow();

        assertThat(proves(proof, record)).isTrue();
        assertThat(
                        RecordProof.proves(
                                proof, record, "other.example/audit/1", List.of(TestingLogs.KEY)))
                .isFalse();
        assertThat(
                        RecordProof.proves(
                                proof, record, TestingLogs.ORIGIN, List.of(TestingLogs.OTHER)))
                .isFalse();
        assertThat(proves(new LogProof(proof.extra(), 4, proof.path(), proof.seal()), record))
                .isFalse();
        assertThat(proves(new LogProof(null, 5, proof.path(), proof.seal()), record)).isFalse();
        List<byte[]> shorter = new ArrayList<>(proof.path());
        shorter.remove(0);
        assertThat(proves(new LogProof(proof.extra(), 5, shorter, proof.seal()), record)).isFalse();
        assertThat(
                        RecordProof.of(
                                new RecordPlace(leaf.topic(), leaf.partition(), leaf.to() + 1),
                                page,
                                log.tree(),
                                5,
                                log.seal()))
                .isEmpty();
    }

    /** What a proof may hold as its seal: none of it is an error, and none of it proves. */
    @Test
    void aProofWhoseSealIsNoneDoesNotHold() {
        byte[] entry = "entry".getBytes(StandardCharsets.UTF_8);
        for (String seal : List.of("", "\n", "no seal", "a\n\n\u2014 b c\n", "x\n1\n\n")) {
            LogProof proof = new LogProof(null, 0, List.of(), seal);
            assertThat(proof.proves(entry, TestingLogs.ORIGIN, List.of(TestingLogs.KEY)))
                    .as(seal)
                    .isFalse();
        }
    }
}
