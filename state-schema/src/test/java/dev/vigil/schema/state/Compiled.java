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
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /** Until the JVM ends: to open all jars takes longer than to compile a record. */
    private static final StandardJavaFileManager MANAGER =
            COMPILER.getStandardFileManager(null, null, null);

    private final ClassLoader classes;

    private Compiled(ClassLoader classes) {
        this.classes = classes;
    }

    /**
     * @param folder where sources and classes may be put
     * @param sources by simple name, each without its package
     */
    static Compiled of(Path folder, Map<String, String> sources) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = folder.resolve(source.getKey() + ".java");
            files.add(Files.writeString(file, "package release;\n" + source.getValue()));
        }
        compile(folder, files);
        URL[] path = {folder.toUri().toURL()};
        return new Compiled(new URLClassLoader(path, Compiled.class.getClassLoader()));
    }

    /** Another version of a type of the product, under its own name; all else is the product's. */
    static Compiled of(Path folder, Class<?> type, String source) throws IOException {
        Path file = folder.resolve(type.getSimpleName() + ".java");
        Files.writeString(file, "package " + type.getPackageName() + ";\n" + source);
        compile(folder, List.of(file));
        URL[] path = {folder.toUri().toURL()};
        return new Compiled(new OwnFirst(path, type.getName()));
    }

    /** Gives a type and what is nested in it from the folder, though the parent has it too. */
    private static final class OwnFirst extends URLClassLoader {
        private final String own;

        private OwnFirst(URL[] path, String own) {
            super(path, Compiled.class.getClassLoader());
            this.own = own;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (!name.equals(own) && !name.startsWith(own + "$")) {
                    return super.loadClass(name, resolve);
                }
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }

    private static void compile(Path folder, List<Path> files) {
        List<String> options =
                List.of(
                        "-proc:none",
                        "-d",
                        folder.toString(),
                        "-cp",
                        System.getProperty("java.class.path"));
        boolean done =
                COMPILER.getTask(
                                null,
                                MANAGER,
                                null,
                                options,
                                null,
                                MANAGER.getJavaFileObjectsFromPaths(files))
                        .call();
        if (!done) {
            throw new IllegalStateException("Does not compile: " + files);
        }
    }

    ClassLoader classes() {
        return classes;
    }

    @SuppressWarnings("unchecked")
    Class<Object> replaced(Class<?> type) throws ClassNotFoundException {
        return (Class<Object>) classes.loadClass(type.getName());
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
