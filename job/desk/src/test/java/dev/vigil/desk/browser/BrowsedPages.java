package dev.vigil.desk.browser;

import dev.vigil.desk.act.Deed;
import dev.vigil.desk.act.Deeds;
import dev.vigil.desk.web.DeskScreen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An address of each page that there is, in the scene that {@link BrowsedDesk} has. */
final class BrowsedPages {
    /** What a deed is about, by the first segment of its path. */
    private static final Map<String, String> ABOUT =
            Map.of(
                    "notice", "n-2",
                    "item", "room-n-2-0",
                    "account", "user-8",
                    "reports", "live-77",
                    "signal", "signal-1",
                    "work", "the-film");

    private static final Map<String, List<String>> BY_PATH = new HashMap<>();

    static {
        BY_PATH.put("/", List.of("/", "/?over=1"));
        BY_PATH.put("/notice/{id}", List.of("/notice/n-2", "/notice/n-31", "/notice/n-12"));
        BY_PATH.put("/notice/{id}/items.csv", List.of("/notice/n-2/items.csv"));
        BY_PATH.put("/alerts", List.of("/alerts", "/alerts?key=n-2%2F1%2FE5"));
        BY_PATH.put("/notifier/{id}", List.of("/notifier/agent-4"));
        BY_PATH.put("/deadletters", List.of("/deadletters", "/deadletters?letter=notices%2F0%2F5"));
        BY_PATH.put("/record/{topic}/{part}/{off}", List.of("/record/health/0/0"));
        BY_PATH.put("/search", List.of("/search?q=n-"));
        BY_PATH.put("/runbook/{page}", List.of("/runbook/notice"));
        BY_PATH.put("/compare", List.of("/compare?session=live-77&start=7"));
        BY_PATH.put("/session/{id}", List.of("/session/live-77"));
        BY_PATH.put("/command/{id}", List.of("/command/live-77%2Fcommand%2F1"));
        BY_PATH.put("/list/entry/{id}", List.of("/list/entry/screening-1"));
        BY_PATH.put("/list/batch/{id}", List.of("/list/batch/film%2F2026-7"));
        BY_PATH.put("/work/{id}", List.of("/work/the-film"));
        BY_PATH.put("/account/{id}", List.of("/account/user-8"));
        BY_PATH.put("/report/{id}", List.of("/report/user-8%2Freport%2F1"));
        BY_PATH.put("/signal/{id}", List.of("/signal/signal-1"));
        BY_PATH.put("/log/{id}", List.of("/log/site%2Faudit%2F1"));
        BY_PATH.put("/sessions", List.of("/sessions?which=ALL"));
        BY_PATH.put("/list", List.of("/list?which=ALL"));
        BY_PATH.put("/usage", List.of("/usage?work=the-film"));
        BY_PATH.put("/list/batch/{id}/withdraw", List.of("/list/batch/film%2F2026-7/withdraw"));
        BY_PATH.put("/owner/work/{id}", List.of("/owner/work/the-film"));
        BY_PATH.put("/owner/notice/{id}", List.of("/owner/notice/n-2"));
    }

    private BrowsedPages() {}

    /**
     * Where a screen is seen; empty for one that nobody has named an address of.
     *
     * @param ordered what {@code {id}} holds of pages that orders have made: by path
     */
    static List<String> of(DeskScreen screen, Map<String, String> ordered) {
        String path = screen.path();
        if (BY_PATH.containsKey(path)) {
            return BY_PATH.get(path);
        } else if (ordered.containsKey(path)) {
            return List.of(path.replace("{id}", ordered.get(path)));
        } else if (!path.contains("{")) {
            return List.of(path);
        }
        return Deeds.all().stream()
                .filter(deed -> deed.path().equals(path))
                .map(Deed::about)
                .filter(ABOUT::containsKey)
                .map(about -> path.replace("{id}", ABOUT.get(about)))
                .toList();
    }

    /** Those that are files and no pages. */
    static boolean isFile(String address) {
        return address.matches("[^?]*\\.(csv|zip|json|html|png)(\\?.*)?");
    }

    /** Lists: pages that are there without anything in the store. */
    static List<String> lists(List<DeskScreen> screens) {
        List<String> lists = new ArrayList<>();
        for (DeskScreen screen : screens) {
            boolean isDeed =
                    Deeds.all().stream().anyMatch(deed -> deed.path().equals(screen.path()));
            if (!screen.path().contains("{") && !isDeed && !isFile(screen.path())) {
                lists.add(screen.path());
            }
        }
        return lists;
    }
}
