package dev.vigil.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceTest {
    @TempDir Path dir;

    @ParameterizedTest
    @CsvSource({
        "music/Legends of the North.ogg, legends-of-the-north, Legends of the North",
        "夜曲 (Live).flac, 夜曲-live, 夜曲 (Live)",
        "archive.tar.mp3, archive-tar, archive.tar",
        "noending, noending, noending",
        "---.wav, source, ---",
        "https://example.org/a/Cup%20Final.m3u8?token=x, cup-20final, Cup%20Final",
        "srt://example.org:7001, example-org-7001, example.org:7001",
    })
    void idsAreReadable(String location, String id, String title) throws MediaException {
        Source source = Source.of(List.of(location)).get(0);
        assertThat(source.id()).isEqualTo(id);
        assertThat(source.title()).isEqualTo(title);
        assertThat(source.location()).isEqualTo(location);
    }

    @Test
    void aDirectoryStandsForItsMediaFiles() throws IOException {
        for (String name : new String[] {"b.mp3", "a.OGG", "cover.jpg", "notes.txt", ".hidden"}) {
            Files.createFile(dir.resolve(name));
        }
        Files.createDirectory(dir.resolve("deeper.mp3"));
        assertThat(Source.of(List.of(dir.toString())))
                .extracting(Source::id)
                .containsExactly("a", "b");
    }

    @Test
    void twoSourcesNeverShareAnId() throws MediaException {
        assertThat(Source.of(List.of("a.mp3", "a.ogg", "x/a.mp3", "A.mp3")))
                .extracting(Source::id)
                .containsExactly("a", "a-ogg", "a-mp3", "a-2");
    }

    @Test
    void aLongNameIsCut() throws MediaException {
        assertThat(Source.of(List.of("x".repeat(250) + ".mp3")).get(0).id()).hasSize(150);
    }

    @Test
    void anEmptyDirectoryIsAnError() {
        assertThatThrownBy(() -> Source.of(List.of(dir.toString())))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("expected audio or video files in the directory, got none");
    }
}
