package org.ovirt.v2v.agent.source.vmware;

import java.io.InputStream;
import java.util.List;
import javax.xml.stream.XMLStreamException;

/** Opens a SOAP envelope (SOAP 1.1) and tells answers from faults. */
final class SoapAnswer {
    private SoapAnswer() {}

    static <T> T read(InputStream stream, AnswerReader<T> reader) throws XMLStreamException, VimFault {
        SoapReader xml = new SoapReader(stream);
        if (!xml.enter() || !xml.name().equals("Envelope")) {
            throw new XMLStreamException("the answer is no SOAP envelope");
        }
        while (xml.enter()) {
            if (!xml.name().equals("Body")) {
                xml.read();
                continue;
            }
            if (!xml.enter()) {
                break;
            }
            if (xml.name().equals("Fault")) {
                throw fault(xml.read());
            }
            return reader.read(xml);
        }
        throw new XMLStreamException("the SOAP envelope is empty");
    }

    private static VimFault fault(Element fault) {
        List<Element> details = fault.child("detail").map(Element::children).orElse(List.of());
        String kind = "";
        if (!details.isEmpty()) {
            // <InvalidLoginFault xsi:type="InvalidLogin">, or without the type
            Element detail = details.get(0);
            kind = detail.type().isEmpty() ? detail.name().replaceFirst("Fault$", "") : detail.type();
        }
        String text = fault.textAt("faultstring").strip();
        return new VimFault(kind, text.isEmpty() ? kind : text);
    }
}
