package dev.vigil.desk.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;

/**
 * A way to a database that is cut at one of its calls: before it, or behind it, when what it did is
 * done and its answer is lost.
 */
public final class FailingDatabase {
    private static final Set<String> COUNTED =
            Set.of("execute", "executeQuery", "executeUpdate", "executeBatch", "commit");

    private int calls;
    private int failAt = Integer.MAX_VALUE;
    private boolean afterwards;

    /** Of those that change or ask something, so far. */
    public int calls() {
        return calls;
    }

    /**
     * Cuts the connection at a later call.
     *
     * @param inCalls 1 for the next one
     * @param behind true: when the database has done it
     */
    public void failIn(int inCalls, boolean behind) {
        failAt = calls + inCalls;
        afterwards = behind;
    }

    public void heal() {
        failAt = Integer.MAX_VALUE;
    }

    public DataSource around(DataSource database) {
        return proxy(
                DataSource.class,
                (method, arguments) -> {
                    Object result = invoke(database, method, arguments);
                    return result instanceof Connection connection ? around(connection) : result;
                });
    }

    private Connection around(Connection connection) {
        return proxy(
                Connection.class,
                (method, arguments) -> {
                    Object result = counted(connection, connection, method, arguments);
                    return result instanceof Statement statement
                            ? around(connection, statement, method.getReturnType())
                            : result;
                });
    }

    private Object around(Connection connection, Statement statement, Class<?> type) {
        return proxy(
                type, (method, arguments) -> counted(connection, statement, method, arguments));
    }

    private Object counted(Connection connection, Object target, Method method, Object[] arguments)
            throws Throwable {
        if (!COUNTED.contains(method.getName()) || ++calls != failAt) {
            return invoke(target, method, arguments);
        }
        if (afterwards) {
            invoke(target, method, arguments);
        }
        // As the server sees a client that is gone: what is not committed is rolled back.
        connection.close();
        throw new SQLException("the connection was cut at " + method.getName());
    }

    private interface Handler {
        Object on(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(
                Proxy.newProxyInstance(
                        FailingDatabase.class.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> handler.on(method, arguments)));
    }

    private static Object invoke(Object target, Method method, Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
