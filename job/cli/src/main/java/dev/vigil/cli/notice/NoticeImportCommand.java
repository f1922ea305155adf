package dev.vigil.cli.notice;

import dev.vigil.cli.option.WritingConnection;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.BusException;
import dev.vigil.client.notice.NoticeRows;
import dev.vigil.client.notice.Register;
import dev.vigil.client.text.Csv;
import dev.vigil.notice.Completeness;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Files many notices at once. */
@Command(
        name = "import",
        description = {
            "File many notices from a CSV file, one row an item.",
            "Rows with the same noticeId are one notice. A row that can't be used is reported with"
                    + " line and",
            "column, the rest is filed; where it is the first row of its notice, nothing of that"
                    + " notice is.",
            "Values of the whole notice are needed in its first row only.",
            "Columns: noticeId, notifier, item (needed), url, received, channel,",
            "work, workId, right, ownership, identity, contact, address, evidence (; between"
                    + " several),",
            "truth, live, regime, measure, statement; of an authority's order also directive (its"
                    + " kind),",
            "directiveDue, authority, document."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:everything was filed", "1:some rows or notices were not"},
        footer = {
            "",
            "Example:",
            "  vigil notice import notices.csv --dry-run",
            "",
            "  noticeId,notifier,item,url,received,work,workId",
            "  n-8,studio,clip-8,https://example.org/8,2026-11-24T09:30:00+08:00,The Film,the-film",
            "  n-8,studio,clip-9,https://example.org/9,2026-11-24T09:30:00+08:00,The Film,the-film"
        })
public final class NoticeImportCommand extends Verb {
    @Mixin private WritingConnection connection;

    private static final int MOST_TOLD = 50;
    private static final int TELL_EVERY = 1_000;

    @Parameters(paramLabel = "FILE.csv", description = "UTF-8, header row first")
    private Path file;

    @Option(names = "--dry-run", description = "check the file only: no Kafka, nothing is filed")
    private boolean dryRun;

    @Override
    WritingConnection connection() {
        return connection;
    }

    @Override
    public Integer call() throws IOException {
        NoticeRows rows = read();
        List<String> errors = new ArrayList<>(rows.errors());
        if (dryRun) {
            tell(errors);
            say(count(rows.notices()) + " can be filed, " + errors.size() + " rows can't.");
        } else {
            List<NoticeReceived> filed = file(rows, errors);
            tell(errors);
            say(
                    count(filed)
                            + " filed, "
                            + errors.size()
                            + (errors.size() == 1 ? " error" : " errors")
                            + ".");
        }
        return errors.isEmpty() ? 0 : 1;
    }

    private NoticeRows read() throws IOException {
        NoticeRows rows = new NoticeRows(System.currentTimeMillis());
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            rows.read(new Csv(in));
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "FILE.csv: expected a readable file, got '" + file + "'; correct the path", e);
        } catch (MalformedInputException e) {
            throw new IOException(
                    "FILE.csv: expected UTF-8, got other bytes in '"
                            + file
                            + "'; save it as CSV UTF-8",
                    e);
        }
        return rows;
    }

    private static String count(List<NoticeReceived> notices) {
        int items = notices.stream().mapToInt(notice -> notice.allItems().size()).sum();
        long lacking = notices.stream().filter(it -> !Completeness.missing(it).isEmpty()).count();
        return notices.size()
                + " notices with "
                + items
                + " items ("
                + lacking
                + " lack something that the law asks for)";
    }

    private List<NoticeReceived> file(NoticeRows rows, List<String> errors) throws IOException {
        try (Bus bus = bus()) {
            Register known = Register.read(bus);
            List<NoticeReceived> notices = rows.notices();
            List<NoticeReceived> filed = new ArrayList<>();
            for (NoticeReceived notice : notices) {
                String id = notice.noticeId();
                if (known.has(id)) {
                    errors.add(
                            "line "
                                    + rows.line(id)
                                    + ", column noticeId: expected a new id, got '"
                                    + id
                                    + "', which was filed before; vigil notice supplement "
                                    + id
                                    + " brings further items");
                    continue;
                }
                queue(bus, notice);
                filed.add(notice);
                if (filed.size() % TELL_EVERY == 0) {
                    say(filed.size() + " of " + notices.size() + " notices sent");
                }
            }
            bus.flush();
            return filed;
        }
    }

    private static void queue(Bus bus, NoticeReceived notice) throws BusException {
        bus.queue(
                Topic.NOTICES,
                EventType.NOTICE_RECEIVED,
                notice.noticeId(),
                notice.receivedAt(),
                notice);
    }

    private void tell(List<String> errors) {
        errors.stream().limit(MOST_TOLD).forEach(this::say);
        if (errors.size() > MOST_TOLD) {
            say("... and " + (errors.size() - MOST_TOLD) + " more");
        }
    }
}
