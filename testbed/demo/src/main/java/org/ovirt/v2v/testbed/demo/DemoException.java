package org.ovirt.v2v.testbed.demo;

/** Something that ends the demo; the message is for the person at the terminal and says what to do. */
final class DemoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DemoException(String message) {
        super(message);
    }

    DemoException(String message, Throwable cause) {
        super(message, cause);
    }
}
