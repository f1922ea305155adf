package dev.vigil.local.bench;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A child JVM with the class path of this one, its output in a file. */
final class Jvm implements AutoCloseable {
    private static final List<String> FLINK_OPENS =
            List.of(
                    "java.util",
                    "java.lang",
                    "java.net",
                    "java.io",
                    "java.nio",
                    "sun.nio.ch",
                    "java.lang.reflect",
                    "java.text",
                    "java.time",
                    "java.util.concurrent",
                    "java.util.concurrent.atomic",
                    "java.util.concurrent.locks");

    private static final int TAIL = 4_000;

    private final Process process;
    private final Path log;
    private Duration cpu = Duration.ZERO;

    private Jvm(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static Jvm start(
            Path log, List<String> options, Map<String, String> env, Class<?> main, String... args)
            throws IOException {
        String classPath = System.getProperty("java.class.path");
        return start(log, options, env, classPath, main.getName(), args);
    }

    /** With other libraries than those of this one. */
    static Jvm startApart(
            Path log, List<String> options, String libraries, String main, String... args)
            throws IOException {
        String leash = Leash.class.getProtectionDomain().getCodeSource().getLocation().getPath();
        String classPath = libraries + File.pathSeparator + leash;
        return start(log, options, Map.of(), classPath, main, args);
    }

    private static Jvm start(
            Path log,
            List<String> options,
            Map<String, String> env,
            String classPath,
            String main,
            String... args)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        FLINK_OPENS.forEach(name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, Leash.class.getName(), main));
        command.addAll(List.of(args));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(env);
        return new Jvm(builder.start(), log);
    }

    /** Throws what it said last, where it has ended by itself. */
    void requireAlive() throws IOException {
        if (!process.isAlive()) {
            String output = Files.readString(log, StandardCharsets.UTF_8);
            throw new IOException(
                    "process: expected it to run, came its end with code "
                            + process.exitValue()
                            + "; see "
                            + log
                            + ":\n"
                            + output.substring(Math.max(0, output.length() - TAIL)));
        }
    }

    /** CPU time used so far; what a killed process had used stays known. */
    Duration cpu() {
        if (process.isAlive()) {
            cpu = process.info().totalCpuDuration().orElse(cpu);
        }
        return cpu;
    }

    /** Memory that it holds of the machine, in MB; 0 where the system does not say. */
    long residentMb() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(kb -> Long.parseLong(kb) / 1_024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Writes what its flight recorder has; it must have been started with one. */
    void dumpProfile(Path file) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        String pid = Long.toString(process.pid());
        int code =
                new ProcessBuilder(jcmd, pid, "JFR.dump", "filename=" + file.toAbsolutePath())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
        if (code != 0) {
            throw new IOException("jcmd " + pid + " JFR.dump: expected 0, came " + code);
        }
    }

    /** Bytes of heap in use after a collection. */
    long heapAfterCollection() throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(process.pid()));
            JMXServiceURL address = new JMXServiceURL(machine.startLocalManagementAgent());
            machine.detach();
            try (JMXConnector connector = JMXConnectorFactory.connect(address)) {
                MemoryMXBean memory =
                        ManagementFactory.newPlatformMXBeanProxy(
                                connector.getMBeanServerConnection(),
                                ManagementFactory.MEMORY_MXBEAN_NAME,
                                MemoryMXBean.class);
                memory.gc();
                return memory.getHeapMemoryUsage().getUsed();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException("heap: expected to attach to a process, came none; " + log, e);
        }
    }

    /** It stands where it is, until it is told to go on or killed. */
    void pause() throws IOException, InterruptedException {
        signal("-STOP");
    }

    void goOn() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        String pid = Long.toString(process.pid());
        int code = new ProcessBuilder("kill", signal, pid).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException("kill " + signal + " " + pid + ": expected 0, came " + code);
        }
    }

    /** kill -9 of all, with nothing in between; returns when they are gone. */
    static void kill(List<Jvm> victims) throws InterruptedException {
        victims.forEach(victim -> victim.process.destroyForcibly());
        for (Jvm victim : victims) {
            victim.process.waitFor();
        }
    }

    @Override
    public void close() {
        cpu();
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
