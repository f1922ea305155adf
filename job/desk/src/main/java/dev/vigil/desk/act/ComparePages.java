package dev.vigil.desk.act;

import dev.vigil.desk.compare.FileComparisons;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.web.DeskPost;
import dev.vigil.desk.web.DeskScreen;
import java.util.List;

/** Two files of a person are compared, and shown to that person alone. */
public final class ComparePages {
    private ComparePages() {}

    public static List<DeskScreen> screens(Store store, FileComparisons comparisons) {
        return List.of(
                new CompareForm(store, comparisons),
                new CompareScreen(comparisons),
                new ComparedPicture(comparisons));
    }

    public static List<DeskPost> posts(Store store, FileComparisons comparisons) {
        return List.of(new CompareForm(store, comparisons));
    }
}
