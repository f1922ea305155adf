package dev.vigil.desk.act;

import dev.vigil.desk.inspect.InspectionMaker;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.web.DeskPost;
import dev.vigil.desk.web.DeskScreen;
import java.util.List;

/** Inspections: asked for, shown, taken away; of auditors alone. */
public final class InspectionPages {
    private InspectionPages() {}

    public static List<DeskScreen> screens(Store store, InspectionMaker maker) {
        return List.of(new InspectionForm(store, maker), new InspectionScreen(maker));
    }

    public static List<DeskPost> posts(Store store, InspectionMaker maker) {
        return List.of(new InspectionForm(store, maker), new InspectionDownload(store, maker));
    }
}
