package org.ovirt.v2v.agent.source.vmware;

import javax.xml.stream.XMLStreamException;

/** Reads the answer to one call, standing at the start of its response element. */
@FunctionalInterface
interface AnswerReader<T> {
    T read(SoapReader xml) throws XMLStreamException, VimFault;
}
