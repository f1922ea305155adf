package dev.vigil.schema.state;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** One version of some types, compiled and loaded by itself: two of them are two releases. */
final class Compiled {
    private final ClassLoader classes;

    private Compiled(ClassLoader classes) {
        this.classes = classes;
    }

    /**
     * @param folder where sources and classes may be put
     * @param sources by simple name, each without its package
     */
    static Compiled of(Path folder, Map<String, String> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = folder.resolve(source.getKey() + ".java");
            files.add(Files.writeString(file, "package release;\n" + source.getValue()));
        }
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
            boolean done =
                    compiler.getTask(
                                    null,
                                    manager,
                                    null,
                                    options,
                                    null,
                                    manager.getJavaFileObjectsFromPaths(files))
                            .call();
            if (!done) {
                throw new IllegalStateException("Does not compile: " + sources);
            }
        }
        URL[] path = {folder.toUri().toURL()};
        return new Compiled(new URLClassLoader(path, Compiled.class.getClassLoader()));
    }

    ClassLoader classes() {
        return classes;
    }

    @SuppressWarnings("unchecked")
    Class<Object> type(String name) throws ClassNotFoundException {
        return (Class<Object>) classes.loadClass("release." + name);
    }

    Object make(String name, Object... values) throws ReflectiveOperationException {
        Constructor<?> canonical = type(name).getConstructors()[0];
        return canonical.newInstance(values);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    Object constant(String type, String name) throws ClassNotFoundException {
        return Enum.valueOf((Class) type(type), name);
    }
}
