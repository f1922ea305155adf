package dev.vigil.desk;

import dev.vigil.desk.act.ActPages;
import dev.vigil.desk.act.ComparePages;
import dev.vigil.desk.act.InspectionPages;
import dev.vigil.desk.act.NotedExport;
import dev.vigil.desk.act.WritingParties;
import dev.vigil.desk.compare.FileComparisons;
import dev.vigil.desk.inspect.InspectionMaker;
import dev.vigil.desk.screen.HealthSources;
import dev.vigil.desk.screen.NoticeScreens;
import dev.vigil.desk.screen.OwnerScreens;
import dev.vigil.desk.screen.RecordScreens;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.web.DeskPost;
import dev.vigil.desk.web.DeskScreen;
import java.util.ArrayList;
import java.util.List;

/**
 * All pages of a desk, and all that its forms are sent to. Tests take the list from here: a page
 * that is added without a check in a browser fails one.
 */
public final class DeskPages {
    private DeskPages() {}

    /** Of a desk that makes no inspections and compares no files. */
    public static List<DeskScreen> screens(
            Store store, HealthSources health, WritingParties parties) {
        return screens(store, health, parties, InspectionMaker.none(store), FileComparisons.none());
    }

    /** The same. */
    public static List<DeskPost> posts(Store store, WritingParties parties) {
        return posts(store, parties, InspectionMaker.none(store), FileComparisons.none());
    }

    /** In the order in which they are looked for. */
    public static List<DeskScreen> screens(
            Store store,
            HealthSources health,
            WritingParties parties,
            InspectionMaker inspections,
            FileComparisons comparisons) {
        List<DeskScreen> screens = new ArrayList<>(NoticeScreens.all(store, health));
        screens.addAll(RecordScreens.all(store));
        screens.addAll(OwnerScreens.all(store));
        screens.addAll(ActPages.screens(store, parties));
        screens.addAll(InspectionPages.screens(store, inspections));
        screens.addAll(ComparePages.screens(store, comparisons));
        screens.replaceAll(screen -> NotedExport.where(store, screen));
        return screens;
    }

    public static List<DeskPost> posts(
            Store store,
            WritingParties parties,
            InspectionMaker inspections,
            FileComparisons comparisons) {
        List<DeskPost> posts = new ArrayList<>(ActPages.posts(store, parties));
        posts.addAll(InspectionPages.posts(store, inspections));
        posts.addAll(ComparePages.posts(store, comparisons));
        return posts;
    }
}
