package org.ovirt.v2v.engine.imports;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.ovirt.v2v.model.conversion.NetworkMapping;

/** Stores network mappings as JSON. */
@Converter
@Immutable // otherwise Hibernate copies each value it reads or stores, by way of JSON
public final class NetworkMappingsColumn implements AttributeConverter<List<NetworkMapping>, String> {
    private static final JsonText<List<NetworkMapping>> JSON = new JsonText<>(new TypeReference<>() {});

    @Override
    public String convertToDatabaseColumn(List<NetworkMapping> value) {
        return value == null ? null : JSON.write(value);
    }

    @Override
    public List<NetworkMapping> convertToEntityAttribute(String text) {
        return text == null ? null : List.copyOf(JSON.read(text));
    }
}
