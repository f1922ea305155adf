package dev.vigil.desk.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Scripts, styles and pictures, all from the class path: nothing is loaded from elsewhere. Their
 * address has their digest, so that browsers may keep them for ever. For many threads.
 */
final class Assets {
    static final String PATH = "/assets/";

    private static final String OWN = "assets/";
    private static final String WEBJARS = "/META-INF/resources/webjars/";
    private static final int DIGITS = 16;

    private static final Map<String, String> TYPES =
            Map.of(
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "svg", "image/svg+xml");

    private final Map<String, byte[]> byName = new TreeMap<>();
    private final String digest;

    Assets() {
        own("desk.css");
        own("desk.js");
        own("merge.js");
        own("rows.js");
        own("charts.js");
        own("desk.svg");
        library("picocss__pico", "css/pico.classless.min.css");
        library("uplot", "dist/uPlot.iife.min.js");
        library("uplot", "dist/uPlot.min.css");
        digest = digest(byName);
    }

    private void own(String name) {
        byName.put(name, bytes(OWN + name));
    }

    /** The version is the one that the build has. */
    private void library(String artifact, String file) {
        Properties built = new Properties();
        try (InputStream in =
                Assets.class.getResourceAsStream(
                        "/META-INF/maven/org.webjars.npm/" + artifact + "/pom.properties")) {
            built.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("reading the version of " + artifact, e);
        }
        String at = WEBJARS + artifact + "/" + built.getProperty("version") + "/" + file;
        byName.put(file.substring(file.lastIndexOf('/') + 1), bytes(at));
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(
                        "expected " + resource + " on the class path, got none; build it again");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + resource, e);
        }
    }

    private static String digest(Map<String, byte[]> files) {
        try {
            MessageDigest sum = MessageDigest.getInstance("SHA-256");
            files.values().forEach(sum::update);
            return HexFormat.of().formatHex(sum.digest()).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The address of a file. */
    String address(String name) {
        if (!byName.containsKey(name)) {
            throw new IllegalArgumentException(
                    "expected one of " + byName.keySet() + ", got " + name);
        }
        return PATH + digest + "/" + name;
    }

    /**
     * A file.
     *
     * @param isThisVersion false for the address of another version, which is not to be kept
     */
    record Asset(String type, byte[] bytes, boolean isThisVersion) {}

    /** By its address. */
    Optional<Asset> at(String path) {
        String[] parts = path.substring(PATH.length()).split("/", -1);
        if (parts.length != 2 || !byName.containsKey(parts[1])) {
            return Optional.empty();
        }
        String name = parts[1];
        return Optional.of(
                new Asset(
                        TYPES.get(name.substring(name.lastIndexOf('.') + 1)),
                        byName.get(name),
                        parts[0].equals(digest)));
    }
}
