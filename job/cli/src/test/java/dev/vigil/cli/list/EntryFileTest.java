package dev.vigil.cli.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.client.list.Draft;
import dev.vigil.client.list.EntryFile;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListEntryBuilder;
import dev.vigil.schema.list.ListMeasure;
import dev.vigil.schema.list.ProviderScope;
import dev.vigil.schema.list.WindowType;
import dev.vigil.schema.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntryFileTest {
    private static final long NOW_MS = 1_795_507_200_000L;

    @TempDir private Path folder;

    private EntryFile read(String name, String... lines) throws IOException {
        Path file = Files.writeString(folder.resolve(name), String.join("\n", lines));
        return EntryFile.read(file, NOW_MS);
    }

    @Test
    void rowsOfOneEntryAreItsWindows() throws Exception {
        EntryFile read =
                read(
                        "a.csv",
                        "entry,work,class,from,to,zone,territories,except,providers,title,batch",
                        "e-1,film,in_screening,2026-11-01T00:00:00,2026-12-01T00:00:00,,CN;HK,,"
                                + "live;storage,\"The Film, a Title; Night Harbour\",2026-7",
                        "e-1,film,,2027-02-01T00:00:00,,Europe/Paris,,,,,",
                        "",
                        "e-2,match,HOT_BROADCAST,2026-11-01T00:00:00,,,,US,,,");
        assertThat(read.errors()).isEmpty();
        ListEntry film = read.drafts().get(0).entry();
        assertThat(film.windows())
                .extracting(w -> w.zone())
                .containsExactly("Asia/Shanghai", "Europe/Paris");
        assertThat(film.windows().get(0).type()).isEqualTo(WindowType.THEATRICAL);
        assertThat(film.territoryInclude()).containsExactly("CN", "HK");
        assertThat(film.providerScope()).containsExactly(ProviderScope.LIVE, ProviderScope.STORAGE);
        assertThat(film.titles()).containsExactly("The Film, a Title", "Night Harbour");
        assertThat(film.batch()).isEqualTo("2026-7");
        ListEntry match = read.drafts().get(1).entry();
        assertThat(match.windows().get(0).type()).isEqualTo(WindowType.HOT_BROADCAST);
        assertThat(match.territoryExclude()).containsExactly("US");
        assertThat(read.drafts().get(1).line()).isEqualTo(5);
        assertThat(read.drafts()).noneMatch(Draft::versioned).noneMatch(Draft::issued);
    }

    @Test
    void everyFaultIsToldWithItsLine() throws Exception {
        EntryFile read =
                read(
                        "a.csv",
                        "entry,work,class,from,to,territories,version,measure",
                        "good,w,ORDER,,,,3,mute",
                        "no-class,w,,,,,,",
                        "b,w,FORBIDEN,,,,,",
                        "c,w,IN_SCREENING,,,,,",
                        "d,w,ORDER,,,China,,",
                        "e,w,ORDER,2026-11-01 00:00,,,,",
                        "f,w,ORDER,,2026-11-01T00:00:00,,,",
                        "g,w,ORDER,,,,one,",
                        "h,w,ORDER",
                        "i,w,ORDER,,,\"CN,HK\",,",
                        "good,other,ORDER,2026-11-01T00:00:00,,,,",
                        "good,w,ORDER,,,,,");
        assertThat(read.errors())
                .satisfiesExactlyInAnyOrder(
                        e -> assertThat(e).startsWith("line 3, column class: expected a value"),
                        e -> assertThat(e).startsWith("line 4, column class: expected one of FORB"),
                        e -> assertThat(e).startsWith("line 5: windows: expected 1 to 50"),
                        e -> assertThat(e).startsWith("line 6: territoryInclude"),
                        e -> assertThat(e).startsWith("line 7: window.from"),
                        e -> assertThat(e).startsWith("line 8, column from"),
                        e -> assertThat(e).startsWith("line 9, column version: expected a whole"),
                        e -> assertThat(e).startsWith("line 10: expected 8 fields"),
                        e ->
                                assertThat(e)
                                        .startsWith("line 11, column territories: expected codes")
                                        .contains("with ; between them, such as CN;HK"),
                        e -> assertThat(e).startsWith("line 12, column work: expected 'w' as in"),
                        e -> assertThat(e).startsWith("line 13, column from: expected another"));
        assertThat(read.drafts()).hasSize(1);
        assertThat(read.drafts().get(0).entry().measure()).isEqualTo(ListMeasure.MUTE);
        assertThat(read.drafts().get(0).versioned()).isTrue();
    }

    @Test
    void aHeaderThatIsNoneIsToldAtOnce() {
        assertThatThrownBy(() -> read("a.csv", "entry,wrok,class"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("'wrok' (did you mean work?)")
                .hasMessageContaining("needed is work");
        assertThatThrownBy(() -> read("a.json", "{}"))
                .hasMessageContaining("expected a JSON list of entries, got another value; put");
        assertThatThrownBy(() -> read("a.json", "")).hasMessageContaining("got nothing; put [");
        assertThatThrownBy(() -> EntryFile.read(folder.resolve("none.csv"), NOW_MS))
                .hasMessageContaining("correct the path");
    }

    @Test
    void jsonIsTheEventOfTheTopicWithItsLines() throws Exception {
        EntryFile read =
                read(
                        "a.json",
                        "[",
                        "  {\"entryId\":\"a\",\"workId\":\"w\",\"listClass\":\"ORDER\"},",
                        "  {\"entryId\":\"b\",\"workId\":\"w\",\"listClass\":\"ORDER\",",
                        "   \"version\":7,\"issuedAt\":1795507100000},",
                        "  {\"entryId\":\"c\",\"workid\":\"w\",\"listClass\":\"ORDER\"},",
                        "  {\"entryId\":\"d\",\"workId\":\"w\",\"listClass\":\"ODER\"},",
                        "  {\"entryId\":\"a\",\"workId\":\"w\",\"listClass\":\"ORDER\"},",
                        "  17,",
                        "  {\"entryId\":\"e\",\"workId\":\"w\",\"listClass\":\"IN_SCREENING\",",
                        "   \"windows\":[{\"type\":\"THEATRICLE\",",
                        "     \"from\":\"2026-11-20T00:00:00\",\"zone\":\"UTC\"}]}",
                        "]");
        assertThat(read.drafts()).extracting(d -> d.entry().entryId()).containsExactly("a", "b");
        assertThat(read.drafts().get(0).entry().issuedAt()).isEqualTo(NOW_MS);
        assertThat(read.drafts().get(1).entry().version()).isEqualTo(7);
        assertThat(read.errors())
                .satisfiesExactlyInAnyOrder(
                        e -> assertThat(e).startsWith("line 5: workid: no such field; did you"),
                        e -> assertThat(e).startsWith("line 6: data.listClass"),
                        e -> assertThat(e).startsWith("line 7: expected each entry once"),
                        e -> assertThat(e).startsWith("line 8: expected an entry, got 17"),
                        e -> assertThat(e).startsWith("line 9: data.windows.type: expected"));
    }

    @Test
    void brokenJsonEndsWhereItBreaks() throws Exception {
        EntryFile read =
                read(
                        "a.json",
                        "[{\"entryId\":\"a\",\"workId\":\"w\",\"listClass\":\"ORDER\"},",
                        "{");
        assertThat(read.errors())
                .singleElement()
                .asString()
                .matches(
                        "line 2: expected JSON, got something else at line 2, column \\d;"
                                + " nothing after it is read");
    }

    @Test
    void whatIsShownAsJsonCanBeImported() throws Exception {
        ListEntry entry = draft("e", 3).entry();
        Path file = folder.resolve("shown.json");
        Files.write(file, Json.bytes(List.of(entry.withSignature("AAAA"))));
        EntryFile read = EntryFile.read(file, NOW_MS);
        assertThat(read.errors()).isEmpty();
        assertThat(read.drafts().get(0).entry()).isEqualTo(entry.withSignature("AAAA"));
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)).contains("AAAA");
    }

    static Draft draft(String entryId, long version) {
        return new Draft(
                1,
                ListEntryBuilder.builder()
                        .entryId(entryId)
                        .version(version)
                        .listId("l")
                        .listClass(ListClass.ORDER)
                        .authority("court")
                        .batchNo("b")
                        .workId("w")
                        .issuedAt(NOW_MS)
                        .build(),
                true,
                true);
    }
}
