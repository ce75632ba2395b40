package org.ovirt.v2v.engine.search;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a key is compared with a value. */
public enum Operator {
    EQUAL("="),
    UNEQUAL("!="),
    LESS("<"),
    AT_MOST("<="),
    GREATER(">"),
    AT_LEAST(">=");

    private final String sign;

    Operator(String sign) {
        this.sign = sign;
    }

    static Optional<Operator> of(String sign) {
        return Arrays.stream(values())
                .filter(operator -> operator.sign.equals(sign))
                .findAny();
    }

    static String signs(Stream<Operator> operators) {
        return operators.map(operator -> operator.sign).collect(Collectors.joining(", "));
    }

    /** Whether it asks for the same or another value, not for a greater or smaller one. */
    boolean isEquality() {
        return this == EQUAL || this == UNEQUAL;
    }

    /** Whether it holds for two values of which the left one compares like this with the right one. */
    boolean holds(int comparison) {
        return switch (this) {
            case EQUAL -> comparison == 0;
            case UNEQUAL -> comparison != 0;
            case LESS -> comparison < 0;
            case AT_MOST -> comparison <= 0;
            case GREATER -> comparison > 0;
            case AT_LEAST -> comparison >= 0;
        };
    }
}
