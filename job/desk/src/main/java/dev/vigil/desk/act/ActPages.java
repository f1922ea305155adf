package dev.vigil.desk.act;

import dev.vigil.desk.store.Store;
import dev.vigil.desk.web.DeskPost;
import dev.vigil.desk.web.DeskScreen;
import java.util.ArrayList;
import java.util.List;

/** Forms of what people may do, where they are sent to, and what became of it. */
public final class ActPages {
    private ActPages() {}

    public static List<DeskScreen> screens(Store store, WritingParties parties) {
        FourEyes eyes = new FourEyes(store);
        List<DeskScreen> screens = new ArrayList<>(DeedPage.all(store, parties));
        screens.add(new OrderScreen(store));
        screens.add(new DraftsScreen(eyes));
        screens.add(new DraftScreen(eyes));
        screens.add(new ListDraftForm(store));
        screens.add(new ListDraftFile(store));
        screens.add(new ListDraftScreen(store, parties));
        screens.add(new BatchWithdrawal(store));
        return screens;
    }

    public static List<DeskPost> posts(Store store, WritingParties parties) {
        FourEyes eyes = new FourEyes(store);
        List<DeskPost> posts = new ArrayList<>(DeedPage.all(store, parties));
        posts.add(new DraftPost(eyes, true));
        posts.add(new DraftPost(eyes, false));
        posts.add(new ListDraftForm(store));
        posts.add(new BatchWithdrawal(store));
        for (ListDraftPost.Step step : ListDraftPost.Step.values()) {
            posts.add(new ListDraftPost(store, parties, step));
        }
        posts.addAll(Bulk.posts(store, parties));
        return posts;
    }
}
