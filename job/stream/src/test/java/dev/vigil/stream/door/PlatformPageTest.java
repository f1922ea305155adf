package dev.vigil.stream.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vigil.schema.media.MediaInput;
import dev.vigil.schema.media.PictureSegment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pages' own commands send is what the door takes; kcat is played by a script. */
class PlatformPageTest {
    private static final int SECONDS = 5;

    /**
     * Writes its arguments and the value to a new folder; kcat ends a record of its standard input
     * at the line's end.
     */
    private static final String KCAT =
            """
            #!/bin/bash
            record=$SENT/$(printf %04d $(ls "$SENT" | wc -l))
            mkdir "$record"
            printf '%s\\n' "$@" > "$record/arguments"
            if [ -f "${@: -1}" ]; then cp "${@: -1}" "$record/value"; else head -c -1 > "$record/value"; fi
            """;

    @TempDir private Path folder;

    @BeforeEach
    void makeAFilm() throws Exception {
        assumeTrue(runs("ffmpeg -version"), "bash or ffmpeg is not installed");
        assumeTrue(runs("split --version && stat -c %s ."), "no split and stat of GNU");
        Path kcat =
                Files.writeString(
                        Files.createDirectory(folder.resolve("bin")).resolve("kcat"), KCAT);
        assertThat(kcat.toFile().setExecutable(true)).isTrue();
        Files.createDirectory(folder.resolve("sent"));
        String film =
                "ffmpeg -v error -nostdin -threads 1 -f lavfi -i testsrc2=size=160x90:rate=25"
                        + " -f lavfi -i sine=frequency=440:sample_rate=44100 -t "
                        + SECONDS
                        + " clip.mp4 && ffmpeg -v error -nostdin -i clip.mp4 clip.mp3";
        assertThat(runs(film)).as(film).isTrue();
    }

    @Test
    void theGuideForPlatformsSendsAnUploadWithSoundAndPictures() throws Exception {
        List<MediaInput> sent = sentBy(Path.of("../docs/guides/platform.md"), "clip-1");
        assertThat(sent)
                .extracting(MediaInput::kind)
                .contains(MediaInput.Kind.STARTED, MediaInput.Kind.ENDED);
        assertThat(sent).filteredOn(one -> one.segment() != null).hasSize(3);
        List<PictureSegment> pictures = pictures(sent);
        assertThat(pictures).extracting(PictureSegment::seq).containsExactly(0L, 1L, 2L);
        assertThat(pictures.stream().mapToInt(one -> one.luma().length).sum())
                .isEqualTo(4 * SECONDS * 64 * 36);
    }

    @Test
    void theReadmeSendsTwoSecondsOfPictures() throws Exception {
        assertThat(pictures(sentBy(Path.of("../../README.md"), "gray")))
                .singleElement()
                .matches(one -> one.luma().length == 8 * 64 * 36);
    }

    private static List<PictureSegment> pictures(List<MediaInput> sent) {
        assertThat(sent).extracting(MediaInput::dead).containsOnlyNulls();
        return sent.stream().map(MediaInput::pictures).filter(one -> one != null).toList();
    }

    /** Runs the lines of code of a page that have that word, and lets in what they send. */
    private List<MediaInput> sentBy(Path page, String word) throws Exception {
        List<String> lines =
                Files.readString(page)
                        .replaceAll("\\\\\n\\s*", "")
                        .lines()
                        .filter(line -> line.startsWith("    ") && line.contains(word))
                        .map(String::strip)
                        .filter(line -> !line.startsWith("kcat -C"))
                        .toList();
        assertThat(lines).isNotEmpty();
        assertThat(runs(String.join("\n", lines))).as(String.join("\n", lines)).isTrue();
        List<MediaInput> inputs = new ArrayList<>();
        MediaDoor door = new MediaDoor(System::currentTimeMillis);
        try (Stream<Path> records = Files.list(folder.resolve("sent"))) {
            for (Path record : records.sorted().toList()) {
                door.deserialize(read(record), new ListCollector<>(inputs));
            }
        }
        return inputs;
    }

    private static ConsumerRecord<byte[], byte[]> read(Path record) throws IOException {
        List<String> arguments = Files.readAllLines(record.resolve("arguments"));
        RecordHeaders headers = new RecordHeaders();
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).equals("-H")) {
                String[] header = arguments.get(i + 1).split("=", 2);
                headers.add(header[0], header[1].getBytes(StandardCharsets.UTF_8));
            }
        }
        byte[] value = Files.readAllBytes(record.resolve("value"));
        String key = arguments.get(arguments.indexOf("-k") + 1);
        return new ConsumerRecord<>(
                arguments.get(arguments.indexOf("-t") + 1),
                0,
                7,
                System.currentTimeMillis(),
                TimestampType.LOG_APPEND_TIME,
                key.length(),
                value.length,
                key.getBytes(StandardCharsets.UTF_8),
                value,
                headers,
                Optional.empty());
    }

    private boolean runs(String commands) throws Exception {
        ProcessBuilder bash = new ProcessBuilder("bash", "-e", "-c", commands);
        bash.directory(folder.toFile()).redirectErrorStream(true);
        bash.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        bash.environment().put("SENT", folder.resolve("sent").toString());
        bash.environment()
                .merge("PATH", folder.resolve("bin").toString(), (old, bin) -> bin + ":" + old);
        try {
            Process process = bash.start();
            return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
