package dev.vigil.desk.browser;

import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.sign.Visitor;
import dev.vigil.desk.web.DeskScreen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Pictures of each page, for people to look at: light, dark, as a phone shows it, and as it is
 * printed. Into the folder that the system property {@code desk.pictures} names; {@code
 * desk.pictures.of} is a regular expression of the paths that are wanted.
 */
final class PagePictures {
    private static final int PHONE = 390;

    private PagePictures() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(System.getProperty("desk.pictures")));
        String wanted = System.getProperty("desk.pictures.of", ".*");
        Browser browser = Browser.shared();
        try (BrowsedDesk desk = BrowsedDesk.filled()) {
            for (PageLanguage language : PageLanguage.values()) {
                browser.signIn(desk, BrowsedDesk.ALL_ROLES, language);
                browser.open(desk, "/");
                Map<String, String> ordered = EachPageITCase.ordered(browser);
                for (DeskScreen screen : BrowsedDesk.screens(desk.store())) {
                    for (String address : BrowsedPages.of(screen, ordered)) {
                        if (address.matches(wanted) && !BrowsedPages.isFile(address)) {
                            browser.open(desk, address);
                            take(browser, folder, language.tag() + name(address));
                        }
                    }
                }
                others(browser, desk, folder, language);
            }
        }
    }

    /** What is refused, and who is not signed in. */
    private static void others(
            Browser browser, BrowsedDesk desk, Path folder, PageLanguage language)
            throws IOException {
        browser.open(desk, "/notice/n-none");
        take(browser, folder, language.tag() + "-none");
        browser.open(desk, "/list/draft");
        Forms.sendOpen(browser, "entries", "entry,work\nx");
        take(browser, folder, language.tag() + "-wrong");
        browser.signIn(
                desk,
                new Visitor("oidc:studio", "studio", Set.of(DeskRole.OWNER), "studio"),
                language);
        browser.open(desk, "/alerts");
        take(browser, folder, language.tag() + "-refused");
        browser.driver().manage().deleteAllCookies();
        browser.driver().get(desk.address("/signin"));
        take(browser, folder, language.tag() + "-signin");
    }

    private static String name(String address) {
        return address.replaceAll("[^A-Za-z0-9]+", "-");
    }

    private static void take(Browser browser, Path folder, String name) throws IOException {
        Map<String, byte[]> pictures = new HashMap<>();
        browser.wide();
        for (String scheme : List.of("light", "dark")) {
            browser.media("screen", scheme);
            pictures.put(scheme + ".png", browser.picture());
        }
        browser.media("screen", "light");
        browser.size(PHONE, 844);
        pictures.put("phone.png", browser.picture());
        browser.wide();
        browser.media("print", "light");
        pictures.put("print.pdf", browser.print());
        browser.media("screen", "light");
        for (Map.Entry<String, byte[]> picture : pictures.entrySet()) {
            Files.write(folder.resolve(name + "-" + picture.getKey()), picture.getValue());
        }
    }
}
