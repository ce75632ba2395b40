package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ovirt.v2v.engine.EntityReference;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.KnownNames;

/**
 * A batch of imports as a table, as spreadsheets write it: a line for each machine, below a line with the names of the columns.
 * They are those of the members of an import; what an empty cell would say is left unsaid.
 */
@Provider
@Consumes(CsvBatch.TYPE)
public class CsvBatch implements MessageBodyReader<BatchImportResource.Batch> {
    static final String TYPE = "text/csv";

    private static final String ITEMS = "imports";
    private static final String MAPPINGS = "network_mappings";
    private static final List<String> REFERENCES = List.of("virtual_machine", "cluster", "storage_domain", "host");
    private static final List<String> VALUES = List.of("name", "allocation", "format", "start_time", "priority");
    private static final List<String> COLUMNS = columns();
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final ObjectMapper json;
    private final CsvMapper csv = CsvMapper.csvBuilder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();

    public CsvBatch(ObjectMapper json) {
        this.json = json;
    }

    private static List<String> columns() {
        List<String> columns = new ArrayList<>(REFERENCES);
        columns.addAll(VALUES);
        columns.add(MAPPINGS);
        columns.add("drivers_iso");
        return columns;
    }

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == BatchImportResource.Batch.class;
    }

    @Override
    public BatchImportResource.Batch readFrom(
            Class<BatchImportResource.Batch> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream in)
            throws IOException {
        Table table = read(text(in.readAllBytes(), charset(mediaType)));
        try {
            return json.treeToValue(table.batch, type);
        } catch (JsonMappingException e) {
            throw JsonFaults.ofCell(e, table.line(e));
        }
    }

    /**
     * What was read.
     *
     * @param batch as it would be in JSON
     * @param lines where each import begins
     */
    record Table(ObjectNode batch, List<Integer> lines) {
        /** The only array in a batch is that of the imports, or is in one of them. */
        private int line(JsonMappingException exception) {
            return exception.getPath().stream()
                    .map(Reference::getIndex)
                    .filter(index -> index >= 0)
                    .findFirst()
                    .map(lines::get)
                    .orElse(1);
        }
    }

    private static Charset charset(MediaType type) {
        String name = type.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, StandardCharsets.UTF_8.name());
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new InvalidFieldException(
                    HttpHeaders.CONTENT_TYPE,
                    "The charset " + KnownNames.quoted(name) + " is not known; send the table in UTF-8.",
                    e);
        }
    }

    /** Refuses bytes that are no text: names with something else in their place would be those of other machines. */
    private static String text(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidFieldException(
                    ITEMS,
                    "The table is not in " + charset.name()
                            + "; save it as CSV UTF-8, or name its charset in Content-Type.",
                    e);
        }
    }

    Table read(String text) throws IOException {
        List<Integer> begins = new ArrayList<>();
        ObjectNode batch = json.createObjectNode();
        ArrayNode imports = batch.putArray(ITEMS);
        String table = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        int line = 1;
        try (MappingIterator<String[]> lines = csv.readerFor(String[].class)
                .with(CsvSchema.emptySchema().withColumnSeparator(separator(table)))
                .readValues(table)) {
            List<String> names = lines.hasNext() ? names(lines.next()) : List.of();
            while (lines.hasNext()) {
                // the reader has passed empty lines and stands before the first cell
                line = lines.getCurrentLocation().getLineNr();
                begins.add(line);
                imports.add(item(names, lines.next(), imports.size()));
            }
        } catch (JsonProcessingException | RuntimeJsonMappingException e) {
            throw new InvalidFieldException(
                    ITEMS + "." + imports.size(),
                    "The table cannot be read from line " + line + " on: are quotes closed?",
                    e);
        }
        return new Table(batch, begins);
    }

    /** Spreadsheets separate by semicolons where commas are decimal points. */
    private static char separator(String table) {
        String head = table.lines().findFirst().orElse("");
        return head.contains(";") && !head.contains(",") ? ';' : ',';
    }

    private static List<String> names(String[] head) {
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String cell : head) {
            String name = cell.strip().toLowerCase(Locale.ROOT);
            if (!COLUMNS.contains(name)) {
                throw new InvalidFieldException(
                        KnownNames.shortened(name),
                        "There is no column " + KnownNames.quoted(name) + ". " + KnownNames.hint(name, COLUMNS));
            }
            if (!seen.add(name)) {
                throw new InvalidFieldException(name, "There are two columns " + name + ".");
            }
            names.add(name);
        }
        return names;
    }

    private ObjectNode item(List<String> names, String[] cells, int number) {
        if (cells.length > names.size()) {
            throw new InvalidFieldException(
                    ITEMS + "." + number,
                    "There are " + cells.length + " cells below " + names.size() + " names of columns.");
        }
        ObjectNode item = json.createObjectNode();
        for (int column = 0; column < cells.length; column++) {
            String name = names.get(column);
            String cell = cells[column].strip();
            if (cell.isEmpty()) {
                continue;
            }
            if (REFERENCES.contains(name)) {
                item.putObject(name).put(EntityReference.parse(cell).isPresent() ? "id" : "name", cell);
            } else if (VALUES.contains(name)) {
                item.put(name, cell);
            } else if (name.equals(MAPPINGS)) {
                mappings(item.putArray(name), cell, number);
            } else {
                item.putObject(name).put("id", cell);
            }
        }
        return item;
    }

    /** As in {@code VM Network=ovirtmgmt|Backup=backup}; what has no name stands for all others. */
    private static void mappings(ArrayNode mappings, String cell, int number) {
        for (String each : cell.split("\\|", -1)) {
            int sign = each.lastIndexOf('=');
            if (sign < 0) {
                throw new InvalidFieldException(
                        ITEMS + "." + number + "." + MAPPINGS,
                        "Networks are mapped as in VM Network=ovirtmgmt|Backup=backup.");
            }
            mappings.addObject()
                    .put("source", each.substring(0, sign).strip())
                    .put("target", each.substring(sign + 1).strip());
        }
    }
}
