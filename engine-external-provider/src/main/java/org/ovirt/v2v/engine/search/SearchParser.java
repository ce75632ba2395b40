package org.ovirt.v2v.engine.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.ovirt.v2v.engine.ForeignText;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.KnownNames;
import org.ovirt.v2v.engine.search.SearchQuery.Sort;

/**
 * Reads a search.
 *
 * <pre>
 * search      = [ name ":" ] [ alternatives… ] [ "sortby" key [ "asc" | "desc" ] ] [ "page" number ]
 * alternatives = all { "or" all }              those beside each other must all hold
 * all         = term { "and" term }
 * term        = "(" alternatives… ")" | key operator value | free text
 * </pre>
 */
final class SearchParser<T> {
    static final int LONGEST = 4_096;
    static final int MOST_CONDITIONS = 200;
    static final int DEEPEST = 20;

    private static final String FIELD = "search";
    private static final int LAST_PAGE = 1_000_000;
    private static final int SHOWN = 40;
    private static final String AND = "and";
    private static final String OR = "or";
    private static final String SORT_BY = "sortby";
    private static final String PAGE = "page";
    private static final String ASCENDING = "asc";
    private static final String DESCENDING = "desc";

    private final String text;
    private final SearchObject<T> what;
    private final ValueKind.Reading reading;
    private final SearchLexer lexer;
    private int conditions;

    SearchParser(String text, SearchObject<T> what, ValueKind.Reading reading) {
        if (text.length() > LONGEST) {
            throw new InvalidFieldException(
                    FIELD, "The search has " + text.length() + " characters; at most " + LONGEST + " are allowed.");
        }
        this.text = text;
        this.what = what;
        this.reading = reading;
        this.lexer = new SearchLexer(text);
    }

    SearchQuery<T> parse() {
        prefix();
        Optional<Condition<T>> condition =
                lexer.isAtEnd() || isAtWord(SORT_BY) || isAtWord(PAGE) ? Optional.empty() : Optional.of(sequence(0));
        Optional<Sort<T>> sort = takeWord(SORT_BY) ? Optional.of(sort()) : Optional.empty();
        Optional<Integer> page = takeWord(PAGE) ? Optional.of(page()) : Optional.empty();
        if (!lexer.isAtEnd()) {
            throw notUnderstood("Nothing is allowed here any more: the order is conditions, sortby, page.");
        }
        return new SearchQuery<>(condition, sort, page);
    }

    private void prefix() {
        int start = lexer.position();
        String name = lexer.word();
        if (name.isEmpty() || !lexer.isAt(':')) {
            lexer.goBack(start);
            return;
        }
        if (!what.isNamed(name)) {
            lexer.goBack(start);
            throw notUnderstood("What is searched are " + what.names().get(0)
                    + ", so nothing else can stand before a colon. " + "Put a text with a colon in double quotes.");
        }
        lexer.take(':');
    }

    private Condition<T> sequence(int depth) {
        List<Condition<T>> all = new ArrayList<>();
        do {
            all.add(alternatives(depth));
        } while (!isAtEndOfConditions());
        return all.size() == 1 ? all.get(0) : new Condition.AllOf<>(all);
    }

    private Condition<T> alternatives(int depth) {
        List<Condition<T>> any = joined(OR, () -> joint(depth));
        return any.size() == 1 ? any.get(0) : new Condition.AnyOf<>(any);
    }

    private Condition<T> joint(int depth) {
        List<Condition<T>> all = joined(AND, () -> term(depth));
        return all.size() == 1 ? all.get(0) : new Condition.AllOf<>(all);
    }

    private List<Condition<T>> joined(String word, Supplier<Condition<T>> part) {
        List<Condition<T>> parts = new ArrayList<>();
        do {
            parts.add(part.get());
        } while (takeWord(word));
        return parts;
    }

    private Condition<T> term(int depth) {
        if (lexer.isAt('(')) {
            return nested(depth + 1);
        }
        int start = lexer.position();
        if (lexer.isAtQuote()) {
            return freeText(what.texts(), value("a text"), false);
        }
        String word = lexer.word();
        Optional<Operator> operator = lexer.operator();
        if (operator.isPresent()) {
            return comparison(start, word, operator.get());
        }
        lexer.goBack(start);
        if (isConnective(word) || (word.isEmpty() && !lexer.isAt(':'))) {
            throw notUnderstood("A condition is expected, as in name=web* or "
                    + what.keyNames().get(0) + "!=x.");
        }
        return freeText(what.texts(), value("a text"), false);
    }

    private Condition<T> nested(int depth) {
        if (depth > DEEPEST) {
            throw notUnderstood("Parentheses may be " + DEEPEST + " deep.");
        }
        lexer.take('(');
        Condition<T> inner = sequence(depth);
        if (!lexer.take(')')) {
            throw notUnderstood("A closing parenthesis is expected.");
        }
        return inner;
    }

    private Condition<T> comparison(int start, String name, Operator operator) {
        Optional<SearchKey<T, ?>> key = what.key(name);
        if (key.isPresent()) {
            return comparison(key.get(), start, operator);
        }
        List<SearchKey<T, String>> texts = what.textsOf(name);
        if (texts.isEmpty() || name.isEmpty()) {
            lexer.goBack(start);
            throw unknownKey(name, "searched");
        }
        requireOperator(start, Set.of(Operator.EQUAL, Operator.UNEQUAL), name, operator);
        return freeText(texts, value("a text"), operator == Operator.UNEQUAL);
    }

    private <C extends Comparable<? super C>> Condition<T> comparison(
            SearchKey<T, C> key, int start, Operator operator) {
        requireOperator(start, key.kind().operators(), key.name(), operator);
        int before = lexer.position();
        SearchValue value = value(key.kind().expected());
        count(1);
        if (value.isEmpty() && operator.isEquality()) {
            return new Condition.Given<>(key, operator == Operator.EQUAL);
        }
        return key.kind().condition(key, operator, value, reading).orElseThrow(() -> {
            lexer.goBack(before);
            return notUnderstood(
                    key.name() + " is " + key.kind().expected() + ", not " + KnownNames.quoted(value.text()) + ".");
        });
    }

    private void requireOperator(int start, Set<Operator> allowed, String name, Operator operator) {
        if (!allowed.contains(operator)) {
            lexer.goBack(start);
            throw notUnderstood("Behind " + name + " there can be "
                    + Operator.signs(allowed.stream().sorted()) + ".");
        }
    }

    /** A text that is somewhere in any of the keys, or, if negated, somewhere in none that is there. */
    private Condition<T> freeText(List<SearchKey<T, String>> keys, SearchValue value, boolean negated) {
        count(keys.size());
        List<Condition<T>> any = new ArrayList<>();
        for (SearchKey<T, String> key : keys) {
            any.add(new Condition.Matches<>(key, value.pattern().anywhere(), negated, reading.caseSensitive()));
        }
        return new Condition.AnyOf<>(any);
    }

    private void count(int more) {
        conditions += more;
        if (conditions > MOST_CONDITIONS) {
            throw notUnderstood("There are more than " + MOST_CONDITIONS
                    + " conditions; a free text counts as one for each key that holds texts.");
        }
    }

    private SearchValue value(String expected) {
        boolean isQuoted = lexer.isAtQuote();
        return lexer.value()
                .orElseThrow(() -> notUnderstood(
                        isQuoted
                                ? "The double quotes do not end."
                                : "Expected is " + expected
                                        + "; one with blanks or quotes in it must be in double quotes."));
    }

    private Sort<T> sort() {
        int start = lexer.position();
        String name = lexer.word();
        SearchKey<T, ?> key = what.key(name).orElseThrow(() -> {
            lexer.goBack(start);
            return unknownKey(name, "sorted");
        });
        boolean descending = takeWord(DESCENDING);
        if (!descending) {
            takeWord(ASCENDING);
        }
        return new Sort<>(key, descending);
    }

    private int page() {
        int start = lexer.position();
        String number = lexer.word();
        try {
            int page = Integer.parseInt(number);
            if (page >= 1 && page <= LAST_PAGE) {
                return page;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        lexer.goBack(start);
        throw notUnderstood("A page is a number from 1 to " + LAST_PAGE + ".");
    }

    private boolean isAtEndOfConditions() {
        return lexer.isAtEnd() || lexer.isAt(')') || isAtWord(SORT_BY) || isAtWord(PAGE);
    }

    /** Whether the word is next and is no key. */
    private boolean isAtWord(String wanted) {
        int start = lexer.position();
        boolean isThere =
                lexer.word().equalsIgnoreCase(wanted) && lexer.operator().isEmpty();
        lexer.goBack(start);
        return isThere;
    }

    private boolean takeWord(String wanted) {
        boolean isThere = isAtWord(wanted);
        if (isThere) {
            lexer.word();
        }
        return isThere;
    }

    private static boolean isConnective(String word) {
        return Set.of(AND, OR, SORT_BY, PAGE).contains(word.toLowerCase(Locale.ROOT));
    }

    private InvalidFieldException unknownKey(String name, String verb) {
        return notUnderstood(what.names().get(0) + " cannot be " + verb + " by " + KnownNames.quoted(name) + ". "
                + KnownNames.hint(name, what.keyNames()));
    }

    private InvalidFieldException notUnderstood(String why) {
        int position = lexer.position();
        String place = lexer.isAtEnd()
                ? "at its end"
                : "from character " + (position + 1) + " on, "
                        + KnownNames.quoted(ForeignText.beginning(text.substring(position), SHOWN));
        return new InvalidFieldException(FIELD, "The search is not understood " + place + ". " + why);
    }
}
