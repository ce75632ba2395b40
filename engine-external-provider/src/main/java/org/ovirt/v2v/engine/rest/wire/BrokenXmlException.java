package org.ovirt.v2v.engine.rest.wire;

import javax.xml.stream.XMLStreamException;

/** A body that is no XML document, or none that is read. The message says where; it repeats nothing of the document. */
public final class BrokenXmlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private BrokenXmlException(String message, Throwable cause) {
        super(message, cause);
    }

    static BrokenXmlException of(XMLStreamException cause) {
        String where = cause.getLocation() == null
                ? ""
                : " (line " + cause.getLocation().getLineNumber() + ", column "
                        + cause.getLocation().getColumnNumber() + ")";
        return new BrokenXmlException("The body is not an XML document that can be read" + where + ".", cause);
    }
}
