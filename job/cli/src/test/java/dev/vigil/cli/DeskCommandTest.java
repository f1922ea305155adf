package dev.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class DeskCommandTest {
    @TempDir private Path folder;

    @Test
    void aStoreIsWrittenToANewFile() {
        Path file = folder.resolve("backup.sqlite");
        String store = "jdbc:sqlite:" + folder.resolve("desk.sqlite");
        assertThat(Vigil.run("desk", "--store", store, "--backup", file.toString())).isZero();
        assertThat(file).isNotEmptyFile();
        assertThat(Vigil.run("desk", "--store", store, "--backup", file.toString())).isNotZero();
    }

    @Test
    void rowsAreEmptiedForTheDeskThatStartsNext() {
        String store = "jdbc:sqlite:" + folder.resolve("desk.sqlite");
        assertThat(Vigil.run("desk", "--store", store, "--rebuild")).isZero();
    }

    /** Before anything is opened. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--store jdbc:h2:FOLDER/a|--store: expected jdbc:sqlite:FILE or jdbc:postgresql:",
                "--store jdbc:sqlite:FOLDER/a --bind 192.0.2.1:8082|--bind: expected an address of",
                "--store jdbc:sqlite:FOLDER/a --sign-in saml|Invalid value for option '--sign-in'",
                "--store jdbc:sqlite:FOLDER/a --sign-in oidc|--issuer: expected it with --sign-in",
                "--store jdbc:sqlite:FOLDER/a --sign-in oidc --issuer http://id.example --role-map"
                        + " a=lead --public-url https://d.example|--issuer: expected an address",
                "--store jdbc:sqlite:FOLDER/a --sign-in oidc --issuer https://id.example --role-map"
                        + " a=boss --public-url https://d.example|--role-map: expected GROUP=ROLE",
                "--store jdbc:sqlite:FOLDER/a --sign-in oidc --issuer https://id.example --role-map"
                        + " a=lead --public-url https://d.example --bind 192.0.2.1:1|--tls-cert and",
                "--store jdbc:sqlite:FOLDER/a --sign-in proxy|--proxy-secret-file: expected it with",
                "--store jdbc:sqlite:FOLDER/a --behind-proxy p.example|--behind-proxy: expected an",
                "--store jdbc:sqlite:FOLDER/a --tls-cert a|--tls-cert: expected it together with",
                "--store jdbc:sqlite:FOLDER/a --bind 8082|expected HOST:PORT, got '8082'",
                "--bind 127.0.0.1:0|Missing required option: '--store=URL'",
                "--store jdbc:sqlite:FOLDER/a --store-password-file FOLDER/none|expected a readable"
            })
    void aWrongLineIsRefused(String words, String sentence) {
        StringWriter errors = new StringWriter();
        CommandLine line = Vigil.line();
        line.setErr(new PrintWriter(errors, true));
        String[] arguments = ("desk " + words.replace("FOLDER", folder.toString())).split(" ");
        assertThat(line.execute(arguments)).isNotZero();
        assertThat(errors.toString()).contains(sentence);
        assertThat(folder).isEmptyDirectory();
    }
}
