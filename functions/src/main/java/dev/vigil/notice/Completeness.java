package dev.vigil.notice;

import dev.vigil.schema.notice.Element;
import dev.vigil.schema.notice.NoticeContent;
import dev.vigil.schema.notice.NoticeReceived;
import java.util.ArrayList;
import java.util.List;

/** The statutory content of notices and counter-notices. */
public final class Completeness {
    private Completeness() {}

    /**
     * What the law asks for and the notice lacks (Regulation art. 14, Civil Code 1195). It asks
     * nothing of an authority's directive.
     */
    public static List<Element> missing(NoticeReceived notice) {
        if (notice.directive() != null) {
            return List.of();
        }
        List<Element> missing = new ArrayList<>(missing(notice.content()));
        if (notice.works().isEmpty()) {
            missing.add(Element.WORK);
        }
        if (notice.items().stream().anyMatch(item -> item.locator() == null)) {
            missing.add(Element.LOCATION);
        }
        return List.copyOf(missing);
    }

    /** The same of a counter-notice, which mirrors it (Regulation art. 16). */
    public static List<Element> missing(NoticeContent content) {
        List<Element> missing = new ArrayList<>();
        require(missing, Element.IDENTITY, content != null && content.identity() != null);
        require(missing, Element.CONTACT, content != null && content.contact() != null);
        require(missing, Element.ADDRESS, content != null && content.address() != null);
        require(missing, Element.EVIDENCE, content != null && !content.evidence().isEmpty());
        require(
                missing,
                Element.TRUTH,
                content != null && Boolean.TRUE.equals(content.truthDeclaration()));
        return List.copyOf(missing);
    }

    private static void require(List<Element> missing, Element element, boolean given) {
        if (!given) {
            missing.add(element);
        }
    }
}
