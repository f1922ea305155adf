package dev.vigil.desk.act;

import dev.vigil.desk.compare.ArrivedFile;
import dev.vigil.desk.compare.CompareRefused;
import dev.vigil.desk.compare.ComparedTracks;
import dev.vigil.desk.compare.FileComparison;
import dev.vigil.desk.compare.FileComparisons;
import dev.vigil.desk.compare.FilePair;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.text.DeskLink;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.FilePost;
import dev.vigil.desk.web.FileRefused;
import dev.vigil.desk.web.Visit;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where two files are given, to be compared. */
final class CompareForm implements DeskScreen, FilePost {
    private static final String DEED = "compare";
    private static final String QUERY = "query";
    private static final String REFERENCE = "reference";

    private final Store store;
    private final FileComparisons comparisons;

    CompareForm(Store store, FileComparisons comparisons) {
        this.store = store;
        this.comparisons = comparisons;
    }

    @Override
    public String path() {
        return "/compare";
    }

    @Override
    public Set<DeskRole> roles() {
        return DeskRole.STAFF;
    }

    @Override
    public Set<String> files() {
        return Set.of(QUERY, REFERENCE);
    }

    @Override
    public long mostFileBytes() {
        return comparisons.limits().fileBytes();
    }

    @Override
    public boolean isSensitive() {
        return false;
    }

    // The form --------------------------------------------------------------------------------

    @Override
    public Answer get(Visit visit) {
        return page(visit, 200, null, null);
    }

    /** Without a file. */
    @Override
    public Answer post(Visit visit) {
        return again(visit, 400, visit.text().text("compare.missing"));
    }

    @Override
    public Answer again(Visit visit, int status, String said) {
        return page(visit, status, DeedPage.request(visit).orElse(null), said);
    }

    private Answer page(Visit visit, int status, String request, String said) {
        return Answer.again(
                status,
                visit.text().text("compare.title"),
                "act/compare.jte",
                new CompareFormView(
                        comparisons.isHere(),
                        comparisons.limits(),
                        AboutSession.of(visit),
                        tracks(visit),
                        request,
                        said));
    }

    private static ComparedTracks tracks(Visit visit) {
        String name = visit.field("tracks").or(() -> visit.query("tracks")).orElse("");
        return Arrays.stream(ComparedTracks.values())
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElse(ComparedTracks.BOTH);
    }

    // The files -------------------------------------------------------------------------------

    @Override
    public ArrivingFiles begin(Visit visit) throws IOException {
        Optional<String> request = DeedPage.request(visit);
        if (request.isEmpty()) {
            throw new FileRefused(400, "act.request.missing");
        }
        try {
            return new Pair(visit, request.get(), comparisons.begin(visit.visitor().actor()));
        } catch (CompareRefused e) {
            throw new FileRefused(
                    e.reason() == CompareRefused.Reason.OTHERS ? 429 : 409,
                    "compare.refused." + e.reason());
        }
    }

    private final class Pair implements ArrivingFiles {
        private final Visit visit;
        private final String request;
        private final FilePair files;

        Pair(Visit visit, String request, FilePair files) {
            this.visit = visit;
            this.request = request;
            this.files = files;
        }

        @Override
        public OutputStream file(String field) {
            try {
                return new OnDisk(field.equals(QUERY) ? files.openQuery() : files.openReference());
            } catch (IOException e) {
                throw new FileRefused(400, "compare.twice");
            }
        }

        @Override
        public Answer done() {
            if (files.query() == null || files.reference() == null) {
                return again(visit, 400, visit.text().text("compare.missing"));
            }
            try {
                note(visit, request, files.query(), files.reference());
            } catch (DeskRefused e) {
                return again(visit, 409, visit.text().text(e.key(), e.arguments()));
            }
            FileComparison one = comparisons.compare(files, tracks(visit));
            return Answer.to(AboutSession.of(visit).with(DeskLink.to("compare", one.id())));
        }

        @Override
        public void close() {
            files.close();
        }
    }

    /** A disk that is full is no fault of the connection. */
    private static final class OnDisk extends FilterOutputStream {
        OnDisk(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] some, int from, int length) {
            try {
                out.write(some, from, length);
            } catch (IOException e) {
                throw new FileRefused(409, "compare.refused.ROOM");
            }
        }
    }

    /** Who compares which files, before it begins. */
    private void note(Visit visit, String request, ArrivedFile query, ArrivedFile reference) {
        Map<String, List<String>> asked =
                Map.of(
                        QUERY,
                        List.of(query.sha256()),
                        REFERENCE,
                        List.of(reference.sha256()),
                        "tracks",
                        List.of(tracks(visit).name()));
        FormValues values =
                new FormValues(
                        null,
                        asked,
                        Map.of(),
                        visit.visitor(),
                        request,
                        visit.text().zone(),
                        visit.nowMs());
        InspectionForm.noted(
                store,
                DEED,
                values,
                "files/" + query.sha256() + "/" + reference.sha256(),
                DEED,
                visit.address());
    }
}
