package dev.vigil.desk.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.sign.Visitor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.logging.Level;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * Debian's Chromium without a window: one process for all tests of this JVM, which ends with it. It
 * finds no other host than this machine.
 */
public final class Browser {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 900;

    /** What tests read of a page: {@code look.wide()} and others. */
    private static final String LOOK = text(Browser.class.getResourceAsStream("look.js"));

    private static final Pattern REQUEST =
            Pattern.compile("\"Network\\.requestWillBeSent\".*?\"url\":\"(\\w+://[^\"]*)\"");

    private static Browser shared;

    private final ChromeDriver driver;

    /** Pages that were left. */
    private int left;

    private final Set<Integer> expected = new HashSet<>();

    /** In which the texts are whose contrast axe has looked at. */
    private final Set<String> places = new HashSet<>();

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** The one of this JVM; where it is not installed the test is skipped. */
    public static synchronized Browser shared() {
        Assumptions.assumeTrue(
                Files.isExecutable(CHROMIUM),
                "no " + CHROMIUM + ": install the package chromium for this test");
        Assumptions.assumeTrue(
                Files.isExecutable(DRIVER),
                "no " + DRIVER + ": install the package chromium-driver for this test");
        if (shared == null) {
            Browser started = new Browser(new ChromeDriver(service(), options()));
            // Of each page, to be run where it is wanted: sent anew each time it is half of all.
            started.driver.executeCdpCommand(
                    "Page.addScriptToEvaluateOnNewDocument",
                    Map.of(
                            "source",
                            "window.axeOnce = () => { if (!window.axe) {"
                                    + axeSource()
                                    + "\n} };"
                                    + LOOK));
            Runtime.getRuntime().addShutdownHook(new Thread(started.driver::quit));
            started.size(WIDTH, HEIGHT);
            shared = started;
        }
        return shared;
    }

    private static ChromeDriverService service() {
        return new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                // Fields of a time are typed in the order of its language.
                .withEnvironment(Map.of("LANGUAGE", "en_US"))
                .withSilent(true)
                .build();
    }

    private static ChromeOptions options() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                // As on a phone, where they lie on the page.
                "--hide-scrollbars",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                "--window-size=" + WIDTH + "," + HEIGHT);
        // What it asks for, and not what it draws.
        options.setExperimentalOption("perfLoggingPrefs", Map.of("enablePage", false));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        return options;
    }

    /** For what has no method here. */
    public ChromeDriver driver() {
        return driver;
    }

    // Where it is -----------------------------------------------------------------------------

    /** Signs in, as a session begins, in a language of the person's. */
    public void signIn(BrowsedDesk desk, Visitor visitor, PageLanguage language) {
        driver.executeCdpCommand(
                "Network.setCookie",
                Map.of(
                        "name",
                        desk.cookie(),
                        "value",
                        desk.begin(visitor, language),
                        "url",
                        desk.address("/"),
                        "httpOnly",
                        true));
    }

    /** Opens a page and waits until it lives. */
    public void open(BrowsedDesk desk, String path) {
        driver.get(desk.address(path));
        ready();
    }

    /** Until the page has heard of the desk. It is asked once: a question takes 10 ms of CPU. */
    public void ready() {
        patiently("a page that has heard of its desk")
                .until(
                        () ->
                                driver.executeAsyncScript(
                                                "const done = arguments[0];"
                                                        + "const html = document.documentElement;"
                                                        + "const look = () => 'ready' in html.dataset"
                                                        + " && (done(true), true);"
                                                        + "if (!look()) new MutationObserver((all, it) =>"
                                                        + " { if (look()) it.disconnect(); })"
                                                        + ".observe(html, {attributes: true})")
                                        .equals(true));
    }

    /**
     * Does what leads to another page, and waits until that lives. A page that a browser kept and
     * shows again has still the mark of the time before.
     */
    public void leave(Runnable act) {
        String mark = Integer.toString(++left);
        run("document.documentElement.dataset.left = arguments[0]", mark);
        act.run();
        patiently("another page")
                .until(
                        () ->
                                is(
                                        "return document.documentElement.dataset.left !== arguments[0]",
                                        mark));
        ready();
    }

    private static ConditionFactory patiently(String what) {
        return await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(15))
                .pollDelay(Duration.ZERO)
                .ignoreExceptionsInstanceOf(WebDriverException.class);
    }

    /** The path of the page, with its query. */
    public String path() {
        return text("return location.pathname + location.search");
    }

    // What it shows ---------------------------------------------------------------------------

    public Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    private boolean is(String script, Object... arguments) {
        return Boolean.TRUE.equals(run(script, arguments));
    }

    public String text(String script, Object... arguments) {
        return String.valueOf(run(script, arguments));
    }

    /** The text of the first element, as it is shown. */
    public String shown(String selector) {
        return text(
                "const e = document.querySelector(arguments[0]); return e ? e.innerText : ''",
                selector);
    }

    /** What some of {@code look.js} find, one after the other. */
    @SuppressWarnings("unchecked")
    public List<String> look(String... calls) {
        return (List<String>) run("return [].concat(look." + String.join(", look.", calls) + ")");
    }

    /**
     * Violations of the rules of axe. That of contrast takes most of the time, and depends on what
     * a text is in: where an earlier page has had each of these places, {@code pale()} is enough.
     */
    public List<String> axe() {
        boolean isNewPlace = places.addAll(look("places()"));
        List<String> found = new ArrayList<>(violations(isNewPlace));
        if (!isNewPlace) {
            found.addAll(look("pale()"));
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    private List<String> violations(boolean withContrast) {
        return (List<String>)
                driver.executeAsyncScript(
                        "const [withContrast, done] = arguments; axeOnce();"
                                + "axe.run(document, {resultTypes: ['violations'], rules:"
                                + " {'color-contrast': {enabled: withContrast}}})"
                                + ".then(found => done(found.violations.flatMap(one =>"
                                + " one.nodes.slice(0, 3).map(node => one.id + ': ' +"
                                + " node.html.slice(0, 200) + ' ' +"
                                + " [...node.any, ...node.all, ...node.none].map(why =>"
                                + " why.message).join('; ')))), fault => done([String(fault)]))",
                        withContrast);
    }

    private static String axeSource() {
        Properties built = new Properties();
        try (InputStream in =
                Browser.class.getResourceAsStream(
                        "/META-INF/maven/org.webjars.npm/axe-core/pom.properties")) {
            built.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text(
                Browser.class.getResourceAsStream(
                        "/META-INF/resources/webjars/axe-core/"
                                + built.getProperty("version")
                                + "/axe.min.js"));
    }

    private static String text(InputStream in) {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // How it is seen --------------------------------------------------------------------------

    /** In CSS pixels: half of them are what a page has at 200 %. */
    public void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        // A page hears of it with a frame that follows, and draws its charts anew.
        driver.executeAsyncScript(
                "const done = arguments[0];"
                        + " requestAnimationFrame(() => requestAnimationFrame(() => done()))");
    }

    /** The window as it was at first. */
    public void wide() {
        size(WIDTH, HEIGHT);
    }

    /**
     * @param media screen or print
     * @param scheme light or dark
     */
    public void media(String media, String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "media",
                        media,
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", scheme),
                                // Colours on their way to others are none of a page's.
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    /** A picture of the whole page as PNG. */
    public byte[] picture() {
        Map<String, Object> taken =
                driver.executeCdpCommand(
                        "Page.captureScreenshot",
                        Map.of("format", "png", "captureBeyondViewport", true));
        return Base64.getDecoder().decode((String) taken.get("data"));
    }

    /** The page as it is printed, as PDF. */
    public byte[] print() {
        Map<String, Object> printed =
                driver.executeCdpCommand(
                        "Page.printToPDF",
                        Map.of(
                                "paperWidth",
                                8.27,
                                "paperHeight",
                                11.69,
                                "preferCSSPageSize",
                                true));
        return Base64.getDecoder().decode((String) printed.get("data"));
    }

    /** Files that are taken away are kept there, under their own names. */
    public void keepFiles(Path folder) {
        driver.executeCdpCommand(
                "Browser.setDownloadBehavior",
                Map.of("behavior", "allow", "downloadPath", folder.toString()));
    }

    // What it kept out ------------------------------------------------------------------------

    /** Before a test: what was before is not of it. */
    void begin() {
        expected.clear();
        // A page that is left open goes on asking for its desk.
        driver.get("about:blank");
        driver.manage().logs().get(LogType.BROWSER);
        driver.manage().logs().get(LogType.PERFORMANCE);
        wide();
        media("screen", "light");
    }

    /** Answers with this status are no fault of this test: the console lists each of them. */
    public void expect(int status) {
        expected.add(status);
    }

    /** After a test: nothing was refused, nothing failed, nothing was asked for elsewhere. */
    void requireQuiet() {
        List<String> faults = new ArrayList<>();
        for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
            boolean isExpected =
                    expected.stream()
                            .anyMatch(it -> entry.getMessage().contains("a status of " + it));
            if (entry.getLevel().intValue() >= Level.SEVERE.intValue() && !isExpected) {
                faults.add("console: " + entry.getMessage());
            }
        }
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            Matcher request = REQUEST.matcher(entry.getMessage());
            if (request.find() && isElsewhere(request.group(1))) {
                faults.add("asked for " + request.group(1));
            }
        }
        assertThat(faults).isEmpty();
    }

    private static boolean isElsewhere(String url) {
        return !url.startsWith("http://127.0.0.1:")
                && !url.startsWith("data:")
                && !url.startsWith("chrome:")
                && !url.startsWith("about:");
    }
}
