package org.ovirt.v2v.engine.rest;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.ovirt.engine.sdk4.Request;
import org.ovirt.engine.sdk4.Service;
import org.ovirt.engine.sdk4.internal.services.ServiceImpl;
import org.ovirt.engine.sdk4.internal.services.SystemServiceImpl;

/** All calls of oVirt's API, read from the services of its Java SDK. */
final class OvirtServices {
    private static final String ID = "{id}";

    private final Predicate<String> descends;
    private final TreeSet<Call> calls =
            new TreeSet<>(Comparator.comparing(Call::path).thenComparing(Call::method));

    private OvirtServices(Predicate<String> descends) {
        this.descends = descends;
    }

    /**
     * A call.
     *
     * @param path below the entry of the API, as in {@code /vms/{id}}
     */
    record Call(String method, String path) {
        /** The collection at the entry of the API that it belongs to; empty for the entry itself. */
        String collection() {
            return path.isEmpty() ? "" : path.split("/", -1)[1];
        }
    }

    /**
     * The calls.
     *
     * @param descends whether calls below a path are wanted too
     */
    static List<Call> calls(Predicate<String> descends) {
        OvirtServices services = new OvirtServices(descends);
        services.visit(new SystemServiceImpl(null, ""));
        // which oVirt's engine has, and its SDK not
        services.calls.add(new Call("POST", "/externaltemplateimports"));
        return List.copyOf(services.calls);
    }

    private void visit(ServiceImpl service) {
        String path = service.getPath();
        for (Method method : service.getClass().getMethods()) {
            if (isOf(Service.class, method)) {
                child(service, method)
                        .filter(child -> descends.test(child.getPath()))
                        .ifPresent(this::visit);
            } else if (isOf(Request.class, method) && method.getParameterCount() == 0) {
                calls.add(call(method.getName(), path));
            }
        }
    }

    private static boolean isOf(Class<?> type, Method method) {
        return type.isAssignableFrom(method.getReturnType()) && !method.isBridge();
    }

    private static Optional<ServiceImpl> child(ServiceImpl service, Method locator) {
        boolean isLocator = locator.getName().endsWith("Service");
        Object[] arguments =
                Arrays.stream(locator.getParameterTypes()).map(type -> ID).toArray();
        if (!isLocator || arguments.length > 1) {
            return Optional.empty();
        }
        try {
            return Optional.of((ServiceImpl) locator.invoke(service, arguments));
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(locator.toString(), e);
        }
    }

    private static Call call(String name, String path) {
        if (name.startsWith("add")) {
            return new Call("POST", path);
        }
        return switch (name) {
            case "list", "get" -> new Call("GET", path);
            case "update" -> new Call("PUT", path);
            case "remove" -> new Call("DELETE", path);
            // Java's own words have an underscore behind them there, as in import_
            default ->
                new Call("POST", path + "/" + name.toLowerCase(Locale.ROOT).replaceFirst("_$", ""));
        };
    }
}
