package dev.vigil.local.security;

import java.io.StringWriter;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.layout.PatternLayout;

/** All that is logged in this JVM from level INFO on, where clients tell their settings. */
final class CapturedLog implements AutoCloseable {
    private static final String NAME = "captured";
    private static final String CONSOLE = "console";

    private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
    private final LoggerConfig root = context.getConfiguration().getRootLogger();
    private final Level before = root.getLevel();
    private final StringWriter written = new StringWriter();

    CapturedLog() {
        PatternLayout layout = PatternLayout.newBuilder().withPattern("%p %c %m%n%ex").build();
        WriterAppender appender =
                WriterAppender.createAppender(layout, null, written, NAME, false, true);
        appender.start();
        root.addAppender(appender, Level.INFO, null);
        console(before);
        root.setLevel(Level.INFO);
        context.updateLoggers();
    }

    String text() {
        return written.toString();
    }

    /** Thousands of lines on the console help nobody. */
    private void console(Level from) {
        Appender console = root.getAppenders().get(CONSOLE);
        root.removeAppender(CONSOLE);
        root.addAppender(console, from, null);
    }

    @Override
    public void close() {
        console(null);
        root.removeAppender(NAME);
        root.setLevel(before);
        context.updateLoggers();
    }
}
