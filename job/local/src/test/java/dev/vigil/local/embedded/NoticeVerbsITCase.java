package dev.vigil.local.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.cli.Vigil;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.notice.Register;
import dev.vigil.fixtures.broker.Await;
import dev.vigil.schema.notice.NoticeState;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.stream.options.JobKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every verb against the real job: what it says is done is done, what the job refuses fails. */
class NoticeVerbsITCase {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG = 2;

    private String bootstrap;
    private Bus bus;

    @Test
    void aNoticeIsLedThroughItsLifeByVerbs(@TempDir Path directory) throws Exception {
        try (EmbeddedVigil vigil =
                        EmbeddedVigil.start(
                                directory.resolve("state"),
                                new Configuration(),
                                List.of(JobKind.NOTICE),
                                EmbeddedVigil.BeforeJobs.NOTHING);
                Bus reading = Bus.of(vigil.bootstrap())) {
            bootstrap = vigil.bootstrap();
            bus = reading;
            triage();
            counter();
            refusals();
            imports(directory);
            assertThat(verb("list", "--open", "--notifier", "studio")).isEqualTo(DONE);
            assertThat(verb("show", "n-2")).isEqualTo(DONE);
        }
    }

    private void triage() throws IOException {
        assertThat(verb("file", "n-1", "--notifier", "studio", "--item", "a")).isEqualTo(DONE);
        await("n-1", NoticeState.RECEIVED);
        assertThat(verb("triage", "n-1", "--incomplete", "--by", "li")).isEqualTo(DONE);
        await("n-1", NoticeState.INCOMPLETE);
        String all = "IDENTITY,CONTACT,ADDRESS,WORK,LOCATION,EVIDENCE,TRUTH";
        assertThat(verb("supplement", "n-1", "--brings", all)).isEqualTo(DONE);
        await("n-1", NoticeState.VALID);
        assertThat(verb("decline", "n-1", "--by", "li", "--reason", "licensed")).isEqualTo(DONE);
        await("n-1", NoticeState.DECLINED);
    }

    private void counter() throws IOException {
        assertThat(complete("file", "n-2", "--notifier", "studio", "--item", "b=https://x/b"))
                .isEqualTo(DONE);
        await("n-2", NoticeState.VALID);
        assertThat(verb("forward", "n-2", "--to", "user")).isEqualTo(DONE);
        await("n-2", NoticeState.FORWARDED);
        assertThat(verb("ack", "n-2/1/E0", "--by", "wang")).isEqualTo(DONE);
        assertThat(verb("confirm", "b")).isEqualTo(DONE);
        await("n-2", NoticeState.ACTIONED);
        assertThat(verb("reverse", "b", "--reason", "seen again")).isEqualTo(DONE);
        assertThat(verb("confirm", "b")).isEqualTo(DONE);
        assertThat(complete("counter", "n-2")).isEqualTo(DONE);
        await("n-2", NoticeState.COUNTERED);
        assertThat(verb("forward", "n-2", "--counter")).isEqualTo(DONE);
        assertThat(verb("proceeding", "n-2", "--filed", "LAWSUIT")).isEqualTo(DONE);
        assertThat(verb("proceeding", "n-2", "--decided", "UPHELD")).isEqualTo(DONE);
        await("n-2", NoticeState.UPHELD);
    }

    private void refusals() throws IOException {
        assertThat(verb("file", "n-2", "--notifier", "studio", "--item", "b")).isEqualTo(FAILED);
        assertThat(verb("file", "n-3", "--notifier", "studio", "--item", "c")).isEqualTo(DONE);
        assertThat(verb("hold", "n-3", "--document", "order")).isEqualTo(FAILED);
        assertThat(verb("resume", "n-3", "--document", "order")).isEqualTo(FAILED);
        assertThat(verb("proceeding", "n-3", "--decided", "UPHELD")).isEqualTo(FAILED);
        assertThat(verb("triage", "n-3", "--duplicate-of", "n-9", "--by", "li")).isEqualTo(FAILED);
        assertThat(verb("decline", "n-3", "--item", "z", "--by", "li", "--reason", "r"))
                .isEqualTo(FAILED);
        assertThat(verb("reject", "n-9", "--by", "li", "--reason", "r")).isEqualTo(FAILED);
        assertThat(verb("confirm", "z")).isEqualTo(FAILED);
        assertThat(verb("confirm", "c", "--measure", "NOT_FOUND")).isEqualTo(WRONG);
        assertThat(verb("ack", "n-3/1/E7", "--by", "wang")).isEqualTo(FAILED);
        assertThat(verb("withdraw", "n-3", "--at", "2199-01-01T00:00:00Z")).isEqualTo(WRONG);
        assertThat(verb("show", "n-9")).isEqualTo(FAILED);
        assertThat(verb("withdraw", "n-3")).isEqualTo(DONE);
        await("n-3", NoticeState.WITHDRAWN);
        assertThat(verb("triage", "n-3", "--accept", "--by", "li")).isEqualTo(FAILED);
    }

    private void imports(Path directory) throws IOException {
        Path file =
                Files.writeString(
                        directory.resolve("n.csv"),
                        "noticeId,notifier,item\ni-1,studio,x\ni-1,studio,y\ni-2,,z\nn-2,s,b\n");
        assertThat(verb("import", file.toString())).isEqualTo(FAILED);
        assertThat(Register.read(bus).on("y")).containsExactly("i-1");
        assertThat(Register.read(bus).has("i-2")).isFalse();
    }

    private int complete(String... args) {
        List<String> more =
                List.of(
                        "--identity",
                        "r",
                        "--contact",
                        "m",
                        "--address",
                        "p",
                        "--evidence",
                        "e",
                        "--truth");
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(more);
        if (args[0].equals("file")) {
            all.addAll(List.of("--work", "The Film"));
        }
        return verb(all.toArray(String[]::new));
    }

    private int verb(String... args) {
        List<String> all = new ArrayList<>(List.of("notice"));
        all.addAll(List.of(args));
        all.addAll(List.of("--bootstrap", bootstrap));
        return Vigil.run(all.toArray(String[]::new));
    }

    /** A verb waits a few seconds only for the answer that it prints. */
    private void await(String noticeId, NoticeState expected) {
        Properties client = new Properties();
        client.setProperty("bootstrap.servers", bootstrap);
        Await.onTopics(
                client,
                () -> {
                    NoticeStatus status = Register.status(bus, noticeId);
                    return status != null && status.state() == expected;
                });
    }
}
