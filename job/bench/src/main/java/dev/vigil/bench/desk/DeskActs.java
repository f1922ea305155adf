package dev.vigil.bench.desk;

import dev.vigil.bench.desk.DeskBrowser.Answered;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What persons do at the desk before it is measured, and the preview of a list. */
final class DeskActs {
    private static final int REQUESTS = 30;
    private static final int DRAFTS = 10;
    private static final int BATCHES = 3;
    private static final int TRIES = 100;

    private final DeskBrowser browser;
    private final DeskPlan plan;
    private final long received;

    /**
     * @param received how many notices were: with the last ones nothing has happened yet
     */
    DeskActs(DeskBrowser browser, DeskPlan plan, long received) {
        this.browser = browser;
        this.plan = plan;
        this.received = received;
    }

    /** Writes notes about notices; returns the ids of the requests. */
    List<String> notes() throws IOException, InterruptedException {
        List<String> requests = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            String about = "notice/" + DeskPlan.notice((long) plan.notices() * i / REQUESTS);
            Map<String, String> form = form("/note?about=" + DeskBrowser.encoded(about));
            form.put("about", about);
            form.put("text", "The host was called, and calls back.");
            requests.add(sent("/note", form));
        }
        return requests;
    }

    /** Asks for the last notices to be held, which another person has to approve. */
    List<String> holds() throws IOException, InterruptedException {
        List<String> drafts = new ArrayList<>();
        for (int i = 1; i <= Math.min(TRIES, received) && drafts.size() < DRAFTS; i++) {
            String path = "/notice/" + DeskPlan.notice(received - i) + "/hold";
            Map<String, String> form = form(path);
            form.put("documentRef", "court 12-3");
            // One that is over, or whose rules allow no pause, is refused.
            if (browser.post(path, form).location() != null) {
                drafts.add(form.get("request"));
            }
        }
        return drafts;
    }

    /** Drafts batches of the list: entries on the works that most sessions show, and on others. */
    List<String> batches() throws IOException, InterruptedException {
        List<String> drafts = new ArrayList<>();
        for (int i = 0; i < BATCHES; i++) {
            Map<String, String> form = form("/list/draft");
            form.put("entries", entries(i));
            drafts.add(sent("/list/draft", form));
        }
        return drafts;
    }

    /** As many works that are not hot as hot ones. */
    int entriesOfBatch() {
        return Math.min(plan.works(), 2 * plan.hotWorks());
    }

    private String entries(int batch) {
        StringBuilder csv =
                new StringBuilder(
                        "entry,work,class,from,to,zone,territories,authority,batch,title\n");
        for (int work = 0; work < entriesOfBatch(); work++) {
            csv.append("draft-").append(batch).append('-').append(work).append(',');
            csv.append(DeskPlan.work(work)).append(",IN_SCREENING,");
            csv.append(DeskRegisters.day(plan.fromMs())).append("T00:00:00,");
            csv.append(DeskRegisters.day(plan.toMs() + 30 * DeskPlan.DAY_MS)).append("T00:00:00,");
            csv.append("Asia/Shanghai,CN,bureau,drafted-").append(batch);
            csv.append(",Night Harbour\n");
        }
        return csv.toString();
    }

    /** Makes the preview of a batch; returns how long that took, in microseconds. */
    long preview(String draft) throws IOException, InterruptedException {
        String path = "/list/draft/" + draft;
        Answered answer = browser.post(path + "/preview", form(path));
        if (answer.location() == null) {
            throw new IOException(path + ": expected a preview, got status " + answer.status());
        }
        return answer.micros();
    }

    /** The page of a batch, as text. */
    String batch(String draft) throws IOException, InterruptedException {
        return browser.get("/list/draft/" + draft).body();
    }

    private Map<String, String> form(String path) throws IOException, InterruptedException {
        Answered page = browser.get(path);
        if (!page.isGood()) {
            throw new IOException(path + ": expected a form, got status " + page.status());
        }
        return DeskBrowser.hidden(page.body());
    }

    private String sent(String path, Map<String, String> form)
            throws IOException, InterruptedException {
        Answered answer = browser.post(path, form);
        if (answer.location() == null) {
            throw new IOException(
                    path
                            + ": expected that the form is taken, got status "
                            + answer.status()
                            + ": "
                            + answer.body().replaceAll("<[^>]*>", " ").replaceAll("\\s+", " "));
        }
        return form.get("request");
    }
}
