package dev.vigil.cli.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.vigil.client.notice.NoticeRows;
import dev.vigil.client.text.Csv;
import dev.vigil.schema.notice.DirectiveKind;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.rights.RightType;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeRowsTest {
    private static final long NOW_MS = Instant.parse("2026-11-24T12:00:00Z").toEpochMilli();
    private static final String HEAD =
            "noticeId,notifier,item,url,received,work,workId,right,truth\n";

    @Test
    void rowsOfOneIdAreOneNotice() throws IOException {
        NoticeRows rows =
                read(
                        HEAD
                                + "n-1,studio,a,https://x/a,2026-11-24T09:00:00+08:00,\"The, Film\""
                                + ",the-film,on_demand,yes\n"
                                + "n-2,other,c,,,,,,\n"
                                + "n-1,studio,b,,2026-11-24T09:00:00+08:00,,,,\n");

        assertThat(rows.errors()).isEmpty();
        assertThat(rows.notices())
                .extracting(NoticeReceived::noticeId)
                .containsExactly("n-1", "n-2");
        NoticeReceived first = rows.notices().get(0);
        assertThat(first.items()).extracting(NoticeItem::itemId).containsExactly("a", "b");
        assertThat(first.receivedAt())
                .isEqualTo(Instant.parse("2026-11-24T01:00:00Z").toEpochMilli());
        assertThat(first.works())
                .singleElement()
                .satisfies(work -> assertThat(work.name()).isEqualTo("The, Film"))
                .satisfies(work -> assertThat(work.rightType()).isEqualTo(RightType.ON_DEMAND));
        assertThat(first.content().truthDeclaration()).isTrue();
        assertThat(rows.notices().get(1).receivedAt()).isEqualTo(NOW_MS);
    }

    @Test
    void anAuthoritysOrderNamesItsDocument() throws IOException {
        String head = "noticeId,notifier,item,directive,authority,document,directiveDue\n";
        NoticeRows rows =
                read(
                        head
                                + "d-1,ncac,a,remove,ncac,2026-77,2026-12-01T12:00:00Z\n"
                                + "d-2,ncac,a,remove,ncac,,\n"
                                + "d-3,ncac,a,,,,2026-12-01T12:00:00Z\n");
        NoticeReceived order = rows.notices().get(0);
        assertThat(rows.notices()).hasSize(1);
        assertThat(order.directive().kind()).isEqualTo(DirectiveKind.REMOVE);
        assertThat(order.directive().documentRef()).isEqualTo("2026-77");
        assertThat(order.dueAt()).isEqualTo(Instant.parse("2026-12-01T12:00:00Z").toEpochMilli());
        assertThat(rows.errors())
                .hasSize(2)
                .anyMatch(error -> error.startsWith("line 3, column document: expected a value"))
                .anyMatch(error -> error.startsWith("line 4, column directive: expected what"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "n-3,,a,,,,,,|line 4, column notifier: expected a value, got ''",
                "n-3,s,a,,today,,,,|line 4, column received: expected a time with its offset",
                "n-3,s,a,,2027-01-01T00:00:00Z,,,,|line 4, column received: expected a time that is",
                "n-3,s,a,,,,,live,|line 4, column right: expected one of LIVE_RELAY, ON_DEMAND",
                "n-3,s,a,,,,,,maybe|line 4, column truth: expected yes or no, got 'maybe'",
                "n-3,s|line 4: expected 9 fields as in the header, got 2",
                "n 3,s,a,,,,,,|line 4: noticeId: expected an id",
                "n-1,other,b,,,,,,|line 4, column notifier: expected 'studio' as in line 2",
                "n-1,studio,a,,,,,,|line 4, column item: expected each item of a notice once",
                "n-1,studio,b,,,,,,yes|line 4, column truth: expected '' as in line 2",
            })
    void aBadRowIsToldAndTheRestCounts(String row, String told) throws IOException {
        NoticeRows rows =
                read(
                        HEAD
                                + "n-1,studio,a,,,,,,\n\"n-2\",studio,a,,,,,,\n"
                                + row
                                + "\nn-4,s,d,,,,,,");

        assertThat(rows.errors()).singleElement().asString().startsWith(told);
        assertThat(rows.notices())
                .extracting(NoticeReceived::noticeId)
                .containsExactly("n-1", "n-2", "n-4");
    }

    /** Values of the whole notice are in its first row only, and a notice is filed once. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "n-8,studio,a,,2026-11-24 09:30,The Film,the-film,,yes",
                "n-8,studio,a,,2026-11-24T09:30:00+08:00,The, Film,the-film,,yes",
                "n-8,studio,a",
            })
    void aNoticeIsNotFiledWithoutItsFirstRow(String first) throws IOException {
        NoticeRows rows =
                read(
                        HEAD
                                + first
                                + "\nn-8,studio,b,,,,,,\nn-9,studio,c,,,,,,\nn-8,studio,d,,,,,,\n");

        assertThat(rows.notices()).extracting(NoticeReceived::noticeId).containsExactly("n-9");
        assertThat(rows.errors())
                .satisfiesExactly(
                        error -> assertThat(error).startsWith("line 2"),
                        error ->
                                assertThat(error)
                                        .isEqualTo(
                                                "line 3: expected a notice whose first row is"
                                                        + " correct, got 'n-8', whose line 2 was"
                                                        + " refused"),
                        error -> assertThat(error).startsWith("line 5: expected a notice whose"));
    }

    @Test
    void rowsOfOneNoticeAgreeOnAStampThatNoneOfThemHas() throws IOException {
        NoticeRows rows = read("noticeId,notifier,item,received\nn-1,s,a,\nn-1,s,b,\n");

        assertThat(rows.errors()).isEmpty();
        assertThat(rows.notices()).singleElement().satisfies(n -> assertThat(n.items()).hasSize(2));
    }

    @Test
    void lineNumbersCountLineBreaksInQuotes() throws IOException {
        NoticeRows rows =
                read("noticeId,notifier,item,statement\nn-1,s,a,\"two\nlines\"\nn-2,,b,\n");

        assertThat(rows.errors()).singleElement().asString().startsWith("line 4, column notifier");
        assertThat(rows.notices().get(0).statement()).isEqualTo("two\nlines");
    }

    @Test
    void aWrongHeaderNamesTheNearestColumn() {
        assertThatIOException()
                .isThrownBy(() -> read("noticeId,notifer,item\n"))
                .withMessageContaining("'notifer' (did you mean notifier?)")
                .withMessageContaining("needed is notifier");
        assertThatIOException().isThrownBy(() -> read("")).withMessageContaining("empty file");
        assertThatIOException()
                .isThrownBy(() -> read(HEAD + "\"n-1,s"))
                .withMessageContaining("line 2: expected a closing quote");
    }

    private static NoticeRows read(String text) throws IOException {
        NoticeRows rows = new NoticeRows(NOW_MS);
        rows.read(new Csv(new StringReader(text)));
        return rows;
    }

    @Test
    void everyColumnIsDescribedInTheHelp() {
        String help = new picocli.CommandLine(new NoticeImportCommand()).getUsageMessage();

        assertThat(NoticeRows.COLUMNS).allSatisfy(column -> assertThat(help).contains(column));
        assertThat(List.copyOf(NoticeRows.COLUMNS)).doesNotHaveDuplicates();
    }
}
