package org.ovirt.v2v.engine.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts a search into what it consists of; what a word means depends on where it stands, so the reader says what it expects. */
final class SearchLexer {
    private static final char QUOTE = '"';
    private static final char STAR = '*';
    private static final char ESCAPE = '\\';
    private static final String OPERATORS = "=!<>";

    private final String text;
    private int position;

    SearchLexer(String text) {
        this.text = text;
        skipBlanks();
    }

    int position() {
        return position;
    }

    void goBack(int earlier) {
        position = earlier;
    }

    boolean isAtEnd() {
        return position == text.length();
    }

    /** Takes the character if it is next. */
    boolean take(char wanted) {
        if (isAtEnd() || text.charAt(position) != wanted) {
            return false;
        }
        position++;
        skipBlanks();
        return true;
    }

    boolean isAt(char wanted) {
        return !isAtEnd() && text.charAt(position) == wanted;
    }

    boolean isAtQuote() {
        return isAt(QUOTE);
    }

    /** Takes a word that ends before a blank, an operator, a colon, a quote or a parenthesis; empty if there is none. */
    String word() {
        int start = position;
        while (!isAtEnd() && !endsWord(text.charAt(position))) {
            position++;
        }
        String word = text.substring(start, position);
        skipBlanks();
        return word;
    }

    Optional<Operator> operator() {
        int start = position;
        int end = start;
        while (end < text.length() && OPERATORS.indexOf(text.charAt(end)) >= 0 && end - start < 2) {
            end++;
        }
        Optional<Operator> found = end - start == 2 ? Operator.of(text.substring(start, end)) : Optional.empty();
        if (found.isEmpty() && end > start) {
            end = start + 1;
            found = Operator.of(text.substring(start, end));
        }
        if (found.isPresent()) {
            position = end;
            skipBlanks();
        }
        return found;
    }

    /** Takes a value: in quotes, or up to the next blank or the parenthesis that closes one outside of it. */
    Optional<SearchValue> value() {
        return isAtQuote() ? quoted() : plain();
    }

    /** Empty if the quotes do not end. */
    private Optional<SearchValue> quoted() {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        StringBuilder whole = new StringBuilder();
        int next = position + 1;
        while (next < text.length() && text.charAt(next) != QUOTE) {
            char character = text.charAt(next);
            boolean isEscaped = character == ESCAPE && isEscapable(next + 1);
            if (isEscaped) {
                next++;
                character = text.charAt(next);
            }
            whole.append(character);
            if (character == STAR && !isEscaped) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(character);
            }
            next++;
        }
        if (next == text.length()) {
            return Optional.empty();
        }
        parts.add(part.toString());
        position = next + 1;
        skipBlanks();
        return Optional.of(new SearchValue(new TextPattern(parts).simplified(), whole.toString()));
    }

    /** Any other backslash is one: names of users have some. */
    private boolean isEscapable(int index) {
        return index < text.length()
                && (text.charAt(index) == QUOTE || text.charAt(index) == STAR || text.charAt(index) == ESCAPE);
    }

    private Optional<SearchValue> plain() {
        int start = position;
        int open = 0;
        while (!isAtEnd() && !isBlank(text.charAt(position)) && text.charAt(position) != QUOTE) {
            char character = text.charAt(position);
            if (character == '(') {
                open++;
            } else if (character == ')' && --open < 0) {
                break;
            }
            position++;
        }
        if (position == start || isAtQuote()) {
            position = start;
            return Optional.empty();
        }
        String value = text.substring(start, position);
        skipBlanks();
        return Optional.of(new SearchValue(TextPattern.of(value), value));
    }

    private void skipBlanks() {
        while (!isAtEnd() && isBlank(text.charAt(position))) {
            position++;
        }
    }

    private static boolean endsWord(char character) {
        return isBlank(character)
                || OPERATORS.indexOf(character) >= 0
                || character == QUOTE
                || character == '('
                || character == ')'
                || character == ':';
    }

    private static boolean isBlank(char character) {
        return Character.isWhitespace(character);
    }
}
