package dev.vigil.desk.browser;

import java.util.LinkedHashMap;
import java.util.Map;

/** Forms that are sent by the page's own means, where no person is looked at. */
final class Forms {
    /** A batch of one entry about a work of the scene. */
    static final String LIST =
            "entry,work,class,from,to,list,batch,territories\n"
                    + "screening-9,the-film,IN_SCREENING,2026-11-01T00:00:00,"
                    + "2026-12-24T00:00:00,film,2026-9,HK\n";

    private Forms() {}

    /**
     * Opens a form and sends it with these fields; returns the path that the answer leads to.
     *
     * @param fields names and values
     */
    static String send(Browser browser, String path, String... fields) {
        return (String)
                browser.driver()
                        .executeAsyncScript(
                                "const [path, fields, done] = arguments;"
                                        + "fetch(path).then(page => page.text()).then(html => {"
                                        + " const page = new DOMParser().parseFromString(html,"
                                        + " 'text/html');"
                                        + " const form = page.querySelector('main form');"
                                        + " const values = new FormData(form);"
                                        + " for (const name in fields) values.set(name,"
                                        + " fields[name]);"
                                        + " const isFile = form.enctype === 'multipart/form-data';"
                                        + " return fetch(form.getAttribute('action'), {method:"
                                        + " 'POST', body: isFile ? values : new"
                                        + " URLSearchParams(values)}); })"
                                        + ".then(answer => done(new URL(answer.url).pathname),"
                                        + " fault => done(String(fault)))",
                                path,
                                named(fields));
    }

    private static Map<String, String> named(String... fields) {
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            named.put(fields[i], fields[i + 1]);
        }
        return named;
    }

    /** Sends the form of the open page as it is, without the browser's own checks. */
    static void sendOpen(Browser browser, String field, String value) {
        browser.leave(
                () ->
                        browser.run(
                                "const form = document.querySelector('main form');"
                                        + "form.noValidate = true;"
                                        + "if (form.elements[arguments[0]])"
                                        + " form.elements[arguments[0]].value = arguments[1];"
                                        + "form.requestSubmit()",
                                field,
                                value));
    }

    /** Whether a page has such an element by now. */
    static boolean has(Browser browser, String path, String selector) {
        return Boolean.TRUE.equals(
                browser.driver()
                        .executeAsyncScript(
                                "const [path, selector, done] = arguments;"
                                        + "fetch(path).then(page => page.text()).then(html =>"
                                        + " done(new DOMParser().parseFromString(html,"
                                        + " 'text/html').querySelector(selector) !== null),"
                                        + " fault => done(String(fault)))",
                                path,
                                selector));
    }

    /** The status of an address that is no page. */
    static String status(Browser browser, String path) {
        return (String)
                browser.driver()
                        .executeAsyncScript(
                                "const [path, done] = arguments;"
                                        + "fetch(path).then(answer => answer.text().then(() =>"
                                        + " done(String(answer.status))),"
                                        + " fault => done(String(fault)))",
                                path);
    }
}
