package dev.vigil.stream.options;

import dev.vigil.account.LedgerRules;
import dev.vigil.account.StrikeLadder;
import dev.vigil.audit.NoteKey;
import dev.vigil.flink.KeyGroups;
import dev.vigil.schema.check.ReservedId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/**
 * {@code --key value} pairs over a {@code --config FILE}: arguments win. Reports every error at
 * once, before an environment exists; an unknown key names the nearest known one.
 */
public final class OptionsParser {
    private static final String PREFIX = "--";
    private static final String FILE = "config";

    /** Flink would take it as milliseconds, and a person who forgot the unit meant another. */
    private static final Pattern NO_UNIT = Pattern.compile("\\s*\\d+\\s*");

    private OptionsParser() {}

    /**
     * Parses and checks.
     *
     * @throws IllegalArgumentException with one line per error
     */
    public static Configuration parse(String... args) {
        List<String> errors = new ArrayList<>();
        Map<String, String> given = arguments(args, errors);
        Map<String, String> values = new LinkedHashMap<>();
        String file = given.remove(FILE);
        if (file != null) {
            values.putAll(file(file, errors));
        }
        values.putAll(given);
        Configuration configuration = configuration(values, errors);
        if (errors.isEmpty()) {
            checkOwnKey(configuration, errors);
            checkAuditKey(configuration, errors);
            checkSignalKeys(configuration, errors);
            checkSlots(configuration, errors);
            checkMemory(configuration, errors);
        }
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), errors));
        }
        return configuration;
    }

    private static Map<String, String> arguments(String[] args, List<String> errors) {
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 0; i < args.length; i++) {
            if (!args[i].startsWith(PREFIX)) {
                errors.add("expected --key value, got '" + args[i] + "'; put the key before it");
            } else if (i + 1 == args.length || args[i + 1].startsWith(PREFIX)) {
                errors.add(args[i] + ": expected a value, got none; write " + args[i] + " VALUE");
            } else {
                given.put(args[i].substring(PREFIX.length()), args[++i]);
            }
        }
        return given;
    }

    private static Map<String, String> file(String name, List<String> errors) {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(Path.of(name))) {
            properties.load(in);
        } catch (IOException e) {
            errors.add("--config: expected a readable properties file, got '" + name + "'");
        }
        Map<String, String> values = new LinkedHashMap<>();
        properties.stringPropertyNames().forEach(k -> values.put(k, properties.getProperty(k)));
        return values;
    }

    private static Configuration configuration(Map<String, String> values, List<String> errors) {
        Configuration configuration = new Configuration();
        values.forEach(
                (key, value) -> {
                    ConfigOption<?> option = known(key);
                    if (option == null) {
                        errors.add(
                                "--"
                                        + key
                                        + ": no such option; did you mean --"
                                        + nearest(key)
                                        + "?");
                        return;
                    }
                    configuration.setString(key, value);
                    check(option, configuration, value, errors);
                });
        return configuration;
    }

    private static <T> void check(
            ConfigOption<T> option,
            Configuration configuration,
            String given,
            List<String> errors) {
        T value;
        try {
            value = configuration.get(option);
        } catch (IllegalArgumentException e) {
            errors.add(unexpected(option, given));
            return;
        }
        if (value instanceof Duration span && !span.isZero() && NO_UNIT.matcher(given).matches()) {
            errors.add(unexpected(option, given) + "; write its unit");
            return;
        }
        Constraint<T> constraint = JobOptions.constraint(option);
        if (constraint != null) {
            constraint
                    .check()
                    .faults(value, given)
                    .forEach(fault -> errors.add("--" + option.key() + fault));
        }
    }

    /** Else the job would refuse its own entries. */
    private static void checkOwnKey(Configuration options, List<String> errors) {
        String keys = options.get(JobOptions.LIST_KEYS);
        boolean writes =
                options.get(JobOptions.JOB).runsMedia()
                        && !options.get(JobOptions.STAYDOWN_KEEP).isZero();
        if (keys == null || !writes) {
            return;
        }
        String own = options.get(JobOptions.LIST_KEY);
        List<PublicKey> known = ListKeysFile.publicKeys(Path.of(keys)).get(ReservedId.AUTHORITY);
        if (own == null
                || known == null
                || !ListKeysFile.belong(ListKeysFile.privateKey(Path.of(own)), known)) {
            errors.add(
                    "--list.key: expected the private key of which --list.keys holds the public one"
                            + " as authority "
                            + ReservedId.AUTHORITY
                            + ", got "
                            + (own == null ? "none" : "another")
                            + "; make a pair with vigil list key "
                            + ReservedId.AUTHORITY
                            + ", or set --staydown.keep '0 s'");
        }
    }

    /** Else the job would fail with its first seal. */
    private static void checkAuditKey(Configuration options, List<String> errors) {
        String log = options.get(JobOptions.AUDIT_LOG);
        String own = options.get(JobOptions.AUDIT_KEY);
        if (!options.get(JobOptions.JOB).runsLedger() || log == null && own == null) {
            return;
        }
        if (log == null) {
            errors.add(
                    "--audit.log: expected with --audit.key the verifier key of the log, got none;"
                            + " vigil audit key prints it");
        } else if (own == null
                || !ListKeysFile.belong(
                        ListKeysFile.privateKey(Path.of(own)), List.of(NoteKey.parse(log).key()))) {
            errors.add(
                    "--audit.key: expected the private key that --audit.log is the verifier key of,"
                            + " got "
                            + (own == null ? "none" : "another")
                            + "; make a pair with vigil audit key");
        }
    }

    /** Else the job would share what no peer can check, or its own entries would be refused. */
    private static void checkSignalKeys(Configuration options, List<String> errors) {
        String origin = options.get(JobOptions.SIGNALS_ORIGIN);
        String keys = options.get(JobOptions.SIGNALS_KEYS);
        String own = options.get(JobOptions.SIGNALS_KEY);
        boolean isNone = origin == null && keys == null && own == null;
        if (!options.get(JobOptions.JOB).runsLedger() || isNone) {
            return;
        }
        if (origin == null || keys == null || own == null) {
            errors.add(
                    "--signals.origin: expected with --signals.keys and --signals.key, all three,"
                            + " got "
                            + (origin == null ? "no name" : keys == null ? "no keys" : "no key")
                            + "; give all three, or none where this site has no peers");
            return;
        }
        String list = options.get(JobOptions.LIST_KEYS);
        if (list == null) {
            return;
        }
        List<PublicKey> known = ListKeysFile.publicKeys(Path.of(list)).get(ReservedId.AUTHORITY);
        if (known == null || !ListKeysFile.belong(ListKeysFile.privateKey(Path.of(own)), known)) {
            errors.add(
                    "--signals.key: expected the private key of which --list.keys holds the public"
                            + " one as authority "
                            + ReservedId.AUTHORITY
                            + ", got another; add its line to that file");
        }
    }

    private static void checkSlots(Configuration options, List<String> errors) {
        int replicas = options.get(JobOptions.INDEX_REPLICAS);
        int shards = options.get(JobOptions.INDEX_SHARDS);
        if (replicas > KeyGroups.MAX_PARALLELISM / shards) {
            errors.add(
                    "--index.shards: expected with --index.replicas "
                            + KeyGroups.MAX_PARALLELISM
                            + " slots at most, got "
                            + shards
                            + " and "
                            + replicas
                            + "; give the tasks more memory instead");
        }
    }

    private static void checkMemory(Configuration options, List<String> errors) {
        String file = options.get(JobOptions.LADDER_RULES);
        StrikeLadder ladder = file == null ? StrikeLadder.DEFAULTS : LadderFile.read(Path.of(file));
        LedgerRules.memoryError(ladder, options.get(JobOptions.LEDGER_MEMORY).toMillis())
                .ifPresent(error -> errors.add("--ledger." + error));
    }

    private static String unexpected(ConfigOption<?> option, String given) {
        return "--" + option.key() + ": expected " + expected(option) + ", got '" + given + "'";
    }

    private static String expected(ConfigOption<?> option) {
        Object value = option.defaultValue();
        if (value instanceof Enum<?> choice) {
            return "one of " + JobOptions.choices(choice.getDeclaringClass());
        }
        return "a value such as "
                + (value instanceof Duration duration ? duration.toSeconds() + " s" : value);
    }

    private static ConfigOption<?> known(String key) {
        return JobOptions.all().stream().filter(o -> o.key().equals(key)).findFirst().orElse(null);
    }

    private static String nearest(String key) {
        return RecordReader.nearest(
                key, JobOptions.all().stream().<String>map(ConfigOption::key).toList());
    }
}
