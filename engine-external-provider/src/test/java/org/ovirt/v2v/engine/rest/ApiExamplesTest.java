package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.FormParam;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.junit.jupiter.api.Test;

/** The examples in the description of the API. */
class ApiExamplesTest {
    @Test
    void everyBodyHasAnExampleThatTheEngineReads() throws Exception {
        ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());
        new JsonCodec().customize(json);
        Map<String, Type> bodies = bodies();
        Map<String, Map<String, Object>> examples = ApiExamples.bodies();

        assertThat(examples.keySet()).containsExactlyInAnyOrderElementsOf(bodies.keySet());
        for (Map.Entry<String, Type> body : bodies.entrySet()) {
            String text = json.writeValueAsString(examples.get(body.getKey()));
            Object read = json.readValue(text, json.constructType(body.getValue()));
            assertThat(read).as(body.getKey()).isNotNull();
        }
    }

    private static Map<String, Type> bodies() {
        Map<String, Type> bodies = new TreeMap<>();
        new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("org.ovirt.v2v.engine.rest")
                        .stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(Operation.class))
                        .map(JavaMethod::reflect)
                        .filter(method -> !isForm(method))
                        .forEach(method -> Arrays.stream(method.getParameters())
                                .filter(parameter -> parameter.getAnnotations().length == 0)
                                .forEach(parameter -> bodies.put(
                                        method.getAnnotation(Operation.class).operationId(),
                                        parameter.getParameterizedType())));
        return bodies;
    }

    private static boolean isForm(Method method) {
        return Arrays.stream(method.getParameters())
                .map(Parameter::getAnnotations)
                .flatMap(Arrays::stream)
                .anyMatch(FormParam.class::isInstance);
    }
}
